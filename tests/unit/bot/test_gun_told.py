"""A gun that is told of where somebody wants to die: lying at home it rings no second time, and on the way it does."""

from datetime import datetime

import pytest

from bot.turn import beside_danger
from casebook.queries.rows import now
from casebook.records import Conversation, Danger, Pending
from services import safety

WISH = "crisis_self_harm"
NETWORK = safety.Reading(crisis=WISH, reason="classifier 0.99")
OF_ANOTHER, OWN = "self_harm_other", WISH


def told(text: str, topic: str, at: datetime) -> Pending:
    talk = Conversation(
        id="c", family="f", channel="sms", language="en", language_chosen=False, owner="bot", staff=None,
        queue_reason=None, queue_priority=0, queued_at=None, opted_out=False, greeted=True, crisis_at=at,
        closed_at=None, last_seq=2, created_at=at, updated_at=at, state=None, danger=Danger(WISH, {topic: 1}),
    )  # fmt: skip
    return Pending("m", 3, text, None, 0, None, at, talk)


@pytest.mark.parametrize(
    "text",
    [
        "i put the gun in the trunk",
        "theres a gun in the closet",
        "metí la pistola en el baúl",
        "hay un arma en la casa",
    ],
)
def test_a_gun_that_lies_somewhere_rings_no_second_time_where_somebody_else_wants_to_die(text: str) -> None:
    assert beside_danger.is_no_new_danger(told(text, OF_ANOTHER, now()), NETWORK)


@pytest.mark.parametrize(
    "text",
    [
        "he left with the gun in his truck",
        "the gun is in his car and hes gone",
        "he put the gun in his truck",
        "i put the gun in my car and im driving to the lake",
        "se fue con la pistola en su carro",
        "hay una pistola en el carro de él y anda manejando",
        "metí la pistola en el carro y me voy al lago",
    ],
)
def test_a_gun_on_the_way_or_in_their_car_rings(text: str) -> None:
    assert not beside_danger.is_no_new_danger(told(text, OF_ANOTHER, now()), NETWORK)


@pytest.mark.parametrize(
    "text",
    ["i put the gun in my car and im driving to the lake", "i moved the gun to my car", "metí la pistola en el baúl"],
)
def test_who_wants_to_die_and_tells_of_a_gun_rings_wherever_it_lies(text: str) -> None:
    assert not beside_danger.is_no_new_danger(told(text, OWN, now()), NETWORK)
