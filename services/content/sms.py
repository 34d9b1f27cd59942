"""Checks that what may go out as a text message stays short, and in letters that do not make it dear."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from services.content.fault import Fault
from services.content.pairs import placeholders
from services.content.project import Project
from services.content.responses import variants
from services.content.sentences import Sentence, sentences
from services.texts.segments import BASIC, EXTENDED

# Characters of one message with everything filled in: about three parts of 153 for English. Spanish with á, í, ó or ú
# travels in parts of 67, so it is held shorter: 420 is a little over six.
LONGEST: Final[Mapping[str, int]] = {"en": 480, "es": 420}
ALPHABET: Final[Mapping[str, frozenset[str]]] = {"en": BASIC | EXTENDED, "es": BASIC | EXTENDED | set("áíóúÁÍÓÚ")}
UNKNOWN: Final = "x" * 20  # as long as the names and numbers that fill most places

type Filling = Mapping[str, str]


class _Lenient(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return UNKNOWN


def faults(project: Project) -> list[Fault]:
    """Messages over their length, and signs that cost three times the price of a plain one."""
    fillings = {language: list(_fillings(project, language)) for language in LONGEST}
    found = []
    for each in (*(s for s in sentences(project) if s.texted), *_with_choices(project)):
        longest = max(map(len, _filled(each.text, fillings[each.language])))
        if longest > LONGEST[each.language]:
            problem = f"{each.key} is up to {longest} characters long in {each.language}"
            found.append(Fault(each.path, problem, f"Keep it to {LONGEST[each.language]}."))
        if dear := sorted(set(each.text) - ALPHABET[each.language]):
            problem = f"{each.key} has {', '.join(map(repr, dear))} in {each.language}, which makes a text dear"
            found.append(Fault(each.path, problem, "Use straight quotes, plain spaces and short dashes."))
    return list(dict.fromkeys(found))


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
            yield {"name": service["name"], "town": "North Stonington", "miles": "88.8", **words}


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
