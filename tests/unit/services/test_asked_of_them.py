"""What is asked of them ("do they ask for id"), and HUSKY told by the way."""

import pytest

from services.casework.asked import asks_of_them, only_asks
from services.casework.insured import insurance_told


@pytest.mark.parametrize(
    ("said", "aspects"),
    [
        ("ellos me llaman a mi o yo los llamo?", ["how"]),
        ("ellos van a la casa?", ["visits"]),
        ("can they come to my house", ["visits"]),
        ("ellos saben de mi estatus?", ["status"]),
        ("ellos le dicen a mi marido?", ["private"]),
        ("do they keep my info private", ["private"]),
        ("are they real people or a robot", ["people"]),
        ("do they ask for id", ["bring"]),
        ("they ask for proof?", ["bring"]),
        ("do they ask for custody papers", ["bring"]),
        ("do they want the doctor's papers", ["bring"]),
        ("piden papeles de custodia", ["bring"]),
        ("do they ask for papers", ["status"]),
        ("piden papeles", ["status"]),
        ("they got spanish?", ["spoken"]),
        ("ellos vienen al cuido?", ["what"]),
        ("eso lo paga husky?", ["insurance"]),
        ("does it cost anything we have husky", ["cost"]),
        ("cuesta algo? tenemos husky", ["cost"]),
        ("tiene husky la nena, cobran?", ["cost"]),
        ("Is HUSKY free?", []),  # of HUSKY itself
        ("is this private", []),  # of us
        ("are you a robot", []),
    ],
)
def test_what_is_asked_of_them(said: str, aspects: list[str]) -> None:
    assert only_asks(said) == aspects


@pytest.mark.parametrize(
    ("said", "theirs"),
    [
        ("do they have a parking lot", True),
        ("y ellos trabajan los domingos?", True),
        ("do they text", True),
        ("ellos van allá a verlo?", True),
        ("they open saturdays?", True),
        ("they pay me 9 dollars, is that right?", False),
        ("did they call you", False),
        ("ellos ya llamaron?", False),
        ("can they give you my name", False),
        ("they turned off my lights", False),
        ("do they have diapers", False),  # a thing to look for
    ],
)
def test_any_short_question_about_them_is_theirs_to_answer(said: str, theirs: bool) -> None:
    assert asks_of_them(said) is theirs


@pytest.mark.parametrize(
    ("said", "insurance"),
    [
        ("we have husky", "husky"),
        ("mi nena tiene medicaid", "husky"),
        ("we dont have husky", None),
        ("nos quitaron el husky", None),
        ("do they take husky", None),
    ],
)
def test_an_insurance_that_is_told_is_no_question_about_it(said: str, insurance: str | None) -> None:
    assert insurance_told(said) == insurance
