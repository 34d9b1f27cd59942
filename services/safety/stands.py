"""What is said while a danger stands: to a thank-you, to what nobody can know, and that it stands, in few words."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from services.library.documents import document
from services.library.root import CONTENT
from services.safety.fold import fold
from services.safety.phrases import Phrases, matches, phrases, whole

type Kind = Literal["stands", "thanks", "thanks_better", "unknown"]

BODY: Final = "crisis_medical"


def is_of_body(crisis: str | None, topic: str | None, content: Path = CONTENT) -> bool:
    """Whether being asleep, calm or better ends no such danger: of a body, by its last answer, else its label."""
    return topic in _page(content)["body"] if topic else crisis == BODY


def is_seen_to(crisis: str | None, topic: str | None, content: Path = CONTENT) -> bool:
    """Whether such a danger ends once a doctor has seen it, or an ambulance came."""
    return is_of_body(crisis, topic, content) and topic not in _page(content)["seen_ends_not"]


def is_courtesy(text: str, content: Path = CONTENT) -> bool:
    """Whether a message is a thank-you, or says that it was read, and nothing else."""
    return whole(fold(text).replace(". ", ""), _read("courtesy", content)) is not None


def is_question(text: str, content: Path = CONTENT) -> bool:
    """Whether a message, near a danger, asks something, or one of its sentences does, with or without a sign."""
    folded, known = fold(text), _read("questions", content)
    said = (folded.replace(". ", ""), *(f"{part} " for part in folded.rstrip().split(" . ")))
    return "?" in text or any(whole(each, known) is not None for each in said if each.strip())


def fears_calling(text: str, content: Path = CONTENT) -> bool:
    """Whether a message fears what calling for help brings ("do they take him if I call")."""
    folded = fold(text)
    return any(matches(folded, _read("fears", content))) and not any(matches(folded, _read("fears_unless", content)))


def fears_for_child(text: str, content: Path = CONTENT) -> bool:
    """Whether a message asks if a child is taken away for a call, or for what was told."""
    folded = fold(text)
    taken = any(matches(folded, _read("child_taken", content)))
    return taken and not any(matches(folded, _read("child_taken_unless", content))) and is_question(text, content)


def without_fears(text: str, content: Path = CONTENT) -> str:
    """Return the words of a message that say something else than that."""
    rest = list(folded := fold(text))
    for _, start, end in matches(folded, _read("fears", content)):
        rest[start:end] = " " * (end - start)
    return " ".join("".join(rest).split())


def asks_of_us(text: str, content: Path = CONTENT) -> bool:
    """Whether a message asks who reads what is written here."""
    return any(matches(fold(text), _read("of_us", content)))


def asks_who_is_told(text: str, content: Path = CONTENT) -> bool:
    """Whether a message asks whom we tell of it: a school, the police, DCF."""
    folded = fold(text)
    asked = any(matches(folded, _read("who_is_told", content)))
    return asked and not any(matches(folded, _read("who_is_told_unless", content)))


def we_tell(language: str, topic: str | None = None, content: Path = CONTENT) -> str:
    """Return whom we tell of what is written, for who asks it: in a danger by its last answer, else for any."""
    page = _page(content)
    pair: Mapping[str, str] = page["we_tell"][_named(page["we_tell"], "any", topic, page)]
    return pair.get(language, pair["en"])


def is_no_other_need(label: str, crisis: str, content: Path = CONTENT) -> bool:
    """Whether what a message is about (a label) belongs to the danger that stands, and is no other need beside it."""
    return label in _page(content)["not_open"][crisis]


def is_for_us(label: str, content: Path = CONTENT) -> bool:
    """Whether a label is a wish about this talk ("a person", "erase it"), which a danger does not take the place of."""
    return label in _page(content)["for_us"]


def say(what: Kind, crisis: str, language: str, topic: str | None = None, content: Path = CONTENT) -> str:
    """Return the words of a kind for a danger, by its last answer, else by its label."""
    page = _page(content)
    said: Mapping[str, Mapping[str, str]] = page[what]
    pair = said[_named(said, crisis, topic, page)]
    return pair.get(language, pair["en"])


def corrected(language: str, content: Path = CONTENT) -> str:
    """Return what is said before the right words, where a danger was taken for another one, or for somebody else's."""
    pair: Mapping[str, str] = _page(content)["corrected"]
    return pair.get(language, pair["en"])


def person_called(language: str, content: Path = CONTENT) -> str:
    """Return what is said to who asks for a person beside something else."""
    pair: Mapping[str, str] = _page(content)["person_called"]
    return pair.get(language, pair["en"])


def kind(crisis: str, topic: str | None = None, content: Path = CONTENT) -> str:
    """Return the name under which a danger has its words, by its last answer, else by its label."""
    page = _page(content)
    return _named(page["stands"], crisis, topic, page)


def _named(said: Mapping[str, object], crisis: str, topic: str | None, page: Mapping[str, Any]) -> str:
    names = (str(topic), str(page["like"].get(topic)), crisis)
    return next(name for name in names if name in said)


@cache
def _read(key: str, content: Path) -> Phrases:
    return phrases({str(number): each for number, each in enumerate(_page(content)[key])}, {})


@cache
def _page(content: Path) -> dict[str, Any]:
    return document(content / "safety" / "stands.yml")
