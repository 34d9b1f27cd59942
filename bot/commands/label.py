"""`onedoor label`: what families' messages mean, said by staff; the console's pages do the same."""

import argparse
import json
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

from bot.commands.site import site_casebook, who
from bot.errors import Refused
from casebook.console_records import Staff
from casebook.database import Casebook
from casebook.queries import markings
from casebook.queries.rows import audit
from services.language import choose, guess
from services.learning.labels import known_labels
from services.learning.unclear import Unclear, most_useful
from services.learning.vocabulary import scrubber

DESK = frozenset({"coordinator", "lead", "admin"})
EDITORS = frozenset({"editor", "lead", "admin"})


def add_parser(commands: Any) -> None:
    """Declare the five deeds."""
    parser = commands.add_parser("label", help="say what families' messages mean; approve what may be learned")
    deeds = parser.add_subparsers(dest="label_command", required=True)
    unclear = _deed(deeds, "unclear", show_unclear, "messages that were unclear, most useful first")
    unclear.add_argument("--limit", type=int, default=20)
    setting = _deed(deeds, "set", set_labels, "say what a message means, the main label first")
    setting.add_argument("message", help="the message's id, as `unclear` shows it")
    setting.add_argument("labels", nargs="+", metavar="LABEL")
    _deed(deeds, "review", show_open, "labelled messages as they would be learned, names and numbers out")
    for name, run in (("approve", approve), ("leave-out", leave_out)):
        _deed(deeds, name, run, "let it be learned" if name == "approve" else "do not learn from it").add_argument(
            "message"
        )


def show_unclear(options: argparse.Namespace, casebook: Casebook, staff: Staff) -> int:
    """Print them; reading families' words is written in the audit."""
    heard = casebook.write_now(partial(markings.heard, keys=casebook.keys))
    found = most_useful(heard)[: options.limit]
    for each in found:
        casebook.write_now(
            partial(audit, actor=f"staff:{staff.id}", action="read", subject=each.heard.conversation, detail="unclear")
        )
    _print(options, [_unclear(each) for each in found], "{message}  {use:.2f}  {why}  [{read_as}]  {text}")
    return 0


def set_labels(options: argparse.Namespace, casebook: Casebook, staff: Staff) -> int:
    """Keep the labels; 1 when the message or a label is unknown."""
    if unknown := [label for label in options.labels if label not in known_labels()]:
        raise Refused(f"no label is called {', '.join(unknown)}; see the intents of domain.yml")
    heard = casebook.write_now(partial(markings.one, keys=casebook.keys, message_id=options.message))
    if heard is None:
        raise Refused(f"no message of a family is called {options.message}")
    language = choose(guess(heard.text), heard.language, chosen=False, first=True)
    how = partial(markings.mark, keys=casebook.keys, message_id=heard.message, staff_id=staff.id)
    casebook.write_now(partial(how, labels=tuple(dict.fromkeys(options.labels)), language=language))
    _print(options, [{"message": heard.message, "labels": options.labels}], "{message}  {labels}")
    return 0


def show_open(options: argparse.Namespace, casebook: Casebook, staff: Staff) -> int:
    """Print what waits for approval, only in the words that would be learned."""
    waiting = casebook.write_now(partial(markings.open_markings, keys=casebook.keys))
    rows = [
        {"message": each.message, "labels": list(each.labels), "by": each.marked_by, "example": _scrubbed(each.text)}
        for each in waiting
    ]
    _print(options, rows, "{message}  {labels}  {by}  {example}")
    return 0


def approve(options: argparse.Namespace, casebook: Casebook, staff: Staff) -> int:
    """Let a labelled message be learned; refused where names may stand in it."""
    waiting = casebook.write_now(partial(markings.open_markings, keys=casebook.keys))
    text = next((each.text for each in waiting if each.message == options.message), None)
    if text is not None and _scrubbed(text) is None:
        raise Refused("it may hold a name or number that cannot be taken out; leave it out")
    return _settle(options, casebook, staff, _scrubbed(text) if text is not None else None, known=text is not None)


def leave_out(options: argparse.Namespace, casebook: Casebook, staff: Staff) -> int:
    """Never learn from a labelled message."""
    return _settle(options, casebook, staff, None, known=True)


def _settle(options: argparse.Namespace, casebook: Casebook, staff: Staff, example: str | None, *, known: bool) -> int:
    how = partial(markings.settle, keys=casebook.keys, message_id=options.message, staff_id=staff.id, example=example)
    if not known or not casebook.write_now(how):
        raise Refused(f"no labelled message {options.message} waits for approval")
    _print(options, [{"message": options.message, "approved": example is not None}], "{message}  approved: {approved}")
    return 0


@cache
def _scrubbed(text: str) -> str | None:
    return scrubber().scrub(text)


def _unclear(found: Unclear) -> dict[str, Any]:
    heard = found.heard
    read_as = ", ".join(f"{name} {sure:.2f}" for name, sure in heard.read_as) or "nothing"
    return {
        "message": heard.message,
        "use": found.use,
        "why": list(found.reasons),
        "read_as": read_as,
        "text": heard.text,
    }


def _print(options: argparse.Namespace, rows: list[dict[str, Any]], line: str) -> None:
    if options.json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        shown = {key: ", ".join(value) if isinstance(value, list) else value for key, value in row.items()}
        print(line.format(**shown))


def _deed(deeds: Any, name: str, run: Callable[..., int], help_: str) -> argparse.ArgumentParser:
    """A deed of one person on the site's casebook."""
    roles = EDITORS if run in (show_open, approve, leave_out) else DESK

    def work(options: argparse.Namespace) -> int:
        with site_casebook(options.data_dir) as casebook:
            return run(options, casebook, who(casebook, options.by, roles))

    parser: argparse.ArgumentParser = deeds.add_parser(name, help=help_)
    parser.add_argument("--by", required=True, metavar="EMAIL", help=f"your account ({', '.join(sorted(roles))})")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--data-dir", type=Path, default=None)
    parser.set_defaults(run=work)
    return parser
