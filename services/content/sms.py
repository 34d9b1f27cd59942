"""Checks that what may go out as a text message costs what it may, in letters that do not make it dear."""

from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any, Final

from services.content.fault import Fault
from services.content.pairs import LANGUAGES, placeholders
from services.content.project import Project
from services.content.responses import variants
from services.content.sentences import Sentence, sentences
from services.texts.segments import BASIC, EXTENDED, Segments, segments

BUDGET: Final = "content/texts/budget.yml"
ALPHABET: Final[Mapping[str, frozenset[str]]] = {"en": BASIC | EXTENDED, "es": BASIC | EXTENDED | set("áíóúÁÍÓÚ")}
UNKNOWN: Final = "x" * 20  # as long as the names and numbers that fill most places

type Filling = Mapping[str, str]


class _Lenient(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return UNKNOWN


def faults(project: Project) -> list[Fault]:
    """Messages that travel in more parts than their file's budget, and signs that cost three times a plain one."""
    fillings: dict[str, list[Filling]] = {each: list(_fillings(project, each)) for each in LANGUAGES}
    budgets = project.page(BUDGET).get("sentences", [])
    found = []
    for each in (*(s for s in sentences(project) if s.texted), *_with_choices(project)):
        size = max(
            (segments(text) for text in _filled(each.text, fillings[each.language])), key=lambda size: size.parts
        )
        most = _budget(budgets, each)
        if most is not None and size.parts > most:
            found.append(Fault(each.path, _too_long(each, size), f"Keep it to {most}, or cut it in two."))
        if dear := sorted(set(each.text) - ALPHABET[each.language]):
            problem = f"{each.key} has {', '.join(map(repr, dear))} in {each.language}, which makes a text dear"
            found.append(Fault(each.path, problem, "Use straight quotes, plain spaces and short dashes."))
    return list(dict.fromkeys(found))


def _too_long(sentence: Sentence, size: Segments) -> str:
    cost = f"up to {size.parts} parts in {sentence.language} ({size.units} units of {size.encoding})"
    return f"{sentence.key} travels in {cost}"


def _budget(budgets: list[Mapping[str, Any]], sentence: Sentence) -> int | None:
    """The most parts for a sentence: by the first line of the budget that fits its file."""
    fitting = (line for line in budgets if fnmatchcase(sentence.path, line["files"]))
    line = next(fitting, None)
    return int(line[sentence.language]) if line else None


def _filled(text: str, fillings: list[Filling]) -> Iterator[str]:
    """The text with each program or service that fills all its places; with guesses where none does."""
    wanted = placeholders(text)
    fitting = [filling for filling in fillings if wanted and wanted <= filling.keys()]
    for filling in fitting or [{}]:
        yield text.format_map(_Lenient(filling))


def _fillings(project: Project, language: str) -> Iterator[Filling]:
    for _, page in project.under("content/programs"):
        notes = [note["text"][language] for note in page.get("notes", ())]
        because = sorted([*(rule["because"][language] for rule in page["rules"]), *notes], key=len)
        words = {part: page[part][language] for part in ("name", "summary", "next_step")}
        yield {**words, "reasons": " ".join(because[-2:])}
    for _, page in project.under("content/directory"):
        for service in page["services"]:
            ours = service["x_onedoor"]
            words = {part: ours[part][language] for part in ("summary", "next_step")}
            name = ours.get("name", {}).get(language, service["name"])
            yield {"name": name, "town": "North Stonington", "far": "a 88.8 millas", **words}


def _with_choices(project: Project) -> Iterator[Sentence]:
    """Responses as a phone shows them: the choices numbered under the text."""
    lead = project.page("content/messages/conversation.yml").get("number_choices_lead", {})
    for path, page in project.under("data/responses"):
        for key, written in page["responses"].items():
            for (_, language), variant in variants(written).items():
                if buttons := variant.get("buttons", ()):
                    text = f"{variant['text']}\n{lead.get(language, '')} {numbered(buttons)}"
                    yield Sentence(path, f"{key} with its choices", language, text, texted=True)


def numbered(buttons: Iterable[Mapping[str, Any]]) -> str:
    """The titles of choices as a phone shows them: "1 Yes, 2 No"."""
    return ", ".join(f"{number} {button['title']}" for number, button in enumerate(buttons, start=1))
