"""The read-only HSDS API: the specification's paths, paging and filters; nothing confidential; no surprises."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
import schemathesis
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from bot.hsds import answering
from bot.hsds.answering import Answers, openapi
from bot.testing import Stage
from resources_db.database import open_database
from resources_db.queries import Directory
from resources_db.testing import deliver
from services.directory import indexing

HOST = "http://onedoor.test"
Json = dict[str, Any]


def at(key: str, lat: float, lon: float, **more: Any) -> Json:
    address = {"address_1": "1 Park Street", "city": "Hartford", "state_province": "CT", "postal_code": "06106"}
    return {"location": {"id": key, "latitude": lat, "longitude": lon, "addresses": [address]}} | more


def service(key: str, name: str, *places: Json, **more: Any) -> Json:
    own = {"id": key, "name": name, "organization": {"id": f"o-{key}", "name": f"House of {name}"}}
    return own | {"service_at_locations": list(places)} | more


TERM = {"taxonomy_term": {"id": "102-01", "taxonomy": "Open Eligibility", "code": "102-01", "name": "Food Pantry"}}
FEED = [
    service("pantry", "Food pantry", at("hall", 41.757, -72.69), attributes=[TERM], last_modified="2026-01-02"),
    service("far", "Far pantry", at("pier", 41.05, -73.54), last_modified="2025-01-02"),
    service("avon", "Avon closet", at("shed", 41.76, -72.68, service_areas=[{"name": "Avon"}])),
    service("line", "Help line", phones=[{"number": "860-555-0100"}]),
    service(
        "shelter",
        "Safe nights",
        {
            "location": {
                "id": "house",
                "name": "Elm House",
                "confidential": True,
                "latitude": 41.7611,
                "longitude": -72.6822,
            }
        },
    ),
]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answers]:
    folder = tmp_path_factory.mktemp("api")
    database = open_database(folder / "directory.db")
    terms = [{"id": "102", "name": "Food"}, {"id": "102-01", "name": "Food Pantry", "parent_id": "102"}]
    deliver(database, folder, {"feed.json": FEED, "taxonomy_terms.json": terms}, feed="api")
    yield Answers(database, HOST, Directory(database, indexing.refresh).spellings)
    database.close()


@pytest.fixture
def get(answers: Answers) -> Callable[..., Any]:
    def ask(path: str, status: int = 200) -> Any:
        route, _, query = path.partition("?")
        answer = answers.get(route, parse_qs(query, keep_blank_values=True))
        assert answer.status == status
        body = "".join(answer.body)
        return [json.loads(line) for line in body.splitlines()] if "ndjson" in answer.kind else json.loads(body)

    return ask


def names(page: Json) -> list[str]:
    return sorted(each.get("name") or each["service"]["name"] for each in page["contents"])


def test_the_api_says_which_version_it_speaks(get: Callable[..., Any]) -> None:
    assert get("/")["version"] == "3.1"
    assert get("/openapi.json")["servers"] == [{"url": f"{HOST}/hsds"}]


def test_a_list_comes_in_pages(get: Callable[..., Any]) -> None:
    first, last = get("/services?per_page=3"), get("/services?per_page=3&page=2")
    assert (first["total_items"], first["total_pages"], first["size"]) == (5, 2, 3)
    assert (first["first_page"], first["last_page"], last["last_page"]) == (True, False, True)
    assert len({each["id"] for each in first["contents"] + last["contents"]}) == 5


def test_a_page_beyond_the_last_is_empty(get: Callable[..., Any]) -> None:
    assert get("/services?page=99")["empty"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("search=pantry", ["Far pantry", "Food pantry"]),
        ("search=house+pantry+food", ["Food pantry"]),
        ("search=100%25", []),
        ("search=%25%25", []),
        ("search=pantrry", ["Far pantry", "Food pantry"]),
        ("search=pan", ["Far pantry", "Food pantry"]),
        ("search=antry", []),
        ("search=PÁNTRY,+food!", ["Food pantry"]),
        ("taxonomy_term_id=102-01", ["Food pantry"]),
        ("taxonomy_id=Open+Eligibility", ["Food pantry"]),
        ("organization_id=o-far", ["Far pantry"]),
        ("modified_after=2026-01-01T00:00:00Z&search=pantry", ["Food pantry"]),
        ("modified_after=2026-01-01T00:00:00Z&search=line", ["Help line"]),
    ],
)
def test_services_are_filtered(get: Callable[..., Any], query: str, found: list[str]) -> None:
    assert names(get(f"/services?{query}")) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("postcode=06106&proximity=5000", ["Food pantry"]),
        ("postcode=06001", ["Avon closet", "Far pantry", "Food pantry", "Safe nights"]),
        ("postcode=06106", ["Far pantry", "Food pantry", "Safe nights"]),
        ("postcode=00000", []),
    ],
)
def test_places_are_found_by_area_and_distance(get: Callable[..., Any], query: str, found: list[str]) -> None:
    assert names(get(f"/service_at_locations?{query}")) == found


def test_a_term_is_found_by_its_published_id_too(get: Callable[..., Any]) -> None:
    (food, pantry) = get("/taxonomy_terms")["contents"]
    assert names(get(f"/services?taxonomy_term_id={pantry['id']}")) == ["Food pantry"]
    assert get(f"/taxonomy_terms?parent_id={food['id']}")["contents"] == [pantry]
    assert get("/taxonomy_terms?top_only=true")["contents"] == [pantry]


@pytest.mark.parametrize("name", ["services", "organizations", "locations", "service_at_locations", "taxonomy_terms"])
def test_what_a_list_names_can_be_asked_for(get: Callable[..., Any], name: str) -> None:
    for each in get(f"/{name}")["contents"]:
        assert get(f"/{name}/{each['id']}")["id"] == each["id"]


def test_a_service_is_known_by_its_feeds_own_id_too(get: Callable[..., Any]) -> None:
    assert get("/services/pantry")["name"] == "Food pantry"


def test_full_and_minimal_say_more_and_less(get: Callable[..., Any]) -> None:
    assert "service_at_locations" in get("/services?full=true&search=food")["contents"][0]
    assert "service_at_locations" not in get("/services?search=food")["contents"][0]
    assert set(get("/services?minimal=true&search=food")["contents"][0]) == {"id", "modified_date", "last_modified"}
    assert get("/organizations?full_service=true&search=food")["contents"][0]["services"][0]["name"] == "Food pantry"


def test_ndjson_gives_everything_line_by_line(get: Callable[..., Any]) -> None:
    assert len(get("/services?format=ndjson&per_page=1")) == 5


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/services?page=0", 400),
        ("/services?full=maybe", 400),
        ("/services?modified_after=yesterday", 400),
        ("/service_at_locations?postcode=6106", 400),
        ("/services?page=1&page=2", 400),
        ("/services?format=", 400),
        ("/services/nobody", 404),
        ("/nothing", 404),
    ],
)
def test_what_cannot_be_answered_is_said(get: Callable[..., Any], path: str, status: int) -> None:
    problem = get(path, status)
    assert (problem["status"], bool(problem["title"])) == (status, True)


@pytest.mark.parametrize("name", ["services", "organizations", "locations", "service_at_locations"])
def test_a_confidential_address_never_leaves_by_the_api(get: Callable[..., Any], name: str) -> None:
    said = json.dumps([get(f"/{name}?full=true"), get(f"/{name}?format=ndjson&full=true")])
    assert [secret for secret in ("Elm House", "41.7611", "72.6822") if secret in said] == []
    assert name == "organizations" or '"confidential": true' in said


def test_a_confidential_place_is_near_nothing(get: Callable[..., Any]) -> None:
    assert "Safe nights" not in names(get("/service_at_locations?postcode=06106&proximity=99999999"))


def wsgi(answers: Answers) -> Callable[..., Iterable[bytes]]:
    """The API as schemathesis drives it: in this process, without a socket."""

    def app(environ: Json, start: Callable[..., object]) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "GET":
            start("405 Method Not Allowed", [("Allow", "GET"), ("Content-Type", "text/plain")])
            return [b""]
        query = parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True, errors="replace")
        path = environ["PATH_INFO"].encode("latin-1").decode(errors="replace").removeprefix("/hsds")
        answer = answers.get(path, query)
        start(f"{answer.status} x", [("Content-Type", answer.kind)])
        return [part.encode() for part in answer.body]

    return app


OPERATIONS = [found.ok().label for found in schemathesis.openapi.from_dict(openapi(HOST)).get_all_operations()]


@pytest.mark.parametrize("label", OPERATIONS)
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_schemathesis_finds_no_fault(answers: Answers, label: str, mode: GenerationMode) -> None:
    described = schemathesis.openapi.from_wsgi("/hsds/openapi.json", wsgi(answers))
    found = next(each.ok() for each in described.get_all_operations() if each.ok().label == label)

    @given(case=found.as_strategy(generation_mode=mode))
    @settings(max_examples=20, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    def holds(case: schemathesis.Case) -> None:
        case.call_and_validate()

    try:
        holds()
    except Unsatisfiable:
        assert mode is GenerationMode.NEGATIVE  # an operation that takes nothing cannot be asked wrongly


async def test_anyone_may_read_it_over_http(stage: Stage) -> None:
    async with stage.session.get(f"{stage.address}/hsds/services") as response:
        assert response.status == 200
        assert (await response.json())["page_number"] == 1
    async with stage.session.get(f"{stage.address}/hsds/services?format=ndjson") as response:
        assert response.content_type == "application/x-ndjson"
    async with stage.session.post(f"{stage.address}/hsds/services") as response:
        assert response.status == 405


def test_the_description_is_shipped_with_the_code() -> None:
    file = Path(answering.__file__).with_name("openapi.yml")
    assert yaml.safe_load(file.read_text())["openapi"] == "3.1.0"
