"""What a family is offered, and in which order."""

import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from resources_db.records import Area, Location, Phone, Schedule, Service
from services.directory.fakes import FixedDirectory
from services.directory.groups import groups_in
from services.directory.places import Place, connecticut
from services.directory.question import Found, Question
from services.directory.search import search

MONDAY_NOON = datetime(2025, 1, 6, 12)
LAST_RESORT = "last-resort-211"
PARK_STREET = Location(
    "park", address="1 Park Street, Hartford", town="Hartford", state="CT", latitude=41.757, longitude=-72.69
)
ASYLUM = Location("asylum", town="Hartford", state="CT", latitude=41.78, longitude=-72.72)
STAMFORD = Location("stamford", town="Stamford", state="CT", latitude=41.05, longitude=-73.54)


def service(key: str, *locations: Location, **known: Any) -> Service:
    facts = {"id": key, "name": key, "organization": "Helpers", "needs": {"food_need": "test"}, "locations": locations}
    return Service(**(facts | known))


def ask(*services: Service, town: str | None = "06106", need: str | None = "food_need", **known: Any) -> list[Found]:
    place = connecticut().find(town) if town else None
    return search(FixedDirectory(services), Question(need, MONDAY_NOON, place, **known))


def ids(found: list[Found]) -> list[str]:
    return [each.service_id for each in found if each.service_id != LAST_RESORT]


def test_a_family_in_hartford_gets_the_nearest_pantry_first() -> None:
    found = ask(service("far", ASYLUM), service("near", PARK_STREET))
    assert ids(found) == ["near", "far"]
    assert found[0].miles is not None
    assert found[0].miles < 1
    assert "near" in found[0].why


def test_only_services_for_the_need_are_offered() -> None:
    assert ids(ask(service("lawyer", PARK_STREET, needs={"legal_need": "test"}))) == []


def test_a_near_service_for_another_town_is_not_offered() -> None:
    assert ids(ask(service("theirs", PARK_STREET, areas=(Area("West Hartford"),)))) == []


def test_a_far_office_that_serves_the_town_is_offered() -> None:
    found = ask(service("ours", STAMFORD, areas=(Area("Hartford County"),)))
    assert ids(found) == ["ours"]
    assert found[0].reach == "local"
    assert "serves_town" in found[0].why


def test_an_office_out_of_reach_that_names_no_area_is_not_offered() -> None:
    assert ids(ask(service("far away", STAMFORD))) == []


def test_the_area_of_one_of_its_places_counts_for_that_place_only() -> None:
    here = Location("here", town="Hartford", latitude=41.757, longitude=-72.69, areas=(Area("Avon"),))
    assert ids(ask(service("elsewhere", here, areas=(Area("Hartford"),)))) == []


def test_statewide_lines_follow_what_is_local_however_near_their_office() -> None:
    line = service("line", PARK_STREET, areas=(Area("Connecticut"),))
    found = ask(line, service("pantry", ASYLUM))
    assert ids(found) == ["pantry", "line"]
    assert found[1].reach == "statewide"


def test_a_limit_never_drops_the_best_statewide_line() -> None:
    pantries = [service(f"pantry {number}", PARK_STREET) for number in range(5)]
    lines = [service(f"line {number}", areas=(Area("Connecticut"),)) for number in range(2)]
    assert ids(ask(*pantries, *lines, limit=3)) == ["pantry 0", "pantry 1", "line 0"]


def test_with_room_for_one_the_nearest_is_it() -> None:
    assert ids(ask(service("line", areas=(Area("CT"),)), service("pantry", PARK_STREET), limit=1)) == ["pantry"]


@pytest.mark.parametrize("town", ["06106", None])
def test_a_directory_that_holds_nothing_still_offers_2_1_1(town: str | None) -> None:
    (found,) = ask(town=town)
    assert (found.service_id, found.phone, found.last_resort, found.why[-1]) == (
        LAST_RESORT,
        "211",
        True,
        "last_resort",
    )


def test_words_that_nothing_matches_still_end_at_2_1_1() -> None:
    assert [found.last_resort for found in ask(need=None, text="zeppelin")] == [True]


def test_2_1_1_closes_the_list_when_there_is_room_and_never_takes_a_place() -> None:
    pantries = [service(f"pantry {number}", PARK_STREET) for number in range(3)]
    assert [found.last_resort for found in ask(*pantries, limit=4)] == [False, False, False, True]
    assert [found.last_resort for found in ask(*pantries, limit=3)] == [False, False, False]


def test_where_nothing_gives_the_very_thing_that_was_named_what_is_for_its_need_is_offered() -> None:
    school = {"needs": {"education_need": "test"}, "fits": {"education_need": 1.0, "ged": 0.9}}
    classes = service("adult school", PARK_STREET, **school)
    pantry = service("pantry", PARK_STREET)
    assert ids(ask(pantry, classes, need=None, text="math tutor")) == ["adult school"]
    exact = service("homework club", ASYLUM, needs=school["needs"], fits={"education_need": 1.0, "tutoring": 0.9})
    assert ids(ask(pantry, classes, exact, need=None, text="math tutor")) == ["homework club", "adult school"]


def test_the_directorys_own_last_resort_takes_the_place_of_ours() -> None:
    own = service("own 211", areas=(Area("Connecticut"),), last_resort=True)
    found = ask(own, service("pantry", PARK_STREET))
    assert [each.service_id for each in found] == ["pantry", "own 211"]


@pytest.mark.parametrize(
    ("low", "high", "months", "offered"),
    [
        (0, 3, 36, True),
        (0, 3, 37, False),
        (2.5, 5, 30, True),
        (2.5, 5, 29, False),
        (None, 3, 50, False),
        (3, None, 50, True),
        (None, None, 50, True),
        (0, 3, None, True),
    ],
)
def test_ages_are_years_in_decimals_and_what_is_unknown_excludes_nobody(
    low: float | None, high: float | None, months: float | None, offered: bool
) -> None:
    found = ask(service("s", PARK_STREET, minimum_age=low, maximum_age=high), age_months=months)
    assert bool(ids(found)) is offered


@pytest.mark.parametrize(("need", "offered"), [("food_need", True), ("behavioral_health", False)])
def test_a_service_for_adults_is_offered_for_a_parents_need_and_not_for_a_childs(need: str, offered: bool) -> None:
    adults = service("adults", PARK_STREET, needs={need: "test"}, minimum_age=18.0)
    assert bool(ids(ask(adults, need=need, age_months=24))) is offered


def test_a_senior_meal_is_not_offered_to_a_family_with_a_toddler() -> None:
    assert ids(ask(service("seniors", PARK_STREET, minimum_age=60.0), age_months=24)) == []


def test_spanish_a_little_farther_comes_before_no_spanish_near() -> None:
    english = service("english", PARK_STREET, languages=("English",))
    spanish = service("spanish", ASYLUM, languages=("es",))
    assert ids(ask(english, spanish, language="es")) == ["spanish", "english"]
    assert ids(ask(english, spanish, language="en")) == ["english", "spanish"]
    assert "speaks_language" in ask(spanish, language="Spanish")[0].why


def test_hours_are_told_and_open_goes_first_only_when_asked() -> None:
    closed = service("closed", PARK_STREET, schedules=(Schedule("WEEKLY", "SU", opens_at="09:00", closes_at="10:00"),))
    opened = service("open", ASYLUM, schedules=(Schedule("WEEKLY", "MO", opens_at="09:00", closes_at="17:00"),))
    assert [found.hours_state for found in ask(closed, opened, limit=2)] == ["closed", "open"]
    assert ids(ask(closed, opened, open_first=True)) == ["open", "closed"]


def test_a_place_without_a_point_is_measured_from_its_zip_or_town() -> None:
    nowhere = Location("l", town="Hartford", state="CT", postal_code="06106")
    assert ask(service("s", nowhere))[0].miles == 0


def test_a_service_that_cannot_be_placed_comes_after_all_that_surely_helps() -> None:
    vague = service("vague", Location("l"))
    found = ask(vague, service("line", areas=(Area("Connecticut"),)))
    assert ids(found) == ["line", "vague"]
    assert "area_unknown" in found[1].why


def test_an_office_in_another_state_without_an_area_is_not_offered() -> None:
    over_the_line = Location("ma", town="Springfield", state="MA", latitude=42.03, longitude=-72.58)
    assert ids(ask(service("s", over_the_line), town="Enfield")) == []
    assert ids(ask(service("s", over_the_line, areas=(Area("Enfield"),)), town="Enfield")) == ["s"]


def test_a_confidential_place_shows_no_address_town_or_distance() -> None:
    found = ask(service("shelter", Location("x", confidential=True), areas=(Area("Hartford"),)))[0]
    assert (found.address, found.town, found.miles) == (None, None, None)


def test_without_a_place_what_surely_serves_everyone_comes_first() -> None:
    found = ask(service("pantry", PARK_STREET), service("line", areas=(Area("Connecticut"),)), town=None)
    assert ids(found) == ["line", "pantry"]
    assert "place_unknown" in found[1].why


def test_the_familys_own_words_put_what_they_name_first() -> None:
    plain, formula = service("plain", PARK_STREET), service("formula bank", ASYLUM, description="Baby formula.")
    assert ids(ask(plain, formula, text="formula for my baby")) == ["formula bank", "plain"]
    assert ids(ask(plain, formula, need=None, text="formula")) == ["formula bank", "plain"]


def test_the_number_to_text_is_told_from_the_number_to_call() -> None:
    phones = (Phone("860-555-0101", "fax"), Phone("741741", "sms"), Phone("860-555-0102"))
    found = ask(service("s", PARK_STREET, phones=phones))[0]
    assert (found.phone, found.sms) == ("860-555-0102", "741741")


def test_the_day_of_the_last_check_is_told() -> None:
    found = ask(service("s", PARK_STREET, assured_date=date(2025, 1, 2)))[0]
    assert found.verified_on == date(2025, 1, 2)


def test_free_help_comes_before_help_that_costs_when_the_family_has_no_money() -> None:
    paid, free = service("paid", PARK_STREET, fees="$20 a visit"), service("free", ASYLUM, fees="Free")
    assert ids(ask(paid, free)) == ["paid", "free"]
    assert ids(ask(paid, free, no_money=True)) == ["free", "paid"]
    assert [found.cost for found in ask(paid, free, no_money=True, limit=2)] == ["free", "costs"]


def test_a_stale_entry_comes_below_a_fresh_one_and_says_so() -> None:
    old = service("old", PARK_STREET, assured_date=date(2022, 1, 1))
    fresh = service("fresh", ASYLUM, assured_date=date(2024, 12, 1))
    found = ask(old, fresh)
    assert ids(found) == ["fresh", "old"]
    assert [each.stale for each in found[:2]] == [False, True]


def test_statewide_lines_go_by_how_well_they_fit_the_need() -> None:
    state = (Area("Connecticut"),)
    loose = service("a line that mentions it", areas=state, fits={"food_need": 0.5})
    sure = service("the food line", areas=state, fits={"food_need": 0.95})
    assert ids(ask(loose, sure)) == ["the food line", "a line that mentions it"]


def test_a_family_in_another_state_gets_what_is_there() -> None:
    baltimore = Place("Baltimore", 39.3265, -76.6048, "", "Baltimore city", "21218", "MD")
    there = service("there", Location("b", town="Baltimore", state="MD", latitude=39.33, longitude=-76.60))
    lines = [service(f"line of {state}", areas=(Area(state),)) for state in ("Maryland", "Connecticut")]
    found = search(FixedDirectory((there, *lines)), Question("food_need", MONDAY_NOON, baltimore))
    assert ids(found) == ["there", "line of Maryland"]


def test_a_map_is_offered_for_an_address_and_never_for_a_confidential_place() -> None:
    (shown,) = ask(service("s", PARK_STREET), limit=1)
    assert shown.map_url == "https://www.openstreetmap.org/search?query=1+Park+Street%2C+Hartford"
    hidden = Location("x", confidential=True, areas=(Area("Hartford"),))
    assert ask(service("h", hidden), limit=1)[0].map_url is None


def test_legal_aid_is_not_for_people_with_aids() -> None:
    assert groups_in("Greater Hartford Legal Aid") == frozenset()
    assert groups_in("AIDS Project Hartford") == frozenset({"hiv"})


def test_a_drawn_area_that_holds_the_familys_town_serves_it_however_far_the_office() -> None:
    ring = [[-72.75, 41.70], [-72.62, 41.70], [-72.62, 41.80], [-72.75, 41.80], [-72.75, 41.70]]
    drawn = Area("Our area", json.dumps({"type": "Polygon", "coordinates": [ring]}))
    office = Location("o", town="Stamford", state="CT", latitude=41.05, longitude=-73.54, areas=(drawn,))
    pantry = service("pantry", office)
    assert ids(ask(pantry)) == ["pantry"]
    assert ids(ask(pantry, town="New Haven")) == []


WEEK = Schedule("WEEKLY", "MO,TU,WE,TH,FR", opens_at="09:00", closes_at="17:00")
ALERTS: list[tuple[str | None, str]] = [
    ("Closed until further notice", "closed"),
    ("Closed until further notice due to fire.", "closed"),
    ("Cerrado hasta nuevo aviso", "closed"),
    ("Temporarily closed. Back on January 20.", "unknown"),
    ("Closed on December 24", "unknown"),
    ("We are not closed: come to the side door", "unknown"),
    ("Bring a mask", "open"),
    (None, "open"),
]


@pytest.mark.parametrize(("alert", "state"), ALERTS)
def test_an_alert_that_says_closed_goes_before_the_hours_and_is_told(alert: str | None, state: str) -> None:
    (found,) = ask(service("s", PARK_STREET, schedules=(WEEK,), alert=alert), limit=1)
    assert (found.hours_state, found.next_open, found.alert) == (state, None, alert)


def test_of_two_places_the_one_whose_alert_says_closed_comes_last_when_it_must_be_open() -> None:
    shut = service("shut", PARK_STREET, schedules=(WEEK,), alert="Closed until further notice")
    assert ids(ask(shut, service("open", ASYLUM, schedules=(WEEK,)), open_first=True)) == ["open", "shut"]


def test_a_language_that_only_the_place_lists_counts_as_spoken_there() -> None:
    place = replace(ASYLUM, languages=("Spanish",))
    found = ask(service("english", PARK_STREET, languages=("English",)), service("both", place), language="es")
    assert ids(found) == ["both", "english"]
    assert ("speaks_language" in found[0].why, found[0].languages) == (True, ("Spanish",))


MILE = 1 / 69.0  # degrees of latitude


def away(key: str, miles: float, **known: Any) -> Service:
    there = Location(key, town="Hartford", state="CT", latitude=41.7514 + miles * MILE, longitude=-72.6901)
    return service(key, there, **known)


def test_an_entry_that_is_long_unchecked_comes_after_every_fresh_one_within_reach_and_says_so() -> None:
    old = away("old", 1, assured_date=date(2015, 1, 1))
    found = ask(old, away("fresh", 14, assured_date=date(2024, 12, 1)))
    assert ids(found) == ["fresh", "old"]
    assert [each.stale for each in found[:2]] == [False, True]


def test_without_money_what_is_free_comes_before_what_takes_what_one_can_pay_then_the_unknown_then_the_rest() -> None:
    doors = (
        away("costs", 1, fees="$20"),
        away("unknown", 2),
        away("sliding", 3, fees="Sliding scale"),
        away("free", 5, fees="Free"),
    )
    assert ids(ask(*doors, no_money=True)) == ["free", "sliding", "unknown", "costs"]


def test_without_money_a_free_service_that_hardly_fits_does_not_pass_before_the_right_one() -> None:
    loose = away("loose", 1, fees="Free", fits={"food_need": 0.3})
    assert ids(ask(loose, away("right", 1, fits={"food_need": 1.0}), no_money=True)) == ["right", "loose"]


def test_a_name_written_for_families_is_said_in_their_language() -> None:
    known = service("CHRO", names={"en": "Housing complaints (CHRO)", "es": "Quejas de vivienda (CHRO)"})
    assert [ask(known, language=spoken)[0].name for spoken in ("es", "en")] == [
        "Quejas de vivienda (CHRO)",
        "Housing complaints (CHRO)",
    ]
    assert ask(service("Sign on the door"), language="es")[0].name == "Sign on the door"
