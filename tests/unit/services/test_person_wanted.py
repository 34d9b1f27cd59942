"""The wish for a person is heard among other words, and told from a person who is only spoken of."""

import pytest

from services.casework.not_meant import not_meant
from services.casework.person_wanted import person_wanted

WISHES = [
    ("PERSONA", ""),
    ("persona por favor", ""),
    ("can i talk to a real person", ""),
    ("let me talk to someone", ""),
    ("quiero hablar con una persona", ""),
    ("nesesito ablar con una persona", ""),
    ("human pls", ""),
    ("can u put a person on", ""),
    ("pasame a una persona de verdad", ""),
    ("ok pues persona. ella tiene husky y medicare", "ella tiene husky y medicare"),
    ("q es eso de care 4 kids?? quiero hablar con una persona", "q es eso de care 4 kids??"),
    ("71 años ya te dije, no tengo nenes chiquitos. PERSONA", "71 años ya te dije, no tengo nenes chiquitos."),
    ("can i speak to a human, and is it free", "and is it free"),
    ("no puedo mas quiero hablar con una persona", "no puedo mas"),
    ("im scared can i talk to a person", "im scared"),
    ("i cant do this can someone call me", "i cant do this"),
    ("i dont want a bot i want to talk to a person", "i dont want a bot i"),
    ("she hit her head last week and i need to talk to a person", "she hit her head last week and i"),
    ("me da verguenza escribir puede alguien llamarme", "me da verguenza escribir"),
    ("no quiero mas textos, quiero una persona", "no quiero mas textos,"),
    ("dije que persona", ""),
    ("me puede llamar alguien", ""),
]
NONE = [
    "a person at the office told me no",
    "una persona me dijo que no",
    "la persona del wic no contesta",
    "is this a real person or a computer",
    "no quiero hablar con una persona",
    "she needs to talk to someone",
    "A PERSON TOLD ME NO",
    "one person",
    "somos 3 personas",
    "cuanto es por persona",
    "do i have to talk to a person to apply",
    "Virtual, or in person?",
    "y esa coordinadora no es de migracion verdad?",
    "por persona?",
    "que persona?",
    "cuanto es, por persona?",
    "y en persona?",
    "i dont really want to talk to someone",
    "i dont think i want to talk to someone",
    "no puedo hablar con una persona ahora",
    "my son wants to talk to a person",
    "mi hija quiere hablar con alguien",
    "can someone call me when a spot opens",
    "can someone call me an ambulance",
    "me puede llamar alguien cuando haya cupo",
]


@pytest.mark.parametrize(("text", "rest"), WISHES)
def test_who_asks_for_a_person_is_heard_whatever_else_is_said(text: str, rest: str) -> None:
    wanted = person_wanted(text)
    assert wanted is not None
    assert wanted.rest == rest


@pytest.mark.parametrize("text", NONE)
def test_a_person_who_is_spoken_of_is_no_wish(text: str) -> None:
    assert person_wanted(text) is None


@pytest.mark.parametrize(
    ("text", "spoken_of"),
    [
        ("por persona?", True),
        ("y en persona?", True),
        ("persona?", False),
        ("ella no quiere hablar con una persona", True),
        ("i dont want to talk to a person", True),
        ("my mom wants to talk to a person", False),
        ("no puedo mas quiero hablar con una persona", False),
        ("no hay nadie que me atienda en persona?", False),
    ],
)
def test_how_many_or_which_person_is_no_wish_whatever_it_sounds_like(text: str, *, spoken_of: bool) -> None:
    assert ("talk_to_person" in not_meant(text, {"talk_to_person": 0.9})) is spoken_of
