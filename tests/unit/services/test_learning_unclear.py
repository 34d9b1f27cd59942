"""Which messages staff should label first."""

from datetime import datetime

from casebook.learning_records import Heard
from services.learning.unclear import most_useful


def heard(seq: int, text: str, *read_as: tuple[str, float], talk: str = "a", **more: object) -> Heard:
    return Heard(f"{talk}{seq}", talk, seq, datetime(2026, 11, 24), text, "en", read_as, **more)  # type: ignore[arg-type]


def found(*all_heard: Heard) -> dict[str, tuple[str, ...]]:
    return {one.heard.message: one.reasons for one in most_useful(all_heard)}


def test_a_message_that_was_read_surely_needs_nobody() -> None:
    assert found(heard(1, "we are out of milk", ("food_need", 0.9))) == {}


def test_no_answer_comes_before_an_unsure_one() -> None:
    asked, unsure = heard(1, "the thing again"), heard(3, "its the car", ("transportation_need", 0.4))
    assert list(found(unsure, asked).items()) == [("a1", ("asked_back",)), ("a3", ("unsure",))]


def test_a_complaint_shows_that_a_sure_answer_was_wrong() -> None:
    wrong = heard(1, "my light got cut", ("health_care_need", 0.95))
    angry = heard(3, "that is not what i asked", ("complaint", 0.9))
    assert found(wrong, angry) == {"a1": ("complaint",)}


def test_a_complaint_long_after_or_in_another_talk_says_nothing() -> None:
    first = heard(1, "my light got cut", ("utilities_need", 0.95))
    between = [heard(seq, f"ok {seq}", ("thanks", 0.9)) for seq in (3, 5)]
    assert found(first, *between, heard(7, "useless", ("complaint", 0.9))) == {
        "a3": ("complaint",),
        "a5": ("complaint",),
    }
    assert found(first, heard(2, "useless", ("complaint", 0.9), talk="b")) == {}


def test_what_led_to_a_person_counts_but_the_wish_for_one_is_clear() -> None:
    lost = heard(1, "they took it", ("legal_need", 0.7))
    wish = heard(3, "get me a person", ("talk_to_person", 0.99), handed_over="asked")
    assert found(lost, wish) == {"a1": ("handed_over",)}


def test_what_is_labelled_is_done_and_the_same_words_stand_once() -> None:
    done = heard(1, "the thing", marked_as=("out_of_scope",))
    twins = [heard(seq, text, talk="b") for seq, text in ((1, "Diaper"), (3, "diaper!!"))]
    assert len(found(done, *twins)) == 1
