"""A FHIR Questionnaire becomes a talk, or is refused with every reason at once."""

import json
from pathlib import Path
from typing import Any

import pytest

from services.screening.flow import applies, next_item, scores
from services.screening.hearing import understand
from services.screening.imported import find, keep
from services.screening.instrument import Condition
from services.screening.progress import Answer, Progress
from services.screening.questionnaire import NotUsable, read
from services.screening.responses import responses

LOINC = "http://loinc.org"
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
SPANISH = "http://hl7.org/fhir/StructureDefinition/translation"
HRSN = Path(__file__).parents[4] / "shared" / "instruments" / "ahc_hrsn.json"


def option(code: str, display: str, score: float | None = None) -> dict[str, Any]:
    found: dict[str, Any] = {"valueCoding": {"system": LOINC, "code": code, "display": display}}
    if score is not None:
        found["valueCoding"]["extension"] = [{"url": ORDINAL, "valueDecimal": score}]
    return found


def questionnaire(*items: dict[str, Any]) -> dict[str, Any]:
    return {"resourceType": "Questionnaire", "status": "active", "title": "Test", "version": "1", "item": list(items)}


def choice(link_id: str, *options: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"linkId": link_id, "type": "choice", "text": f"Question {link_id}?", "answerOption": list(options), **more}


def refusals(found: dict[str, Any]) -> list[str]:
    with pytest.raises(NotUsable) as error:
        read(found, "test")
    return [f"{each.link_id}: {each.why}" for each in error.value.refusals]


def test_spanish_stands_beside_english_by_the_translation_extension() -> None:
    item = choice("a", option("LA33-6", "Yes"))
    item["_text"] = {
        "extension": [
            {
                "url": SPANISH,
                "extension": [{"url": "lang", "valueCode": "es"}, {"url": "content", "valueString": "¿A?"}],
            }
        ]
    }
    made = read(questionnaire(item), "test")
    assert (made.items[0].ask.en, made.items[0].ask.es) == ("Question a?", "¿A?")


def test_what_is_enabled_by_an_answer_is_asked_only_then() -> None:
    first = choice("a", option("yes", "Yes"), option("no", "No"))
    when = [{"question": "a", "operator": "=", "answerCoding": {"code": "yes"}}]
    made = read(questionnaire(first, choice("b", option("x", "X"), enableWhen=when)), "test")
    asked = next_item(made, Progress(answers=(Answer("a", ("no",)),)), ())
    assert asked is None
    asked = next_item(made, Progress(answers=(Answer("a", ("yes",)),)), ())
    assert asked is not None
    assert asked.id == "b"


@pytest.mark.parametrize(("behavior", "holds"), [("any", True), ("all", False)])
def test_several_conditions_are_joined_as_they_say(behavior: str, holds: bool) -> None:
    tests = [
        {"question": "a", "operator": "exists", "answerBoolean": True},
        {"question": "n", "operator": ">", "answerInteger": 3},
    ]
    inner = choice("b", option("x", "X"), enableWhen=tests, enableBehavior=behavior)
    number = {"linkId": "n", "type": "integer", "text": "How many?"}
    made = read(questionnaire(choice("a", option("yes", "Yes")), number, inner), "test")
    item = made.item("b")
    assert item is not None
    assert isinstance(item.only_if, Condition)
    told = Progress(answers=(Answer("a", ("yes",)), Answer("n", text="2")))
    assert applies(item.only_if, told) is holds


def test_weights_make_a_score_and_answers_keep_their_codes() -> None:
    made = read(questionnaire(choice("a", option("LA1", "Never", 1), option("LA2", "Often", 4))), "test")
    told = Progress(answers=(Answer("a", ("LA2",), at="2026-11-27T10:00:00"),))
    assert [(each.id, each.value) for each in scores(made, told)] == [("test", 4.0)]
    assert [tuple(each)[:3] for each in responses(made, told)] == [("a", LOINC, "LA2")]


def test_a_family_answers_an_imported_question_in_its_own_words() -> None:
    made = read(
        questionnaire(choice("a", option("LA28397-0", "Often true"), option("LA28399-6", "Never true"))), "test"
    )
    assert understand("never true for us", made.items[0]) == ("LA28399-6",)


def test_what_cannot_be_asked_is_refused_with_every_reason() -> None:
    told = refusals(
        questionnaire(
            choice("a", option("x", "X")),
            choice("a", option("x", "X")),
            {"linkId": "photo", "type": "attachment", "text": "A photo"},
            choice("far", option("x", "X"), enableWhen=[{"question": "nobody", "operator": "="}]),
            {"linkId": "set", "type": "choice", "text": "Which?", "answerValueSet": "http://example.org/vs"},
        )
    )
    for words in (
        "a: this linkId",
        "photo: items of type attachment",
        "nobody, which is not there",
        "set: its choices",
    ):
        assert any(words in each for each in told), words


def test_questions_that_wait_for_each_other_are_refused() -> None:
    one = choice("a", option("x", "X"), enableWhen=[{"question": "b", "operator": "exists", "answerBoolean": True}])
    two = choice("b", option("x", "X"), enableWhen=[{"question": "a", "operator": "exists", "answerBoolean": True}])
    assert any("leads back to itself" in each for each in refusals(questionnaire(one, two)))


def test_five_hundred_questions_are_asked_of_nobody() -> None:
    many = [choice(f"q{number}", option("x", "X")) for number in range(500)]
    assert any("at most 200" in each for each in refusals(questionnaire(*many)))


def test_groups_in_groups_end_somewhere() -> None:
    nested: dict[str, Any] = choice("deep", option("x", "X"))
    for depth in range(12):
        nested = {"linkId": f"g{depth}", "type": "group", "text": "", "item": [nested]}
    assert any("deeper than 8" in each for each in refusals(questionnaire(nested)))


def test_an_import_is_kept_for_the_site_and_found_again(tmp_path: Path) -> None:
    keep("site_one", questionnaire(choice("a", option("x", "X"))), None, tmp_path)
    found = find("site_one", tmp_path)
    assert found is not None
    assert found.wording == "imported"
    assert find("../site_one", tmp_path) is None
    assert find("other", tmp_path) is None


def hrsn() -> tuple[dict[str, Any], dict[str, Any]]:
    """(the AHC HRSN tool as a Questionnaire, its scoring), out of the facts that lie beside this checkout."""
    items = [item for domain in json.loads(HRSN.read_text(encoding="utf-8"))["domains"] for item in domain["items"]]
    made = []
    for item in items:
        options = [option(each["loinc_answer"], each["text_en"], each.get("score")) for each in item["options"]]
        one = choice(item["id"], *options, text=item["text_en"], repeats=item["type"] == "multiple")
        words = [{"url": "lang", "valueCode": "es"}, {"url": "content", "valueString": item["text_es_draft"]}]
        one["_text"] = {"extension": [{"url": SPANISH, "extension": words}]}
        made.append(one)
    sums = [
        {"id": "hits", "cut": 11, "items": [f"ahc_{number:02}" for number in (7, 8, 9, 10)]},
        {"id": "phq2", "cut": 3, "items": ["ahc_23a", "ahc_23b"]},
    ]
    return questionnaire(*made), {"sums": sums}


@pytest.mark.skipif(not HRSN.exists(), reason="the AHC HRSN facts are not beside this checkout")
def test_the_hrsn_tool_runs_with_its_codes_and_scoring_in_both_languages() -> None:
    made = read(hrsn()[0], "hrsn", hrsn()[1])
    assert len(made.items) == 27
    assert all(item.ask.en != item.ask.es for item in made.items)
    told = Progress()
    for item in made.items:
        codes = understand("2", item)
        assert codes == (item.choices[1].code,)
        told = told.with_answer(Answer(item.id, codes, at="2026-11-27T10:00:00"))
    by_name = {each.id: each for each in scores(made, told)}
    assert (by_name["hits"].value, by_name["hits"].positive) == (8.0, False)
    assert (by_name["phq2"].value, by_name["phq2"].positive) == (2.0, False)
    worse = told.with_answer(Answer("ahc_07", (made.items[6].choices[4].code,)))
    assert {each.id: each.positive for each in scores(made, worse)}["hits"] is True
    assert next(tuple(each)[:3] for each in responses(made, told)) == ("ahc_01", LOINC, "LA31994-9")
