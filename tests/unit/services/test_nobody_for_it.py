"""2-1-1 is named first, with the thing's name, where none of the doors gives the very thing that a family names."""

import pytest

from services.casework.nobody_for_it import line_first
from services.casework.offer import Offer
from services.directory.last_resort import last_resort
from services.directory.question import Found

LINE = f"service:{last_resort().id}"


def door(name: str, *why: str) -> Offer:
    found = Found(
        service_id=name, name=name, organization=name, summary="Help.", next_step="Call.", phone=None,
        sms=None, url=None, address=None, town=None, miles=None,
        reach="statewide", hours_state="unknown", why=why, verified_on=None,
    )  # fmt: skip
    return Offer(f"service:{name}", name, name, "Help.", "Call.", found=found)


CRIBS = door("Cribs and car seats", "need", "words", "beside")
STOVES = door("Stoves", "need", "words", "named")


@pytest.mark.parametrize(
    ("need", "words", "language", "thing"),
    [
        ("household_goods_need", "my stove has one burner that works", "en", "appliances"),
        ("household_goods_need", "se dañó la lavadora", "es", "enseres y electrodomésticos"),
        ("social_support", "any dads' group around here", "en", "help for fathers"),
    ],
)
def test_who_names_a_thing_that_nobody_gives_hears_of_2_1_1_first(
    need: str, words: str, language: str, thing: str
) -> None:
    first, second = line_first(need, words, language, [CRIBS])
    assert (first.key, second.key) == (LINE, CRIBS.key)
    assert thing in first.next_step


def test_a_door_that_gives_it_anywhere_in_the_list_leaves_the_order_as_it_was() -> None:
    assert line_first("household_goods_need", "we need a stove", "en", [CRIBS, STOVES]) == [CRIBS, STOVES]


def test_a_program_that_is_called_by_the_thing_counts_too() -> None:
    program = Offer("program:wash", "Washers and stoves", "Washers and stoves", "Appliances for families.", "Apply.")
    assert line_first("household_goods_need", "we need a stove", "en", [program])[0] is program


@pytest.mark.parametrize(
    ("need", "words"),
    [
        ("household_goods_need", "help please"),  # names no thing
        ("special_health_need", "my son has sickle cell"),  # who helps any sick child helps this one
        ("household_goods_need", None),
    ],
)
def test_where_no_such_thing_is_named_nothing_changes(need: str, words: str | None) -> None:
    assert line_first(need, words, "en", [CRIBS]) == [CRIBS]
