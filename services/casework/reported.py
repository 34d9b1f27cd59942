"""What a family told, and which answers it had, in one list.

Refusals leave doors out; what holds of the family, or for one thing, does not.

Each sort is kept for itself, so that a pregnancy never pushes a refusal out, nor makes every search a wide one.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from services.casework.has_already import HAD
from services.casework.of_whom import OF
from services.casework.plainly_asked import TOLD
from services.casework.reached import REACHED, way_of
from services.casework.refused_thing import NOT_FOR

MOST_KEPT: Final = 20  # of each sort, the newest
JUDGED: Final = "judged:"  # before a program and what was said of it
# What the family has, who it is, which answers it had, how it is reached, of which program it heard whether it may fit.
FACTS: Final = (HAD, OF, TOLD, REACHED, JUDGED)


def refusals(reported: Iterable[str]) -> list[str]:
    """The doors, lines and kinds that are not named again, whatever is asked."""
    return [each for each in reported if not each.startswith((*FACTS, NOT_FOR))]


def kept_with(before: Iterable[str], fresh: Iterable[str]) -> list[str]:
    """What was kept, with what is told now, each once and the newest last; of a way to be reached the newest alone."""
    now = list(dict.fromkeys(fresh))
    ways = {way_of(each) for each in now} - {None}
    return kept([*(each for each in before if each not in now and way_of(each) not in ways), *now])


def kept(reported: Sequence[str]) -> list[str]:
    """As much of it as is kept, in its order."""
    refused, facts = refusals(reported), [each for each in reported if each.startswith(FACTS)]
    for_one = [each for each in reported if each.startswith(NOT_FOR)]
    newest = {each for sort in (refused, facts, for_one) for each in sort[-MOST_KEPT:]}
    return [each for each in reported if each in newest]
