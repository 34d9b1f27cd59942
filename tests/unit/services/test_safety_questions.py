"""What a message tells, without what it asks: a question is no news of help that came."""

import pytest

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
