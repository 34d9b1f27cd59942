"""What a family tells beside what it asks: what it has already, what it earns, its town, a grown-up who needs care."""

import pytest

from services.casework.grown_ups import tells_of_a_grown_up
from services.casework.has_already import had_already
from services.casework.homes import asks_in_a_town, town_told
from services.casework.insured import insurance_beside, only_tells_insurance
from services.casework.put_as_question import is_of_those
from services.casework.referral_wished import without_the_referral
from services.income import a_year_told


@pytest.mark.parametrize(
    ("text", "had"),
    [
        ("we need food, already have snap", "program:snap"),
        ("ya cobro cupones, necesito comida", "program:snap"),
        ("i have wic but need diapers", "program:wic"),
        ("puedo pedir los cupones pa el nene? yo ya tengo cupones pa mi", None),  # it is asked about
        ("ella ya tiene cupones", "program:snap"),
        ("they cut the snap i have", None),
        ("i have never used food stamps", None),
        ("can i get snap if i have husky", None),
    ],
)
def test_a_program_that_is_had_is_not_to_be_applied_for(text: str, had: str | None) -> None:
    assert (had in had_already(text)) if had else not had_already(text)


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("what about the dentist? he has husky", "what about the dentist?"),
        ("she has HUSKY and needs glasses", "and needs glasses"),
        ("y el dentista? la nena tiene husky", "y el dentista?"),
        ("can i get it if she has husky", None),  # told as a condition
        ("un dentista con husky", None),
        ("does he have husky?", None),
        ("she lost her husky", None),
        ("el bebe ya tiene husky pero a mi me salio negado. que hago", None),  # tells of another's
        ("how i get husky for me?", None),
        ("my kids have husky what about me", None),
        ("im on husky c does that pay for a cab", None),  # "that" is the insurance
        ("tengo husky me cubren el taxi?", None),
        ("mis nenes tienen husky y para mi?", None),
        ("she has husky too", None),  # nothing beside it
    ],
)
def test_an_insurance_told_beside_a_question_is_no_part_of_it(text: str, beside: str | None) -> None:
    assert insurance_beside(text) == beside


@pytest.mark.parametrize(
    ("text", "alone"),
    [("tiene husky", True), ("she has husky too", True), ("tiene husky?", False), ("if she has husky", False)],
)
def test_an_insurance_told_alone_is_a_fact(text: str, alone: bool) -> None:
    assert only_tells_insurance(text) is alone


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        ("i need a referral for speech therapy", "i need speech therapy"),
        ("My son needs a referral to a dentist", "My son needs a dentist"),
        ("necesito un referido pal psicologo de la nena", "necesito psicologo de la nena"),
        ("do i need a referral for the eye dr", None),
        ("they want a referral to see the allergist", None),
        ("where is my referral", None),
        ("i need the referral to go through", None),
        ("i need a referral to get out of here", None),
        ("necesito una referencia para rentar", None),
    ],
)
def test_a_wish_for_a_referral_to_a_thing_is_one_for_the_thing(text: str, wished: str | None) -> None:
    assert without_the_referral(text) == (wished or text)


@pytest.mark.parametrize(
    ("text", "dollars"),
    [
        ("gano 900 a la semana", 46_800.0),
        ("somos 4 y gano 900 a la semana, puedo coger cupones", 46_800.0),
        ("we bring home 2900 a month", 34_800.0),
        ("I work full time. Make about 58k. Probably too much right", 58_000.0),
        ("gano 58 mil", 58_000.0),
        ("gano 900", None),  # a week's, or a month's
        ("i make 9000", None),
        ("i owe 58k", None),
        ("child support takes 180 a week", None),
        ("mi hermano gana 500 por semana", None),
        ("two times in one week", None),
        ("i make 58k is that too much for oil help", 58_000.0),
        ("WE MAKE ABOUT 54 THOUSAND DO WE GET WIC", 54_000.0),
        ("i told you i make 52k before taxes", 52_000.0),
        ("ya le dije que ganamos como 40 mil antes de impuestos", 40_000.0),
    ],
)
def test_what_comes_in_is_heard_by_the_way(text: str, dollars: float | None) -> None:
    assert a_year_told(text) == dollars


@pytest.mark.parametrize(
    "text",
    [
        "we get a hospital bill for 25000",
        "recibimos un bill de 25000 del hospital",
        "recibo una factura de 25000",
        "i get a bill for 58k",
        "my case number is 123456 i get snap",
        "recibo cupones caso 123456",
        "i get 25000 in student loans",
        "me da miedo debo 58000",
        "my check bounced they want 25000 back",
        "my check engine light is on 120000 miles",
        "I make 58k miles a year driving",
        "hacemos 30000 pasos",
        "i get paid 25000 for the accident",
        "need to make about 30000 by friday or we lose the house",
        "my neighbors make like 90k",
        "before i lost my job i make 58k",
        "antes yo gano 58 mil",
        "they say i make 58k thats wrong",
        "dicen que gano 58 mil y no es verdad",
        "what if i make 45000",
        "yo no gano 58 mil",
    ],
)
def test_a_large_number_that_is_not_what_they_earn_now_is_no_pay(text: str) -> None:
    assert a_year_told(text) is None


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("danbury. en las despensas piden papeles?", "danbury"),
        ("we live in Meriden", "meriden"),
        ("boys 6. waterbury", "waterbury"),
        ("x", None),
        ("my mother in waterbury helps", None),
    ],
)
def test_a_town_that_is_a_part_by_itself_is_home(text: str, town: str | None) -> None:
    assert town_told(text) == town


def test_a_thing_may_be_asked_for_in_a_town() -> None:
    assert asks_in_a_town("la despensa en meriden cual es")
    assert not asks_in_a_town("we live in meriden and need food")
    assert not asks_in_a_town("meriden")


@pytest.mark.parametrize(
    ("text", "is_a_grown_ups"),
    [
        ("she need somebody to help my mom bathe after the surgery", True),
        ("a mi mama de 61 la operan, quien la puede bañar en la casa?", True),
        ("my mom had a c section and needs help to shower", False),
        ("my mom is pregnant and has surgery", False),
        ("my son needs surgery", False),
        ("my mother helps me with the baby after my operation", False),
    ],
)
def test_a_grown_up_who_needs_care_is_no_birth(text: str, is_a_grown_ups: bool) -> None:
    assert tells_of_a_grown_up(text) is is_a_grown_ups


def test_it_is_heard_where_care_is_wanted() -> None:
    assert tells_of_a_grown_up("my mother had a stroke and i gotta help her walk, who helps with that")
    assert not tells_of_a_grown_up("my husbands surgery costs four thousand and he has no insurance")
    assert not tells_of_a_grown_up("my mom watches him but she broke her hip")


def test_a_question_about_those_who_were_named_begins_so() -> None:
    assert is_of_those("would that place help me write a letter")
    assert is_of_those("y la del cpac me ayuda con la carta")
    assert not is_of_those("can i get food")
    assert not is_of_those("do you have diapers")
