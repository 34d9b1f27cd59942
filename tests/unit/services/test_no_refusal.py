"""A refusal needs the place as the one who refuses: hearsay, its denial and a condition are none."""

from itertools import product

import pytest

from resources_db.importers.documents import read_documents
from services.casework.became_of import became_of
from services.casework.naming import named
from services.casework.no_refusal import condition, denied, who_gives
from services.casework.place_reports import report_beside
from services.casework.refused_thing import is_refused_for, thing_refused, without_refused
from services.casework.reported import MOST_KEPT, kept_with
from services.library.root import CONTENT
from tests.unit.services.test_what_was_named import service

# Those that a talk named: without them nothing said of one could be a refusal by it.
SERVICES = {
    each.id: each
    for each in (
        service("tfa", "Temporary Family Assistance (TFA)", "cash", "Cash for a child.", "Hartford", "1-855-626-6632"),
        service("beds", "Covenant to Care for Children", "beds", "Beds for children.", "Bloomfield", "860-243-1806"),
        service("bank", "The Diaper Bank of Connecticut", "diapers", "Diapers.", "Hartford", "860-555-0107"),
    )
}
KEYS = [f"service:{id}" for id in SERVICES]
DOORS = named(KEYS, SERVICES.get)


def refusal(text: str) -> str | None:
    """What is told to have become of one of the doors."""
    found = became_of(text, KEYS, lambda: DOORS, "en")
    return found.fault if found else None


HEARSAY = [
    "does TFA count MY check or just the kids. someone at church said they dont count mine",
    "my friend said TFA said no to her",
    "una vecina me dijo que no dan nada",
    "people at work said they said no to everybody",
    "the diaper bank told my cousin they ran out but i never asked them",
    "a mi prima le dijeron que no",
]


@pytest.mark.parametrize("text", HEARSAY)
def test_what_others_say_of_a_place_is_no_refusal(text: str) -> None:
    assert refusal(text) is None


ONLY_PUT = [
    "ok cool. can they say no to me bc the dr didnt send him",
    "can they tell me no at TFA",
    "im scared they gonna say no",
    "i bet they say no like always",
    "ill call but i bet they say no",
    "what if i call TFA and they dont answer",
    "q hago si no me cogen",
    "y si llamo a TFA y no me cogen",
    "seguro me dicen que no",
    "seguro TFA me dice que no",
    "miedo que me dicen que no",
    "q hago cuando no me cogen",
]
NO_ANSWER_PUT = ["what if i call and nobody answers", "y si llamo y nadie contesta"]
HAPPENED = [
    "i called TFA and they said no",
    "i was scared to call but they said no",
    "i asked if TFA could help, they said no",
    "i call and they say no",
    "i asked and they said no, can they do that",
    "TFA me dijo que no, puedo pedir otra vez",
    "tenia miedo de llamar y TFA me dijo que no",
    "me dicen que no, que hago",
    "i knew they would say no",
    "TFA says no can they turn me down for that",
    "TFA says they will not accept husky",
    "they are saying they can not take my son",
]
# Of a door that is named, told as it is now; what is feared or asked behind it takes nothing back.
HAPPENS = [
    ("TFA is full can not take us", "full"),
    ("TFA is full what if the next one is full too", "full"),
    ("TFA no tienen cupo y me preocupa que no me cojan", "full"),
    ("TFA has a waitlist and they may not take him", "wait_list"),
    ("TFA has a wait list and can not see him til june", "wait_list"),
    ("cuando llamo a TFA no contestan", "no_answer"),
    ("aunque llamo a TFA no me contestan", "no_answer"),
]
RINGS_OUT = [
    "TFA dont answer. what if nobody answers",
    "if i call TFA nobody answers ever",
    "TFA cuando uno llama nadie contesta",
]


@pytest.mark.parametrize("text", [*ONLY_PUT, *NO_ANSWER_PUT])
def test_what_is_asked_feared_or_only_thought_of_is_no_report(text: str) -> None:
    assert refusal(text) is None
    assert report_beside(text) is None


@pytest.mark.parametrize("text", HAPPENED)
def test_a_no_that_was_told_is_a_report_whatever_was_feared_or_is_asked_beside(text: str) -> None:
    assert refusal(text) == "not_for_us"


@pytest.mark.parametrize(("text", "fault"), HAPPENS)
def test_what_a_place_does_now_is_a_report_whatever_is_feared_beside(text: str, fault: str) -> None:
    assert refusal(text) == fault


@pytest.mark.parametrize("text", RINGS_OUT)
def test_a_line_that_rings_out_is_a_report_whatever_is_asked_behind(text: str) -> None:
    found = report_beside(text)
    assert found is not None
    assert found[0].fault == "no_answer"


@pytest.mark.parametrize(
    "text", ["they told me no at wic, its a waitlist", "me dijeron q no en el wic, hay lista de espera"]
)
def test_a_program_that_was_never_listed_is_noted_by_its_name(text: str) -> None:
    found = became_of(text, KEYS, lambda: DOORS, "en")
    assert found is not None
    assert (found.fault, found.doors) == ("wait_list", ("program:wic",))


SOUNDS_LIKE_ONE = [
    "they never told me no",
    "TFA never told me no",
    "nobody said no to me at TFA",
    "i didnt say they said no",
    "nadie me dijo que no",
]


@pytest.mark.parametrize("text", ["TFA didnt say no", "nobody said no to me", *SOUNDS_LIKE_ONE])
def test_that_none_refused_takes_a_refusal_back(text: str) -> None:
    assert denied(text, noted=False) is not None


@pytest.mark.parametrize("text", SOUNDS_LIKE_ONE)
def test_that_none_refused_is_no_refusal(text: str) -> None:
    assert refusal(text) is None


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
        ("eversource said no without a doctor letter", "id"),
        ("tfa me dijo q no sin la carta de dcf", "id"),
        ("covenant, they need a referral i dont have one", "referral"),
        ("i called covenant need a referral", "referral"),
        ("llame y tengo que tener un referido", "referral"),
    ],
)
def test_what_a_place_asks_for_first_is_heard(text: str, kind: str) -> None:
    assert condition(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "covenant said no without a worker. i dont have no worker",
        "the diaper bank said no without a referral",
        "they said they dont help without a caseworker",
        "they said no without an id",
        "me dijeron que no sin referido",
        "me dijeron que no porque no tengo trabajadora",
    ],
)
def test_a_condition_is_no_refusal(text: str) -> None:
    assert refusal(text) is None


def test_what_is_beside_a_condition_is_no_report() -> None:
    assert report_beside("they said no without an id") is None
    plain = report_beside("they said no")
    assert plain is not None
    assert plain[0].fault == "not_for_us"


def test_a_day_on_which_it_is_done_is_no_refusal() -> None:
    text = "called foodshare they said they only do mobile on tuesdays"
    assert refusal(text) is None
    assert condition(text) == "then"


@pytest.mark.parametrize("text", ["do i need a referral", "they said no", "me dijeron que no", "piden id?"])
def test_a_question_and_a_plain_no_are_no_condition(text: str) -> None:
    assert condition(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "i need a referral for speech therapy",
        "my son needs a referral for speech therapy",
        "the pediatrician told me we need a referral to birth to three",
        "i went to the ER and i need a note from doctor",
        "we need a case worker to help us with this",
        "the twins are late talking they need a referral for speech",
        "mi doctora me dijo que necesito un referido para la terapia",
        "fui al doctor y necesito un referido",
        "school wants a doctors note and we have no doctor",
    ],
)
def test_what_a_family_needs_or_a_doctor_says_is_no_rule_of_a_place(text: str) -> None:
    assert condition(text) is None


def test_who_gives_what_is_missing_is_told_by_the_doors_own_words() -> None:
    words = ["Call 860-243-1806 and ask who can refer you. With no worker, your school or clinic may."]
    assert who_gives("referral", words) == "With no worker, your school or clinic may."
    assert who_gives("referral", ["Call for hours."]) is None


# Of all records of the starter directory, those whose words tell it, in both languages.
TELLS = {
    "referral": {"covenant-to-care", "hearing-husky", "hsc-autism-center"},
    "id": {"ceap", "mckinney-vento", "operation-fuel", "rocky-hill-food-bank", "vital-records"},
}


@pytest.mark.parametrize(("kind", "language"), [*product(TELLS, ["en", "es"])])
def test_of_the_real_records_only_those_tell_who_gives_it_that_do(kind: str, language: str) -> None:
    records = (each.service["x_onedoor"] for each in read_documents(CONTENT / "directory").documents)
    told = {
        each["slug"]
        for each in records
        if who_gives(kind, [each[part].get(language, "") for part in ("next_step", "summary") if part in each])
    }
    assert told == TELLS[kind]


def test_a_line_is_not_given_again_for_what_it_does_not_do() -> None:
    refused = thing_refused("I called the 9889 number they said they dont do pumps that its my doctor")
    assert refused is not None
    noted = [refused.noted]
    answer = "Plans must cover a pump. With HUSKY, ask: 1-800-859-9889. Counselors: 1-800-994-9662."
    assert without_refused(answer, noted) == "Plans must cover a pump. Counselors: 1-800-994-9662."
    assert without_refused("A pump: 1-800-859-9889.", noted) is None  # nobody reads an empty text
    assert without_refused("Rides: 1-800-859-9889.", noted) == "Rides: 1-800-859-9889."
    assert is_refused_for("1-800-859-9889", "who has a pump", noted)
    assert not is_refused_for("1-800-859-9889", "find a doctor", noted)
    assert thing_refused("they dont do pumps") is None


@pytest.mark.parametrize(
    "text",
    [
        "called from 06106 they dont do pumps",
        "i make 1850 a month i called they dont do rent",
        "i called the number in 2024 they dont do glasses",
        "we owe 1200 i called the line they dont help with rent",
        "llame 1200 veces y no dan pampers",
    ],
)
def test_a_zip_a_wage_and_a_year_name_no_line(text: str) -> None:
    assert thing_refused(text) is None


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("the number ending in 9889 they dont give cribs", "9889"),
        ("llame al 9889 y no dan pampers", "9889"),
        ("called 860 555 9889 they dont do formula", "8605559889"),
    ],
)
def test_a_line_is_named_by_the_figures_beside_it(text: str, figures: str) -> None:
    refused = thing_refused(text)
    assert refused is not None
    assert refused.figures == figures


def test_of_what_was_reported_the_newest_is_kept() -> None:
    kept = kept_with([f"service:{at}" for at in range(MOST_KEPT)], ["service:new"])
    assert len(kept) == MOST_KEPT
    assert kept[-1] == "service:new"


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("llame al 9889 y no dan pañales.", "pañales"),
        ("llame al 7000 y no hacen evaluaciones de 4 años", "evaluaciones"),
        ("llame al 7000 y no dan terapia de habla", "terapia de habla"),
    ],
)
def test_the_thing_is_told_back_as_it_was_written(text: str, thing: str) -> None:
    refused = thing_refused(text)
    assert refused is not None
    assert refused.thing == thing
    assert is_refused_for(f"1-800-505-{refused.figures}", f"busco {thing.replace(' de ', ' del ')}", [refused.noted])
