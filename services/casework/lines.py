"""2-1-1 that does not answer a family: who told us so is not sent there again."""

from collections.abc import Iterable

from services.casework.offer import EVERYBODYS, Offer, digits

BUSY = "two_one_one_busy"  # the known answer to it (content/answers)
DOWN = "line:211"  # stands among what a family told us is wrong


def only_by_the_line(door: Offer) -> bool:
    """Whether a door's next step is a call to 2-1-1, and it has no line of its own."""
    own = door.phone is not None and digits(door.phone) not in EVERYBODYS
    return door.last_resort or ("2-1-1" in door.next_step and not own)


def near_without_the_line(door: Offer) -> bool:
    """Whether it is in or for the family's own town, to the point, and reached without 2-1-1."""
    why = door.found.why if door.found else ()
    return not only_by_the_line(door) and "beside" not in why and bool({"near", "serves_town"} & {*why})


def line_last(doors: Iterable[Offer]) -> list[Offer]:
    """What can be reached without 2-1-1 goes first, in its own order."""
    return sorted(doors, key=only_by_the_line)
