"""Of two dangers that a talk told, each stands by itself: a denial takes back the one it speaks of."""

from collections.abc import Mapping
from datetime import datetime

from bot.turn import standing
from casebook.records import Conversation, Danger

MOMENT = datetime(2026, 11, 29)
BOTH = {"crisis_violence": 1, "hour.partner.1": 1, "swallowed": 1}


def talk(crisis: str | None, answers: Mapping[str, int]) -> Conversation:
    return Conversation(
        id="c", family="f", channel="sms", language="en", language_chosen=False, owner="bot", staff=None,
        queue_reason=None, queue_priority=0, queued_at=None, opted_out=False, greeted=True, crisis_at=MOMENT,
        closed_at=None, last_seq=2, created_at=MOMENT, updated_at=MOMENT, state=None, danger=Danger(crisis, answers),
    )  # fmt: skip


def test_another_danger_that_was_told_stands_beside_the_last() -> None:
    assert standing.others(talk("crisis_medical", BOTH), "crisis_medical") == {"crisis_violence": "crisis_violence"}
    assert standing.others(talk("crisis_medical", BOTH), "crisis_violence") == {"crisis_medical": "swallowed"}


def test_what_was_denied_is_forgotten_and_the_other_kept() -> None:
    assert standing.without(talk("crisis_medical", BOTH), "crisis_violence") == {"hour.partner.1": 1, "swallowed": 1}


def test_the_last_answer_is_of_what_was_heard_last_whatever_its_own_label() -> None:
    assert standing.others(talk("crisis_self_harm", {"self_and_children": 1}), "crisis_self_harm") == {}


def test_what_is_over_stands_no_more_until_it_is_told_again() -> None:
    over = standing.ended(talk("crisis_violence", {"crisis_violence": 2}))
    later = {**over, "swallowed": 1}
    assert standing.others(talk("crisis_medical", later), "crisis_medical") == {}
    again = standing.rings_again(later, "crisis_violence")
    assert standing.others(talk("crisis_medical", again), "crisis_medical") == {"crisis_violence": "crisis_violence"}


def test_what_is_only_known_of_earlier_days_does_not_stand() -> None:
    known = {"crisis_violence": 0, "swallowed": 1}
    assert standing.others(talk("crisis_medical", known), "crisis_medical") == {}
