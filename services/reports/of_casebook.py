"""The rows of the figures and the cases of a review, out of what the casebook counts."""

from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from casebook.care.counting import Counted, Everything
from services.directory.places import connecticut
from services.reports.records import Case, Family, Happening, NeedFound, Rating, Referral, Rows, Step

HOME: Final = ZoneInfo("America/New_York")
SATISFIED_FROM: Final = 4  # of 5
CONNECTED: Final = ("in-progress", "completed")
CLOSED: Final = ("completed", "rejected", "failed", "cancelled")
HAPPENINGS: Final[dict[str, Happening]] = {
    "requested": "asked",
    "accepted": "accepted",
    "rejected": "declined",
    "on-hold": "on_hold",
    "in-progress": "connected",
    "completed": "ended",
    "failed": "ended",
    "cancelled": "ended",
}


def rows(found: Everything) -> Rows:
    """What the figures are made of; a referral that was a draft or a mistake is none."""
    return Rows(
        families=tuple(_family(family, found) for family in found.languages),
        needs=tuple(
            NeedFound(each.family, each.values["label"], _day(each.values["found_at"])) for each in found.needs
        ),
        referrals=tuple(_referral(each, found) for each in found.referrals if _counts(each)),
        ratings=tuple(
            Rating(each.family, each.values["score"] >= SATISFIED_FROM, _day(each.values["at"]))
            for each in found.ratings
        ),
    )


def cases(found: Everything) -> tuple[list[Case], list[Case]]:
    """(those for the meeting, everybody's): a meeting looks at families whose door did not open or that wait."""
    everybody = [_case(family, found) for family in found.languages]
    told = [each for each in everybody if each.steps]
    stuck = {each.family for each in found.referrals if each.values["state"] in ("rejected", "failed", "on-hold")}
    return [each for each in told if each.family in stuck], told


def _counts(referral: Counted) -> bool:
    return referral.values["state"] not in ("draft", "entered-in-error")


def _family(family: str, found: Everything) -> Family:
    told = found.facts.get(family, {})
    return Family(
        family,
        found.languages[family],
        _town(told.get("place")),
        tuple(told.get("races") or ()),
        told.get("ethnicity"),
    )


def _town(place: object) -> str | None:
    known = connecticut().find(str(place)) if place else None
    return known.town if known else None


def _referral(each: Counted, found: Everything) -> Referral:
    moves = found.moves.get(each.values["id"], [])
    first = {state: _day(at) for state, at, _ in reversed(moves)}
    connected = [first[state] for state in CONNECTED if state in first]
    closed = [first[state] for state in CLOSED if state in first]
    return Referral(
        each.family,
        each.values["need"],
        first.get("requested", _day(each.values["created_at"])),
        first.get("accepted"),
        min(connected, default=None),
        max(closed, default=None),
        each.values["reason"],
    )


def _case(family: str, found: Everything) -> Case:
    told = found.facts.get(family, {})
    steps = [
        Step(_day(each.values["found_at"]), "need_found", each.values["label"])
        for each in found.needs
        if each.family == family
    ]
    for each in found.referrals:
        if each.family == family and _counts(each):
            steps += _steps(each, found)
    age = told.get("child_age_months")
    return Case(
        family,
        tuple(sorted(steps, key=lambda step: step.on)),
        int(age) if age is not None else None,
        _town(told.get("place")),
        found.languages.get(family),
    )


def _steps(each: Counted, found: Everything) -> list[Step]:
    need, name = each.values["need"], each.values["name"]
    return [
        Step(_day(at), HAPPENINGS[state], need, name, reason)
        for state, at, reason in found.moves.get(each.values["id"], [])
        if state in HAPPENINGS
    ]


def _day(moment: datetime) -> date:
    return moment.replace(tzinfo=UTC).astimezone(HOME).date()
