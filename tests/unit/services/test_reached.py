"""How a family says that it is reached is heard in its own words, and a bill or a question of a place is none of it."""

import pytest

from services.casework.reached import (
    LONGEST,
    asks_who_it_is,
    kept,
    of_reaching,
    reached,
    tells_of_oneself,
    time_told,
    to_keep,
    wishes_a_call,
)


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


@pytest.mark.parametrize(
    ("said", "ways"),
    [
        ("afternoons please", ["hours"]),
        ("3:30", ["hours"]),
        ("por la tarde", ["hours"]),
        ("q sea despues de las 3 y media porque en el hotel no puedo", ["hours"]),
        ("call me", ["call"]),
        ("will they text tho not call", ["who"]),
        ("Will they write or call, I asked for a call, afternoon", ["who", "hours", "call"]),
    ],
)
def test_who_waits_for_a_person_says_it_more_briefly(said: str, ways: list[str]) -> None:
    found = reached(said, called=True)
    assert found is not None
    assert found.alone
    assert list(found.ways) == ways
    assert reached(said) is None or said == "por la tarde"


def test_it_is_heard_in_a_part_of_a_longer_message_and_a_need_is_none_of_it() -> None:
    said = "I asked for a call, afternoon. Also the 4 year old needs preschool, after school care too"
    assert of_reaching(said, called=True) == ["I asked for a call", "afternoon"]
    assert of_reaching("need daycare mornings and the bus is late", called=True) == []


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("i sleep til 2 so can they call me after that", "i sleep til 2"),
        ("q me llamen ellos pero despues de las 3 y media", "despues de las 3 y media"),
        ("call me at 3:30 pm", "call me at 3:30 pm"),
        ("they never called", None),
    ],
)
def test_a_time_is_said_back_as_it_was_written(said: str, time: str | None) -> None:
    assert time_told(said) == time


def test_no_time_is_made_of_a_wish_for_texts() -> None:
    found = reached("cant talk on phone at work just text")
    assert found is not None
    assert list(found.ways) == ["text"]


def test_what_was_heard_is_kept_with_its_words_the_newest_of_each() -> None:
    told = [*to_keep("after 2 please", ["hours", "who"]), *to_keep("afternoons", ["hours"])]
    assert kept(["of:pregnancy", *told]) == {"hours": "afternoons"}


@pytest.mark.parametrize(
    "said", ["i cant do this anymore", "i sleep at home and want to die", "tengo miedo de ir a casa"]
)
def test_what_somebody_tells_of_itself_in_need_is_no_mere_day(said: str) -> None:
    assert tells_of_oneself("I get the little ones off the bus at 3:15")
    assert not tells_of_oneself(said)


@pytest.mark.parametrize(
    ("text", "ways", "words"),
    [
        (
            "hi my name is Jane Example and my number is 860 555 0100, i am writing about the food because the twins "
            "eat a lot. i work til 5, just text. my phone gets shut off sometimes. and i wanted to say thank you",
            ["text", "gone"],
            {"text": "just text", "gone": "my phone gets shut off sometimes"},
        ),
        (
            "buenas, soy Ana Ejemplo y mi número es 860 555 0100, le escribo por lo de la comida porque los gemelos "
            "comen mucho. no me llamen antes de las 3. a veces me cortan el teléfono. y muchas gracias por todo",
            ["hours", "gone"],
            {"hours": "no me llamen antes de las 3", "gone": "a veces me cortan el teléfono"},
        ),
    ],
)
def test_of_a_long_message_only_what_tells_the_way_is_kept(text: str, ways: list[str], words: dict[str, str]) -> None:
    assert kept(to_keep(text, ways)) == words


def test_what_is_kept_is_never_long() -> None:
    assert all(len(words) <= LONGEST + 1 for words in kept(to_keep("we eat a lot " * 30, ["text", "gone"])).values())
