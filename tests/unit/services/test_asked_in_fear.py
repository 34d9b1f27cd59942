"""Questions that are heard by their words: a gun kept safe, the home of who leaves, a social worker of a hospital."""

import pytest

from services.answers import answer_words, helps_in_danger
from services.casework.plainly_asked import plainly_asked

ASKED = {
    "gun_kept_safe": [
        "we have a handgun in the house and my kids are 3 and 6, how should i store it",
        "do they give out gun locks for free",
        "where to keep a pistol with kids in the house",
        "donde consigo un candado pa la pistola",
        "mi esposo tiene una pistola con licencia, como la guardamos",
    ],
    "home_if_i_leave": [
        "will i lose my apartment if i leave him",
        "if i go to a shelter do i lose my section 8",
        "the lease has my name and his name",
        "pierdo el apartamento si me voy con los nenes?",
        "y la casa? si me voy la pierdo?",
        "puedo romper el contrato por violencia",
    ],
    "social_worker_dcf": [
        "a social worker talked to us at the er, does that mean dcf",
        "why did they send a social worker, are they taking her",
        "me mandaron una trabajadora social, es pa quitarme la nena?",
        "la señora que me entrevistó en el hospital es de dcf?",
    ],
}
NOT_ASKED = [
    "he keeps a gun in the closet and says he will use it",
    "mi marido tiene la pistola y me amenaza",
    "he found the gun in the drawer",
    "where can i get a lock for the cabinets",
    "will i lose my kids if i leave him",
    "will i lose my snap if i leave the state",
    "the landlord says im not on the lease",
    "the dcf social worker came to my house yesterday",
    "i need a social worker to help with rent",
    "necesito una trabajadora social para la renta",
]


@pytest.mark.parametrize(("answer", "text"), [(id, text) for id, texts in ASKED.items() for text in texts])
def test_they_are_heard_in_many_words(answer: str, text: str) -> None:
    assert plainly_asked(text) == answer


@pytest.mark.parametrize("text", NOT_ASKED)
def test_a_danger_and_another_question_are_not_taken_for_one(text: str) -> None:
    assert plainly_asked(text) is None


def test_the_answer_on_a_gun_names_whom_to_ask_for_a_lock_and_invents_no_program() -> None:
    for language, words in (("en", ("police", "doctor", "2-1-1")), ("es", ("policía", "pediatra", "2-1-1"))):
        assert all(word in answer_words("gun_kept_safe", language) for word in words)


def test_a_home_and_a_social_worker_are_answered_in_a_danger_and_a_gun_that_is_kept_is_not() -> None:
    assert helps_in_danger("home_if_i_leave", ["crisis_violence"])
    assert helps_in_danger("social_worker_dcf", ["parents"])
    assert not helps_in_danger("gun_kept_safe", ["crisis_self_harm"])
