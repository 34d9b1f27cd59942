"""What comes after a blow to the head, what is asked in violence, and who was cleared: what is heard of it."""

import pytest

from services import safety

FELL = "my baby fell this morning and hit her head"


def _named(text: str, topic: str, before: str = "", named: str = "", *, first: bool = False) -> str | None:
    found = safety.hour.hint(text, [topic], (), "en", before=before, named=named, first=first)
    return found.name if found else None


@pytest.mark.parametrize(
    "text",
    [
        "1. is it free? and she does throw up a little after her bottle",
        "shes so sleepy now",
        "one eye looks bigger than the other",
        "ahora me vomito dos veces",
        "está bien dormilona",
        "no quiere el biberón",
    ],
)
def test_a_later_sign_counts_after_a_blow_to_the_head_and_only_then(text: str) -> None:
    assert _named(text, "crisis_medical", FELL, "head_sign", first=True) == "hour.head_sign"
    assert _named(text, "crisis_medical", "she has a rash", "head_sign", first=True) is None


@pytest.mark.parametrize("text", ["she has not thrown up", "no ha vomitado", "what if she throws up", "i need a ride"])
def test_a_sign_that_is_denied_or_feared_is_none(text: str) -> None:
    assert _named(text, "crisis_medical", FELL, "head_sign", first=True) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("he is going to pick them up at school", "hour.school_pickup"),
        ("el va a buscar los nenes a la escuela", "hour.school_pickup"),
        ("me dijo va a recogerlos en el cuido", "hour.school_pickup"),
        ("no no llame al 911 todavia, si llamo me quitan los nenes?", "hour.taken_if_i_call"),
        ("hablan español o no?", "hour.language_violence"),
        ("do they speak spanish", "hour.language_violence"),
    ],
)
def test_what_is_asked_in_violence_has_its_own_answer(text: str, name: str) -> None:
    assert _named(text, "crisis_violence") == name


@pytest.mark.parametrize(
    "text",
    [
        "voy a buscar los nenes a la escuela",
        "en español por favor",
        "he quit going to school",
        "he gets out of school at 3",
        "can the school give him lunch",
        "va a buscar comida a la escuela",
        "mi papa va a buscar los nenes a la escuela",
        "if i call dss they take my snap?",
    ],
)
def test_what_only_sounds_of_it_has_not(text: str) -> None:
    assert _named(text, "crisis_violence", named="school_pickup") is None
    assert _named(text, "crisis_violence", named="taken_if_i_call") is None
    assert _named(text, "crisis_violence", named="language_") is None


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("we went. doctor looked at her, she is fine, home now. they didnt call nobody", True),
        ("me dijeron que le diera un poquito de agua y lo mirara 2 horas. que esta bien", True),
        ("no la vieron todavia", False),
        ("mi mai me dijo que le diera agua", False),
        ("if the doctor says she is ok", False),
        ("no doctor has seen her", False),
        ("they took it out of his hand he swallowed another one", False),
        ("se la sacaron de la mano y se trago otra", False),
    ],
)
def test_who_was_cleared_by_a_doctor_or_the_poison_line_is_seen_to(text: str, seen: bool) -> None:
    assert safety.seen(text) is seen


def test_who_says_that_nobody_called_911_calls_for_nobody() -> None:
    assert safety.read("yo no llame al 911, el nene esta jugando").crisis is None
    assert safety.read("llamen al 911").crisis == "crisis_medical"


def test_no_sleep_is_called_harmless_after_a_baby_was_shaken() -> None:
    assert _named("can i let her sleep", "crisis_medical", FELL) == "hour.head_sleep"
    assert _named("can i let her sleep", "baby_shaken", f"i shook my baby, {FELL}") == "hour.may_sleep"


@pytest.mark.parametrize("topic", ["crisis_violence", "self_harm_young"])
def test_spanish_on_a_line_is_no_yes_to_every_language(topic: str) -> None:
    told = safety.hour.hint("do they speak creole", [topic], (), "en")
    assert told is not None
    assert not told.text.startswith("Yes")
