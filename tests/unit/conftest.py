"""Unit tests reach no network."""

import pytest
from pytest_socket import disable_socket


@pytest.fixture(autouse=True)
def no_network() -> None:
    """Sockets are off, but for the event loop's own pair."""
    disable_socket(allow_unix_socket=True)
