"""Where the service documents of a feed are found, and on which line."""

import json
from pathlib import Path

import pytest

from resources_db.errors import NothingToRead
from resources_db.importers.documents import read_documents

A, B = {"id": "a", "name": "A"}, {"id": "b", "name": "B"}
OWNER = {"id": "o", "name": "Owner"}


@pytest.mark.parametrize(
    "shape",
    [
        [A, B],
        {"services": [A, B]},
        {"contents": [A, B], "total_items": 2},
        OWNER | {"services": [A, B]},
        {"organizations": [OWNER | {"services": [A, B]}]},
    ],
)
def test_the_services_are_found_in_every_shape_of_hsds_json(tmp_path: Path, shape: object) -> None:
    path = tmp_path / "feed.json"
    path.write_text(json.dumps(shape))
    assert [document.id for document in read_documents(path).documents] == ["a", "b"]


def test_one_service_alone_is_a_feed_too(tmp_path: Path) -> None:
    (tmp_path / "feed.json").write_text(json.dumps(A | {"organization": OWNER}))
    (document,) = read_documents(tmp_path / "feed.json").documents
    assert document.organization == OWNER


def test_json_lines_are_read_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "feed.ndjson").write_text(f"{json.dumps(A)}\n{json.dumps(B)}\n")
    assert [(d.id, d.line) for d in read_documents(tmp_path / "feed.ndjson").documents] == [("a", 1), ("b", 2)]


def test_organizations_in_a_file_of_their_own_are_joined_by_id(tmp_path: Path) -> None:
    (tmp_path / "organizations.json").write_text(json.dumps([OWNER]))
    (tmp_path / "services.json").write_text(json.dumps([A | {"organization_id": "o"}]))
    (document,) = read_documents(tmp_path).documents
    assert document.organization == OWNER


def test_a_record_is_found_again_by_its_line(tmp_path: Path) -> None:
    (tmp_path / "feed.json").write_text(json.dumps([A, B, A], indent=1))
    assert [document.line for document in read_documents(tmp_path / "feed.json").documents] == [3, 7, 11]


def test_yaml_keeps_times_and_ids_as_they_are_written(tmp_path: Path) -> None:
    (tmp_path / "feed.yml").write_text("source: here\nservices:\n- id: 007\n  opens: 10:30\n  on: 2025-01-02\n")
    (document,) = read_documents(tmp_path / "feed.yml").documents
    assert (document.id, document.service["opens"], document.line) == ("007", "10:30", 3)
    assert document.service["source"] == "here"


@pytest.mark.parametrize(("name", "text", "line"), [("a.json", '{\n"id": }', 2), ("a.yml", "a: 1\nb: [\n", 3)])
def test_a_broken_file_is_a_refusal_with_its_line_and_the_others_are_read(
    tmp_path: Path, name: str, text: str, line: int
) -> None:
    (tmp_path / name).write_text(text)
    (tmp_path / "good.json").write_text(json.dumps([B]))
    reading = read_documents(tmp_path)
    assert [document.id for document in reading.documents] == ["b"]
    assert [(fault.file, fault.line, fault.part) for fault in reading.refused] == [(name, line, "file")]


def test_a_bare_value_among_the_records_is_refused(tmp_path: Path) -> None:
    (tmp_path / "feed.json").write_text(json.dumps([A, "b", None]))
    assert [fault.part for fault in read_documents(tmp_path).refused] == ["service", "service"]


def test_a_folder_without_documents_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NothingToRead):
        read_documents(tmp_path)
