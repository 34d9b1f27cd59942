"""The order of doors: programs beside services, what is open, what needs.yml names first, each door once."""

from collections.abc import Sequence
from itertools import zip_longest

from services.casework.offer import Offer, bare, digits, is_beside
from services.casework.only_for import needs_a_name
from services.casework.writers import only_for_adults, speaks_to_parents
from services.eligibility import all_programs

GROWN_UP = 18 * 12  # months
_HOURS = {"open": 0, "unknown": 1, "none": 2, "closed": 3}


def at_their_lines(programs: list[Offer], places: list[Offer]) -> list[Offer]:
    """Places as the search ordered them, each program in place of its own line there.

    Programs without one come after them, but before them where none is to the point.
    """
    own: dict[str, Offer] = {}
    for program in programs:
        if line := _own_line(program, places):
            own[line.key] = program
    others = [each for each in programs if each not in own.values()]
    ordered = [own.get(each.key, each) for each in places]
    return [*others, *ordered] if all(map(is_beside, places)) else [*ordered, *others]


def closedness(door: Offer) -> tuple[bool, int]:
    """Open, then unknown, then programs, which have no hours, then closed; the last resort, always open, at the end."""
    state = door.found.then.state if door.found and door.found.then else "none"
    return door.last_resort, _HOURS[state]


def same_line(door: Offer, others: list[Offer]) -> Offer | None:
    """The directory's own line for a program: the service of its name, else the one that answers the same phone."""
    phone = digits(door.phone)
    called = (each for each in _lines(others) if phone and each.found and digits(each.found.phone) == phone)
    return _own_line(door, others) or next(called, None)


def of_its_name(program: Offer, others: list[Offer]) -> Offer | None:
    """The service of a program's own name."""
    return next((each for each in _lines(others) if bare(each.sign) == bare(program.sign)), None)


def _lines(others: list[Offer]) -> list[Offer]:
    return [each for each in others if each.found and not needs_a_name(each)]


def _own_line(program: Offer, others: list[Offer]) -> Offer | None:
    """The service of a program's name, or the only one with its phone where that is no other program's too."""
    lines, named = _lines(others), of_its_name(program, others)
    phone = digits(program.phone)
    if named or not phone or [digits(each.phone) for each in all_programs()].count(phone) > 1:
        return named
    called = [each for each in lines if each.found and digits(each.found.phone) == phone]
    return called[0] if len(called) == 1 else None


def take_turns(first: list[Offer], second: list[Offer]) -> list[Offer]:
    """One of each in turn."""
    mixed: list[Offer] = []
    for index in range(max(len(first), len(second))):
        mixed += first[index : index + 1] + second[index : index + 1]
    return last_at_the_end(mixed)


def in_turn(lists: Sequence[list[Offer]]) -> list[Offer]:
    """The best of each list, then the second of each, and so on."""
    return [offer for rank in zip_longest(*lists) for offer in rank if offer is not None]


def last_at_the_end(mixed: list[Offer]) -> list[Offer]:
    """The last resort behind all others, which stay as they were."""
    return sorted(mixed, key=lambda offer: offer.last_resort)


def parents_last(mixed: list[Offer]) -> list[Offer]:
    """What is said to parents behind what is for young people too, and what is beside the point behind both."""
    return sorted(mixed, key=lambda offer: (is_beside(offer), speaks_to_parents(offer.summary, offer.next_step)))


def without_adults_only(mixed: list[Offer], own_age_months: float | None) -> list[Offer]:
    """The doors without those for grown people only, where who writes is under 18, a mother of sixteen too."""
    if own_age_months is None or own_age_months >= GROWN_UP:
        return mixed
    return [offer for offer in mixed if not only_for_adults(offer.name, offer.summary)]


def offices_last(mixed: list[Offer], programs: Sequence[str]) -> list[Offer]:
    """Some programs and their offices ("WIC Hartford") behind all others, which stay as they were."""
    return sorted(
        mixed, key=lambda offer: any(f"{bare(offer.sign)} ".startswith(f"{bare(each)} ") for each in programs)
    )


def named_first(named: Sequence[str], mixed: list[Offer]) -> list[Offer]:
    """The doors `named` go first, in that order; the rest as they were."""
    ranks = {name: rank for rank, name in enumerate(named)}
    return sorted(mixed, key=lambda offer: ranks.get(offer.key.partition(":")[2], len(named)))


def unlike(mixed: list[Offer]) -> list[Offer]:
    """Each door once: a program and its own line in the directory have the same phone, its local office its name."""
    seen: set[str] = set()
    kept: list[Offer] = []
    for offer in mixed:
        marks = {bare(offer.sign), digits(offer.phone) or offer.key}
        if not marks & seen and not (offer.found is None and _has_office(offer, kept)):
            kept.append(offer)
        seen |= marks
    return kept


def _has_office(program: Offer, kept: list[Offer]) -> bool:
    """Whether an office of a program is named already: "WIC Hartford" tells more than "WIC"."""
    return any(bare(each.sign).startswith(f"{bare(program.sign)} ") for each in kept)
