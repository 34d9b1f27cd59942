"""Two lists in one answer are one list, and our question stands at the end."""

from bot.turn.one_list import asked_last, numbered_through
from casebook.records import Say

FIRST = {"slots": {"listed": ["a", "b"]}, "loop": {"requested_slot": "child_age_months"}}
SLOT = {"event": "slot", "name": "listed", "value": ["c", "d"]}
SECOND = {"slots": {"listed": ["c", "d"]}, "events": [SLOT], "loop": {"requested_slot": "child_age_months"}}
TOLD = [Say("Food:\n1. A: go\n2. B: call"), Say("How old is your child?")]
FRESH = [Say("For Hartford:\n1. C: 2 days\n2. D: call 1. 800", extras={"cards": [{"number": 1}, {"number": 2}]})]


def test_the_second_list_goes_on_behind_the_first() -> None:
    said, state = numbered_through(TOLD, FRESH, FIRST, SECOND)
    assert said[0].text == "For Hartford:\n3. C: 2 days\n4. D: call 1. 800"
    assert [card["number"] for card in said[0].extras["cards"]] == [3, 4]
    assert state is not None
    assert state["slots"]["listed"] == state["events"][0]["value"] == ["a", "b", "c", "d"]


def test_the_same_doors_again_keep_their_numbers() -> None:
    said, state = numbered_through(TOLD, FRESH, FIRST, FIRST)
    assert (said, state) == (FRESH, FIRST)


def test_a_list_that_shares_one_door_goes_on_all_the_same() -> None:
    again = {**SECOND, "slots": {"listed": ["b", "c"]}}
    said, state = numbered_through(TOLD, FRESH, FIRST, again)
    assert said[0].text.startswith("For Hartford:\n3. C")
    assert state is not None
    assert state["slots"]["listed"] == ["a", "b", "b", "c"]


def test_our_question_stands_behind_the_last_part_while_it_waits() -> None:
    assert asked_last(TOLD, FRESH, FIRST, SECOND)[-1].text == "How old is your child?"
    answered = {**SECOND, "loop": None}
    assert asked_last(TOLD, FRESH, FIRST, answered) == [*TOLD, *FRESH]
