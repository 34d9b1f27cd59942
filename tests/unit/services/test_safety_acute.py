"""What cannot wait in a danger, help that came, what is said beside being safe, and what is denied."""

from pathlib import Path

import pytest
import yaml

from services import safety

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "safety" / "acute.yml").read_text("utf-8"))


def grave(text: str, said: tuple[str, ...] = ()) -> str | None:
    told = safety.hour.hint(text, ["swallowed"], said, "en", named="grave")
    return told and told.name


@pytest.mark.parametrize("text", CASES["grave"])
def test_a_sign_that_cannot_wait_is_heard_whoever_was_called(text: str) -> None:
    assert grave(text) is not None


@pytest.mark.parametrize("text", CASES["not_grave"])
def test_what_only_sounds_of_such_a_sign_is_none(text: str) -> None:
    assert grave(text) is None


def test_the_same_sign_told_again_has_other_words() -> None:
    assert (grave("hes limp"), grave("hes limp", ("hour.grave",))) == ("hour.grave", "hour.grave_again")


@pytest.mark.parametrize("text", CASES["helped"])
def test_an_ambulance_that_came_is_heard(text: str) -> None:
    assert safety.helpers_came(text)
    assert safety.seen(text)


@pytest.mark.parametrize("text", CASES["not_helped"])
def test_help_that_is_not_there_is_not_taken_for_it(text: str) -> None:
    assert not safety.helpers_came(text)


@pytest.mark.parametrize("case", CASES["beside_safe"], ids=lambda case: case["text"])
def test_what_is_said_beside_being_safe_is_kept(case: dict[str, str]) -> None:
    assert safety.beside_safe(case["text"]) == case["rest"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("im just kidding", "a_saying"),
        ("estaba bromeando", "a_saying"),
        ("no i meant the ipad", "a_saying"),
        ("es la tableta de jugar", "a_saying"),
        ("he was playing with it and now the battery is gone", None),
        ("i was just playing with her and she fell", None),
        ("el nene estaba jodiendo con la pila", None),
        ("he was just joking he put the gun down", None),
    ],
)
def test_a_game_that_somebody_else_played_is_no_saying_that_ends_a_danger(text: str, said: str | None) -> None:
    found = safety.afterwards.denied(text, "crisis_medical")
    assert (found and found[0]) == said


@pytest.mark.parametrize("text", CASES["denied"])
def test_a_denial_in_ordinary_words_ends_the_alarm(text: str) -> None:
    found = safety.afterwards.denied(text, "crisis_violence")
    assert found is not None
    assert safety.afterwards.ends(found[0])


@pytest.mark.parametrize("text", CASES["not_denied"])
def test_what_takes_nothing_back_is_no_denial(text: str) -> None:
    found = safety.afterwards.denied(text, "crisis_violence")
    assert found is None or not safety.afterwards.ends(found[0])


@pytest.mark.parametrize("text", CASES["we_tell"])
def test_who_asks_whom_we_tell_is_heard(text: str) -> None:
    assert safety.stands.asks_who_is_told(text)


@pytest.mark.parametrize("text", CASES["we_tell_not"])
def test_other_telling_is_no_question_to_us(text: str) -> None:
    assert not safety.stands.asks_who_is_told(text)


def test_what_is_said_not_to_be_so_chooses_no_answer() -> None:
    assert safety.topic("crisis_self_harm", "shes not pregnant. i found cuts on her arm") != "self_harm_maternal"
    assert safety.told.topic("crisis_self_harm", "i found cuts on her arm", ("my daughter is 15",)) == "self_harm_young"


def test_a_wish_not_to_wake_up_is_no_body_that_does_not_wake() -> None:
    assert safety.read("she said sometimes she wishes she didnt wake up", {}).crisis != "crisis_medical"
    assert safety.read("hes not waking up", {}).crisis == "crisis_medical"
