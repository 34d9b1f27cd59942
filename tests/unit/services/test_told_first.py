"""What is told first for a few things that families say, and what is told where 2-1-1 does not answer."""

from datetime import date

import pytest

from services.casework.needs import all_needs
from services.casework.offer import Offer
from services.casework.told_first import told_first
from services.directory.slugs import service_id
from services.eligibility import all_programs
from services.library.documents import document
from services.library.root import CONTENT

NOVEMBER, JULY = date(2026, 11, 29), date(2026, 7, 1)
PAGE = document(CONTENT / "search" / "told_first.yml")


def _service(slug: str, next_step: str = "Call.", phone: str | None = "1-800-555-0100") -> Offer:
    return Offer(f"service:{service_id(slug)}", slug, slug, "", next_step, phone=phone)


def _program(id: str) -> Offer:
    return Offer(f"program:{id}", id, id, "", "Call.")


def _names(need: str, words: str, doors: list[Offer], on: date = NOVEMBER) -> list[str]:
    return [door.sign for door in told_first(need, words, on, doors)]


LEGAL = [
    _service(each) for each in ("chro-housing", "ice-locator", "family-preparedness-plan", "statewide-legal-services")
]
LEGAL += [_service("probate-guardianship"), _service("kinship-211")]
LIGHT = [_service(each) for each in ("operation-fuel", "eversource-help", "winter-protection", "medical-protection")]
FOOD = [_program("snap"), _service("wic-new-haven"), _service("desk-new-haven"), _service("foodshare")]


@pytest.mark.parametrize(
    "words",
    [
        "my husband got taken by ice this morning",
        "ice took my brother",
        "immigration has my wife",
        "la migra se llevó a mi hermano",
        "detuvieron a mi esposo los de inmigración",
    ],
)
def test_who_was_taken_needs_a_lawyer_first_then_where_they_are(words: str) -> None:
    assert _names("legal_need", words, LEGAL)[:2] == ["statewide-legal-services", "ice-locator"]


def test_of_several_lawyers_the_one_that_serves_the_family_goes_first_alone() -> None:
    doors = [*LEGAL, _service("nhlaa"), _service("ciri")]
    assert _names("legal_need", "ice took my husband", doors)[:3] == ["nhlaa", "ice-locator", "chro-housing"]


@pytest.mark.parametrize("words", ["i want custody of them their mother is gone", "quiero la tutela de mi nieto"])
def test_who_raises_a_grandchild_reads_of_the_court_first(words: str) -> None:
    assert _names("legal_need", words, LEGAL)[:2] == ["probate-guardianship", "statewide-legal-services"]


@pytest.mark.parametrize(
    "words",
    ["shutting off my lights and my son is on oxygen", "me cortan la luz y la insulina va en la nevera"],
)
def test_who_needs_power_to_live_reads_of_the_medical_protection_first(words: str) -> None:
    assert _names("utilities_need", words, LIGHT)[:2] == ["medical-protection", "eversource-help"]


def test_the_protection_of_winter_is_told_in_winter_only() -> None:
    words = "they are going to shut off our lights"
    assert _names("utilities_need", words, LIGHT)[:2] == ["winter-protection", "eversource-help"]
    assert _names("utilities_need", words, LIGHT, JULY) == [door.sign for door in LIGHT]


@pytest.mark.parametrize("words", ["we need food tonight", "no hay nada de comer hoy"])
def test_food_today_is_not_what_takes_a_month(words: str) -> None:
    assert _names("food_need", words, FOOD) == ["desk-new-haven", "foodshare", "snap", "wic-new-haven"]


def test_other_words_leave_the_order_as_it_was() -> None:
    assert _names("food_need", "how do i get food stamps", FOOD) == [door.sign for door in FOOD]
    asylum = {"ice-locator", "family-preparedness-plan"}  # for one thing alone: behind all others
    rest = [door.sign for door in LEGAL if door.sign not in asylum]
    assert _names("legal_need", "they wont rent to me", LEGAL) == [*rest, "ice-locator", "family-preparedness-plan"]
    assert told_first("food_need", None, NOVEMBER, FOOD) == FOOD


def test_each_rule_names_needs_programs_and_services_that_there_are() -> None:
    slugs = {
        each["x_onedoor"]["slug"]
        for path in (CONTENT / "directory").glob("*.yml")
        for each in document(path)["services"]
    }
    known = slugs | {each.id for each in all_programs()}
    for rule in PAGE["told_first"]:
        first = [name for each in rule.get("first", ()) for name in ([each] if isinstance(each, str) else each)]
        assert rule["need"] in all_needs()
        assert {*first, *rule.get("last", ())} <= known


CARING = [
    _service(each) for each in ("nami-ct", "psi-helpline", "favor-family-peer-support", "national-parent-helpline")
]
FEELINGS = [_service(each) for each in ("mobile-crisis", "nami-ct", "eccp", "cove-grieving-children")]


@pytest.mark.parametrize(
    ("need", "words", "first"),
    [
        ("caregiver_wellbeing", "my kids are 8 and 5 and im just so tired", "national-parent-helpline"),
        ("caregiver_wellbeing", "estoy agotada con los nenes", "national-parent-helpline"),
        ("caregiver_wellbeing", "estoy agotada, mi nene tiene autismo", "favor-family-peer-support"),
        ("caregiver_wellbeing", "i have bipolar and im so tired", "nami-ct"),  # as the search found it
        (
            "caregiver_wellbeing",
            "so tired, the baby is 3 weeks",
            "psi-helpline",
        ),  # the search knows who helps after a birth
        ("behavioral_health", "my husband passed in august and my son is 7", "cove-grieving-children"),
        ("behavioral_health", "mi esposo murió y mis nenes están tristes", "cove-grieving-children"),
        ("behavioral_health", "our dog died and my son cries", "mobile-crisis"),
        ("behavioral_health", "my mother died and i miss her", "mobile-crisis"),  # a grown-up: no groups for children
        ("behavioral_health", "preschool kicked my 4 year old out he throws chairs", "eccp"),
        ("child_care_need", "daycare says they wont keep my 3 yr old because he bites", "eccp"),
        ("child_care_need", "en el cuido no van a seguir con la nena porque pega", "eccp"),
        ("behavioral_health", "he screams and the daycare says dont bring him back", "eccp"),
        ("caregiver_wellbeing", "im wiped out. 2 kids and my mom who helped passed away", "national-parent-helpline"),
        ("child_care_need", "i need a daycare for my 2 year old", "mobile-crisis"),
        ("child_care_need", "daycare wont take her, she has a trach", "mobile-crisis"),
    ],
)
def test_who_is_worn_out_who_lost_somebody_and_whom_a_day_care_will_not_keep(need: str, words: str, first: str) -> None:
    doors = CARING if need == "caregiver_wellbeing" else FEELINGS
    assert _names(need, words, doors)[0] == first


def test_a_coat_is_asked_of_who_gives_coats() -> None:
    doors = [_service(each) for each in ("covenant-to-care", "safe-kids-car-seats", "salvation-army-coats")]
    assert _names("household_goods_need", "los nenes no tienen coat", doors)[0] == "salvation-army-coats"
    assert _names("household_goods_need", "necesito una cuna", doors)[0] == "covenant-to-care"


def test_what_is_for_one_thing_alone_goes_behind_where_nobody_speaks_of_that() -> None:
    doors = [_service(each) for each in ("cove-grieving-children", "eccp", "family-resource-centers")]
    assert _names("social_support", "parenting classes please", doors)[0] == "family-resource-centers"
    assert next(door.sign for door in told_first("social_support", None, NOVEMBER, doors)) == "cove-grieving-children"


@pytest.mark.parametrize(
    ("need", "words", "first"),
    [
        ("caregiver_wellbeing", "my daughter is on drugs and she wont stop", "dmhas-access-line"),
        ("behavioral_health", "mi hermano está en las drogas y bebe todos los días", "dmhas-access-line"),
        ("behavioral_health", "my 15 yr old is vaping weed", "ct-bhp"),  # a teen: the doors for children
        ("caregiver_wellbeing", "my ex hits me and i need somewhere to talk", "ct-safe-connect"),
        ("caregiver_wellbeing", "my husband is bipolar and wont take his meds", "nami-ct"),
        ("caregiver_wellbeing", "im alone with everything and so tired", "ct-bhp"),
    ],
)
def test_a_grown_up_with_drugs_one_who_is_hurt_and_an_illness_of_the_mind_each_have_their_first_door(
    need: str, words: str, first: str
) -> None:
    doors = [_service(each) for each in ("ct-safe-connect", "nami-ct", "ct-bhp", "dmhas-access-line")]
    assert _names(need, words, doors)[0] == first


def test_who_is_put_out_of_school_hears_first_of_those_who_know_the_rules() -> None:
    doors = [_service(each) for each in ("early-childhood", "american-job-centers", "statewide-legal-services", "cpac")]
    assert _names("education_need", "they suspended him 5 days", doors)[:2] == ["cpac", "statewide-legal-services"]


@pytest.mark.parametrize(
    ("need", "words", "alone", "first"),
    [
        ("behavioral_health", "he hits and cant sit still", "hsc-autism-center", False),
        ("behavioral_health", "we think he has autism", "hsc-autism-center", True),
        ("education_need", "the school will not test him for an iep", "pregnant-students", False),
        ("education_need", "estoy embarazada y la escuela me saco", "pregnant-students", True),
        ("education_need", "quiero los papeles del iep en espanol", "newcomer-enrollment", False),
        ("education_need", "llegamos de ecuador y el nene no va a la escuela", "newcomer-enrollment", True),
        ("health_care_need", "mi nene no va a la escuela, donde le ponen las vacunas", "chc-school-based", False),
        ("health_care_need", "the school says she needs her shots", "chc-school-based", True),
        ("behavioral_health", "my daughter is wetting the bed", "center-for-hospice-care-grief", False),
        ("education_need", "es pa matricularlo en kinder", "preschool-special-education", False),
        ("education_need", "he has an iep and turns 3", "preschool-special-education", True),
    ],
)
def test_a_door_for_one_thing_alone_waits_until_that_is_told(need: str, words: str, alone: str, first: bool) -> None:
    doors = [_service(alone), _service("family-resource-centers")]
    assert (_names(need, words, doors)[0] == alone) is first


def test_who_has_a_baby_and_goes_back_to_school_hears_of_her_rights_first() -> None:
    doors = [_service(each) for each in ("cpac", "adult-education-ct", "pregnant-students")]
    words = "quien me ayuda pa seguir en la escuela, deje de ir cuando nacio la nena"
    assert _names("education_need", words, doors) == ["pregnant-students", "adult-education-ct", "cpac"]
    assert _names("education_need", "quiero terminar la high school", doors)[0] == "adult-education-ct"
    assert _names("education_need", "my son is in high school and needs an iep", doors)[0] == "cpac"


@pytest.mark.parametrize(
    "words", ["necesito inscribir al nene de 9 en la escuela", "how do i enroll my nephew in kindergarten"]
)
def test_who_signs_a_child_up_for_school_reads_of_the_school_office_first(words: str) -> None:
    doors = [_service(each) for each in ("cpac", "american-job-centers", "school-enrollment")]
    assert _names("education_need", words, doors)[0] == "school-enrollment"
