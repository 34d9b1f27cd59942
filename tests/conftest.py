"""What all tests share: no settings of the machine they run on."""

import os

import pytest


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test sees only the settings that it makes itself."""
    for name in list(os.environ):
        if name.startswith("ONEDOOR_"):
            monkeypatch.delenv(name)
