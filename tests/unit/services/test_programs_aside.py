"""Programs that a family has or puts aside are left out; what is asked of one is heard by its name."""

from datetime import date

import pytest

from services.casework.consent import consent
from services.casework.has_already import doors_had
from services.casework.insured import insurance_told
from services.casework.programs_aside import programs_aside
from services.casework.programs_asked import OTHER, asked_of_program, asked_once_more, program_asked, program_meant
from services.eligibility import all_programs, income_limits
from services.income import a_month_at, people_told


@pytest.mark.parametrize(
    ("text", "rest", "had"),
    [
        ("no los cupones, pregunte por el unemployment", "pregunte por el unemployment", ()),
        ("no yo pregunte por el unemployment no los cupones", "no yo pregunte por el unemployment", ()),
        ("not snap i mean the cash", "i mean the cash", ()),
        ("i dont need to apply we HAVE husky. i need glasses", "we HAVE husky. i need glasses", ()),
        ("pero el wic ya lo tengo. y eso cuesta?", "y eso cuesta?", ("wic",)),
        (
            "te digo q lo del WIC ya yo lo tengo, pregunte si cuesta lo de birth to three",
            "pregunte si cuesta lo de birth to three",
            ("wic",),
        ),
        ("we have snap and wic already we need help with rent", "we need help with rent", ("snap", "wic")),
        ("ya tengo WIC", "", ("wic",)),
        ("no, tengo cupones. necesito pampers", "necesito pampers", ("snap",)),
        ("tengo SNAP, WIC y no llego a fin de mes", "y no llego a fin de mes", ("snap", "wic")),
        ("i have snap, wic and husky", "i have snap, wic and husky", ("snap", "wic")),  # read whole: husky is told too
        ("i have snap but it isnt enough", "i have snap but it isnt enough", ("snap",)),  # other food is what they ask
        ("tengo cupones y no me alcanza", "tengo cupones y no me alcanza", ("snap",)),
        ("i have snap but it dont last", "i have snap but it dont last", ("snap",)),
        ("i have snap but its gone by the 15th", "i have snap but its gone by the 15th", ("snap",)),
        ("ella recibe cupones pero no le alcanzan", "ella recibe cupones pero no le alcanzan", ("snap",)),
        ("mi mama y yo tenemos cupones, necesito pampers", "mi mama, necesito pampers", ("snap",)),
        ("vivo con mi mama, tengo wic", "vivo con mi mama", ("wic",)),
        ("tengo wic y no me dan para el mes", "tengo wic y no me dan para el mes", ("wic",)),
        ("we have wic. yes we have wic", "yes", ("wic",)),
        ("tengo wic y cupones pero se acaban", "tengo wic y cupones pero se acaban", ("snap", "wic")),
        ("ella ya tiene cupones, y el wic?", "y el wic?", ("snap",)),
        ("nada de cupones, quiero lo del gas", "quiero lo del gas", ()),
    ],
)
def test_what_is_put_aside_or_had_is_left_out(text: str, rest: str, had: tuple[str, ...]) -> None:
    found = programs_aside(text)
    assert found is not None
    assert (found.rest, found.had) == (rest, had)


@pytest.mark.parametrize(
    "text",
    [
        "can i get wic",
        "do dads get care4kids or just moms",
        "we have no food stamps and no food",
        "gf got wic",
        "i have wic can i get snap too",
        "no tengo nada de cupones",
        "no tengo cupones",
        "yo no tengo WIC y necesito leche",
        "llevo meses sin nada de cupones",
        "no me dan nada de cupones",
        "tengo pan",  # a name of SNAP, and bread
        "i dont want snap to end",
        "no quiero que los cupones se acaben",
        "No, los cupones se me acabaron",
        "i dont have to apply for snap do i",
        "why not wic",
        "they have wic there",
        "they cut the snap i have",
        "i have snap but i dont know how to use it",
        "la mai del nene cobra los cupones y quien le da de comer soy yo",
        "mi vecina tiene cupones y yo no se nada de eso",
        "my sister she has snap",
    ],
)
def test_a_lack_and_a_question_are_not(text: str) -> None:
    assert programs_aside(text) is None


def test_a_program_that_is_had_has_no_door_any_more() -> None:
    assert "program:wic" in doors_had(["had:wic", "kind:cribs"])
    assert len(doors_had(["had:wic"])) > 1  # its offices too
    assert not doors_had(["program:wic"])


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("its 4 of us. whats the income limit", "limit"),
        ("cuanto puedo ganar pa los cupones", "limit"),
        ("so do we qualify or not", "fits"),
        ("califico o no", "fits"),
        ("hay limite de edad?", None),
        ("no ya fui y no califico", None),
        ("mi padrastro me toca", None),
    ],
)
def test_what_is_asked_of_a_program(text: str, asked: str | None) -> None:
    assert program_asked(text) == asked


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("will care 4 kids pay my mom? she watches them at my place", "relative_care"),
        ("pregunte si cuesta lo de birth to three", "b23_cost"),
        ("lo del unemployment si todavia trabajo 18 horas me lo dan?", "unemployment_odd_jobs"),
        ("does TFA count my check or just the kids", "kin_money"),
        ("does my pension count as income for HUSKY?", None),
        ("Cuénteme cómo funciona Birth to Three y cuánto dura.", None),
    ],
)
def test_what_is_known_of_a_program_that_is_named(text: str, answer: str | None) -> None:
    assert asked_of_program(text, "kin") == answer


def test_how_long_is_asked_of_birth_to_three_only_where_that_was_named() -> None:
    text = "me dijeron q van a tardar 45 dias, eso es verdad? el cumple 3 en febrero"
    assert asked_of_program(text, None, ["program:birth_to_three"]) == "b23_how_long"
    assert asked_of_program(text, None) is None
    assert asked_of_program("si faltan 45 dias para los 3", None, ["program:birth_to_three"]) is None


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("mi vecina me los cuida, le pagan a ella?", "neighbor_care"),
        ("can they pay my neighbor to watch them", "neighbor_care"),
        ("my neighbor watches them i pay her 200 a week", None),
        ("my friend cant pay her rent", None),
    ],
)
def test_whether_a_neighbor_is_paid_is_asked_of_care_4_kids_where_that_was_named(text: str, answer: str | None) -> None:
    assert asked_of_program(text, None, ["program:care4kids"]) == answer
    assert asked_of_program(text, None) is None


def test_only_kin_hear_that_their_own_income_does_not_count() -> None:
    assert asked_of_program("does TFA count my check", None) is None


def test_what_was_asked_before_is_named_once_more() -> None:
    assert asked_once_more("no yo pregunte por el unemployment") == "unemployment"
    assert asked_once_more("i asked about the rent") == "rent"
    assert asked_once_more("pregunte si cuesta") is None


@pytest.mark.parametrize(
    ("text", "program"),
    [
        ("whats the income limit for energy help, we are 4 people", "energy_assistance"),
        ("cuanto puedo ganar pa los cupones", "snap"),
        ("whats the limit for section 8", OTHER),
        ("califico para tfa?", OTHER),
        ("whats the limit for a family of 4", None),
        ("so do we qualify or not", None),
    ],
)
def test_the_limit_of_another_program_is_not_that_of_the_one_spoken_of(text: str, program: str | None) -> None:
    assert program_meant(text) == program


def test_yes_or_no_is_a_question_and_no_yes() -> None:
    assert program_asked("so yes or no") == "fits"
    assert consent("so yes or no") is None


def test_limits_are_those_in_force() -> None:
    programs = {program.id: program for program in all_programs()}
    on = date(2026, 11, 30)
    assert [(each.percent, each.open) for each in income_limits(programs["care4kids"], on)] == [
        (200, False),
        (305, True),
    ]
    assert {each.whom: each.percent for each in income_limits(programs["husky"], on)} == {
        "all": 138,
        "pregnant": 263,
        "children": 323,
    }
    assert income_limits(programs["birth_to_three"], on) == []
    assert a_month_at(200, 4, on) == 5500
    assert a_month_at(200, 4, date(2000, 1, 1)) is None


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("its 4 of us. whats the income limit", 4),
        ("family of 5", 5),
        ("somos tres", 3),
        ("hay 4 personas en mi casa", 4),
        ("somos dos familias en la cocina", None),
        ("its 2 of us work", None),
        ("my son is 4", None),
    ],
)
def test_who_is_at_home_is_heard_by_the_way(text: str, people: int | None) -> None:
    assert people_told(text) == people


def test_an_insurance_by_the_work_is_no_husky() -> None:
    assert insurance_told("no not husky i have ins thru work") == "not_husky"
    assert insurance_told("tengo seguro por el trabajo") == "not_husky"
