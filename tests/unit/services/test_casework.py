"""What casework makes of a need: which doors, in which order, in how many words."""

from datetime import datetime

import pytest

from services.casework.answers import age_in_answer
from services.casework.help import Family, offers
from services.casework.needs import all_needs, next_question
from services.casework.offer import Offer
from services.casework.telling import ONE, age, tell
from services.directory.question import Found, Question

NOON = datetime(2026, 11, 23, 12)


def offer(name: str, summary: str = "It is free.", **more: object) -> Offer:
    return Offer(key=name, sign=name, name=name, summary=summary, next_step="Call 2-1-1.", **more)  # type: ignore[arg-type]


def found(name: str, *why: str, phone: str | None = None) -> Found:
    return Found(
        service_id=name, name=name, organization=name, summary="Help.", next_step="Call.", phone=phone,
        sms=None, url=None, address=None, town=None, miles=None,
        reach="statewide", hours_state="unknown", why=why, verified_on=None,
    )  # fmt: skip


def names(need: str, family: Family, *services: Found, words: str | None = None, limit: int = 3) -> list[str]:
    asked: list[Question] = []

    def find(question: Question) -> list[Found]:
        asked.append(question)
        return list(services)

    return [each.sign for each in offers(need, family, "en", NOON, find, limit, words)]


@pytest.mark.parametrize(
    ("months", "first"),
    [(None, "Child Development Infoline"), (20, "Birth to Three"), (84, "Help Me Grow")],
)
def test_the_right_door_for_how_a_child_grows_depends_on_the_age(months: int | None, first: str) -> None:
    assert names("developmental_concern", Family(child_age_months=months))[0] == first


def test_a_program_and_its_own_line_in_the_directory_are_one_door() -> None:
    assert names("utilities_need", Family(), found("Energy assistance (CEAP)", phone="211")) == [
        "Energy assistance (CEAP)"
    ]


def test_a_family_with_husky_is_not_told_to_apply_for_it() -> None:
    assert "HUSKY Health" in names("health_care_need", Family(insurance="not_husky"))
    assert "HUSKY Health" not in names("health_care_need", Family(insurance="husky"))


def test_rides_that_need_husky_are_not_named_without_it() -> None:
    assert "HUSKY rides (MTM)" in names("transportation_need", Family())
    assert "HUSKY rides (MTM)" not in names("transportation_need", Family(insurance="not_husky"))


def test_a_place_in_a_town_is_not_named_before_we_know_the_town() -> None:
    services = (found("Pantry in Danielson", "place_unknown"), found("Foodshare", "statewide"))
    assert names("food_need", Family(), *services)[0] == "Foodshare"


def test_what_the_search_finds_for_a_familys_words_keeps_its_order() -> None:
    services = (found("Dentists", "words"), found("Eye doctors", "words"), found("Legal aid", "words", "beside"))
    assert names("health_care_need", Family(), *services, words="a dentist") == ["Dentists", "Eye doctors", "Legal aid"]
    told = names("health_care_need", Family(), services[2], words="a dentist", limit=9)
    assert told[-1] == "Legal aid", "where nothing is to the point, programs for the need come first"


def test_a_program_stands_where_the_search_puts_its_own_line() -> None:
    services = (found("Dentists", "words"), found("SNAP (food stamps)", "need"), found("WIC", "need"))
    told = names("food_need", Family(), *services, words="food stamps")
    assert [name for name in told if name != "WIC"][:2] == ["Dentists", "SNAP (food stamps)"]


def test_what_a_need_says_comes_first_stays_first_where_the_sources_want_one_way_in() -> None:
    services = (found("Speech clinic", "words"), found("Birth to Three", "need"))
    told = names("developmental_concern", Family(child_age_months=20), *services, words="speech clinic")
    assert told[0] == "Birth to Three"


def test_where_several_needs_were_told_nothing_is_named_for_another_of_them() -> None:
    services = [found("Diaper bank", "words"), found("Ride line", "need", "words")]
    told = offers("transportation_need", Family(), "en", NOON, lambda _: services, 9, "diapers and a ride", None, False)
    assert "Diaper bank" not in [each.sign for each in told]


@pytest.mark.parametrize(
    ("needs", "closed", "question"),
    [
        (["transportation_need", "food_need"], set(), "insurance"),
        (["transportation_need", "food_need"], {"insurance"}, "place"),
        (["housing_need"], {"place"}, None),
    ],
)
def test_the_first_need_s_best_question_comes_first(needs: list[str], closed: set[str], question: str | None) -> None:
    assert next_question(needs, closed) == question


@pytest.mark.parametrize("need", all_needs())
def test_every_need_has_a_question_and_a_name(need: str) -> None:
    assert all_needs()[need].ask
    assert all_needs()[need].title.es


def test_what_a_door_gives_is_told_while_there_is_room() -> None:
    assert tell([offer("Pantry")], NOON, "en", "sms") == "Pantry: It is free. Call 2-1-1."
    assert tell([offer("Pantry", "x" * ONE["sms"])], NOON, "en", "sms") == "Pantry: Call 2-1-1."


def test_a_near_door_is_told_with_its_miles() -> None:
    assert tell([offer("Despensa", town="Hartford", miles=1.26)], NOON, "es", "sms").startswith(
        "Despensa (Hartford, a 1.3 millas): "
    )


@pytest.mark.parametrize(
    ("miles", "language", "far"),
    [
        (3.0, "es", "a 3 millas"),
        (3.0, "en", "3 mi"),
        (0.0, "es", "en su pueblo"),
        (0.04, "en", "in your town"),
        (1.02, "es", "a 1 milla"),
        (12.4, "en", "12 mi"),
    ],
)
def test_miles_are_told_as_people_say_them(miles: float, language: str, far: str) -> None:
    told = tell([offer("Despensa", town="Hartford", miles=miles)], NOON, language, "sms")
    assert told.startswith(f"Despensa (Hartford, {far}): ")


@pytest.mark.parametrize(
    ("months", "language", "words"),
    [
        (20, "en", "20 months"),
        (48, "es", "4 años"),
        (30, "en", "2 years"),
        (0, "en", "newborn"),
        (0, "es", "recién nacido"),
        (1, "es", "1 mes"),
    ],
)
def test_an_age_is_told_as_families_say_it(months: float, language: str, words: str) -> None:
    assert age(months, language) == words


@pytest.mark.parametrize(("text", "months"), [("2", 24), ("2.5", 30), ("30", 30), ("400", None), ("no", None)])
def test_a_bare_number_is_an_age(text: str, months: float | None) -> None:
    assert age_in_answer(text) == months
