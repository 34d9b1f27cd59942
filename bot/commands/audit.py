"""`onedoor audit`: proves that nobody has changed what was written down."""

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

from bot.commands.site import site_casebook
from casebook import chain
from casebook.chain import Head, Verdict

FAULTS, BAD_USAGE = 1, 2
_ANCHOR = re.compile(r"(\d{1,18}):([0-9a-f]{64})")


def add_parser(commands: Any) -> None:
    """Declare `audit verify`."""
    parser = commands.add_parser("audit", help="prove that nobody has changed the audit")
    deeds = parser.add_subparsers(dest="audit_command", required=True)
    verifying = deeds.add_parser("verify", help="check the chain, name the first broken row, print its head")
    verifying.add_argument(
        "--anchor", default=None, metavar="SEQ:HASH", help="a head printed earlier: it must be there"
    )
    verifying.add_argument("--json", action="store_true", help="print one JSON document")
    verifying.add_argument("--data-dir", type=Path, default=None, help="databases, model and logs (default: var)")
    verifying.set_defaults(run=verify)


def verify(options: argparse.Namespace) -> int:
    """0 when every row fits; 1 when one does not, or when the anchor is gone."""
    found = _ANCHOR.fullmatch(options.anchor) if options.anchor is not None else None
    if options.anchor is not None and found is None:
        print(f"audit verify: {options.anchor!r} is no head of an audit (SEQ:HASH)", file=sys.stderr)
        return BAD_USAGE
    anchor = Head(int(found[1]), found[2]) if found else None
    with site_casebook(options.data_dir) as casebook:
        key = casebook.keys.audit_key
        verdict = casebook.write_now(lambda connection: chain.verify(connection, key, anchor))
    print(_as_json(verdict) if options.json else _told(verdict))
    return 0 if verdict.whole else FAULTS


def _as_json(verdict: Verdict) -> str:
    return json.dumps(
        {
            "whole": verdict.whole,
            "rows": verdict.rows,
            "head": str(verdict.head) if verdict.head else None,
            "broken": verdict.broken,
            "anchor_holds": verdict.anchor_holds,
        }
    )


def _told(verdict: Verdict) -> str:
    if verdict.broken is not None:
        return (
            f"Row {verdict.broken} does not fit: it was changed, or a row before it was taken out. "
            f"The {verdict.rows} rows before it hold."
        )
    lines = [f"{verdict.rows} rows, and each one fits."]
    if verdict.anchor_holds is False:
        lines = [
            f"{verdict.rows} rows fit, but the anchor is not among them: rows were cut off, or all were rewritten."
        ]
    if verdict.head:
        lines.append(f"Head, to be kept elsewhere: {verdict.head}")
    return "\n".join(lines)
