"""A family's record: what is told on one channel is known on the other, and nothing in it contradicts itself."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.testing import Stage
from bot.turn.assistant import Answer, Reply
from casebook.care import applying, changes, reading, tables
from casebook.care.changes import Change, Place
from casebook.care.moves import IllegalMove
from casebook.care.records import Child, FamilyRecord, FollowUp, PlanItem, Screening
from casebook.care.referring import AlreadyReferred
from casebook.crypto import KeyRing
from casebook.database import Casebook
from casebook.queries.intake import open_conversation
from casebook.queries.rows import new_id, now

NOW = now().replace(microsecond=0)


class Family:
    """One family of a casebook, with one phone."""

    def __init__(self, casebook: Casebook) -> None:
        self.casebook, self.keys = casebook, casebook.keys
        talk = casebook.write_now(lambda c: open_conversation(c, self.keys, "sms", "+18605550199"))
        query = select(tables.metadata.tables["conversation"].c.family)
        self.place = Place(casebook.write_now(lambda c: str(c.execute(query).scalar_one())), talk)

    def apply(self, *made: Change) -> None:
        self.casebook.write_now(lambda c: applying.apply(c, self.keys, self.place, made))

    def record(self) -> FamilyRecord:
        return self.casebook.write_now(lambda c: reading.read(c, self.keys, self.place.family))


@pytest.fixture(params=["sqlite", "postgres"])
def family(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Family]:
    url = f"sqlite:///{tmp_path}/casebook.db" if request.param == "sqlite" else request.getfixturevalue("postgres")
    casebook = Casebook(url, KeyRing.parse(KeyRing.generate()))
    yield Family(casebook)
    casebook.write_now(lambda c: tables.metadata.drop_all(c) if request.param == "postgres" else None)
    casebook.write_now(lambda c: c.exec_driver_sql("DROP TABLE casebook_version"))
    casebook.close()


def share(subject: str, granted: bool = True) -> changes.Share:
    return changes.Share(new_id(), "refer", subject, granted, "May I tell Birth to Three about you?", "en", "sms")


def refer(sharing: str | None, target: str = "program:birth_to_three") -> changes.OpenReferral:
    return changes.OpenReferral(
        new_id(), "developmental_concern", target, "Birth to Three", {"child_age_months": 18}, sharing
    )


def test_all_that_is_kept_is_read_again(family: Family) -> None:
    child = Child(new_id(), 18, date(2026, 11, 27), 4, "Ana")
    run = Screening(new_id(), "social_needs", "2026-11", "open", {"answers": {"food": "no"}}, NOW, NOW)
    item = PlanItem(new_id(), "wish", "that he talks", "open", "family", NOW, NOW)
    assert family.place.conversation is not None
    later = FollowUp(new_id(), family.place.conversation, "called_back", "waiting", NOW, 0, details={"x": 1})
    family.apply(
        changes.TellFacts({"place": "06106", "insurance": "husky"}),
        changes.KeepChild(child),
        changes.KeepScreening(run),
        changes.FindNeed("transportation_need", "screening", True),
        changes.KeepPlanItem(item),
        changes.Schedule(later),
    )
    record = family.record()
    assert record.facts == {"place": "06106", "insurance": "husky"}
    assert (record.children, record.screenings, record.follow_ups) == ((child,), (run,), (later,))
    assert [(need.label, need.wants_help) for need in record.needs] == [("transportation_need", True)]
    assert [each.text for each in record.plan] == ["that he talks"]


def test_a_fact_told_later_wins_and_none_takes_it_away(family: Family) -> None:
    family.apply(changes.TellFacts({"place": "06106", "insurance": "husky"}))
    family.apply(changes.TellFacts({"place": "Meriden", "insurance": None}))
    assert family.record().facts == {"place": "Meriden"}


def test_a_need_stands_once_and_a_wish_is_kept(family: Family) -> None:
    family.apply(changes.FindNeed("food_need", "screening", True))
    family.apply(changes.CloseNeed("food_need", "met"))
    family.apply(changes.FindNeed("food_need", "said"))
    [need] = family.record().needs
    assert (need.state, need.wants_help, need.source) == ("open", True, "screening")


def test_the_last_word_on_sharing_counts(family: Family) -> None:
    family.apply(share("program:birth_to_three"))
    assert family.record().shares("refer", "program:birth_to_three")
    assert family.record().shares("plan", "program:birth_to_three") is None
    family.apply(share("program:birth_to_three", granted=False))
    assert family.record().shares("refer", "program:birth_to_three") is None
    assert len(family.record().sharings) == 2


def test_a_referral_without_consent_stays_a_draft(family: Family) -> None:
    family.apply(refer(None))
    assert family.record().referrals[0].state == "draft"


def test_a_family_is_put_forward_to_the_same_door_once(family: Family) -> None:
    consent = share("program:birth_to_three")
    family.apply(consent, refer(consent.id))
    with pytest.raises(AlreadyReferred):
        family.apply(refer(consent.id))
    assert len(family.record().referrals) == 1


def test_a_referral_moves_only_as_the_table_allows_and_every_move_is_kept(family: Family) -> None:
    consent = share("program:birth_to_three")
    opened = refer(consent.id)
    family.apply(consent, opened)
    with pytest.raises(IllegalMove):
        family.apply(changes.MoveReferral(opened.id, "on-hold", "other"))
    family.apply(changes.MoveReferral(opened.id, "accepted"))
    with pytest.raises(IllegalMove):
        family.apply(changes.MoveReferral(opened.id, "rejected", "full"))
    with pytest.raises(IllegalMove, match="reason"):
        family.apply(changes.MoveReferral(opened.id, "failed"))
    family.apply(changes.MoveReferral(opened.id, "failed", "no_answer", "called three times"))
    [referral] = family.record().referrals
    assert (referral.state, referral.reason) == ("failed", "no_answer")
    assert [move.after for move in referral.moves] == ["requested", "accepted", "failed"]
    assert referral.moves[-1].note == "called three times"


def test_nobody_moves_the_referral_of_another_family(family: Family) -> None:
    opened = refer(None)
    family.apply(opened)
    other = family.casebook.write_now(lambda c: open_conversation(c, family.keys, "sms", "+18605550198"))
    talk = tables.metadata.tables["conversation"]
    whose = family.casebook.write_now(
        lambda c: str(c.execute(select(talk.c.family).where(talk.c.id == other)).scalar_one())
    )
    with pytest.raises(IllegalMove):
        family.casebook.write_now(
            lambda c: applying.apply(
                c, family.keys, Place(whose, other), [changes.MoveReferral(opened.id, "cancelled", "consent_withdrawn")]
            )
        )


def test_the_same_follow_up_of_a_referral_is_scheduled_once(family: Family) -> None:
    opened = refer(None)
    assert family.place.conversation is not None
    for _ in range(2):
        item = FollowUp(new_id(), family.place.conversation, "called_back", "waiting", NOW, 0, opened.id)
        family.apply(*([opened] if not family.record().referrals else []), changes.Schedule(item))
    assert len(family.record().follow_ups) == 1


async def test_what_a_family_told_by_phone_is_in_its_record(stage: Stage) -> None:
    slots = {"needs": ["food_need"], "place": "06106", "child_age_months": 20.0, "question": "insurance"}
    stage.assistant.script = lambda _request: Answer((Reply("Here is food."),), {"slots": slots})
    await stage.text("we have no food, 06106, baby is 20 months")
    await stage.answers(1)
    talk = await stage.conversation()
    record = await stage.house.casebook.read(lambda c: reading.read(c, stage.house.casebook.keys, talk.family))
    assert record.facts == {"place": "06106", "child_age_months": 20.0}
    assert [need.label for need in record.needs] == ["food_need"]
    await stage.text("thanks")
    await stage.answers(2)
    assert len(await stage.rows(tables.need)) == 1
