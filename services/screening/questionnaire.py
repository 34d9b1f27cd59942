"""Reads a FHIR R4 Questionnaire as an instrument that our engine runs; what it cannot run is refused with its linkId.

Source: https://hl7.org/fhir/R4/questionnaire.html
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from services.library.text import Text
from services.screening.instrument import Choice, Condition, Instrument, Item, ItemType, Sum, Test

MOST_ITEMS: Final = 200
DEEPEST: Final = 8
LONGEST: Final = 2_000  # characters of one question
TYPES: Final[Mapping[str, ItemType]] = {
    "choice": "choice",
    "open-choice": "open_choice",
    "boolean": "choice",
    "integer": "integer",
    "decimal": "decimal",
    "string": "text",
    "text": "text",
    "date": "date",
    "display": "display",
    "group": "display",
}
TRANSLATION: Final = "http://hl7.org/fhir/StructureDefinition/translation"
WEIGHTS: Final = (
    "http://hl7.org/fhir/StructureDefinition/ordinalValue",
    "http://hl7.org/fhir/StructureDefinition/itemWeight",
)
YES_NO: Final = (Choice("true", Text("Yes", "Sí")), Choice("false", Text("No", "No")))
VALUES: Final = ("answerCoding", "answerBoolean", "answerDecimal", "answerInteger", "answerDate", "answerString")
OPERATORS: Final = ("exists", "=", "!=", ">", "<", ">=", "<=")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a Questionnaire cannot be used, and where (a linkId, or "" for the whole)."""

    link_id: str
    why: str


class NotUsable(ValueError):
    """The Questionnaire cannot be run; `refusals` say all that is wrong. Mending it helps, trying again does not."""

    def __init__(self, refusals: list[Refusal]) -> None:
        super().__init__("; ".join(f"{each.link_id or 'questionnaire'}: {each.why}" for each in refusals))
        self.refusals = refusals


def read(found: Mapping[str, Any], name: str, scoring: Mapping[str, Any] | None = None) -> Instrument:
    """The instrument `name`. Raises NotUsable with every reason at once."""
    items = list(_flat(found.get("item") or (), 1, Condition()))
    refusals = [*_whole(found, items), *(each for item in items for each in _refused(item, items))]
    if refusals:
        raise NotUsable(refusals)
    title = _text(found, "title") or Text(name, name)
    return Instrument(
        id=name,
        version=str(found.get("version") or "1"),
        title=title,
        about=_text(found, "description") or title,
        items=tuple(map(_item, items)),
        source=str(found.get("url") or found.get("publisher") or "imported"),
        wording="imported",
        sums=_sums(name, scoring, items),
    )


@dataclass(frozen=True, slots=True)
class _Node:
    """An item with its depth and the conditions of the groups that it stands in."""

    found: Mapping[str, Any]
    depth: int
    inside: Condition

    @property
    def link_id(self) -> str:
        return str(self.found.get("linkId") or "")


def _flat(items: Any, depth: int, inside: Condition) -> Iterator[_Node]:
    for found in items:
        yield _Node(found, depth, inside)
        if depth <= DEEPEST:  # deeper ones are refused by the item above them
            own = _condition(found)
            nested = Condition("all", inner=tuple(each for each in (inside, own) if each != Condition()))
            yield from _flat(found.get("item") or (), depth + 1, nested)


def _whole(found: Mapping[str, Any], items: list[_Node]) -> Iterator[Refusal]:
    if found.get("resourceType") != "Questionnaire":
        yield Refusal("", "this is no Questionnaire")
    if not items:
        yield Refusal("", "it has no items")
    if len(items) > MOST_ITEMS:
        yield Refusal("", f"it has {len(items)} items; at most {MOST_ITEMS} are asked of a family")
    for link_id, count in Counter(item.link_id for item in items).items():
        if count > 1:
            yield Refusal(link_id, "this linkId stands more than once")
    if looped := _loops(items):
        yield Refusal(looped, "its enableWhen leads back to itself")


def _refused(item: _Node, items: list[_Node]) -> Iterator[Refusal]:
    found, known = item.found, {each.link_id for each in items}
    kind = str(found.get("type"))
    if not item.link_id or "=" in item.link_id:
        yield Refusal(item.link_id, "a linkId is needed, without an equals sign")
    if kind not in TYPES:
        yield Refusal(item.link_id, f"items of type {kind} cannot be asked in a talk")
    if item.depth > DEEPEST:
        yield Refusal(item.link_id, f"it stands deeper than {DEEPEST} groups")
    if len(str(found.get("text") or "")) > LONGEST:
        yield Refusal(item.link_id, f"its text is longer than {LONGEST} characters")
    if kind in ("choice", "open-choice") and not found.get("answerOption"):
        yield Refusal(item.link_id, "its choices stand in a value set elsewhere; they must stand in answerOption")
    for test in found.get("enableWhen") or ():
        if test.get("question") not in known:
            yield Refusal(item.link_id, f"its enableWhen names {test.get('question')}, which is not there")
        if test.get("operator") not in OPERATORS:
            yield Refusal(item.link_id, f"its enableWhen has the operator {test.get('operator')}")


def _loops(items: list[_Node]) -> str | None:
    """The linkId of an item that depends on itself, over any number of steps."""
    needs = {item.link_id: [str(t.get("question")) for t in item.found.get("enableWhen") or ()] for item in items}
    done: set[str] = set()

    def visit(link_id: str, above: tuple[str, ...]) -> str | None:
        if link_id in above:
            return link_id
        if link_id in done:
            return None
        found = next((loop for each in needs.get(link_id, ()) if (loop := visit(each, (*above, link_id)))), None)
        done.add(link_id)
        return found

    return next((loop for link_id in needs if (loop := visit(link_id, ()))), None)


def _item(item: _Node) -> Item:
    found, own = item.found, _condition(item.found)
    inner = tuple(each for each in (item.inside, own) if each != Condition())
    kind = str(found["type"])
    prefix = f"{found['prefix']} " if found.get("prefix") else ""
    words = _text(found, "text") or Text("", "")
    return Item(
        id=item.link_id,
        ask=Text(f"{prefix}{words.en}", f"{prefix}{words.es}"),
        type=TYPES[kind],
        choices=YES_NO if kind == "boolean" else tuple(map(_choice, found.get("answerOption") or ())),
        only_if=Condition("all", inner=inner) if inner else Condition(),
        repeats=bool(found.get("repeats")),
        required=bool(found.get("required")),
    )


def _condition(found: Mapping[str, Any]) -> Condition:
    tests = tuple(_test(each) for each in found.get("enableWhen") or ())
    return Condition("any" if found.get("enableBehavior") == "any" else "all", tests) if tests else Condition()


def _test(found: Mapping[str, Any]) -> Test:
    value = next((found[name] for name in VALUES if name in found), None)
    if isinstance(value, Mapping):
        value = value.get("code")
    if isinstance(value, bool) and found.get("operator") != "exists":
        value = str(value).lower()
    return Test(str(found.get("question")), found.get("operator", "="), value)


def _choice(found: Mapping[str, Any]) -> Choice:
    if coding := found.get("valueCoding"):
        words = _text(coding, "display") or Text(str(coding["code"]), str(coding["code"]))
        weight = _weight(coding) if _weight(coding) is not None else _weight(found)
        return Choice(str(coding["code"]), words, score=weight, system=coding.get("system"))
    value = next((found[name] for name in ("valueString", "valueInteger", "valueDate") if name in found), "")
    words = _text(found, "valueString") or Text(str(value), str(value))
    return Choice(str(value), words, score=_weight(found))


def _weight(found: Mapping[str, Any]) -> float | None:
    for extension in found.get("extension") or ():
        if extension.get("url") in WEIGHTS:
            return float(extension.get("valueDecimal", 0))
    return None


def _text(found: Mapping[str, Any], name: str) -> Text | None:
    """The words in both languages; Spanish by the translation extension, else as they are."""
    words = found.get(name)
    if not words:
        return None
    for extension in (found.get(f"_{name}") or {}).get("extension") or ():
        parts = {part["url"]: part for part in extension.get("extension") or ()}
        if extension.get("url") == TRANSLATION and str(parts.get("lang", {}).get("valueCode", "")).startswith("es"):
            content = parts.get("content", {})
            return Text(str(words), str(content.get("valueString") or content.get("valueMarkdown") or words))
    return Text(str(words), str(words))


def _sums(name: str, scoring: Mapping[str, Any] | None, items: list[_Node]) -> tuple[Sum, ...]:
    """Those of the site's scoring file; else one over all weights, where there are any."""
    if scoring is not None:
        return tuple(
            Sum(str(each["id"]), each.get("cut"), tuple(each.get("items", ())), each.get("scores", {}))
            for each in scoring["sums"]
        )
    weighed = any(c.score is not None for item in items for c in map(_choice, item.found.get("answerOption") or ()))
    return (Sum(name),) if weighed else ()
