"""Nine faults of other open directories, each of which would be seen here: the test bears the fault's name.

They were found in public code: Ohana API (1 to 3), CHARMcare (4), AskDarcel (5, 6), Food Oasis (7), ORServices (8),
Norse (9).
"""

from datetime import UTC, datetime, timedelta

import pytest

from resources_db.records import Area, Location, Schedule, Service
from services.directory.fakes import FixedDirectory
from services.directory.hours import hours_at, hours_state
from services.directory.places import connecticut
from services.directory.question import Found, Question
from services.directory.search import search

NOON = datetime(2026, 11, 24, 12)
HALL = Location("hall", town="Hartford", state="CT", latitude=41.757, longitude=-72.69)
FARTHER = Location("farther", town="Hartford", state="CT", latitude=41.79, longitude=-72.73)


def service(key: str, *locations: Location, **known: object) -> Service:
    facts: dict[str, object] = {"id": key, "name": key, "organization": "Helpers", "needs": {}, "locations": locations}
    return Service(**(facts | known))  # type: ignore[arg-type]


def ask(*services: Service, town: str = "06106", need: str | None = None, text: str | None = None) -> list[Found]:
    found = search(FixedDirectory(services), Question(need, NOON, connecticut().find(town), text=text))
    return [each for each in found if not each.last_resort]


def ids(found: list[Found]) -> list[str]:
    return [each.service_id for each in found]


# 1
def test_only_one_service_of_a_location_can_be_found() -> None:
    both = (service("Food pantry", HALL), service("Dental clinic", HALL))
    assert ids(ask(*both, text="dentist")) == ["Dental clinic"]
    assert ids(ask(*both, text="food")) == ["Food pantry"]


# 2
@pytest.mark.parametrize(
    "text",
    [
        "necesito comida",
        "fud pantri",
        "food pantery",
        "hi we are new here and my husband lost his hours and we need food for the kids please",
    ],
)
def test_all_words_must_match_and_only_in_english(text: str) -> None:
    assert ids(ask(service("Food pantry", HALL), text=text)) == ["Food pantry"]


# 3
def test_a_radius_drops_statewide_lines_and_far_offices_that_serve_the_town() -> None:
    stamford = Location("stamford", town="Stamford", state="CT", latitude=41.05, longitude=-73.54)
    line = service("Legal hotline", stamford, areas=(Area("Connecticut"),))
    office = service("Legal aid", stamford, areas=(Area("Hartford County"),))
    assert ids(ask(line, office, text="lawyer")) == ["Legal aid", "Legal hotline"]


# 4
def test_nearest_is_not_first_and_a_zip_means_an_office_in_it() -> None:
    found = ask(service("Far food pantry", FARTHER), service("Near food pantry", HALL), need="food_need", town="06103")
    assert ids(found) == ["Near food pantry", "Far food pantry"]


def test_a_zip_means_an_office_in_it_and_not_whom_it_serves() -> None:
    next_door = service("Food pantry", FARTHER, areas=(Area("New Haven"),))
    far_office = service("Food bank", FARTHER, areas=(Area("06106"), Area("Hartford")))
    assert ids(ask(next_door, far_office, need="food_need")) == ["Food bank"]


# 5
def test_a_record_without_coordinates_vanishes_or_is_at_0_0() -> None:
    pantry = service("Food pantry", Location("somewhere", name="Hall"))
    (found,) = ask(pantry, need="food_need")
    assert (found.miles, "area_unknown" in found.why) == (None, True)


# 6
def test_an_overnight_shelter_is_never_open() -> None:
    nights = [Schedule("DAILY", opens_at="22:00", closes_at="06:00")]
    assert [hours_state(nights, datetime(2026, 11, 24, hour)) for hour in (23, 2, 6)] == ["open", "open", "closed"]


# 7
@pytest.mark.parametrize("byday", ["1WE", "2WE", "3WE", "4WE", "-1WE", "5FR", "-1SU"])
def test_the_state_and_the_next_opening_are_counted_in_two_ways(byday: str) -> None:
    schedule = [Schedule("MONTHLY", byday, opens_at="10:00", closes_at="12:00")]
    moment = datetime(2026, 1, 1, 11, 30)
    for _ in range(365):
        told = hours_at(schedule, moment)
        if told.next_open:
            assert hours_state(schedule, told.next_open) == "open"
            assert hours_state(schedule, told.next_open - timedelta(minutes=1)) != "open"
        moment += timedelta(days=1)


def test_the_second_wednesday_is_the_8th_when_the_month_begins_on_a_wednesday() -> None:
    second = [Schedule("MONTHLY", "2WE", opens_at="10:00", closes_at="12:00")]
    assert hours_state(second, datetime(2026, 4, 8, 11)) == "open"
    assert hours_state(second, datetime(2026, 4, 1, 11)) == "closed"


def test_the_last_week_of_the_month_is_told_by_the_phones_clock_and_not_the_pantrys() -> None:
    last = [Schedule("MONTHLY", "-1FR", opens_at="19:00", closes_at="21:00")]
    friday_evening = datetime(2026, 11, 28, 0, 30, tzinfo=UTC)  # Saturday in London, the last Friday in Connecticut
    assert hours_state(last, friday_evening) == "open"
    assert hours_state(last, friday_evening + timedelta(days=1)) == "closed"


# 8
@pytest.mark.parametrize(("name", "word"), [("Property management office", "age"), ("Rental listings", "rent al")])
def test_a_word_is_found_inside_another(name: str, word: str) -> None:
    assert ids(ask(service(name, HALL), text=word.split()[-1])) == []


def test_what_is_found_is_not_ranked() -> None:
    mentions = service("Senior center", HALL, description="Cards, dancing, trips, and now and then a food pantry.")
    gives = service("Food pantry", FARTHER)
    assert ids(ask(mentions, gives, text="food pantry")) == ["Food pantry", "Senior center"]


# 9
def test_two_things_named_narrow_instead_of_widen() -> None:
    pantry, closet = service("Food pantry", HALL), service("Diaper bank", HALL)
    assert set(ids(ask(pantry, closet, text="food and diapers"))) == {"Food pantry", "Diaper bank"}


def test_two_languages_of_a_record_narrow_instead_of_widen() -> None:
    both, one = service("Both", HALL, languages=("en", "es")), service("One", HALL, languages=("en",))
    place = connecticut().find("06106")
    found = search(FixedDirectory((both, one)), Question(None, NOON, place, language="es"))
    assert ids([each for each in found if not each.last_resort]) == ["Both", "One"]
