"""Who needs care, is insured, goes to school, and how many are at home: heard where it is told, and nowhere else."""

import pytest

from services.casework.grades import grade_told
from services.casework.grown_ups import who_needs_care
from services.casework.insured import NOT_HUSKY, insurance_told
from services.casework.wishes import wish_told
from services.income import people_told, tells_earning


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("my husband works and my mom cant bathe alone", "my mom"),
        ("my husband and i take care of my mom she has a walker", "my mom"),
        ("mi esposo no puede cuidar a su mama que no se puede bañar", "su mama"),
        ("my husband cant walk, his mom helps us", "my husband"),
        ("my mom is 82 and cant be alone", "my mom"),
        ("can i get paid to take care of my mom", "my mom"),
        ("mi suegra necesita quien la bañe", "mi suegra"),
        ("does my mom qualify for anything shes 71 and lives with us", "my mom"),
    ],
)
def test_who_needs_care_stands_nearest_to_it(text: str, who: str) -> None:
    assert who_needs_care(text) == who


@pytest.mark.parametrize(
    "text",
    [
        "busco cuido, mi mai trabaja",
        "my mom is taking care of my kids but she cant anymore",
        "mi mama no puede cuidarlo mas y yo trabajo",
        "my husband is in the hospital who takes care of my kids",
        "my husband had surgery and lost his job, we need food",
        "my husband hits me in the shower",
        "mi esposo se baña con la nena",
        "my son wanders off, my husband works nights",
        "my mom is 68 and raises my two cousins",
        "does my daughter qualify, my mom is 70",
        "mi mama de 71 califica para cupones?",
        "does my dad qualify for snap hes 67",
    ],
)
def test_a_child_or_a_danger_is_no_grown_up_who_needs_care(text: str) -> None:
    assert who_needs_care(text) is None


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("my wife is in a wheelchair and cant bathe", "spouse_care"),
        ("my mom cant bathe alone and my husband is away", "elder_care"),
        ("i need a doctor not dentist", None),
        ("do they need ids to get food", None),
        ("what do i need id for food", None),
        ("tengo que llevar identificacion?", None),
        ("he got my id and wont give it back", None),
        ("how do i get a state id", "state_id"),
        ("need id for my mom", "state_id"),
    ],
)
def test_a_wish_is_heard_by_its_name_and_for_whom_it_is(text: str, id: str | None) -> None:
    wish = wish_told(text)
    assert (wish.id if wish else None) == id


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("va al cuarto y se encierra", None),
        ("esta en cuarto de hospital", None),
        ("va a primero comer", None),
        ("va a once terapias", None),
        ("ya esta en cuarto y lee como de primero", 114.0),
        ("va al cuarto grado", 114.0),
    ],
)
def test_a_room_is_no_grade(text: str, months: float | None) -> None:
    assert grade_told(text) == months


@pytest.mark.parametrize(
    ("text", "insurance"),
    [
        ("my husband has no insurance through work", None),
        ("no tengo seguro por el trabajo", None),
        ("if i have insurance through work can i get wic", None),
        ("tengo el seguro del trabajo pero se acaba", None),
        ("we have no car but we have insurance through work", NOT_HUSKY),
        ("tengo seguro por mi trabajo", NOT_HUSKY),
    ],
)
def test_insurance_by_the_work_is_had_or_is_none(text: str, insurance: str | None) -> None:
    assert insurance_told(text) == insurance


@pytest.mark.parametrize(
    ("text", "people", "is_pay"),
    [
        ("we get food for 2 people in my family", 2, False),
        ("2 people in my family work", None, False),
        ("hay 2 personas en mi familia con asma", None, False),
        ("recibo cupones para mis 3 nenes", None, False),
        ("i get 900 for 2 kids", None, True),
        ("there are 4 people in the house and i make 2100", 4, True),
    ],
)
def test_people_are_no_money_and_some_of_them_not_all(text: str, people: int | None, is_pay: bool) -> None:
    assert (people_told(text), tells_earning(text)) == (people, is_pay)
