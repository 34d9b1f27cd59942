"""Makes what is told to another system out of a family's record as the casebook keeps it."""

from datetime import UTC, date, datetime, timedelta
from typing import Final

from casebook.care import records as kept
from services.eligibility import all_programs
from services.interop.records import (
    Consent,
    FamilyCase,
    Goal,
    Move,
    Need,
    Organization,
    Person,
    Referral,
    Service,
)
from services.interop.transitions import BY

SOFTWARE: Final = "OneDoor"
VERSION: Final = "0.1"
OUTCOMES: Final = {"completed": "enrolled", "rejected": "not-enrolled", "failed": "not-enrolled"}


def family_case(record: kept.FamilyRecord, language: str, address: str, written_at: datetime) -> FamilyCase:
    """The case of one family; `address` is ours on the web. Name and phone stay here: no purpose of ours lets them out.

    A draft was agreed to by nobody, and a referral whose consent is gone is not told.
    """
    children = tuple(_child(each, language) for each in record.children)
    about = children[0].id if children else record.family
    needs = tuple(_need(each, record, about) for each in record.needs)
    ids = {each.label: each.id for each in needs}
    consents = tuple(_consent(each, record, about) for each in record.sharings)
    granted = {each.id for each in consents if each.granted}
    referrals = [each for each in record.referrals if each.sharing in granted and each.state != "draft"]
    return FamilyCase(
        written_at=written_at,
        address=address,
        ours=Organization("onedoor", SOFTWARE, url=address),
        software=SOFTWARE,
        version=VERSION,
        person=Person(record.family, language, races=_races(record), ethnicity=record.facts.get("ethnicity")),
        children=children,
        needs=needs,
        goals=tuple(_goal(each, about, needs) for each in record.plan if each.kind == "wish"),
        consents=consents,
        referrals=tuple(_referral(each, about, ids) for each in referrals),
    )


def _child(child: kept.Child, language: str) -> Person:
    born = child.told_on - timedelta(days=child.age_months * 30.4375) if child.age_months is not None else None
    return Person(child.id, language, birth_month=f"{born:%Y-%m}" if born else None)


def _races(record: kept.FamilyRecord) -> tuple[str, ...]:
    return tuple(record.facts.get("races") or ())


def _need(need: kept.Need, record: kept.FamilyRecord, about: str) -> Need:
    by_person = need.source == "staff"
    found_at = _utc(need.found_at)
    return Need(
        id=f"{record.family}-{need.label}",
        about=about,
        label=need.label,
        found_at=found_at,
        found_by="person" if by_person else "software",
        confirmed_at=found_at if by_person else None,
        closed_at=_utc(need.closed_at) if need.closed_at else None,
    )


def _consent(sharing: kept.Sharing, record: kept.FamilyRecord, about: str) -> Consent:
    later = [
        each
        for each in record.sharings
        if (each.purpose, each.subject) == (sharing.purpose, sharing.subject)
        and each.at > sharing.at
        and not each.granted
    ]
    return Consent(
        id=sharing.id,
        about=about,
        purpose=sharing.purpose,
        wording=sharing.wording,
        language=sharing.language,
        at=_utc(sharing.at),
        granted=sharing.granted,
        withdrawn_at=_utc(later[0].at) if later and sharing.granted else None,
    )


def _goal(item: kept.PlanItem, about: str, needs: tuple[Need, ...]) -> Goal:
    state: dict[str, str] = {"open": "open", "done": "reached", "dropped": "given_up"}
    mine = tuple(each.id for each in needs if each.label == item.need)
    started: date = item.created_at.date()
    return Goal(item.id, about, item.text, mine, started, item.by_date, state[item.state])  # type: ignore[arg-type]


def _referral(referral: kept.Referral, about: str, needs: dict[str, str]) -> Referral:
    phones = {f"program:{each.id}": each.phone for each in all_programs()}
    receiver = Organization(referral.target, referral.name, phone=phones.get(referral.target))
    return Referral(
        id=referral.id,
        about=about,
        receiver=receiver,
        needs=tuple(needs[label] for label in (referral.need,) if label in needs),
        consent=referral.sharing or "",
        moves=tuple(_move(each) for each in referral.moves if each.after != "draft"),
        service=Service(referral.target, referral.name, (referral.need,)),
        reason=referral.reason,
        outcome=OUTCOMES.get(referral.state),  # type: ignore[arg-type]
    )


def _move(move: kept.Move) -> Move:
    return Move(move.after, _utc(move.at), "target" if move.after in BY["target"] else "requester", move.reason)


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC)
