"""What families are asked: short, whole, in our own words, and never a verdict on a child."""

import json
import re
from pathlib import Path

import pytest

from services.content.milestones import AGES
from services.content.pairs import pairs
from services.directory.places import fold
from services.library.documents import document
from services.library.root import CONTENT

SHARED = next((up / "shared" for up in Path(__file__).parents if (up / "shared/spec").is_dir()), Path("shared"))
FACTS = SHARED / "instruments" / "cdc_milestones.json"
INSTRUMENTS = {path.stem: document(path) for path in sorted((CONTENT / "instruments").glob("*.yml"))}
MILESTONES = {age: document(CONTENT / "milestones" / f"{age}.yml") for age in AGES}
COMMON = document(CONTENT / "milestones" / "common.yml")
SCREENING = document(CONTENT / "messages" / "screening.yml")
COMMANDS = document(CONTENT / "messages" / "screening_commands.yml")["commands"]
DOMAINS = ["economic_stability", "neighborhood", "education", "community", "health"]
FACTORS = ["resilience", "connections", "knowledge", "concrete_support", "social_emotional"]
PROMISED = [
    "start_offer",
    "intro",
    "why_prefix",
    "skipped",
    "prefer_not_noted",
    "back_done",
    "back_none",
    "paused",
    "resumed",
    "not_understood_choices",
    "corrected",
    "summary_intro",
    "summary_line_need",
    "summary_line_none",
    "summary_right_question",
    "help_offer",
    "none_wanted",
    "done_nothing_found",
    "expired_three_weeks",
    "progress",
    "stop_noted",
    "child_which",
    "contradiction_age",
    "too_old_child",
]
VERDICT = {
    "en": r"delay|abnormal|disorder|(is|falls) behind|failed|diagnos|normal\b|scored?\b",
    "es": r"retras|atrasad|anormal|trastorno|diagn|normal\b|puntuaci",
}
DENIED = {"en": r"can't tell you what|no test|not a test|no score", "es": r"no puedo decir qué|no son una prueba"}


def items(name):
    return INSTRUMENTS[name]["items"]


def listed():
    """(months, area, count) of the CDC's milestones, as the facts list them."""
    for checklist in json.loads(FACTS.read_text("utf-8"))["age_checklists"]:
        for domain in checklist["domains"]:
            area = domain["domain"].replace("motor", "movement")
            yield checklist["age_months"], area, [each["en"] for each in domain["items"]]


def test_everyday_needs_are_asked_in_twelve_questions_at_most_over_the_five_domains():
    asked = [item for item in items("social_needs") if "only_if" not in item]
    assert len(asked) <= 12
    assert len([item for item in asked if "private" not in item]) <= 10
    assert INSTRUMENTS["social_needs"]["domains"] == DOMAINS
    assert {item["domain"] for item in asked} == set(DOMAINS)


def test_everyday_needs_cover_what_families_lack_most():
    found = {need for item in items("social_needs") for need in item["needs"]}
    assert found == {
        *("food_need", "housing_need", "utilities_need", "transportation_need", "employment_income_need"),
        *("child_care_need", "education_need", "health_care_need", "social_support", "legal_need"),
    }


def test_a_need_told_in_passing_is_not_asked_again():
    for item in items("social_needs"):
        assert item.get("skip_if_need_known", []) == item["needs"], item["id"]


def test_safety_is_asked_only_in_private_and_leads_to_people_at_once():
    private = [item for name in INSTRUMENTS for item in items(name) if item.get("private")]
    assert [item["id"] for item in private] == ["safety"]
    assert items("social_needs")[0] not in private
    for language in ("en", "es"):
        assert {"888-774-2900", "911"} <= set(re.findall(r"[\d-]{3,}", private[0]["on_need"][language]))
    lines = {line["reach"] for line in document(CONTENT / "safety" / "answers.yml")["lines"]}
    assert {"888-774-2900", "911"} <= lines
    assert private[0]["worries"] is True


def test_only_a_form_whose_licence_allows_it_is_used_word_for_word():
    official = {name for name, page in INSTRUMENTS.items() if page["wording"] == "official"}
    assert official == {"caregiver_mood"}
    assert "No permission required" in INSTRUMENTS["caregiver_mood"]["licence"]["statement"]


def test_mood_is_asked_with_the_two_items_of_the_phq_2_their_scores_and_cut():
    page = INSTRUMENTS["caregiver_mood"]
    assert [item["loinc"] for item in page["items"]] == ["44250-9", "44255-8"]
    for item in page["items"]:
        assert [choice["score"] for choice in item["choices"]] == [0, 1, 2, 3]
        assert [choice["loinc"] for choice in item["choices"]] == ["LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9"]
        meaning = {choice["meaning"] for choice in item["choices"] if choice["score"] < page["scoring"]["cut"]}
        assert meaning == {"no_need"}
    assert page["scoring"]["cut"] == 3
    assert "988" in page["on_positive"]["en"]
    assert "988" in page["on_positive"]["es"]


def test_strengths_ask_for_the_five_protective_factors_and_for_who_stands_by():
    asked = [item["domain"] for item in items("strengths")]
    assert asked == [*FACTORS, "own_strengths", "natural_supports"]
    assert all("strength" in item or item.get("own_words") for item in items("strengths"))


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_what_stands_on_a_choice_is_also_understood_when_written(name):
    unheard = [
        (item["id"], language, choice["title"][language])
        for item in items(name)
        for choice in item["choices"]
        for language in ("en", "es")
        if fold(choice["title"][language]) not in set(map(fold, choice["words"][language]))
    ]
    assert unheard == []


def test_the_milestones_of_the_checklists_are_all_there():
    if not FACTS.exists():
        pytest.skip("the facts of the CDC's checklists are not beside this project")
    assert sum(len(found) for _, _, found in listed()) == 159
    missing = [
        (age, area)
        for age, area, found in listed()
        if len([item for item in MILESTONES[age]["items"] if item["area"] == area]) != len(found)
    ]
    assert missing == []


def test_no_question_is_the_checklists_own_sentence():
    if not FACTS.exists():
        pytest.skip("the facts of the CDC's checklists are not beside this project")
    theirs = {fold(each) for _, _, found in listed() for each in found}
    asked = [item["ask"]["en"] for page in MILESTONES.values() for item in page["items"]]
    copied = [ask for ask in asked if any(len(each.split()) > 4 and each in fold(ask) for each in theirs)]
    assert copied == []


def test_a_milestone_is_one_fact_asked_once():
    facts = [item["fact"] for page in MILESTONES.values() for item in page["items"]]
    asked = [
        item["ask"][language] for page in MILESTONES.values() for item in page["items"] for language in ("en", "es")
    ]
    assert len(facts) == len(set(facts)) == 159
    assert len(asked) == len(set(asked))


def test_every_age_ends_with_something_to_play_today():
    for page in MILESTONES.values():
        assert 3 <= len(page["play"]) <= 4


def test_lost_skills_go_straight_to_help_and_a_worry_counts_more_than_answers():
    flags = {flag["id"]: flag for flag in COMMON["red_flags"]}
    assert flags["lost_skills"]["to"] == "help"
    assert flags["premature"]["to"] == "corrected_age"
    assert COMMON["corrected_age"]["until_months"] == 24
    assert "still counts more" in COMMON["concern"]["counts_more"]["en"]


@pytest.mark.parametrize(
    ("months", "door"),
    [
        *((months, "birth_to_three") for months in (0, 35)),
        *((months, "preschool_special_education") for months in (36, 71)),
        *((months, "help_me_grow") for months in (72, 95)),
        *((months, "older") for months in (96, 251)),
    ],
)
def test_each_age_ends_at_its_door(months, door):
    fitting = [each["id"] for each in COMMON["endings"] if each["from_months"] <= months < each["below_months"]]
    assert fitting[0] == door
    assert all(set(each["next"]) == {"en", "es"} for each in COMMON["endings"])


@pytest.mark.parametrize("language", ["en", "es"])
def test_nobody_is_told_a_verdict_on_a_child(language):
    pages = {"screening": SCREENING, "common": COMMON, **{str(age): page for age, page in MILESTONES.items()}}
    said = [(name, key, pair[language]) for name, page in pages.items() for key, pair in pairs(page)]
    verdicts = [
        each
        for each in said
        if re.search(VERDICT[language], each[2], re.IGNORECASE)
        and not re.search(DENIED[language], each[2], re.IGNORECASE)
    ]
    assert verdicts == []


def test_trauma_is_never_asked_about_and_a_person_is_offered():
    assert {"trauma_never_asked", "trauma_told", "trauma_safe_now"} <= SCREENING.keys()
    assert "person" in SCREENING["trauma_never_asked"]["en"].lower()
    asked = [item["ask"] for name in INSTRUMENTS for item in items(name)]
    told = re.compile(r"trauma|abus|hurt you|hit you|violen|happened to|golpe|maltrat", re.IGNORECASE)
    assert [ask for ask in asked if told.search(ask["en"]) or told.search(ask["es"])] == []


def test_every_sentence_that_the_talk_needs_is_there():
    assert [key for key in PROMISED if key not in SCREENING] == []


def test_the_words_offered_in_capitals_steer_the_talk_in_both_languages():
    def words(command, language):
        return {fold(word) for word in COMMANDS[command][language]}

    for language, offered in (("en", "WHY SKIP BACK CONTINUE DONE"), ("es", "POR QUÉ,SALTAR,ATRÁS,CONTINUAR,LISTO")):
        said = offered.split(",") if "," in offered else offered.split()
        for word, command in zip(said, ("why", "skip", "back", "continue", "stop"), strict=True):
            assert fold(word) in words(command, language)
            assert any(word in pair[language] for _, pair in pairs(SCREENING))
