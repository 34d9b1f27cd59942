"""The network that the house runs takes no message with something in it for a closing one (tests/cases/desk)."""

import pytest
import yaml

from bot.run import Running
from bot.setup.paths import Paths
from bot.turn.understanding import Understanding
from services.casework.closing import closing
from services.library.root import ROOT

pytestmark = [pytest.mark.model, pytest.mark.asyncio(loop_scope="session")]

CASES = yaml.safe_load((ROOT / "tests" / "cases" / "desk" / "closings.yml").read_text("utf-8"))


async def test_the_trained_network_tells_closing_words_from_all_others(house: Running) -> None:
    network = Understanding(Paths(ROOT / "var").reader)  # the house has made it where it was missing
    wrong = [
        each["text"]
        for each in CASES
        if closing(each["text"], asked=bool(each.get("asked")), scores=network.scores(each["text"]))
        is not each["closing"]
    ]
    assert wrong == []
