"""What is told of a family once: a pregnancy is none where a bill, a checkup or a check is what is due."""

import pytest

from services.casework.of_whom import PREGNANCY, told_of


@pytest.mark.parametrize(
    "text",
    [
        "im due in feb and nobody to throw a shower",
        "my wife is expecting and has not seen a doctor",
        "she due in 5 wks n we got nothin",
        "my due date is april 20",
        "girlfriends due in may, the rent is late too",
        "expecting our third",
        "mi fecha de parto es en mayo",
        "mi nieta de 16 esta en estado",
        "im pregnant and the light bill is due",
    ],
)
def test_a_pregnancy_is_heard(text: str) -> None:
    assert told_of(text, []) == [PREGNANCY]


@pytest.mark.parametrize(
    "text",
    [
        "the due date on my electric bill is friday",
        "my due date for the car payment is the 5th",
        "he is due for a checkup",
        "baby is due for her 12 month shots",
        "we are expecting our check on the 3rd",
        "expecting our tax refund",
        "im due in court in may",
        "im due back at work in 2 weeks",
        "mi mai esta en estado critico",
        "my dog is pregnant",
    ],
)
def test_what_is_due_or_awaited_is_no_pregnancy(text: str) -> None:
    assert told_of(text, []) == []


def test_a_baby_shower_ends_no_pregnancy() -> None:
    assert told_of("i had my baby shower", [PREGNANCY]) == [PREGNANCY]
    assert told_of("had my baby on sunday", [PREGNANCY]) == []
