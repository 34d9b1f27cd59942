"""A refusal needs the place as the one who refuses: hearsay, its denial and a condition are none."""

import pytest

from services.casework.became_of import became_of
from services.casework.no_refusal import condition, denied, who_gives
from services.casework.place_reports import report_said
from services.casework.refused_thing import is_refused_for, thing_refused, without_refused

HEARSAY = [
    "does TFA count MY check or just the kids. someone at church said they dont count mine",
    "my neighbor said they only do that for citizens",
    "una vecina me dijo que no dan nada",
    "people at work said they said no to everybody",
    "the diaper bank told my cousin they ran out but i never asked them",
    "a mi prima le dijeron que no",
]


@pytest.mark.parametrize("text", HEARSAY)
def test_what_others_say_of_a_place_is_no_refusal(text: str) -> None:
    assert became_of(text, [], lambda: [], "en") is None


@pytest.mark.parametrize(
    "text",
    [
        "TFA didnt say no",
        "nobody said no to me",
        "they never told me no",
        "i didnt say they said no",
        "nadie me dijo que no",
    ],
)
def test_that_none_refused_takes_a_refusal_back(text: str) -> None:
    assert denied(text, noted=False) is not None
    assert became_of(text, [], lambda: [], "en") is None


def test_who_never_called_takes_back_what_was_noted_and_nothing_else() -> None:
    assert denied("i never called them", noted=False) is None
    told = denied("no i never called them. does it count my check", noted=True)
    assert told is not None
    assert told.rest == "does it count my check"
    assert denied("nobody told me the date", noted=True) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("covenant said no without a worker. i dont have no worker", "referral"),
        ("they said i need a referral from the doctor", "referral"),
        ("llame y me dijeron q me tiene q mandar una trabajadora y yo no tengo", "referral"),
        ("me dijeron que no sin referido", "referral"),
        ("they said no without an id", "id"),
        ("llame y me dijeron q no pq no tengo identificacion", "id"),
        ("they said no because i dont have a case worker", "referral"),
        ("me piden identificacion y yo no tengo", "id"),
    ],
)
def test_a_condition_is_no_refusal(text: str, kind: str) -> None:
    assert condition(text) == kind
    assert became_of(text, [], lambda: [], "en") is None
    assert report_said(text) is None


def test_a_day_on_which_it_is_done_is_no_refusal() -> None:
    text = "called foodshare they said they only do mobile on tuesdays"
    assert became_of(text, [], lambda: [], "en") is None
    assert condition(text) == "then"


@pytest.mark.parametrize("text", ["do i need a referral", "they said no", "me dijeron que no", "piden id?"])
def test_a_question_and_a_plain_no_are_no_condition(text: str) -> None:
    assert condition(text) is None


def test_who_gives_what_is_missing_is_told_by_the_doors_own_words() -> None:
    words = ["Call 860-243-1806 and ask who can refer you. With no worker, your school or clinic may."]
    assert who_gives("referral", words) == "With no worker, your school or clinic may."
    assert who_gives("referral", ["Call for hours."]) is None


def test_a_line_is_not_given_again_for_what_it_does_not_do() -> None:
    refused = thing_refused("I called the 9889 number they said they dont do pumps that its my doctor")
    assert refused is not None
    noted = [refused.noted]
    answer = "Plans must cover a pump. With HUSKY, ask: 1-800-859-9889. Counselors: 1-800-994-9662."
    assert without_refused(answer, noted) == "Plans must cover a pump. Counselors: 1-800-994-9662."
    assert without_refused("Rides: 1-800-859-9889.", noted) == "Rides: 1-800-859-9889."
    assert is_refused_for("1-800-859-9889", "who has a pump", noted)
    assert not is_refused_for("1-800-859-9889", "find a doctor", noted)
    assert thing_refused("they dont do pumps") is None
