"""Checks that each of the assistant's responses says the same in both languages, with the same choices."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from services.content.fault import Fault
from services.content.pairs import LANGUAGES, placeholders
from services.content.project import Project

type Found = Mapping[str, Any]
type Variants = Mapping[tuple[str | None, str], Found]

_PAYLOAD: Final = re.compile(r"/(?P<intent>\w+)(?P<entities>\{.*\})?")


def faults(project: Project) -> list[Fault]:
    """Keys in two files, missing languages, uneven placeholders and buttons, choices that lead nowhere."""
    found: list[Fault] = []
    first: dict[str, str] = {}
    fillable = set(project.page("domain.yml").get("slots", {})) | project.names.values
    for path, page in project.under("data/responses"):
        for key, written in page["responses"].items():
            if first.setdefault(key, path) != path:
                twice = f"{key} stands also in {first[key]}, and Rasa keeps only one of them"
                found.append(Fault(path, twice, "Keep one, with both languages."))
            wrong = (*_uneven(written), *_unknown(written, fillable, project.page("domain.yml")))
            found += [Fault(path, f"{key} {problem}", advice) for problem, advice in wrong]
    return found


def variants(written: list[Found]) -> Variants:
    """The variants of a response by (channel, language)."""
    return {(each.get("channel"), _language(each)): each for each in written}


def _language(variant: Found) -> str:
    wanted = [str(test["value"]) for test in variant.get("condition", ()) if test["name"] == "language"]
    return wanted[0] if wanted else "en"


def _uneven(written: list[Found]) -> Iterator[tuple[str, str]]:
    """(problem, what to do) where the languages differ."""
    by_kind = variants(written)
    if len(by_kind) < len(written):
        yield "has two variants for one language, and Rasa would choose by chance", "Keep one of them."
    for channel in dict.fromkeys(channel for channel, _ in by_kind):
        on = f" for channel {channel}" if channel else ""
        missing = [language for language in LANGUAGES if (channel, language) not in by_kind]
        if missing:
            yield f"has no {missing[0]}{on}", "Say it in both: `condition` language=es first, then the default (en)."
            continue
        en, es = (by_kind[channel, language] for language in LANGUAGES)
        if placeholders(en["text"]) != placeholders(es["text"]):
            yield f"has other placeholders in English than in Spanish{on}", "Use the same names in both."
        if _payloads(en) != _payloads(es):
            yield f"has other buttons in English than in Spanish{on}", "Give both the same payloads, in one order."


def _unknown(written: list[Found], fillable: set[str], domain: Found) -> Iterator[tuple[str, str]]:
    """(problem, what to do) for placeholders that nothing fills and buttons whose payload means nothing."""
    used = {name for variant in written for name in placeholders(variant["text"])}
    for name in sorted(used - fillable):
        yield f"has a placeholder {{{name}}} that no slot and no action fills", "Correct the name."
    for payload in dict.fromkeys(payload for variant in written for payload in _payloads(variant)):
        if problem := _broken(payload, domain):
            yield f"has a button {payload} {problem}", "Use an intent and entities of domain.yml."


def _payloads(variant: Found) -> list[str]:
    return [button["payload"] for button in variant.get("buttons", ())]


def _broken(payload: str, domain: Found) -> str | None:
    match = _PAYLOAD.fullmatch(payload)
    if match is None or match["intent"] not in domain.get("intents", ()):
        return "that is no intent"
    try:
        entities = json.loads(match["entities"] or "{}")
    except json.JSONDecodeError:
        return "whose entities are no JSON"
    unknown = set(entities) - set(domain.get("entities", ()))
    return f"with the unknown entity {min(unknown)}" if unknown else None
