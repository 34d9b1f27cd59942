"""Questions of ours begin after a clear yes only, end when they are not wanted, and a question is no answer."""

import pytest

from services.library.text import Text
from services.screening.hearing import understand
from services.screening.instrument import Choice, Item
from services.screening.wanting import about_child, agrees, answer_in, asks_for_questions, meant, refuses

YES_NO = Item(
    "flag",
    Text("", ""),
    choices=(Choice("yes", Text("Yes", "Sí"), "need"), Choice("no", Text("No", "No"), "no_need")),
)


@pytest.mark.parametrize(
    "said",
    [
        "sí", "si", "si claro", "Sí, pregúnteme", "si, tiene 2 años", "dale", "ok gracias", "me gustaria",
        "yes", "yes please ask me", "sure go ahead", "yes he is 18 months", "please do",
    ],
)  # fmt: skip
def test_a_clear_yes(said: str) -> None:
    assert agrees(said)


@pytest.mark.parametrize(
    "said",
    [
        "y si me sale la lista de espera q hago el lunes?", "si me sale la lista de espera", "si pero",
        "bueno pero primero lo del cuido", "claro que no", "gracias", "si es que me llaman",
        "yes but i asked about rent", "yes can you help with rent", "yes, is it long?", "ok no", "no",
    ],
)  # fmt: skip
def test_no_clear_yes(said: str) -> None:
    assert not agrees(said)


@pytest.mark.parametrize(
    "said",
    [
        "no se de q me ablas, yo pregunte por el cuido", "no quiero esas preguntas ahora", "eso no es lo que pregunté",
        "no mas preguntas por favor", "deje de preguntarme", "q tiene que ver eso con el cuido?",
        "stop asking. i wanted to know about the tv talking", "no that's not what i asked",
        "i dont want these questions", "what does that have to do with my rent",
    ],
)  # fmt: skip
def test_questions_that_are_not_wanted(said: str) -> None:
    assert refuses(said)


@pytest.mark.parametrize(
    "said",
    [
        "i asked the doctor about it and he said wait", "le pregunte al doctor por la nena", "no quiere comer",
        "he does not do what i ask", "she wants to know about everything", "mi esposa entra a las 7am el lunes",
        "he never stops asking why", "no pregunta nada todavia",
    ],
)  # fmt: skip
def test_what_is_told_of_a_child_refuses_nothing(said: str) -> None:
    assert not refuses(said)


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("q es eso de 3 semanas, nacio de 38", "meaning"),
        ("no entiendo la pregunta", "meaning"),
        ("what do you mean", "meaning"),
        ("the older 1 talked by now. does this get me a test for autism or no", "test"),
        ("con esto me hacen la prueba de autismo o no", "test"),
        ("how long does this take", "other"),
        ("he points at what he wants", None),
        ("they said to get him tested", None),
        ("si camina", None),
    ],
)
def test_what_a_family_asks_about_our_questions(said: str, asked: str | None) -> None:
    assert meant(said) == asked


def test_of_a_question_only_the_short_part_before_may_be_an_answer() -> None:
    assert answer_in("not yet, is that bad?") == "not yet"
    assert answer_in("si camina pero se cae, es normal?") == ""
    assert answer_in("he walks a little") == "he walks a little"


@pytest.mark.parametrize("said", ["does he or no", "trabajo y mi esposa cocina", "she talked by then or no"])
def test_a_short_word_that_is_no_answer_where_it_stands(said: str) -> None:
    assert understand(said, YES_NO) == ()


def test_questions_about_a_child_are_told_from_those_about_the_everyday() -> None:
    assert about_child("the questions about how the baby plays")
    assert about_child("las preguntas de la nena")
    assert not about_child("questions to see what help my kids can get")
    assert asks_for_questions("i meant the questions about my baby")
    assert asks_for_questions("no i meant the questions about how my baby grows")
    assert not asks_for_questions("no quiero preguntas de mi nena")
