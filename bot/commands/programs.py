"""`onedoor programs check`: which programs are likely for a family of whom these facts are known."""

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import date
from typing import Any

from services.eligibility import Answer, BadFact, check
from services.library.text import Language

REFUSED, BAD_USAGE = 1, 2


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds `programs check` to the command line."""
    parser = subparsers.add_parser("programs", help="who a program is for")
    commands = parser.add_subparsers(dest="programs_command", required=True)
    checks = commands.add_parser("check", help="likely, not likely or cannot tell, for every program")
    checks.add_argument("--facts", required=True, metavar="JSON", help='{"child_age_months": 20, …}, without unknowns')
    checks.add_argument("--json", action="store_true", help="print one JSON document")
    checks.add_argument("--language", choices=("en", "es"), default="en", help="language of names and reasons")
    checks.add_argument("--on", type=date.fromisoformat, default=None, metavar="DATE", help="the rules of this day")
    checks.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints an answer for every program; 1 when a fact cannot be what it says, 2 when they are not a JSON object."""
    facts = _facts(args.facts)
    if facts is None:
        print('--facts: expected one JSON object, such as {"child_age_months": 20}', file=sys.stderr)
        return BAD_USAGE
    try:
        answers = check(facts, args.on or date.today())
    except BadFact as bad:
        print(bad, file=sys.stderr)
        return REFUSED
    print(_as_json(answers, args.language) if args.json else _as_lines(answers, args.language))
    return 0


def _facts(given: str) -> Mapping[str, Any] | None:
    try:
        facts = json.loads(given)
    except json.JSONDecodeError:
        return None
    return facts if isinstance(facts, dict) else None


def _as_json(answers: list[Answer], language: Language) -> str:
    return json.dumps({"programs": [_plain(each, language) for each in answers]}, ensure_ascii=False, indent=2)


def _plain(answer: Answer, language: Language) -> dict[str, Any]:
    return {
        "id": answer.id,
        "name": answer.name.in_language(language),
        "answer": answer.answer,
        "reasons": [reason.in_language(language) for reason in answer.reasons],
        "missing": list(answer.missing),
        "source": answer.source,
    }


def _as_lines(answers: list[Answer], language: Language) -> str:
    """A block per program: the answer, its reasons, what is missing, where the rule stands."""
    blocks = []
    for each in (_plain(answer, language) for answer in answers):
        lines = [
            f"{each['answer']:<12} {each['name']} ({each['id']})",
            *(f"  - {reason}" for reason in each["reasons"]),
        ]
        if each["missing"]:
            lines.append(f"  missing: {', '.join(each['missing'])}")
        blocks.append("\n".join([*lines, f"  {each['source']}"]))
    return "\n".join(blocks)
