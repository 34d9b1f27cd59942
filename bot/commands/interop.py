"""`onedoor interop check`: whether files are sound FHIR after the SDOH Clinical Care guide."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.errors import Refused

if TYPE_CHECKING:
    from services.interop import Finding

FOUND_FAULTS = 1
LARGEST = 50 * 1024 * 1024  # bytes of one file


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds `interop check` to the command line."""
    parser = subparsers.add_parser("interop", help="what is told to other systems")
    commands = parser.add_subparsers(dest="interop_command", required=True)
    checks = commands.add_parser("check", help="hold FHIR resources and bundles against the SDOH Clinical Care guide")
    checks.add_argument(
        "files", nargs="+", metavar="FILE", help="a JSON file with one resource or bundle; - reads it here"
    )
    checks.add_argument("--json", action="store_true", help="print one JSON document")
    checks.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints what is wrong with each file; 1 when anything is, or a file cannot be read."""
    from services.interop import check  # FHIR's classes load slowly: no other command waits for them

    found = {name: check(_read(name)) for name in args.files}
    print(_as_json(found) if args.json else "\n".join(_as_lines(found)))
    return FOUND_FAULTS if any(found.values()) else 0


def _read(name: str) -> Any:
    try:
        text = sys.stdin.read(LARGEST + 1) if name == "-" else _text(Path(name))
        return json.loads(text, object_pairs_hook=_once)
    except (OSError, UnicodeDecodeError, RecursionError, json.JSONDecodeError) as error:
        raise Refused(f"{name} cannot be read as JSON: {error}") from error


def _text(path: Path) -> str:
    if path.stat().st_size > LARGEST:
        raise Refused(f"{path} is larger than {LARGEST // 1024 // 1024} MB; split it")
    return path.read_text("utf-8-sig")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Of a name that stands twice most readers keep one value silently; here it stops the reading."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Refused(f"the name {twice!r} stands twice in one object; no two readers agree on which one counts")
    return found


def _as_json(found: "dict[str, list[Finding]]") -> str:
    files = [{"file": name, "findings": [asdict(each) for each in findings]} for name, findings in found.items()]
    return json.dumps({"files": files}, ensure_ascii=False, indent=2)


def _as_lines(found: "dict[str, list[Finding]]") -> list[str]:
    lines = [f"{name}: {finding}" for name, findings in found.items() for finding in findings]
    wrong = sum(bool(findings) for findings in found.values())
    return [*lines, f"Files: {len(found)}; with faults: {wrong}; faults: {len(lines)}."]
