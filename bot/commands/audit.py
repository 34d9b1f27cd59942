"""`onedoor audit verify`: whether the audit is whole."""

import argparse
import json
from pathlib import Path
from typing import Any

from bot.commands.site import site_casebook
from bot.errors import Refused
from casebook import chain
from casebook.chain import Head


def add_parser(commands: Any) -> None:
    """Declare `audit verify`."""
    parser = commands.add_parser("audit", help="the record of who did what")
    deeds = parser.add_subparsers(dest="audit_command", required=True)
    verifying = deeds.add_parser("verify", help="work through the chain; name the first row that was changed")
    verifying.add_argument("--anchor", default=None, metavar="SEQ:HASH", help="an end of the chain kept elsewhere")
    verifying.add_argument("--json", action="store_true", help="print one JSON document")
    verifying.add_argument("--data-dir", type=Path, default=None, help="databases, model and logs (default: var)")
    verifying.set_defaults(run=verify)


def verify(options: argparse.Namespace) -> int:
    """0 whole, 1 broken. Raises Refused for an anchor that is none."""
    anchor = _anchor(options.anchor)
    with site_casebook(options.data_dir) as casebook:
        found = casebook.write_now(lambda connection: chain.verify(connection, casebook.keys.audit_key, anchor))
    if options.json:
        told = {"rows": found.rows, "head": str(found.head or ""), "broken": found.broken, "anchor": found.anchor_holds}
        print(json.dumps(told))
    else:
        print(_told(found))
    return 0 if found.whole else 1


def _told(found: chain.Verdict) -> str:
    if found.broken is not None:
        return f"BROKEN at row {found.broken}: it, or the row before it, was changed or taken out."
    if found.anchor_holds is False:
        return "BROKEN: the anchor is not in the chain, so its end was cut off."
    return f"{found.rows} rows, whole. Keep this anchor elsewhere: {found.head or 'nothing yet'}"


def _anchor(text: str | None) -> Head | None:
    if text is None:
        return None
    seq, _, hashed = text.partition(":")
    if not seq.isdigit() or not hashed:
        raise Refused("an anchor is SEQ:HASH, as `onedoor audit verify` prints it")
    return Head(int(seq), hashed)
