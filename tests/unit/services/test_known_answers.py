"""Questions whose answer is known: heard in both languages, and nothing else taken for them."""

from pathlib import Path

import pytest

from services.casework.known_answers import answer_words, fits_talk, known_answer, need_told
from services.casework.needs import all_needs
from services.library.documents import document
from services.library.root import CONTENT


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("should i just put more water in it to make it last", "formula_water"),
        ("im running low on formula shes 4 mo can i put extra water in so it lasts", "formula_water"),
        ("puedo echarle mas agua a la leche?", "formula_water"),
        ("it says notice to quit. what does that mean", "notice_to_quit"),
        ("el papel dice notice to quit q es eso", "notice_to_quit"),
        ("que es notice to quit", "notice_to_quit"),
        ("are you going to tell immigration", "tell_immigration"),
        ("y si le avisan a la migra?", "tell_immigration"),
        ("quiero matricularlo en la escuela pero no tengo papeles", "school_papers"),
        ("what is an IEP", "iep"),
        ("que es eso de iep? no entiendo", "iep"),
        ("whats a 504", "plan_504"),
        ("What is a PPT?", "ppt"),
        ("do i have to drop out", "pregnant_school"),
        ("el colegio me va a botar por estar preg?", "pregnant_school"),
        ("Does my daughter have to be the one to call?", "who_may_call"),
        ("is it autism??", "is_it_autism"),
        ("será autismo?", "is_it_autism"),
        ("what if i dont want to keep it", "pregnancy_choices"),
        ("y si no lo quiero tener", "pregnancy_choices"),
        ("can i put the baby up for adoption", "pregnancy_choices"),
        ("will my mom find out", "parents_told"),
        ("se van a enterar mis papás?", "parents_told"),
    ],
)
def test_a_question_in_the_middle_of_a_talk_is_heard(text: str, answer: str) -> None:
    assert known_answer(text) == answer


@pytest.mark.parametrize(
    "text",
    [
        "they cut off our water and i need formula",
        "my son has an iep and the school does not follow it",
        "the landlord wants us out by friday",
        "i need milk and water for the kids",
        "necesito agua y leche",
        "my husband was taken by immigration",
        "he has autism and needs a dentist",
        "i am pregnant and need a doctor",
        "can my daughter get WIC",
    ],
)
def test_a_need_is_no_such_question(text: str) -> None:
    assert known_answer(text) is None


PAGES = [document(path) for path in sorted((Path(__file__).parents[2] / "cases" / "answers").glob("*.yml"))]
ASKED = [(text, id) for page in PAGES for id, texts in page["heard"].items() for text in texts]


@pytest.mark.parametrize(("text", "answer"), ASKED)
def test_a_question_of_the_cases_is_heard(text: str, answer: str) -> None:
    assert known_answer(text) == answer


@pytest.mark.parametrize("text", [text for page in PAGES for text in page["not_heard"]])
def test_what_only_sounds_like_one_is_not(text: str) -> None:
    assert known_answer(text) is None


@pytest.mark.parametrize("id", sorted({id for page in PAGES for id in page["heard"]}))
def test_each_answer_offers_a_person_in_its_own_language(id: str) -> None:
    english, spanish = answer_words(id, "en"), answer_words(id, "es")
    assert any(way in english for way in ("PERSON", "1-800-222-1222"))
    assert "PERSONA" not in english
    assert any(way in spanish for way in ("PERSONA", "1-800-222-1222"))
    assert english != spanish


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("is it ok if i water down formula bc i did all week n now she wont wake up good n shes twitching", None),
        ("my nephew fell he wont wake up and his mother is scared of the hospital bill", None),
        ("the hospital bill scares me", "hospital_bill"),
    ],
)
def test_a_question_among_much_else_is_left_to_who_hears_all_of_it(text: str, answer: str | None) -> None:
    assert known_answer(text) == answer


def test_each_need_that_a_question_tells_of_is_a_need() -> None:
    pages = (document(path) for path in (CONTENT / "answers").glob("*.yml"))
    told = [need_told(each["id"], "en") for page in pages for each in page["answers"]]
    needs = {each[0] for each in told if each}
    assert needs
    assert needs <= set(all_needs())
    assert need_told("snap_stopped", "es") == ("food_need", "no hay comida, cortaron los cupones")
    assert need_told("iep", "en") is None


@pytest.mark.parametrize(
    "text",
    [
        "i want to end my life",
        "he said hes gonna end it",
        "amenaza de aborto, estoy sangrando",
        "tuve un aborto espontáneo",
        "we eat bread since tuesday, dont tell my mom i said",
        "could you call my mother, shes got all his papers",
        "ya no puedo quedarme con el bebé hasta las siete",
    ],
)
def test_danger_and_other_wishes_are_no_question_of_choices_or_of_parents(text: str) -> None:
    assert known_answer(text) not in ("pregnancy_choices", "parents_told")


def test_choices_are_told_only_where_a_pregnancy_is_spoken_of() -> None:
    assert fits_talk("pregnancy_choices", ["prenatal_newborn"])
    assert not fits_talk("pregnancy_choices", ["food_need"])
    assert fits_talk("parents_told", ["food_need"])


def test_the_answer_on_choices_names_each_that_the_law_names_and_a_person() -> None:
    for language, words in (
        ("en", ("raise", "adoption", "relative", "abortion")),
        ("es", ("criar", "adopción", "aborto")),
    ):
        told = answer_words("pregnancy_choices", language)
        assert all(word in told for word in (*words, "2-1-1", "PERSON"))
