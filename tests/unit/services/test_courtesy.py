"""A thank-you before a question is no goodbye."""

import pytest

from services.casework.courtesy import without_courtesy, without_greeting


@pytest.mark.parametrize(
    ("text", "free", "meant"),
    [
        ("gracias. y como le digo al pediatra", True, "y como le digo al pediatra"),
        ("ok thanks, where do i get the beds", False, "where do i get the beds"),
        ("no, la primera, la de las mamas tristes", True, "la primera, la de las mamas tristes"),
        ("no, la primera, la de las mamas tristes", False, "no, la primera, la de las mamas tristes"),
        ("gracias. adios", True, "gracias. adios"),
        ("thank you so much", True, "thank you so much"),
        ("ok thats helpful. what do i write in the letter", False, "what do i write in the letter"),
        ("Yes that helps, thank you. Is it for him or for her?", False, "Is it for him or for her?"),
        ("muchas gracias por la info y que papeles llevo", False, "que papeles llevo"),
        ("eso no es lo que le pregunte. que papeles necesito", False, "que papeles necesito"),
        ("you didnt answer my question, do they cover it", False, "do they cover it"),
        ("no like what do i put in the letter", False, "what do i put in the letter"),
        ("wait no i asked about diapers", True, "diapers"),
        ("ok muchas gracias y cuando abren", False, "cuando abren"),
        ("i asked do they cover adhd testing", False, "do they cover adhd testing"),
        ("ok. call me on tuesday", False, "ok. call me on tuesday"),  # a yes may stand in it
        ("that helps thank you so much", True, "that helps thank you so much"),
        ("no tengo carro. vivo lejos de todo", True, "no tengo carro. vivo lejos de todo"),
        (
            "ay gracias mija me quedo tranquila. y que papel necesito pa firmar",
            True,
            "y que papel necesito pa firmar",
        ),
        (
            "gracias a dios q los bendiga. y para apuntarlo al husky como hago",
            False,
            "y para apuntarlo al husky como hago",
        ),
        ("aight thx. is that bad or can it wait", False, "is that bad or can it wait"),
        ("thank you so much god bless. one more thing, diapers?", True, "one more thing, diapers?"),
        ("nah i just need diapers today, i got like 2 left", True, "i just need diapers today, i got like 2 left"),
        ("nah i just need diapers today", False, "nah i just need diapers today"),  # a no to what we offered
        ("no she is only 2. i have one daughter", True, "she is only 2. i have one daughter"),
        ("no mija yo lo que busco es cuido", True, "yo lo que busco es cuido"),
        ("no necesito panales", True, "no necesito panales"),
        ("no hes fine thanks", True, "no hes fine thanks"),
        ("nah i got it thanks", True, "nah i got it thanks"),
        ("no i dont need it", True, "no i dont need it"),
        ("no mija los cupones ya los tengo, yo te pregunto de la luz", False, "la luz"),
        ("i already have wic, i asked about diapers", False, "diapers"),
    ],
)
def test_what_follows_a_courtesy_is_what_is_meant(text: str, free: bool, meant: str) -> None:
    assert without_courtesy(text, free=free) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("hello diapers", "diapers"),
        ("good morning formula", "formula"),
        ("hola buenas, pampers", "pampers"),
        ("hola, hartford", "hola, hartford"),
        ("hi help", "hi help"),
        ("hello", "hello"),
        ("hi is this uber eats", "hi is this uber eats"),
        ("hola necesito pampers para mi nene de dos", "hola necesito pampers para mi nene de dos"),
    ],
)
def test_the_thing_behind_a_greeting_is_read_alone(said: str, meant: str) -> None:
    assert without_greeting(said) == meant
