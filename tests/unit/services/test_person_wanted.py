"""The wish for a person is heard among other words, and told from a person who is only spoken of."""

import pytest

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
]


@pytest.mark.parametrize(("text", "rest"), WISHES)
def test_who_asks_for_a_person_is_heard_whatever_else_is_said(text: str, rest: str) -> None:
    wanted = person_wanted(text)
    assert wanted is not None
    assert wanted.rest == rest


@pytest.mark.parametrize("text", NONE)
def test_a_person_who_is_spoken_of_is_no_wish(text: str) -> None:
    assert person_wanted(text) is None
