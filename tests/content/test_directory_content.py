"""The starter directory: every file fits its schema, every need has help near and far, nothing is unsourced."""

import json
import re
from collections import Counter
from uuid import NAMESPACE_URL, uuid5

import phonenumbers
import pytest

from services.library.documents import document
from services.library.reading import english_grade, spanish_grade
from services.library.root import CONTENT
from services.library.schemas import faults

FILES = sorted((CONTENT / "directory").glob("*.yml"))
SERVICES = [service for path in FILES for service in document(path)["services"]]
NEEDS = json.loads((CONTENT / "schema" / "starter_directory.schema.json").read_text("utf-8"))["$defs"]["attribute"][
    "properties"
]["taxonomy_term"]["properties"]["code"]["enum"]
TOWNS = {town["name"] for town in document(CONTENT / "places" / "connecticut.yml")["towns"]}
CITIES = ["Hartford", "New Haven", "Bridgeport", "Waterbury", "Stamford", "Norwalk", "New London", "Norwich", "Danbury"]
CITIES += ["New Britain", "Meriden", "Middletown", "Windham", "Torrington"]


def slug(service):
    return service["x_onedoor"]["slug"]


def needs(service):
    return {attribute["taxonomy_term"]["code"] for attribute in service["attributes"]}


def statewide(service):
    return any(area["extent_type"] == "state" for area in service.get("service_areas", ()))


def locations(service):
    return [place["location"] for place in service.get("service_at_locations", ())]


def towns(service):
    """The towns that a service names, be it as its area or in an address."""
    served = {area["name"] for area in service.get("service_areas", ()) if area["extent_type"] == "town"}
    return served | {address["city"] for place in locations(service) for address in place.get("addresses", ())}


def words(service):
    ours = service["x_onedoor"]
    return [(ours[part]["en"], ours[part]["es"]) for part in ("summary", "next_step")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_directory_file_fits_its_schema(path):
    assert faults(document(path), "starter_directory") == []


def test_the_schema_refuses_what_it_should():
    good = next(service for service in SERVICES if slug(service) == "cifc-danbury")
    broken = [
        {**good, "color": "red"},
        {key: value for key, value in good.items() if key != "source"},
        {key: value for key, value in good.items() if key != "service_at_locations"},
        {**good, "phones": [{"number": "five", "type": "voice"}]},
        {**good, "schedules": [{"byday": "MO", "opens_at": "25:00", "closes_at": "17:00"}]},
        {**good, "attributes": [{"taxonomy_term": {"taxonomy": "onedoor-need", "code": "shoes"}}]},
    ]
    assert faults({"source": "here", "services": [good]}, "starter_directory") == []
    assert [
        index
        for index, each in enumerate(broken)
        if not faults({"source": "here", "services": [each]}, "starter_directory")
    ] == []


def test_ids_are_made_from_slugs_and_no_slug_is_used_twice():
    assert [
        slug(each) for each in SERVICES if each["id"] != str(uuid5(NAMESPACE_URL, f"onedoor:service:{slug(each)}"))
    ] == []
    assert [name for name, count in Counter(map(slug, SERVICES)).items() if count > 1] == []


def test_one_organization_has_one_id_and_at_most_one_website():
    said: dict[str, set[tuple[str, str]]] = {}
    for owner in (service["organization"] for service in SERVICES):
        for key in ("id", "website"):
            said.setdefault(owner["name"], set()).update({(key, owner[key])} if key in owner else ())
    assert [name for name, found in said.items() if len(found) > 2 or len(dict(found)) < len(found)] == []


@pytest.mark.parametrize("need", NEEDS)
def test_every_need_has_two_services_for_the_whole_state_and_two_local_ones(need):
    serving = [service for service in SERVICES if need in needs(service) and slug(service) != "211-connecticut"]
    assert sum(map(statewide, serving)) >= 2
    assert sum(not statewide(service) for service in serving) >= 2


@pytest.mark.parametrize("city", CITIES)
def test_every_larger_city_has_local_help_of_several_kinds(city):
    there = [service for service in SERVICES if {city, {"Windham": "Willimantic"}.get(city, city)} & towns(service)]
    assert len(set().union(*map(needs, there))) >= 4


def test_2_1_1_serves_every_need_and_is_the_only_last_resort():
    last = [service for service in SERVICES if service["x_onedoor"].get("last_resort")]
    assert [slug(each) for each in last] == ["211-connecticut"]
    assert needs(last[0]) == set(NEEDS)


def test_every_service_is_reached_by_phone_or_on_the_web_or_at_an_address():
    out_of_reach = [
        slug(each)
        for each in SERVICES
        if not (each.get("phones") or each.get("url") or any(place.get("addresses") for place in locations(each)))
    ]
    assert out_of_reach == []


def test_every_phone_can_be_dialed():
    numbers = [(slug(each), phone["number"]) for each in SERVICES for phone in each.get("phones", ())]
    wrong = [pair for pair in numbers if pair[1] != "211" and not _valid(pair[1])]
    assert wrong == []


def _valid(number):
    return phonenumbers.is_valid_number(phonenumbers.parse(number, "US"))


def test_every_number_that_a_family_is_told_to_call_is_a_phone_of_that_service_or_2_1_1():
    said = re.compile(r"(?:1-)?\d{3}-\d{3}-\d{4}")
    stray = []
    for service in SERVICES:
        known = {phone["number"].removeprefix("1-") for phone in service.get("phones", ())}
        for pair in words(service):
            stray += [
                (slug(service), n) for text in pair for n in said.findall(text) if n.removeprefix("1-") not in known
            ]
    assert stray == []


def test_both_languages_tell_the_same_numbers():
    numbers = re.compile(r"\d[\d-]*\d|\d")
    uneven = [
        slug(service)
        for service in SERVICES
        for en, es in words(service)
        if sorted(numbers.findall(en)) != sorted(numbers.findall(es))
    ]
    assert uneven == []


def test_every_place_lies_in_connecticut():
    points = [
        (slug(each), place["latitude"], place["longitude"])
        for each in SERVICES
        for place in locations(each)
        if "latitude" in place
    ]
    assert len(points) >= 50
    assert [point for point in points if not (40.95 <= point[1] <= 42.06 and -73.74 <= point[2] <= -71.78)] == []


def test_every_area_is_connecticut_or_one_of_its_towns():
    areas = [(slug(each), area) for each in SERVICES for area in each.get("service_areas", ())]
    wrong = [
        (name, area["name"])
        for name, area in areas
        if area["name"] not in ({"Connecticut"} if area["extent_type"] == "state" else TOWNS)
    ]
    assert wrong == []


def test_ages_are_in_order():
    assert [slug(each) for each in SERVICES if each.get("minimum_age", 0) >= each.get("maximum_age", 99)] == []


def test_no_shelter_for_victims_of_violence_has_an_address():
    hidden = [each for each in SERVICES if "domestic violence" in each["description"].lower()]
    assert hidden
    assert [slug(each) for each in hidden if locations(each)] == []


def test_every_source_is_an_address_or_a_named_list_and_memory_is_confessed():
    named = re.compile(r"https?://|HRSA|SAMHSA|confidence: from memory")
    assert [slug(each) for each in SERVICES if not named.search(each["source"])] == []
    assert [slug(each) for each in SERVICES if "example" in each["source"]] == []


def test_what_nobody_has_checked_is_not_called_verified():
    assert [slug(each) for each in SERVICES if each["assured_date"] and not each["verified_on"]] == []


def test_spanish_speaks_to_families_with_usted():
    tuteo = re.compile(r"\b(tú|tu|tus|ti|pide|puedes|tienes|quieres|dinos|llámanos)\b", re.IGNORECASE)
    assert [es for service in SERVICES for _, es in words(service) if tuteo.search(es)] == []


def test_the_directory_reads_at_the_sixth_grade_or_below():
    pairs = [pair for service in SERVICES for pair in words(service)]
    assert english_grade(" ".join(en for en, _ in pairs)) <= 6
    assert spanish_grade(" ".join(es for _, es in pairs)) <= 6
