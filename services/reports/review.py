"""A case review for a regional collaborative's meeting: the way of each case, and nothing that tells whose it is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from services.directory.places import connecticut
from services.reports.hiding import FEWEST, OTHER
from services.reports.records import Case, Happening

# Years of age, each to the last month before the next; the ages at which the doors change.
BANDS: Final = ((0, "0-2"), (36, "3-5"), (72, "6-8"), (108, "9-12"), (156, "13-17"), (216, "18-21"))
WIDE: Final = {"0-2": "0-5", "3-5": "0-5", "6-8": "6-12", "9-12": "6-12", "13-17": "13-21", "18-21": "13-21"}


@dataclass(frozen=True, slots=True)
class Profile:
    """What a reader might know a family by; None where it is not told. `age` is a band in years."""

    age: str | None
    region: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class Happened:
    """A step, `day` days after the first one. `program` is None where its name would tell too much."""

    day: int
    what: Happening
    need: str
    program: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One case as the meeting sees it; `held_back` says that a note was left out because it may name somebody."""

    number: int
    profile: Profile
    needs: tuple[str, ...]
    steps: tuple[Happened, ...]
    note: str | None
    held_back: bool


@dataclass(frozen=True, slots=True)
class _Known:
    """Everybody, as far as it takes to tell what is common."""

    families: tuple[tuple[Profile, frozenset[str]], ...]  # with their needs
    needs: frozenset[str]
    programs: frozenset[str]


def pack(chosen: Iterable[Case], everybody: Iterable[Case], scrub: Callable[[str], str | None]) -> list[Reviewed]:
    """The chosen cases, without who they are.

    A family's age, region and language are told only as far as at least 11 families of `everybody` with the same first
    need share them; a need or a program's name only when so many had it. `scrub` gives a text without names and
    numbers, None when it cannot be sure; a note that it would change is held back. The order says nothing of when a
    case came.
    """
    known = _known(list(everybody))
    found = [_reviewed(case, known, scrub) for case in chosen]
    found.sort(key=lambda each: (each.needs, str(each.profile), str(each.steps), each.note or ""))
    return [replace(each, number=number) for number, each in enumerate(found, 1)]


def _known(everybody: list[Case]) -> _Known:
    needs = _common((case.family, step.need) for case in everybody for step in case.steps)
    programs = _common((case.family, step.program) for case in everybody for step in case.steps if step.program)
    families = tuple((_profile(case), frozenset(step.need for step in case.steps)) for case in everybody)
    return _Known(families, needs, programs)


def _common(pairs: Iterable[tuple[str, str]]) -> frozenset[str]:
    """What so many families had that it tells nobody."""
    families: dict[str, set[str]] = {}
    for family, what in pairs:
        families.setdefault(what, set()).add(family)
    return frozenset(what for what, of_it in families.items() if len(of_it) >= FEWEST)


def _reviewed(case: Case, known: _Known, scrub: Callable[[str], str | None]) -> Reviewed:
    steps = _steps(case, known)
    needs = tuple(dict.fromkeys(step.need for step in steps))
    alike = [profile for profile, of_it in known.families if not needs or needs[0] == OTHER or needs[0] in of_it]
    note, held_back = _note(case, scrub)
    return Reviewed(0, _generalised(_profile(case), alike), needs, steps, note, held_back)


def _profile(case: Case) -> Profile:
    months = case.child_age_months
    age = next((name for start, name in reversed(BANDS) if months is not None and months >= start), None)
    place = connecticut().towns.get(case.town or "")
    return Profile(age, place.region if place else None, case.language)


def _generalised(profile: Profile, alike: list[Profile]) -> Profile:
    """The profile, told less and less until enough families share it."""
    wide = WIDE.get(profile.age or "")
    for less in (
        profile,
        replace(profile, language=None),
        replace(profile, language=None, age=wide),
        replace(profile, language=None, age=None),
        replace(profile, language=None, region=None),
        replace(profile, language=None, region=None, age=wide),
    ):
        if sum(_fits(each, less) for each in alike) >= FEWEST:
            return less
    return Profile(None, None, None)


def _fits(family: Profile, told: Profile) -> bool:
    """Whether a family is one of those that a profile may mean."""
    return (
        told.age in (None, family.age, WIDE.get(family.age or ""))
        and told.region in (None, family.region)
        and told.language in (None, family.language)
    )


def _steps(case: Case, known: _Known) -> tuple[Happened, ...]:
    ordered = sorted(case.steps, key=lambda step: step.on)
    return tuple(
        Happened(
            day=(step.on - ordered[0].on).days,
            what=step.what,
            need=step.need if step.need in known.needs else OTHER,
            program=step.program if step.program in known.programs else None,
            reason=step.reason,
        )
        for step in ordered
    )


def _note(case: Case, scrub: Callable[[str], str | None]) -> tuple[str | None, bool]:
    if not case.note or not case.note_edited:
        return None, False
    note = " ".join(case.note.split())
    return (note, False) if scrub(note) == note else (None, True)
