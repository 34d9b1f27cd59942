"""Asleep, calm or better ends no danger of a body; thanks, signs and questions near a danger belong to it."""

from pathlib import Path

import pytest
import yaml

from services.safety import doubt_asked, hour, read, safety_told, seen, stands, topic

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "safety" / "eased.yml").read_text("utf-8"))
SURE = 0.99


@pytest.mark.parametrize("case", CASES["eased"], ids=lambda case: case["text"])
def test_better_or_asleep_is_answered_by_what_was_told(case: dict[str, str]) -> None:
    told = hour.hint(case["text"], ["crisis_medical"], (), "es", before=case["told"])
    assert told is not None
    assert told.name == f"hour.{case['hint']}"
    assert "911" in told.text


@pytest.mark.parametrize("text", CASES["not_eased"])
def test_a_fear_or_a_sign_is_no_better_news(text: str) -> None:
    told = hour.hint(text, ["crisis_medical"], (), "en", before="he fell")
    assert told is None or not told.name.startswith("hour.eased")


@pytest.mark.parametrize("text", ["she calmed down", "ya está más tranquila", "better now"])
def test_after_something_swallowed_calm_leads_to_poison_control(text: str) -> None:
    told = hour.hint(text, ["swallowed"], (), "en")
    assert told is not None
    assert "1-800-222-1222" in told.text


@pytest.mark.parametrize("text", CASES["seen"])
def test_who_was_seen_by_help_is_heard(text: str) -> None:
    assert seen(text)


@pytest.mark.parametrize("text", CASES["not_seen"])
def test_help_that_has_not_come_is_not_taken_for_it(text: str) -> None:
    assert not seen(text)


def test_sleep_and_company_make_nobody_safe_whose_body_was_in_danger() -> None:
    text = "ya se durmió, estoy con mi hermana"
    assert safety_told(text, asked=False) == "safe"
    assert safety_told(text, asked=False, of_body=True) == "better"
    assert safety_told("SAFE", asked=False, of_body=True) == "safe"


@pytest.mark.parametrize("case", CASES["signs"], ids=lambda case: case["text"])
def test_what_else_is_told_in_a_danger_is_of_it(case: dict[str, str]) -> None:
    told = hour.hint(case["text"], [case["after"]], (), "en", before=case["text"])
    assert told is not None
    assert told.name == f"hour.{case['hint']}"


def test_a_thank_you_and_nothing_else_is_a_courtesy() -> None:
    assert [text for text in CASES["courtesy"] if not stands.is_courtesy(text)] == []
    assert [text for text in CASES["no_courtesy"] if stands.is_courtesy(text)] == []


def test_a_question_is_known_without_its_sign() -> None:
    assert [text for text in CASES["questions"] if not stands.is_question(text)] == []
    assert [text for text in CASES["no_questions"] if stands.is_question(text)] == []


@pytest.mark.parametrize("case", CASES["veiled"], ids=lambda case: case["text"])
def test_a_veiled_wish_that_a_child_were_gone_rings_without_a_network(case: dict[str, str]) -> None:
    crisis = read(case["text"]).crisis
    assert crisis is not None
    assert topic(crisis, case["text"]) == case["topic"]


@pytest.mark.parametrize("text", CASES["not_veiled"])
def test_an_ordinary_night_or_way_rings_nothing(text: str) -> None:
    found = read(text, {"crisis_violence": 0.0})
    assert (found.crisis, found.doubt) == (None, None)


@pytest.mark.parametrize("text", CASES["refuses"])
def test_a_refusal_that_only_the_network_fears_is_asked_about(text: str) -> None:
    found = read(text, {"crisis_self_harm": SURE}, language="es")
    assert (found.crisis, found.doubt) == (None, "crisis_self_harm")
    assert doubt_asked("crisis_self_harm", str(found.reason), text, "en").startswith("That is hard on both")


@pytest.mark.parametrize(
    ("text", "of", "asked"),
    [
        *((text, "crisis_self_harm", "Living with someone") for text in CASES["lives_with"]),
        *((text, "crisis_medical", "I want to be sure. Trouble breathing") for text in CASES["fears_death"]),
    ],
)
def test_who_wants_to_leave_or_fears_for_a_body_is_asked_about_that(text: str, of: str, asked: str) -> None:
    found = read(text, {"crisis_self_harm": SURE}, language="es")
    assert (found.crisis, found.doubt) == (None, of)
    assert doubt_asked(of, str(found.reason), text, "en").startswith(asked)


@pytest.mark.parametrize("text", [*CASES["no_refusal"], *CASES["still_a_wish"]])
def test_what_is_told_beside_harm_still_rings(text: str) -> None:
    assert read(text, {"crisis_self_harm": SURE}, language="es").crisis is not None


def test_what_is_feared_of_calling_is_heard_and_a_threat_is_not_taken_for_it() -> None:
    assert [text for text in CASES["fears"] if not stands.fears_calling(text)] == []
    assert [text for text in CASES["no_fears"] if stands.fears_calling(text)] == []
    assert [text for text in CASES["child_taken"] if not stands.fears_for_child(text)] == []
    assert [text for text in CASES["no_child_taken"] if stands.fears_for_child(text)] == []
