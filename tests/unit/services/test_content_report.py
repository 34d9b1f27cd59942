"""What `onedoor content check` prints and answers: the faults, and the records that wait for a person."""

import argparse
import json
from datetime import date, timedelta

import pytest

from bot.commands import content
from services.content import Report, check
from services.content.records import FRESH_FOR

TODAY = date(2026, 3, 1)


def write(folder, verified_on, source="source: test"):
    """A project of one page, which was verified on a day."""
    (folder / "domain.yml").write_text("{intents: [], entities: [], slots: {}, actions: []}")
    (folder / "content" / "messages").mkdir(parents=True)
    page = f"{source}\nverified_on: {verified_on}\nhello: {{en: Hello., es: Hola.}}\n"
    (folder / "content" / "messages" / "hello.yml").write_text(page)
    return folder


def onedoor(*arguments):
    """The command's exit code."""
    parser = argparse.ArgumentParser()
    content.add_parser(parser.add_subparsers())
    options = parser.parse_args(["content", "check", *map(str, arguments)])
    return options.run(options)


@pytest.mark.parametrize(
    ("verified_on", "unverified", "stale"),
    [
        ("null", 1, 0),
        (TODAY, 0, 0),
        (TODAY - FRESH_FOR, 0, 0),
        (TODAY - FRESH_FOR - timedelta(days=1), 0, 1),
    ],
)
def test_a_record_waits_when_nobody_checked_it_within_a_year(verified_on, unverified, stale, tmp_path):
    report = check(write(tmp_path, verified_on), TODAY)
    assert (len(report.unverified), len(report.stale)) == (unverified, stale)
    assert not [fault for fault in report.faults if fault.path == "content/messages/hello.yml"]


@pytest.mark.parametrize(
    ("verified_on", "source", "fault"),
    [
        (TODAY + timedelta(days=1), "source: test", "the file was verified on 2026-03-02, which is still to come"),
        ("2026-02-30", "source: test", "cannot be read"),
        ("yesterday", "source: test", "verified_on: 'yesterday' does not match"),
        ("null", "source:", "source: None is not of type 'string'"),
    ],
)
def test_a_day_to_come_or_no_source_is_a_fault(verified_on, source, fault, tmp_path):
    faults = check(write(tmp_path, verified_on, source), TODAY).faults
    assert [each for each in faults if fault in str(each)], list(map(str, faults))


def test_faults_are_printed_one_a_line_and_refuse_the_content(tmp_path, capsys):
    assert onedoor("--root", write(tmp_path, "null")) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "content/needs/needs.yml: is missing. Write it: nothing else names the needs." in lines
    assert lines[-1].endswith("Records that nobody has verified: 1; verified more than a year ago: 0.")


def test_sound_content_is_let_through(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("services.content.check", lambda root, today: Report((), (), ()))
    assert onedoor("--root", tmp_path) == 0
    assert capsys.readouterr().out.startswith("Faults: 0.")


def test_records_that_wait_are_listed_when_asked_for(tmp_path, capsys):
    onedoor("--root", write(tmp_path, "2001-01-01"), "--unverified")
    assert "content/messages/hello.yml: the file: stale since 2001-01-01" in capsys.readouterr().out


def test_one_json_document_holds_everything(tmp_path, capsys):
    assert onedoor("--root", write(tmp_path, "null"), "--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert {"path", "problem", "what_to_do"} == set(found["faults"][0])
    assert found["unverified"] == [{"path": "content/messages/hello.yml", "name": "the file", "verified_on": None}]
    assert found["stale"] == []
