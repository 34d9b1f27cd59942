"""A question is no thank-you, nobody erases all unasked, and a question in mid-talk rarely tells a new need."""

import pytest

from services.casework.courtesy import asks_again
from services.casework.not_meant import not_meant, puts_a_question, told_by_the_way
from services.casework.surely_told import surely_told


@pytest.mark.parametrize(
    ("text", "label", "chance"),
    [
        ("what about my daughter", "delete_data", 0.5),
        ("y mi hija?", "delete_data", 0.6),
        ("Newborn foster tomorrow, refresh me", "start_over", 0.78),
        ("what do i write in the letter", "thanks", 0.93),
        ("no lo de head start no. pregunte por la noche", "start_screening", 0.7),
        ("ok i see. can i say no", "affirm", 0.8),
        ("so what do i tell the teacher", "help_capabilities", 0.57),
        ("pero no me dijo si pasan la informacion", "dont_know_or_skip", 0.6),
    ],
)
def test_what_a_message_cannot_mean(text: str, label: str, chance: float) -> None:
    assert label in not_meant(text, {label: chance})


@pytest.mark.parametrize(
    ("text", "label", "chance"),
    [
        ("please delete what i told you", "delete_data", 0.4),
        ("take my name off of there", "delete_data", 0.4),
        ("borre lo que le dije", "delete_data", 0.4),
        ("quite mi nombre de la lista", "delete_data", 0.4),
        ("burn it", "delete_data", 0.95),  # beyond doubt in whatever words
        ("vamos a empezar de cero", "start_over", 0.4),
        ("thank you so much", "thanks", 0.9),
        ("si, hágame las preguntas", "start_screening", 0.5),
        ("yes please", "affirm", 0.8),
        ("what can you do", "help_capabilities", 0.5),
        ("can we skip that one its personal", "dont_know_or_skip", 0.9),
        ("no eso no es", "deny", 0.9),
    ],
)
def test_what_it_may_mean(text: str, label: str, chance: float) -> None:
    assert label not in not_meant(text, {label: chance})


def test_what_is_asked_once_more_is_heard() -> None:
    assert asks_again("he HAS husky. i asked do they cover adhd testing")
    assert asks_again("pero no me dijo si pasan la informacion")
    assert not asks_again("le pregunté qué quiere de navidad")
    assert not asks_again("gracias, like that")
    assert puts_a_question("ok but who does nights")
    assert not puts_a_question("we need food")


@pytest.mark.parametrize(
    ("need", "chance", "text", "language", "before", "surely"),
    [
        ("food_need", 0.7, "where can i get food today", "en", ["housing_need"], True),
        ("food_need", 0.5, "where can i get food today", "en", ["housing_need"], True),  # begins as no question of ours
        ("legal_need", 0.5, "what do i do about the letter", "en", ["education_need"], False),
        ("employment_income_need", 0.5, "who watches him when i work til 1 am", "en", ["child_care_need"], False),
        ("child_care_need", 0.93, "can they take both girls in the ride", "en", ["transportation_need"], False),
        ("child_care_need", 0.93, "can they take both girls in the ride", "en", ["child_care_need"], True),
        ("education_need", 0.8, "would that place help me write to the school", "en", ["food_need"], False),
        ("food_need", 0.5, "we have nothing to eat", "en", ["child_care_need"], True),
        ("child_care_need", 0.95, "quien me cuida al nene de noche", "es", ["food_need"], True),
    ],
)
def test_a_new_need_must_be_surely_told_in_a_question(
    need: str, chance: float, text: str, language: str, before: list[str], surely: bool
) -> None:
    assert surely_told(need, chance, text, language, before) is surely


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("we are expecting our check on the 3rd", "prenatal_newborn"),
        ("is there a late fee after the due date", "prenatal_newborn"),
        ("my son is due for his shots", "prenatal_newborn"),
        ("im 3 months behind and rent is due", "prenatal_newborn"),
        ("yo trabajo de noche", "employment_income_need"),
    ],
)
def test_a_need_that_a_message_only_sounds_of_is_none(text: str, need: str) -> None:
    assert told_by_the_way(text) == {need}


@pytest.mark.parametrize(
    "text",
    [
        "im expecting",
        "expecting a baby and my check is late",
        "my wife is expecting and the light bill is due",
        "the baby's due in march and rent is due friday",
        "rent is past due and im 20 weeks",
        "necesito trabajo de noche",
        "busco trabajo",
        "they cut it off this morning and its freezing",
        "la cuenta esta atrasada y me la cortan",
    ],
)
def test_a_need_that_is_told_stays_one(text: str) -> None:
    assert told_by_the_way(text) == frozenset()
