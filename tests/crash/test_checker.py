"""Each check of the crash test finds the fault that it is there for, and nothing in a sound record."""

from dataclasses import replace
from datetime import datetime, timedelta

import checker
import pytest
from evidence import Accepted, Casebook, Said, Taken, Talk, Texted, accepted, texted

START = datetime(2026, 11, 22, 12)


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


ONE = Taken("SM1", "c", 1, "diapers", at(1), "answered", read=True)
TWO = Taken("SM2", "c", 2, "and food", at(2), "answered", read=True)
FIRST = Said("a", "c", 3, "here are diapers", at(1.1), "sent")
SECOND = Said("b", "c", 4, "here is food", at(2.1), "sent")
TALK = Talk("c", "bot", "state 2")
BOOK = Casebook((ONE, TWO), (FIRST, SECOND), (TALK,))
TEXTS = [Texted("SM1", "+1", "diapers", 1.0, 1.5), Texted("SM2", "+1", "and food", 2.0, 2.5)]
SENDS = [Accepted("a", "here are diapers", 1), Accepted("b", "here is food", 1)]


def book(**changes: object) -> Casebook:
    return replace(BOOK, **changes)


def test_a_sound_record_has_no_fault() -> None:
    before = Casebook((ONE,), (FIRST,), (replace(TALK, state="state 1"),))
    assert checker.lost(TEXTS, BOOK) == checker.phantom(TEXTS, BOOK) == checker.doubled(BOOK) == []
    assert checker.unworked(BOOK) == checker.unanswered(BOOK) == checker.answered_twice(BOOK) == []
    assert checker.unasked(BOOK) == checker.shuffled(TEXTS, BOOK) == checker.half_committed(before, BOOK) == []
    assert checker.unqueued(BOOK) == checker.unsent(SENDS, BOOK) == checker.unknown(SENDS, BOOK) == []
    assert checker.repeated(SENDS) == checker.sent_out_of_order(SENDS, BOOK) == []
    assert checker.extra(SENDS) == checker.in_doubt(SENDS, BOOK) == 0


def test_a_text_that_was_answered_200_and_is_gone_is_lost() -> None:
    assert checker.lost(TEXTS, book(inbox=(ONE,))) == ["lost: and food"]


def test_a_text_that_was_never_answered_200_is_not_lost() -> None:
    assert checker.lost([TEXTS[0], replace(TEXTS[1], ok=None)], book(inbox=(ONE,))) == []


@pytest.mark.parametrize("texts", [TEXTS[:1], [TEXTS[0], replace(TEXTS[1], body="and foot")]])
def test_a_row_that_nobody_sent_or_with_other_words_is_a_phantom(texts: list[Texted]) -> None:
    assert checker.phantom(texts, BOOK) == ["phantom: and food"]


def test_a_text_that_stands_twice_is_doubled() -> None:
    assert checker.doubled(book(inbox=(ONE, replace(ONE, seq=5)))) == ["2 rows of SM1"]


def test_a_text_that_nobody_worked_is_found() -> None:
    assert checker.unworked(book(inbox=(ONE, replace(TWO, processed_at=None)))) == ["unworked: and food"]


@pytest.mark.parametrize("lines", [(FIRST,), (FIRST, replace(SECOND, state=None))])
def test_a_worked_text_without_a_line_in_the_outbox_is_unanswered(lines: tuple[Said, ...]) -> None:
    assert checker.unanswered(book(lines=lines)) == ["unanswered: and food"]


def test_silence_that_is_due_is_no_missing_answer() -> None:
    assert checker.unanswered(book(inbox=(ONE, replace(TWO, outcome="silent")), lines=(FIRST,))) == []


def test_texts_that_were_read_together_have_one_answer() -> None:
    burst = (replace(ONE, outcome="joined", processed_at=TWO.processed_at), TWO)
    assert checker.unanswered(book(inbox=burst, lines=(SECOND,))) == []
    assert checker.unanswered(book(inbox=burst, lines=())) == ["unanswered: and food"]


def test_a_text_that_was_joined_to_none_is_unanswered() -> None:
    assert checker.unanswered(book(inbox=(replace(ONE, outcome="joined"), TWO), lines=(SECOND,))) == [
        "unanswered: diapers"
    ]


def test_the_same_answer_twice_is_a_turn_committed_twice() -> None:
    again = replace(SECOND, id="again", seq=5)
    assert checker.answered_twice(book(lines=(FIRST, SECOND, again))) == ["2 times for and food: here is food"]


def test_a_line_from_before_any_text_is_unasked() -> None:
    assert checker.unasked(book(lines=(replace(FIRST, at=at(0.5)), SECOND))) == ["unasked: here are diapers"]


AGAIN = (replace(ONE, outcome="joined", missed_at=at(1), processed_at=at(4)), replace(TWO, processed_at=at(4)))
TROUBLE, READ = replace(FIRST, body="we have a trouble"), replace(SECOND, at=at(4.1))


def test_a_text_that_was_missed_has_an_answer_each_time_it_is_worked() -> None:
    assert checker.unanswered(book(inbox=AGAIN, lines=(TROUBLE, READ))) == []
    assert checker.unasked(book(inbox=AGAIN, lines=(TROUBLE, READ))) == []
    put_back = (replace(ONE, outcome="assistant_down", missed_at=at(1), processed_at=None),)
    assert checker.unasked(book(inbox=put_back, lines=(TROUBLE,))) == []
    assert checker.unanswered(book(inbox=AGAIN, lines=(READ,))) == ["unanswered: diapers"]
    assert checker.unanswered(book(inbox=AGAIN, lines=(TROUBLE,))) == ["unanswered: and food"]


def test_texts_that_were_missed_together_were_told_of_the_trouble_once() -> None:
    first, last = (replace(row, outcome="assistant_down", processed_at=at(3), missed_at=at(3)) for row in (ONE, TWO))
    told = (replace(SECOND, at=at(3.1)),)
    assert checker.unanswered(book(inbox=(replace(first, outcome="joined"), last), lines=told)) == []


def test_a_text_that_was_missed_is_worked_in_its_order_the_first_time() -> None:
    rows = (replace(ONE, missed_at=at(1), processed_at=at(4)), TWO)
    assert checker.shuffled(TEXTS, book(inbox=rows)) == []
    late = (replace(ONE, missed_at=at(3), processed_at=at(4)), TWO)
    assert checker.shuffled(TEXTS, book(inbox=late)) == ["worked out of order: and food"]


def test_a_text_that_was_read_again_between_two_crashes_moves_the_state() -> None:
    missed = Casebook((replace(ONE, outcome="assistant_down", missed_at=at(1)),), (FIRST,), (replace(TALK, state="1"),))
    read = book(inbox=(replace(ONE, missed_at=at(1), processed_at=at(4)),))
    assert checker.half_committed(missed, read) == []
    assert checker.half_committed(missed, replace(read, talks=missed.talks)) == [
        "state stayed with [('answered', 'diapers')]: c"
    ]


def test_texts_taken_in_another_order_than_they_came_are_shuffled() -> None:
    swapped = (replace(TWO, seq=1, processed_at=at(1)), replace(ONE, seq=2, processed_at=at(2)))
    assert checker.shuffled(TEXTS, book(inbox=swapped)) == ["taken out of order: and food"]


def test_texts_sent_at_the_same_time_may_come_in_any_order() -> None:
    swapped = (replace(TWO, seq=1, processed_at=at(1)), replace(ONE, seq=2, processed_at=at(2)))
    assert checker.shuffled([TEXTS[0], replace(TEXTS[1], invoked=1.2)], book(inbox=swapped)) == []


def test_the_order_of_what_is_left_can_be_checked_when_texts_are_lost() -> None:
    assert checker.shuffled(TEXTS, book(inbox=(TWO,))) == checker.shuffled(TEXTS, book(inbox=(ONE,))) == []


@pytest.mark.parametrize("first", [None, at(3)])
def test_texts_worked_in_another_order_than_taken_are_shuffled(first: datetime | None) -> None:
    worked = (replace(ONE, processed_at=first), TWO)
    assert checker.shuffled(TEXTS, book(inbox=worked)) == ["worked out of order: and food"]


def test_a_turn_whose_state_was_not_kept_is_half_committed() -> None:
    assert checker.half_committed(Casebook((ONE,), (FIRST,), (TALK,)), BOOK) == [
        "state stayed with [('answered', 'and food')]: c"
    ]


def test_what_is_answered_in_our_own_words_leaves_the_state() -> None:
    own = book(inbox=(ONE, replace(TWO, read=False)))
    assert checker.half_committed(Casebook((ONE,), (FIRST,), (TALK,)), own) == []
    moved = replace(own, talks=(replace(TALK, state="3"),))
    assert checker.half_committed(Casebook((ONE,), (FIRST,), (TALK,)), moved) == [
        "state moved with [('answered', 'and food')]: c"
    ]


def test_state_that_moved_without_a_turn_is_half_committed() -> None:
    assert checker.half_committed(BOOK, book(talks=(replace(TALK, state="3"),))) == ["state moved with []: c"]


def test_danger_may_take_a_question_out_of_the_state() -> None:
    danger = book(inbox=(ONE, replace(TWO, outcome="crisis")), talks=(replace(TALK, state="3"),))
    assert checker.half_committed(Casebook((ONE,), (FIRST,), (TALK,)), danger) == []


def test_a_family_that_met_a_broken_assistant_must_wait_for_a_person() -> None:
    down = (ONE, replace(TWO, outcome="assistant_down"))
    assert checker.unqueued(book(inbox=down)) == ["no person for c"]
    assert checker.unqueued(book(inbox=down, talks=(replace(TALK, owner="queue"),))) == []


@pytest.mark.parametrize("state", ["waiting", "dead", "dropped"])
def test_a_line_that_is_not_sent_is_found(state: str) -> None:
    assert checker.unsent(SENDS, book(lines=(FIRST, replace(SECOND, state=state)))) == ["unsent: here is food"]


def test_a_line_marked_sent_that_the_provider_never_took_is_found() -> None:
    assert checker.unsent(SENDS[:1], BOOK) == ["unsent: here is food"]


@pytest.mark.parametrize("send", [Accepted("x", "here is food", 1), Accepted("b", "here is foot", 1)])
def test_a_send_without_a_line_or_with_other_words_is_unknown(send: Accepted) -> None:
    assert len(checker.unknown([SENDS[0], send], BOOK)) == 1


def test_a_send_repeated_without_a_crash_in_between_is_found() -> None:
    assert checker.repeated([*SENDS, SENDS[1]]) == ["2 sends of b in life 1"]
    assert checker.repeated([*SENDS, replace(SENDS[1], life=2)]) == []


def test_a_send_repeated_after_a_crash_is_counted() -> None:
    assert checker.extra([*SENDS, replace(SENDS[1], life=2)]) == 1


def test_a_line_that_the_provider_has_and_the_casebook_does_not_know_of_is_in_doubt() -> None:
    assert checker.in_doubt(SENDS, book(lines=(FIRST, replace(SECOND, state="waiting")))) == 1


def test_a_later_line_sent_first_is_out_of_order() -> None:
    assert checker.sent_out_of_order(SENDS[::-1], BOOK) == ["sent out of order: here is food"]
    assert checker.sent_out_of_order(SENDS[1:], BOOK) == ["sent out of order: here is food"]
    assert checker.sent_out_of_order([*SENDS, SENDS[0]], BOOK) == []


def test_the_journal_becomes_operations_and_lives() -> None:
    entries = [
        {"at": 1.0, "kind": "invoke", "sid": "SM1", "phone": "+1", "body": "diapers"},
        {"at": 1.5, "kind": "ok", "sid": "SM1"},
        {"at": 2.0, "kind": "invoke", "sid": "SM2", "phone": "+1", "body": "and food"},
        {"at": 3.0, "kind": "accept", "outbox": "a", "body": "here are diapers"},
        {"at": 5.0, "kind": "accept", "outbox": "a", "body": "here are diapers"},
    ]
    assert texted(entries) == [TEXTS[0], replace(TEXTS[1], ok=None)]
    assert [send.life for send in accepted(entries, starts=[0.5, 4.0])] == [1, 2]
