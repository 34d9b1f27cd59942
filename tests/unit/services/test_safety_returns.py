"""Our own word inside a longer message, and who hurts coming back."""

import pytest

from services.safety import afterwards, safety_told


@pytest.mark.parametrize(
    "text",
    [
        "my mother in law came. SAFE",
        "ambulance came we at the hospital. SAFE",
        "SAFE. she is sleeping and i am with her",
        "A SALVO, ya se fue a trabajar",
        "llegó mi hermana. A SALVO",
        "no im ok i just panic. SAFE",
    ],
)
def test_our_own_word_as_a_sentence_of_its_own_says_that_they_are_safe(text: str) -> None:
    assert safety_told(text, asked=False) == "safe"


@pytest.mark.parametrize(
    "text",
    [
        "safe. he is coming back though",
        "he says we are safe",
        "SAFE? i dont think so",
        "SAFE. no",
        "A SALVO. no estamos bien",
        "a salvo pero me sigue",
        "A SALVO, pero él está afuera",
        "is it safe to call",
        "the baby is not safe with him",
    ],
)
def test_what_takes_it_back_is_not_taken_for_safe(text: str) -> None:
    assert safety_told(text, asked=False) != "safe"


@pytest.mark.parametrize("text", ["he just got home", "hes back", "he's outside", "ya llegó", "mi papá llegó borracho"])
def test_who_hurts_is_there(text: str) -> None:
    assert afterwards.returned(text)


@pytest.mark.parametrize(
    "text",
    ["she got home from school", "my mom is here with me", "llegó la carta", "im home now", "he is at home depot"],
)
def test_others_come_home_without_an_alarm(text: str) -> None:
    assert not afterwards.returned(text)
