"""These tests run in Rasa's environment, which needs pytest for it:

`.venv-rasa/bin/python -m pytest tests/unit/assistant -c tests/unit/assistant/pytest.ini`.
"""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

if find_spec("rasa") is None:  # the gateway's environment
    collect_ignore_glob = ["test_*.py"]
else:
    from assistant import patches

    patches.prepare()
    patches.serve_lightly()

HERE = Path(__file__).parent


class FakeActions:
    """Stands for the gateway: answers every action with its name and what a test asks for."""

    url = "http://actions.invalid"

    def __init__(self) -> None:
        """Answer with no events."""
        self.kwargs: dict[str, Any] = {}
        self.calls: list[dict[str, Any]] = []
        self.events: dict[str, list[dict[str, Any]]] = {}
        self.fails = False

    async def request(self, **kwargs: Any) -> dict[str, Any]:
        """Answer one call as rasa_sdk would."""
        call = kwargs["json"]
        self.calls.append(call)
        if self.fails:
            raise TimeoutError
        name = call["next_action"]
        return {"events": self.events.get(name, []), "responses": [{"text": name}]}


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small bot with a form, trained once (four seconds)."""
    from assistant.train import train_model

    out = tmp_path_factory.mktemp("model")
    bot = HERE / "bot"
    return Path(train_model(out, str(bot / "config.yml"), str(bot / "domain.yml"), [str(bot / "data")]))


@pytest.fixture
def actions() -> FakeActions:
    """The actions' stand-in."""
    return FakeActions()


@pytest.fixture
def processor(model: Path, actions: FakeActions) -> Iterator[Any]:
    """A processor over the small bot."""
    from assistant.processor import TurnProcessor

    return TurnProcessor(model, actions)  # type: ignore[arg-type]
