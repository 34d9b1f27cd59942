"""What to do in the hour of a danger: heard by what is told, step by step, and never the same words twice."""

from pathlib import Path

import pytest
import yaml

from services.library.documents import document
from services.library.root import CONTENT
from services.safety import answer, hour

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "safety" / "hour.yml").read_text("utf-8"))
PAGES = [document(path) for path in sorted((CONTENT / "safety" / "hour").glob("*.yml"))]
TOPICS = sorted({topic for page in PAGES for topic in page.get("after", ())})


@pytest.mark.parametrize(
    ("after", "name", "text"),
    [(case["after"], case["hint"], text) for case in CASES["heard"] for text in case["texts"]],
)
def test_what_a_family_tells_of_the_hour_is_heard_by_the_danger_before_it(after: str, name: str, text: str) -> None:
    told = hour.hint(text, [after], (), "es", before=text)
    assert told is not None
    assert told.name == f"hour.{name}"


@pytest.mark.parametrize("text", ["my daughter has a sore throat", "la nena tiene dolor de garganta"])
def test_a_sore_throat_after_blows_is_of_the_neck_only_where_hands_on_it_were_told(text: str) -> None:
    of_the_neck = hour.hint(text, ["crisis_violence"], (), "en", before=f"he choked me. {text}")
    assert of_the_neck is not None
    assert of_the_neck.name == "hour.throat_after_told"
    other = hour.hint(text, ["crisis_violence"], (), "en", before=f"my husband hits me. {text}")
    assert other is None or not other.name.startswith("hour.throat")


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("ok calling my mom first", "crisis_medical"),
        ("estoy llamando a mi mama primero", "crisis_medical"),
        ("im calling my husband to see what he says", "crisis_medical"),
        ("estamos llamando y nadie contesta", "crisis_medical"),
        ("leaving now, goodbye", "taken_to_die"),
        ("lo llevo ahora al cuarto a dormir", "crisis_medical"),
        ("ahora lo llevamos a la curandera", "crisis_medical"),
        ("mi esposo me lleva ahora pero ya no siento al bebe", "birth_danger"),
    ],
)
def test_who_calls_somebody_else_or_goes_elsewhere_is_not_praised_for_it(text: str, topic: str) -> None:
    told = hour.hint(text, [topic], (), "en", before=text)
    assert told is None or not told.name.removeprefix("hour.").startswith(("help_comes", "on_the_way"))


@pytest.mark.parametrize("text", CASES["asks"])
def test_who_asks_what_to_do_now_is_heard(text: str) -> None:
    assert hour.asks_what_to_do(text)


@pytest.mark.parametrize("text", CASES["none"])
def test_an_ordinary_need_is_no_hint_whatever_danger_was_told(text: str) -> None:
    assert [topic for topic in TOPICS if hour.hint(text, [topic], (), "en")] == []
    assert not hour.asks_what_to_do(text)


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_steps_follow_one_another_and_end_without_a_word_said_twice(topic: str, language: str) -> None:
    said: dict[str, str] = {}
    while (told := hour.step([topic], said, language)) is not None:
        assert told.name not in said
        said[told.name] = told.text
    assert len(said) == len(set(said.values())) >= 2
    assert not {answer(topic, language, times) for times in range(3)} & set(said.values())


@pytest.mark.parametrize("text", ["what do i tell my boss", "que le digo a mi jefe", "what do i say to the judge"])
@pytest.mark.parametrize("topic", ["taken_to_die", "self_harm_young", "child_hurt", "violence_other"])
def test_what_to_tell_a_boss_is_another_question_than_what_to_tell_the_one_in_danger(topic: str, text: str) -> None:
    told = hour.hint(text, [topic], (), "en")
    assert told is None or not told.name.startswith("hour.what_to_say")


def test_what_was_said_is_not_said_again() -> None:
    assert hour.hint("he comes back at six", ["crisis_violence"], {"hour.comes_back"}, "en") is None


def test_a_hint_is_of_its_danger_and_only_a_lasting_one_outlives_it() -> None:
    assert hour.hint("he comes back at six", ["swallowed"], (), "en") is None
    assert hour.hint("he comes back at six", ["crisis_violence"], (), "en", over=True) is not None
    assert hour.hint("what do I tell her", ["self_harm_young"], (), "en", over=True) is None


def test_every_text_says_whom_to_reach_or_asks_what_weighs_most() -> None:
    said = [
        pair for page in PAGES for pair in (*page.get("steps", ()), *(hint["say"] for hint in page.get("hints", ())))
    ]
    lines = ("911", "988", "888-774-2900", "1-8", "211", "PERSON")
    assert [pair["en"] for pair in said if not any(line in pair["en"] for line in lines)] == []


@pytest.mark.parametrize("gone", ["on_the_way", "on_the_way_birth", "told_to_go"])
def test_who_goes_to_the_hospital_is_not_told_to_unlock_the_door_any_more(gone: str) -> None:
    first = hour.step(["crisis_medical"], (), "en")
    then = hour.step(["crisis_medical"], (f"hour.{gone}",), "en")
    assert first is not None
    assert then is not None
    assert then.name != first.name
    assert "Unlock" not in then.text


def test_once_the_bill_of_who_was_there_is_answered_nobody_is_hurried_to_the_emergency_room_for_it() -> None:
    asked = "how much will the hospital bill be"
    before = hour.hint(asked, ["crisis_medical"], (), "en", before=asked, named="er_")
    there = hour.hint(
        asked, ["crisis_medical"], (), "en", before=f"they gave him an iv at the er. {asked}", named="er_"
    )
    again = hour.hint(asked, ["crisis_medical"], ("hour.er_cost_after",), "en", before=asked, named="er_")
    assert before is not None
    assert before.name == "hour.er_cost"
    assert there is not None
    assert there.name == "hour.er_cost_after"
    assert again is None
