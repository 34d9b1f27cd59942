"""A message that greets and tells its matter at once is read by its matter; one that only greets is a greeting."""

import pytest

from services.casework.courtesy import without_opening


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("yo is this the thing that helps w daycare", "daycare"),
        ("is this where u get help w rent", "rent"),
        ("hi is this the place for food stamps", "food stamps"),
        ("buenas noches disculpe mi esposo no tiene para su medisina", "mi esposo no tiene para su medisina"),
        ("buenas kien me puede ayudar con mi niño el no habla", "kien me puede ayudar con mi niño el no habla"),
        ("Hello good day, I am looking place", "I am looking place"),
        ("GOOD MORNING. THE LADY AT MY CHURCH GAVE ME THIS NUMBER. I AM RAISING TWO", "I AM RAISING TWO"),
        ("holaa oiga es aqui donde ayudan con la renta", "renta"),
        ("hola me dieron este numero en la escuela, no tengo luz", "no tengo luz"),
        ("buenas tardes disculpe ustedes alludan con doctor para niño", "doctor para niño"),
        ("hola ustedes ayudan con la renta", "la renta"),
        ("hey do yall help with diapers", "diapers"),
    ],
)
def test_what_opens_a_message_is_left_out_before_its_matter(text: str, matter: str) -> None:
    assert without_opening(text) == matter


@pytest.mark.parametrize(
    "text",
    ["hi", "hola buenos dias", "hello i got this number from my church", "hola me dieron este numero en la escuela"],
)
def test_who_only_greets_and_tells_who_gave_the_number_has_no_matter(text: str) -> None:
    assert without_opening(text) is None


@pytest.mark.parametrize("text", ["mi esposo no tiene", "I AM RAISING MY TWO GRANDCHILDREN", "rent is due"])
def test_a_message_without_an_opening_stays_whole(text: str) -> None:
    assert without_opening(text) is None
