"""Questions whose answer is known: heard in both languages by who never saw how they are taught, and nothing else taken
for them."""

import json
import re
from collections.abc import Iterator
from hashlib import sha256

import numpy as np
import pytest

from services.answers import (
    answer_title,
    answer_words,
    asks,
    choosing,
    fits,
    hearing,
    helps_in_danger,
    known_answer,
    need_told,
    perhaps_asked,
    stands_alone,
    tells_of_danger,
)
from services.answers.known import by_words_only
from services.casework.needs import all_needs
from services.casework.plainly_asked import plainly_asked
from services.library.documents import document, documents
from services.library.root import CONTENT, ROOT

CASES = ROOT / "tests" / "cases" / "answers"
ANSWERS = {each["id"]: each for page in documents(CONTENT / "answers") for each in page["answers"]}
BLIND = [document(path) for path in sorted(CASES.glob("blind_*.yml"))]
LANGUAGES = ("en", "es")
BARE = re.compile(r"(yes|no|sí)\s*[.,:;!]", re.IGNORECASE)
# What was measured when the cases were first read (docs/decisions/2026-11-29-asking.md), less two points.
HEARD, MISTAKEN, TAKEN = 0.65, 0.04, 0.08


def needs_of(id: str) -> list[str]:
    """What a talk would be about in which an answer is asked for."""
    return list(ANSWERS[id].get("needs", ("food_need",)))[:1]


def taught() -> Iterator[tuple[str, str]]:
    for page in documents(CONTENT / "asking"):
        for kind, entry in {**page["asking"], hearing.NONE: page.get("none", {})}.items():
            yield from ((kind, text) for language in LANGUAGES for text in entry.get(language, ()))


def plain(text: str) -> str:
    return " ".join(text.casefold().split()).strip("?¿!. ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_that_nobody_taught_are_heard_and_few_are_mistaken(language: str) -> None:
    known = {plain(text) for _, text in taught()}  # "what is a 504" can hardly be put otherwise
    asked = [(id, text) for page in BLIND for id, entry in page["heard"].items() for text in entry[language]]
    cases = [(id, text) for id, text in asked if plain(text) not in known]
    found = [(id, known_answer(text, needs_of(id))) for id, text in cases]
    assert len(cases) > 380
    assert sum(id == answer for id, answer in found) >= HEARD * len(cases)
    assert sum(answer not in (None, id) for id, answer in found) <= MISTAKEN * len(cases)


def test_what_only_speaks_of_the_same_is_seldom_taken_for_such_a_question() -> None:
    told = [(id, text) for page in BLIND for id, texts in page["not_heard"].items() for text in texts]
    taken = [id for id, text in told if known_answer(text, needs_of(id)) == id]
    assert len(taken) <= TAKEN * len(told)


def test_where_it_is_not_sure_what_was_asked_the_right_question_is_mostly_among_those_asked_back() -> None:
    asked = [
        (id, text)
        for page in BLIND
        for id, entry in page["heard"].items()
        for each in LANGUAGES
        for text in entry[each]
    ]
    unsure = [(id, text) for id, text in asked if not tells_of_danger(id) and known_answer(text, needs_of(id)) is None]
    back = [(id, perhaps_asked(text, needs_of(id))) for id, text in unsure]
    offered = [(id, ids) for id, ids in back if ids]
    assert len(offered) >= 0.5 * len(unsure)
    assert sum(id in ids for id, ids in offered) >= 0.85 * len(offered)  # 0.92 when first measured
    assert all(len(ids) <= 2 for _, ids in offered)


def test_what_asks_nothing_is_seldom_asked_back_and_no_question_of_a_danger_is_ever_offered() -> None:
    talks = [talk for page, _ in TALKS for talk in document(CASES / f"{page}.yml")["talks"]]
    others = [(talk["need"], each["text"]) for talk in talks for each in talk["next"] if each["kind"] == "other"]
    asked_back = [perhaps_asked(text, [need]) for need, text in others]
    assert sum(map(bool, asked_back)) <= 0.08 * len(others)
    every = [perhaps_asked(text, [need]) for need in all_needs() for _, text in others[:20]]
    assert not any(tells_of_danger(id) for ids in (*asked_back, *every) for id in ids)


def test_every_answer_has_a_title_of_its_own_in_both_languages() -> None:
    for language in LANGUAGES:
        titles = [answer_title(id, language) for id in ANSWERS]
        assert len(set(titles)) == len(titles)


TALKS = [("talks_en", 0.7), ("talks_es", 0.7), ("talks_more_en", 0.6), ("talks_more_es", 0.6)]


@pytest.mark.parametrize(("page", "least"), TALKS)
def test_in_the_middle_of_a_talk_most_questions_are_answered_or_known_to_be_questions(page: str, least: float) -> None:
    talks = document(CASES / f"{page}.yml")["talks"]
    texts = [(talk["need"], each) for talk in talks for each in talk["next"]]
    questions = [(need, each["text"]) for need, each in texts if each["kind"] == "question"]
    others = [(need, each["text"]) for need, each in texts if each["kind"] == "other"]
    settled = [known_answer(text, [need]) is not None or asks(text) for need, text in questions]
    taken = [text for need, text in others if known_answer(text, [need]) is not None]
    assert sum(settled) >= least * len(settled)
    assert len(taken) <= 2


@pytest.mark.parametrize(
    "text",
    [
        "they cut off our water and i need formula",
        "my son has an iep and the school does not follow it",
        "landlord wants us out by the 15th",
        "necesito agua y leche",
        "he has autism and needs a dentist",
        "i am pregnant and need a doctor",
        "can my daughter get WIC",
        "who can see what i write here? is it private?",
        "puedo coger care 4 kids?",
        "06511",
        "2 and a half",
        "tenemos husky",
        "yes",
        "gracias",
    ],
)
def test_a_need_a_fact_and_what_is_heard_elsewhere_are_no_such_question(text: str) -> None:
    assert known_answer(text) is None


@pytest.mark.parametrize(
    ("text", "needs", "answer"),
    [
        ("it says notice to quit. what does that mean", ["housing_need"], "notice_to_quit"),
        ("puedo echarle mas agua a la leche?", ["food_need"], "formula_water"),
        ("what if i dont want to keep it", ["prenatal_newborn"], "pregnancy_choices"),
        ("y si no lo quiero tener", ["prenatal_newborn"], "pregnancy_choices"),
        ("what if i dont want to keep it", ["household_goods_need"], None),
        ("did i cause this", ["developmental_concern"], "my_fault"),
        ("did i cause this", ["caregiver_wellbeing"], None),
    ],
)
def test_what_the_talk_is_about_decides_what_is_meant(text: str, needs: list[str], answer: str | None) -> None:
    assert known_answer(text, needs) == answer


def test_an_answer_of_another_subject_must_be_heard_more_surely(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"text": hearing.Heard({"oven_heat": 0.8, "iep": 0.1}, {}, 0.1)}
    monkeypatch.setattr(choosing, "heard", said.__getitem__)
    assert known_answer("text", ["utilities_need"]) == "oven_heat"
    assert known_answer("text") is None
    said["text"] = hearing.Heard({"oven_heat": 0.97}, {}, 0.03)
    assert known_answer("text") == "oven_heat"
    assert known_answer("text", ["food_need"]) is None  # of which it names nothing
    said["text"] = hearing.Heard({"oven_heat": 0.3}, {}, 0.03)
    assert known_answer("text", ["utilities_need"]) is None


def test_another_subject_counts_where_it_is_named() -> None:
    assert known_answer("does the food pantry want to see id", ["housing_need"]) == "pantry_papers"
    assert (
        known_answer("how do i get it turned back on, and will they pay the weeks it was off", ["child_care_need"])
        is None
    )


def test_who_tells_a_story_is_heard_as_one() -> None:
    question = "what is a notice to quit"
    assert known_answer(question, ["housing_need"]) == "notice_to_quit"
    assert known_answer(question + " and then they came and said that" * 4, ["housing_need"]) is None


@pytest.mark.parametrize(
    "text",
    [
        "i want to end my life",
        "he said hes gonna end it",
        "amenaza de aborto, estoy sangrando",
        "tuve un aborto espontáneo",
        "could you call my mother, shes got all his papers",
        "ya no puedo quedarme con el bebé hasta las siete",
        "my baby died is it my fault",
    ],
)
def test_danger_grief_and_other_wishes_are_no_question_of_choices_of_fault_or_of_parents(text: str) -> None:
    for needs in ([], ["prenatal_newborn"], ["behavioral_health"]):
        assert known_answer(text, needs) not in ("pregnancy_choices", "parents_told", "my_fault")


@pytest.mark.parametrize("id", sorted(ANSWERS))
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_answer_begins_with_a_bare_yes_or_no_which_is_false_to_who_asked_something_else(
    id: str, language: str
) -> None:
    assert not BARE.match(answer_words(id, language))


@pytest.mark.parametrize("id", sorted(ANSWERS))
def test_each_answer_offers_somebody_in_its_own_language(id: str) -> None:
    english, spanish = answer_words(id, "en"), answer_words(id, "es")
    # A person was called when a danger was heard: who asks in the middle of one is told whom to call at once.
    at_once = ("911", "988") if ANSWERS[id].get("in_danger") else ("1-800-222-1222",)
    assert any(way in english for way in ("PERSON", *at_once))
    assert "PERSONA" not in english
    assert any(way in spanish for way in ("PERSONA", *at_once))


def test_what_is_told_in_a_danger_belongs_to_that_danger() -> None:
    assert helps_in_danger("milk_or_water", {"swallowed"})
    assert not helps_in_danger(
        "milk_or_water", {"crisis_medical"}
    )  # after a blow to the head it would be the wrong line
    assert helps_in_danger("text_911", {"crisis_violence"})
    assert not helps_in_danger("lost_ebt", {"crisis_violence"})
    assert helps_in_danger("baby_taken_rule", {"child"})  # told to who fears it, whatever the danger


def test_in_a_danger_a_question_of_it_is_heard_though_the_talk_is_about_no_need() -> None:
    assert known_answer("do i give him milk", (), {"swallowed"}) == "milk_or_water"
    assert known_answer("le puedo dar leche?", (), {"swallowed"}) == "milk_or_water"


def test_each_need_of_an_answer_is_a_need() -> None:
    told = {found[0] for id in ANSWERS if (found := need_told(id, "en"))}
    fitting = {need for each in ANSWERS.values() for need in each.get("needs", ())}
    assert told
    assert told | fitting <= set(all_needs())
    assert need_told("snap_stopped", "es") == ("food_need", "no hay comida, cortaron los cupones")
    assert need_told("iep", "en") is None


def test_choices_are_told_only_where_a_pregnancy_is_spoken_of_and_push_to_no_place() -> None:
    assert fits("pregnancy_choices", ["prenatal_newborn"])
    assert not fits("pregnancy_choices", ["food_need"])
    assert stands_alone("pregnancy_choices")
    assert fits("parents_told", ["food_need"])


def test_the_answer_on_choices_names_each_that_the_law_names_and_a_person() -> None:
    for language, words in (
        ("en", ("raise", "adoption", "relative", "abortion")),
        ("es", ("criar", "adopción", "aborto")),
    ):
        told = answer_words("pregnancy_choices", language)
        assert all(word in told for word in (*words, "2-1-1", "PERSON"))


def test_every_answer_is_asked_for_and_nothing_else_but_places_and_the_unknown() -> None:
    kinds = {kind for kind, _ in taught() if not kind.startswith(hearing.PLACE)}
    pages = (document(CONTENT / "answers" / f"{name}.yml") for name in ("after_applying", "plainly_asked", "wishes"))
    by_words = {each["id"] for page in pages for each in page["answers"]}
    by_words |= {id for id in set(ANSWERS) - kinds if by_words_only(id)}
    assert kinds - {hearing.NONE, hearing.UNKNOWN} == set(ANSWERS) - by_words


def test_what_is_learned_is_of_all_the_ways_of_asking_that_are_there() -> None:
    with np.load(hearing.ASKED) as file:
        learned = str(file["texts_sha256"])
    assert learned == sha256(json.dumps(list(taught())).encode()).hexdigest(), "run python -m assistant.tuning.asking"


def test_an_answer_that_is_left_to_its_expressions_is_not_heard_by_the_network() -> None:
    asked = hearing.heard("what is care 4 kids").answers
    assert max(asked, key=lambda id: asked[id]) == "what_is_care4kids"
    assert known_answer("what is care 4 kids", ["child_care_need"]) is None
    assert not choosing.surely_known("what is care 4 kids", ["child_care_need"])
    assert plainly_asked("what is care 4 kids") == "what_is_care4kids"
