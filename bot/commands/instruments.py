"""`onedoor instruments`: questionnaires that a site is entitled to use, as FHIR R4."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from fhir.resources.R4B.questionnaire import Questionnaire
from pydantic import ValidationError

from bot.settings import data_dir
from bot.setup.paths import Paths
from services.screening import imported
from services.screening.questionnaire import NotUsable, Refusal

REFUSED = 1


def add_parser(commands: Any) -> None:
    """Declare `instruments import`."""
    parser = commands.add_parser("instruments", help="questionnaires that this site may use")
    deeds = parser.add_subparsers(dest="instruments_command", required=True)
    adding = deeds.add_parser("import", help="a FHIR R4 Questionnaire; what cannot be asked is refused with its linkId")
    adding.add_argument("path", type=Path)
    adding.add_argument("--id", default=None, help="its name here (default: the file's)")
    adding.add_argument("--scoring", type=Path, default=None, help="JSON: {sums: [{id, cut, items, scores}]}")
    adding.add_argument("--data-dir", type=Path, default=None, help="databases, model and logs (default: var)")
    adding.add_argument("--json", action="store_true", help="print one JSON document")
    adding.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """0 kept, 1 refused with every reason."""
    name = options.id or options.path.stem.lower().replace("-", "_")
    folder = Paths(options.data_dir or data_dir()).instruments
    try:
        made = imported.keep(name, _read(options.path), _scoring(options.scoring), folder)
    except NotUsable as error:
        told = [{"linkId": each.link_id, "why": each.why} for each in error.refusals]
        lines = [f"{each['linkId'] or 'questionnaire'}: {each['why']}" for each in told]
        print(json.dumps({"refused": told}) if options.json else "\n".join(lines))
        return REFUSED
    told_items = sum(item.type != "display" for item in made.items)
    done = {"id": made.id, "version": made.version, "questions": told_items}
    print(json.dumps(done) if options.json else f"{made.id} {made.version}: {told_items} questions, ready to be asked.")
    return 0


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        Questionnaire.model_validate(found)
    except ValidationError as error:
        wrong = [Refusal("", f"{'/'.join(map(str, each['loc']))}: {each['msg']}") for each in error.errors()[:20]]
        raise NotUsable(wrong) from error
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        print(f"instruments import: {path.name} cannot be read as JSON", file=sys.stderr)
        raise NotUsable([Refusal("", f"it cannot be read: {type(error).__name__}")]) from error
    return dict(found)


def _scoring(path: Path | None) -> dict[str, Any] | None:
    if path is None:
        return None
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {"sums": [{**each, "id": str(each["id"])} for each in found["sums"]]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NotUsable(
            [Refusal("", "the scoring file must be JSON with a list `sums` of {id, cut, items}")]
        ) from error
