"""`onedoor family export REF` and `onedoor family delete REF`: all that is held on a family, or its end."""

import argparse
import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from bot.commands.site import site_casebook
from casebook.care import erasing, exporting, reading
from casebook.crypto import KeyRing
from casebook.tables import conversation
from services.interop import bundle
from services.interop.of_record import family_case


def add_parser(commands: Any) -> None:
    """Declare `family export` and `family delete`."""
    parser = commands.add_parser("family", help="all that is held on a family, or its end")
    actions = parser.add_subparsers(dest="action", required=True)
    for name, told in (("export", "print all that is held as JSON"), ("delete", "erase it, but a STOP")):
        action = actions.add_parser(name, help=told)
        action.add_argument("reference", metavar="REF", help="a family's or conversation's id, or a phone as +1860…")
        if name == "export":
            action.add_argument("--fhir", action="store_true", help="as a FHIR R4 bundle (SDOH Clinical Care)")
        action.add_argument("--json", action="store_true", help="print one JSON document")
        action.add_argument("--data-dir", type=Path, default=None, help="databases, model and logs (default: var)")
        action.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """0 done, 1 nobody found."""
    address = os.environ.get("ONEDOOR_PUBLIC_URL", "https://onedoor.invalid")
    with site_casebook(options.data_dir) as casebook:

        def work(connection: Connection) -> dict[str, Any] | None:
            family = exporting.find_family(connection, casebook.keys, options.reference)
            if family is None:
                return None
            if getattr(options, "fhir", False):
                return _bundle(connection, casebook.keys, family, address)
            return DOES[options.action](connection, casebook.keys, family)

        done = casebook.write_now(work)
    if done is None:
        print("no family is known by that reference", file=sys.stderr)
        return 1
    print(json.dumps(done, ensure_ascii=False, indent=None if options.json else 2))
    return 0


def _export(connection: Connection, keys: KeyRing, family: str) -> dict[str, Any]:
    return exporting.export(connection, keys, family)


def _bundle(connection: Connection, keys: KeyRing, family: str, address: str) -> dict[str, Any]:
    """The case for another system; what the family never agreed to share stays out."""
    record = reading.read(connection, keys, family)
    talk = select(conversation.c.language).where(conversation.c.family == family)
    language = str(connection.execute(talk.order_by(conversation.c.updated_at.desc())).scalar() or "en")
    return bundle(family_case(record, language, address, datetime.now(UTC)))


def _delete(connection: Connection, keys: KeyRing, family: str) -> dict[str, Any]:
    erasing.erase(connection, keys, family, "command")
    return {"erased": family}


DOES: dict[str, Callable[[Connection, KeyRing, str], dict[str, Any]]] = {"export": _export, "delete": _delete}
