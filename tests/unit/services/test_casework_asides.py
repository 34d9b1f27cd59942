"""Short messages after places were named: when they are open, and what is wrong with one. Cases: tests/cases/asides."""

from datetime import datetime
from typing import Any

import pytest

from resources_db.keeping.worklists import WHAT
from services.casework.place_reports import fault_in, report_said
from services.casework.when import hours_asked, time_wanted, window
from services.library.documents import document
from services.library.root import CONTENT, ROOT

CASES = ROOT / "tests" / "cases" / "asides"
HOURS, REPORTS = document(CASES / "hours.yml"), document(CASES / "reports.yml")


def by_text(case: dict[str, Any]) -> str:
    return str(case["text"])


@pytest.mark.parametrize("case", HOURS["cases"], ids=by_text)
def test_a_question_of_hours_is_heard_and_nothing_else_is(case: dict[str, Any]) -> None:
    asked = hours_asked(case["text"], bare=True)
    found = asked and {"when": asked.when, "which": asked.which, **({"door": asked.door} if asked.door else {})}
    assert found == case["asked"]


@pytest.mark.parametrize("case", HOURS["wanted"], ids=by_text)
def test_a_time_said_with_a_need_is_heard(case: dict[str, Any]) -> None:
    assert time_wanted(case["text"]) == case["when"]


def test_a_day_alone_means_nothing_before_places_were_named() -> None:
    assert hours_asked("los sábados", bare=False) is None
    assert hours_asked("abierto los sábados", bare=False) is not None


@pytest.mark.parametrize("case", REPORTS["cases"], ids=by_text)
def test_a_report_of_a_place_is_heard_and_nothing_else_is(case: dict[str, Any]) -> None:
    report = report_said(case["text"])
    assert (report and report.fault) == case["fault"]
    assert (report and report.door) == case.get("door")


@pytest.mark.parametrize("case", REPORTS["among_others"], ids=by_text)
def test_of_a_longer_message_only_a_dead_number_is_taken_for_a_report(case: dict[str, Any]) -> None:
    assert fault_in(case["text"]) == case["fault"]


def test_every_fault_that_is_heard_is_one_that_editors_work_on() -> None:
    faults = document(CONTENT / "language" / "reports.yml")["faults"]
    assert set(faults) - {"closed_now"} <= set(WHAT)


TUESDAY_TEN, SATURDAY_NIGHT = datetime(2026, 11, 24, 10), datetime(2026, 11, 28, 20)


@pytest.mark.parametrize(
    ("code", "now", "start", "hours"),
    [
        ("today", TUESDAY_TEN, datetime(2026, 11, 24, 10), 14),
        ("tonight", TUESDAY_TEN, datetime(2026, 11, 24, 18), 6),
        ("tomorrow", TUESDAY_TEN, datetime(2026, 11, 25), 24),
        ("sa", TUESDAY_TEN, datetime(2026, 11, 28), 24),
        ("weekend", TUESDAY_TEN, datetime(2026, 11, 28), 48),
        ("sa", SATURDAY_NIGHT, datetime(2026, 12, 5), 24),
        ("weekend", SATURDAY_NIGHT, datetime(2026, 11, 28, 20), 28),
        ("su", SATURDAY_NIGHT, datetime(2026, 11, 29), 24),
    ],
)
def test_a_time_is_a_stretch_from_now_on(code: str, now: datetime, start: datetime, hours: int) -> None:
    found = window(code, now)
    assert (found.start, (found.end - found.start).total_seconds() / 3600) == (start, hours)
