"""How many questions a family is asked before the first help: 2 or fewer in the median (benchmarks/first_help.py)."""

from statistics import median

import pytest

from benchmarks.first_help import openings, walk
from bot.run import Running

pytestmark = [pytest.mark.model, pytest.mark.asyncio(loop_scope="session")]

MOST = 2


async def test_whatever_the_need_help_comes_within_two_questions_in_the_median(house: Running) -> None:
    ways = [(opening, *await walk(house, opening)) for opening in openings(each=1)]
    stuck = [opening for opening, way, talk in ways if not way.helped and talk.owner == "bot"]
    questions = [way.questions for _, way, _ in ways if way.helped]
    print(f"families {len(questions)} of {len(ways)}: median {median(questions):g}, most {max(questions)}")
    assert stuck == []
    assert len(questions) > len(ways) * 2 / 3  # openings are dark at times: then a person is asked, not we
    assert median(questions) <= MOST
