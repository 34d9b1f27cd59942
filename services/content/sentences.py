"""Gathers every sentence that families read, wherever it is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from services.content.pairs import LANGUAGES, pairs
from services.content.project import Project
from services.content.responses import variants

# (where, what the way to the sentence begins with, whether it may go out as a text message)
HOLDERS: Final = (
    ("content/instruments/", "", True),
    ("content/messages/conversation.yml", "", True),
    ("content/answers/", "", True),
    ("content/messages/keywords.yml", "", True),
    ("content/messages/console.yml", "family.", True),
    ("content/messages/screening.yml", "", True),
    ("content/messages/reach.yml", "family.", True),
    ("content/messages/widget.yml", "", False),
    ("content/milestones/", "", True),
    ("content/needs/", "", True),
    ("content/phrases/", "phrases.", True),
    ("content/places/last_resort.yml", "", True),
    ("content/programs/", "", True),
    ("content/directory/", "", True),
    ("content/safety/afterwards.yml", "", True),
    ("content/safety/answers.yml", "", True),
    ("content/safety/hour/", "", True),
    ("content/safety/stands.yml", "", True),
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing said in one language; `key` is the way to it in its file, `official` that its words are not ours."""

    path: str
    key: str
    language: str
    text: str
    texted: bool
    official: bool = False


def sentences(project: Project) -> Iterator[Sentence]:
    """Every sentence for families in each language: responses, their buttons, messages, programs, services, answers."""
    yield from responses(project)
    for start, within, texted in HOLDERS:
        for path, page in project.pages.items():
            if path.startswith(start):
                for key, pair in ((key, pair) for key, pair in pairs(page) if key.startswith(within)):
                    official = page.get("wording") == "official" and key.endswith((".ask", ".title"))
                    yield from (Sentence(path, key, lang, pair[lang], texted, official) for lang in LANGUAGES)


def responses(project: Project) -> Iterator[Sentence]:
    """What Rasa says, and the buttons under it."""
    for path, page in project.under("data/responses"):
        for key, written in page["responses"].items():
            for (_, language), variant in variants(written).items():
                yield Sentence(path, key, language, variant["text"], texted=True)
                for button in variant.get("buttons", ()):
                    yield Sentence(path, f"{key} button", language, button["title"], texted=True)
