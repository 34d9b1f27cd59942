"""Which texts are read together, for how long more are waited for, and when a machine is at the other end."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.turn.bursts import Kind, bundle, may_wait, settle
from bot.turn.rhythm import FEW, MACHINE_FAST, MANY, NEAR, Rhythm
from casebook.records import Conversation, Pending

AT = datetime(2026, 11, 27, 12)
TALK = Conversation(
    id="c", family="f", channel="sms", language="en", language_chosen=False, owner="bot", staff=None, queue_reason=None,
    queue_priority=0, queued_at=None, opted_out=False, greeted=True, crisis_at=None, closed_at=None, last_seq=9,
    created_at=AT, updated_at=AT,
)  # fmt: skip


def text(words: str, second: float = 0, media: int = 0) -> Pending:
    at = AT + timedelta(seconds=second)
    return Pending(words, int(second * 10), words, None, media, None, at, TALK, media_kind="photo" if media else None)


def kind(pending: Pending) -> Kind:
    known: dict[str, Kind] = {"danger": "danger", "STOP": "stop", "HELP": "alone", "2": "alone"}
    return known.get(pending.text, "words")


def test_texts_in_words_are_read_as_one_message() -> None:
    found = bundle([text("hi"), text("my son is 3", 1), text("he doesnt talk", 2)], kind)
    assert found.pending.text == "hi\nmy son is 3\nhe doesnt talk"
    assert (found.pending.message, found.pending.also) == ("he doesnt talk", ("hi", "my son is 3"))
    assert not found.hurry


def test_danger_is_worked_at_once_with_all_that_stood_before_it() -> None:
    found = bundle([text("hi"), text("danger", 1), text("please", 2)], kind)
    assert (found.pending.text, found.pending.also, found.hurry) == ("danger", ("hi",), True)


def test_stop_ends_what_stood_before_it() -> None:
    found = bundle([text("we need food"), text("STOP", 1), text("wait", 2)], kind)
    assert (found.pending.text, found.pending.also, found.hurry) == ("STOP", ("we need food",), True)


@pytest.mark.parametrize("word", ["HELP", "2"])
def test_a_keyword_or_a_choice_is_never_mixed_with_words(word: str) -> None:
    assert bundle([text(word), text("more", 1)], kind).pending.text == word
    before = bundle([text("we need food"), text("and rent", 1), text(word, 2)], kind)
    assert (before.pending.text, before.hurry) == ("we need food\nand rent", True)


def test_a_photo_among_words_is_not_forgotten() -> None:
    found = bundle([text("look"), text("", 1, media=1), text("my bill", 2)], kind)
    assert (found.pending.text, found.pending.media, found.pending.media_kind) == ("look\nmy bill", 1, "photo")


def test_waiting_ends_soon_after_the_last_text_and_never_lasts_long() -> None:
    two = bundle([text("hi"), text("we", 2)], kind)
    assert settle(two, AT + timedelta(seconds=2)) == pytest.approx(2.2)
    many = bundle([text(str(second), second) for second in (0.1, 2.1, 4.1, 5.9)], kind)
    assert settle(many, AT + timedelta(seconds=5.9)) == pytest.approx(0.2)
    assert settle(two, AT + timedelta(hours=1)) == 0
    assert may_wait(two, AT + timedelta(seconds=5))
    assert not may_wait(two, AT + timedelta(seconds=6))
    assert not may_wait(replace(two, hurry=True), AT)


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def rhythm() -> tuple[Rhythm, Clock]:
    clock = Clock()
    return Rhythm(clock), clock


def test_a_lone_text_is_no_burst() -> None:
    beat, _ = rhythm()
    beat.came("c")
    assert not beat.in_burst("c")


def test_a_second_text_soon_after_the_first_is() -> None:
    beat, clock = rhythm()
    beat.came("c")
    clock.now += 0.2
    beat.sent("c")
    clock.now += NEAR - 1
    beat.came("c")
    assert beat.in_burst("c")


def test_a_text_after_a_pause_is_none() -> None:
    beat, clock = rhythm()
    beat.came("c")
    clock.now += NEAR + 0.1
    beat.came("c")
    assert not beat.in_burst("c")


def test_what_comes_on_the_heels_of_our_answer_is_nobody_typing() -> None:
    beat, clock = rhythm()
    beat.came("c")
    clock.now += 0.2
    beat.sent("c")
    clock.now += MACHINE_FAST / 2
    beat.came("c")
    assert not beat.in_burst("c")


def test_the_same_exchange_again_and_again_is_a_loop() -> None:
    beat, clock = rhythm()
    seen = []
    for _ in range(FEW + 3):
        clock.now += 2
        seen.append(beat.loops("c", "We got your ticket #123", "What do you need?"))
    assert seen == [0] * FEW + [1, 2, 3]


def test_slowly_it_takes_more_of_them() -> None:
    beat, clock = rhythm()
    seen = []
    for _ in range(MANY + 1):
        clock.now += 30
        seen.append(beat.loops("c", "hello", "What do you need?"))
    assert seen == [0] * MANY + [1]


@pytest.mark.parametrize(
    ("words", "answers"),
    [
        (["06106"] * 9, ["ok"] * 9),
        (["no"] * 9, [f"question {letter}" for letter in "abcdefghi"]),
        (["a", "b"] * 5, ["ok"] * 10),
    ],
)
def test_short_answers_to_different_questions_are_no_loop(words: list[str], answers: list[str]) -> None:
    beat, _ = rhythm()
    assert not any(beat.loops("c", said, answered) for said, answered in zip(words, answers, strict=True))


def test_other_words_end_a_loop() -> None:
    beat, _ = rhythm()
    for _ in range(FEW + 2):
        beat.loops("c", "out of office", "What do you need?")
    assert beat.loops("c", "hi it is me, we need food", "Here is food") == 0


def test_memory_stays_bounded() -> None:
    beat, clock = rhythm()
    for number in range(12_000):
        clock.now += 1
        beat.came(str(number))
    assert len(beat._beats) < 6_000
