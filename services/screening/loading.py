"""Loads instruments: ours from content/instruments, a site's own from its data directory."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from services.library.documents import document
from services.library.root import CONTENT
from services.library.text import Text, text
from services.screening.instrument import Choice, Condition, Instrument, Item, Sum, Test

FOLDER = CONTENT / "instruments"


@cache
def instrument(name: str, folder: Path = FOLDER) -> Instrument:
    """One of our instruments by its id. Raises FileNotFoundError."""
    return read(document(folder / f"{name}.yml"))


def read(page: Mapping[str, Any]) -> Instrument:
    """An Instrument out of a page of content/instruments (content/schema/instrument.schema.json)."""
    scoring = page.get("scoring")
    return Instrument(
        id=page["id"],
        version=str(page["version"]),
        title=text(page["title"]),
        about=text(page.get("intro") or page["about"]),
        items=tuple(map(_item, page["items"])),
        source=page["source"],
        wording=page.get("wording", "ours"),
        sums=(Sum(page["id"], scoring["cut"]),) if scoring else (),
        on_positive=_maybe(page, "on_positive"),
        on_negative=_maybe(page, "on_negative"),
    )


def _item(entry: Mapping[str, Any]) -> Item:
    return Item(
        id=entry["id"],
        ask=text(entry["ask"]),
        type=entry["type"],
        choices=tuple(map(_choice, entry.get("choices", ()))),
        needs=tuple(entry.get("needs", ())),
        why=_maybe(entry, "why"),
        only_if=Condition(tests=tuple(Test(item, "in", codes) for item, codes in entry.get("only_if", {}).items())),
        known_by=tuple(entry.get("skip_if_need_known", ())),
        private=entry.get("private", False),
        worries=entry.get("worries", False),
        own_words=entry.get("own_words", False),
        follow=_maybe(entry, "follow"),
        on_need=_maybe(entry, "on_need"),
        strength=_maybe(entry, "strength"),
        domain=entry.get("domain"),
    )


def _choice(entry: Mapping[str, Any]) -> Choice:
    words = tuple(word for said in entry.get("words", {}).values() for word in said)
    system = "http://loinc.org" if "loinc" in entry else None
    return Choice(entry["code"], text(entry["title"]), entry["meaning"], words, entry.get("score"), system)


def _maybe(entry: Mapping[str, Any], name: str) -> Text | None:
    return text(entry[name]) if name in entry else None
