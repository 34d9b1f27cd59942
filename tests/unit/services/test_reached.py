"""How a family says that it is reached is heard in its own words, and a bill or a question of a place is none of it."""

import pytest

from services.casework.reached import asks_who_it_is, reached, wishes_a_call


@pytest.mark.parametrize(
    ("said", "ways"),
    [
        ("who calls me", ["who"]),
        ("quien me llama a mi", ["who"]),
        ("who is gonna write to me and when", ["who"]),
        ("so is somebody gonna call me or what", ["who"]),
        ("me llaman ellos o llamo yo", ["who"]),
        ("when do they call", ["who"]),
        ("a que hora me escriben", ["who"]),
        ("que me llamen despues de las 4", ["hours"]),
        ("not before 3 I work", ["hours"]),
        ("after four please", ["hours"]),
        ("yo salgo a las 3 del trabajo", ["hours"]),
        ("mejor por la tarde que trabajo de noche", ["hours"]),
        ("no me llamen antes de las 3 que trabajo", ["hours"]),
        ("no minutes, only text", ["text"]),
        ("no puedo llamar en el trabajo, solo texto", ["text"]),
        ("i cant call from this phone", ["text"]),
        ("se me acabaron los minutos", ["text"]),
        ("my phone gets shut off sometimes", ["gone"]),
        ("a veces me cortan el telefono", ["gone"]),
        ("who is gonna write to me, my phone might get cut off friday", ["who", "gone"]),
    ],
)
def test_it_is_heard_and_nothing_else_is_said(said: str, ways: list[str]) -> None:
    found = reached(said)
    assert found is not None
    assert found.alone
    assert list(found.ways) == ways


@pytest.mark.parametrize(
    "said",
    [
        "they about to cut my phone off can you help with the bill",
        "me van a cortar el telefono",
        "I need work that lets me be home by 2:40",
        "who do i call for diapers",
        "what time do they open",
        "trabajo en un hotel y no tengo quien me cuide la nena",
        "si de una",
    ],
)
def test_a_bill_a_need_or_a_place_is_none(said: str) -> None:
    assert reached(said) is None


def test_who_only_says_when_not_to_call_wishes_no_call() -> None:
    assert wishes_a_call("call me after 4")
    assert wishes_a_call("q me llamen despues de las 4")
    assert not wishes_a_call("dont call me in the morning")
    assert not wishes_a_call("no me llamen antes de las 3")


def test_who_the_person_is_is_a_whole_message() -> None:
    assert asks_who_it_is("who is that")
    assert asks_who_it_is("y quien es esa persona?")
    assert not asks_who_it_is("who is my lawyer")
