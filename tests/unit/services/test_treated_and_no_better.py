"""Treatment ends the danger to a body only where it was given, and nothing says that it is still bad."""

import pytest

from services import safety


@pytest.mark.parametrize(
    "text",
    [
        "the dr gave me pills and i took them all",
        "er gave him a breathing treatment and sent home, he is pulling in his ribs",
        "doctor gave antibiotic 3 days ago he is burning up",
        "doctor wrote a prescription i couldnt pay for it",
        "my neighbor is a nurse gave him medicine",
        "took him to urgent care they said they dont see kids",
        "took her to the hospital they said no insurance no",
        "brought him to urgent care they said call 911",
        "they gave him antibiotics but he still cant breathe",
        "lo llevamos a la clinica y le dieron antibiotico pero sigue sin respirar bien",
        "el doctor le receto antibiotico y no tengo pa comprarlo sigue ahogado",
        "lo llevamos al hospital y nos dijeron que no lo atienden sin seguro",
        "la lleve a la clinica y le dijeron que no hay cita",
        "lo lleve al hospital y me dijeron que espere y me fui",
        "la lleve a la sala y le pusieron oxigeno pero nos salimos",
        "lo llevamos al doctor y le dieron medicina pero no come ni orina",
        "lo lleve al hospital y le dieron suero pero sigue igual",
    ],
)
def test_who_was_turned_away_or_is_still_bad_was_not_seen_to(text: str) -> None:
    assert not safety.seen(text)


@pytest.mark.parametrize(
    "text",
    [
        "they gave him antibiotics",
        "we took her to the er they gave her an iv",
        "ya lo llevamos a emergencia le dieron antibiotico. esta mejor",
        "la llevamos al hospital y le pusieron suero",
    ],
)
def test_what_was_given_there_says_that_it_was_seen_to(text: str) -> None:
    assert safety.seen(text)
