"""Long answers are cut at sentences, and cost what they may."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.texts.budget import answer_parts
from services.texts.errors import error_class
from services.texts.fitting import fill, joined, pieces
from services.texts.private import private_words
from services.texts.robots import automatic_reply
from services.texts.segments import segments
from services.texts.unfinished import unfinished


def test_a_text_ends_with_a_whole_sentence() -> None:
    waiting = pieces(["Call 2-1-1. They are there day and night. " + "They speak Spanish too. " * 20])
    text, rest = fill(waiting, parts=1)
    assert text.endswith("They speak Spanish too.")
    assert segments(text).parts == 1
    assert joined(rest).startswith("They speak Spanish too.")


def test_numbers_as_families_dial_them_are_never_cut() -> None:
    assert [piece.text for piece in pieces(["Call 1-800-505-7000. Or 2-1-1."])] == ["Call 1-800-505-7000.", "Or 2-1-1."]


def test_a_sentence_too_long_for_a_text_is_cut_between_words() -> None:
    text, rest = fill(pieces(["word " * 80]), parts=1)
    assert text.split() == ["word"] * 32
    assert joined(rest).split() == ["word"] * 48


@given(st.lists(st.text(alphabet=" abc.é😀ó\n¿", min_size=1, max_size=200), max_size=8), st.integers(1, 4))
def test_nothing_is_lost_by_cutting_and_no_text_is_dearer_than_it_may_be(lines: list[str], parts: int) -> None:
    waiting = pieces([line.strip() for line in lines if line.strip()])
    words, cut = joined(waiting).split(), []
    while waiting:
        text, waiting = fill(waiting, parts)
        assert segments(text).parts <= parts or " " not in text
        cut += text.split()
    assert "".join(cut) == "".join(words)


def test_spanish_gets_more_parts_because_it_keeps_its_accents() -> None:
    assert (answer_parts("en"), answer_parts("es")) == (3, 6)


@pytest.mark.parametrize(
    ("provider", "code", "expected"),
    [
        ("twilio", 21610, "stopped"), ("telnyx", 40300, "stopped"), ("twilio", 21211, "permanent"),
        ("twilio", 21614, "permanent"), ("twilio", 30003, "later"), ("twilio", 30005, "permanent"),
        ("twilio", 30006, "permanent"), ("twilio", 30007, "permanent"), ("twilio", 30034, "ours"),
        ("twilio", 20429, "backoff"), ("twilio", 21617, "permanent"), ("twilio", 99999, None), ("twilio", None, None),
    ],
)  # fmt: skip
def test_rule_2_4_every_error_code_has_its_class(provider: str, code: int | None, expected: str | None) -> None:
    assert error_class(provider, code) == expected


@pytest.mark.parametrize(
    "text",
    ["my son is 3 and", "we need food, diapers,", "necesito comida para", "hola tengo un bebé y", "i lost my job..."],
)
def test_a_text_that_must_go_on_is_unfinished(text: str) -> None:
    assert unfinished(text)


@pytest.mark.parametrize(
    "text", ["hi", "and", "we need food", "who are you", "no tengo comida :(", "claro que sí", "06106", ""]
)
def test_a_whole_text_is_finished(text: str) -> None:
    assert not unfinished(text)


@pytest.mark.parametrize(
    "text",
    [
        "Liked “I'm OneDoor, a computer program. Text PERSON to reach one, STOP to end.”",
        "Reacted 👍 to “Here is help”",
        "Le gustó “Aquí hay ayuda”",
        "I'm driving right now with Do Not Disturb turned on. I'll see your message later.",
        "Auto-reply: we are closed until Monday",
        "This number is not monitored.",
        "Respuesta automática: estamos cerrados",
    ],
)
def test_what_a_machine_writes_is_known(text: str) -> None:
    assert automatic_reply(text)


@pytest.mark.parametrize(
    "text",
    ["loved the pantry you sent", "i am driving to the pantry where is it", "thank you for your help",
     "this phone is my sons", "liked it", "estoy manejando para el hospital", "questioned by dcf today"],
)  # fmt: skip
def test_what_a_family_writes_is_no_machine(text: str) -> None:
    assert not automatic_reply(text)


def test_rule_2_5_what_gives_a_family_away_is_found_in_both_languages() -> None:
    assert private_words("Your domestic violence advocate called", "en") == ["domestic", "violence"]
    assert private_words("Su cita de salud mental es mañana", "es") == ["salud mental"]
    assert private_words("You have a visit tomorrow", "en") == []
