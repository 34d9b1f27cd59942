"""What a message tells, without what it asks: a question is no news of help that came."""

import pytest

from services.safety import said_no
from services.safety.questions import asked, without_questions


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("do they do an xray there?", ""),
        ("were at the er do they ask for papers", "were at the er"),
        ("they took her to yale, what do i tell my boss?", "they took her to yale"),
        ("estamos en emergencia, piden papeles?", "estamos en emergencia"),
        ("¿le van a hacer placa?", ""),
        ("they did an xray. the doctor saw him", "they did an xray . the doctor saw him"),
    ],
)
def test_each_clause_tells_up_to_where_it_begins_to_ask(text: str, told: str) -> None:
    assert without_questions(text).strip() == told


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("they took her to yale, what do i tell my boss?", "what do i tell my boss"),
        ("ya llego la ambulancia. quien me cuida los nenes", "quien me cuida los nenes"),
        ("the ambulance is here", ""),
    ],
)
def test_what_a_message_asks_is_told_apart(text: str, question: str) -> None:
    assert asked(text).strip() == question


@pytest.mark.parametrize("text", ["no, me quiero morir", "No. quiero matarme", "no! i want to kill myself"])
def test_a_wish_to_die_behind_a_no_that_stands_apart_is_heard(text: str) -> None:
    assert said_no.wish_behind(text) is not None


@pytest.mark.parametrize(
    "text", ["no me quiero morir", "no, no me quiero morir", "no, i need diapers", "me quiero morir"]
)
def test_a_denial_and_other_words_behind_a_no_are_none(text: str) -> None:
    assert said_no.wish_behind(text) is None
