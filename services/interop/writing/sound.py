"""Whether a case may be told at all: it must be whole, and nothing in it may have happened without consent."""

from collections.abc import Iterator
from typing import Final

from services.interop import codes
from services.interop.records import FamilyCase, Goal, Need, Referral
from services.interop.transitions import REASONED, is_legal
from services.interop.writing.parts import moment

_FIRST: Final = frozenset({"draft", "requested"})


class BadCase(ValueError):
    """A case that cannot be written as it is. Permanent, and the caller's: `faults` says what to put right first."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def faults(case: FamilyCase) -> list[str]:
    """Everything that forbids to write the case, each as a short sentence that names ids and no person."""
    return [
        *_people(case),
        *_needs(case),
        *_links(case),
        *(each for one in case.referrals for each in _referral(case, one)),
    ]


def _people(case: FamilyCase) -> Iterator[str]:
    known = {case.person.id, *(child.id for child in case.children)}
    for thing in case.told():
        if thing.about not in known:
            yield f"{type(thing).__name__} {thing.id} is about {thing.about}, who is not of this family"
    for person in (case.person, *case.children):
        for code in set(person.races) - codes.races().keys():
            yield f"person {person.id} has the race {code}, which codes.yml does not know"
        if person.ethnicity and person.ethnicity not in codes.ethnicities():
            yield f"person {person.id} has the ethnicity {person.ethnicity}, which codes.yml does not know"


def _needs(case: FamilyCase) -> Iterator[str]:
    for need in case.needs:
        if not _has_codes(need):
            yield f"need {need.id} is {need.label} in {need.domain}, which codes.yml does not know"


def _has_codes(need: Need) -> bool:
    try:
        codes.need_codes(need.label, need.domain)
    except KeyError:
        return False
    return True


def _links(case: FamilyCase) -> Iterator[str]:
    needs, goals = {need.id for need in case.needs}, {goal.id for goal in case.goals}
    answers = {answer.id for screening in case.screenings for answer in screening.answers}
    screenings = {screening.id for screening in case.screenings}
    for_needs: list[Goal | Referral] = [*case.goals, *case.referrals]
    for thing in for_needs:
        yield from (f"{thing.id} names the need {each}, which is not there" for each in set(thing.needs) - needs)
    for need in case.needs:
        yield from (f"need {need.id} rests on {each}, which is not there" for each in set(need.evidence) - answers)
    for referral in case.referrals:
        lost = (set(referral.goals) - goals) | (set(referral.screenings) - screenings)
        yield from (f"referral {referral.id} names {each}, which is not there" for each in lost)
        if not referral.needs:
            yield f"referral {referral.id} is for no need"


def _referral(case: FamilyCase, referral: Referral) -> Iterator[str]:
    if not referral.moves or referral.moves[0].state not in _FIRST:
        yield f"referral {referral.id} does not begin as a draft or a request"
        return
    for before, after in zip(referral.moves, referral.moves[1:], strict=False):
        if not is_legal(before.state, after.state, after.by):
            yield f"referral {referral.id} goes from {before.state} to {after.state} by the {after.by}"
        if moment(after.at) < moment(before.at):
            yield f"referral {referral.id} goes back in time at {after.state}"
    for move in referral.moves:
        if move.state in REASONED and move.reason is None:
            yield f"referral {referral.id} is {move.state} without a reason"
        if move.reason is not None and move.reason not in codes.reasons():
            yield f"referral {referral.id} has the reason {move.reason}, which codes.yml does not know"
    yield from _consent(case, referral)


def _consent(case: FamilyCase, referral: Referral) -> Iterator[str]:
    """Nothing is sent without a yes that was given before and not taken back by then."""
    consent = next((each for each in case.consents if each.id == referral.consent), None)
    sent = next((moment(move.at) for move in referral.moves if move.state == "requested"), None)
    if consent is None or consent.about != referral.about:
        yield f"referral {referral.id} names no consent of the person that it is about"
    elif sent is not None and not (consent.granted and moment(consent.at) <= sent):
        yield f"referral {referral.id} was sent without consent"
    elif sent is not None and consent.withdrawn_at and moment(consent.withdrawn_at) < sent:
        yield f"referral {referral.id} was sent after the consent was withdrawn"
