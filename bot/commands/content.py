"""`onedoor content check`: every fault in content, responses and training data at once."""

import argparse
import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from services.library.root import CONTENT

if TYPE_CHECKING:
    from services.content import Record, Report

FOUND_FAULTS = 1


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds `content check` to the command line."""
    parser = subparsers.add_parser("content", help="what families read and the model learns from")
    commands = parser.add_subparsers(dest="content_command", required=True)
    checks = commands.add_parser("check", help="every fault in content, responses and training data at once")
    checks.add_argument("--json", action="store_true", help="print one JSON document")
    checks.add_argument("--unverified", action="store_true", help="list the records that wait for a person's check")
    checks.add_argument("--root", type=Path, default=CONTENT.parent, metavar="DIR", help="another project to check")
    checks.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints the faults, then how many records wait to be verified; 1 when there is any fault."""
    from services.content import check  # its measures of reading load slowly: no other command waits for them

    report = check(args.root, date.today())
    print(_as_json(report) if args.json else "\n".join(_as_lines(report, args.unverified)))
    return FOUND_FAULTS if report.faults else 0


def _as_json(report: "Report") -> str:
    found: dict[str, Any] = {
        "faults": [asdict(fault) for fault in report.faults],
        "unverified": [_plain(record) for record in report.unverified],
        "stale": [_plain(record) for record in report.stale],
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _plain(record: "Record") -> dict[str, Any]:
    day = record.verified_on
    return {"path": record.path, "name": record.name, "verified_on": day.isoformat() if day else None}


def _as_lines(report: "Report", with_records: bool) -> Iterable[str]:
    yield from map(str, report.faults)
    if with_records:
        yield from (f"{record.path}: {record.name}: unverified" for record in report.unverified)
        yield from (f"{record.path}: {record.name}: stale since {record.verified_on}" for record in report.stale)
    yield (
        f"Faults: {len(report.faults)}. Records that nobody has verified: {len(report.unverified)}; "
        f"verified more than a year ago: {len(report.stale)}."
    )
