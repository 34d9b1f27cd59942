"""What to do in the hour of a danger that was answered: by what a message tells (`hint`), else step by step (`step`).

Nothing is said twice: each text has a name, and the names of those that were `said` are handed in. `topics` are the
answers of the danger so far, the last one first.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from services.library.documents import document
from services.library.root import CONTENT
from services.safety.fold import fold
from services.safety.phrases import Phrases, matches, phrases, without

LONGEST: Final = 2_000  # words, where a hint names no fewer
MARK: Final = "hour."  # begins the name of every text of this kind, among the answers of a danger


@dataclass(frozen=True, slots=True)
class Told:
    """A text and the name under which it counts as said."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class _Hint:
    """What is answered to something that a message tells after some `topics`; `lasting`: also when all are safe.

    The topics are those that its page comes `after`, and `also` some, or `only` some. `told` must stand in what the
    family told of the danger, without what is `aside`; with `most`, a message of more words tells something else. One
    with `beside` also answers the very message that told of the danger: what is `asked` in it, or `told`.
    """

    name: str
    topics: frozenset[str]
    when: Phrases
    unless: Phrases
    lasting: bool
    not_after: frozenset[str]  # names of texts: once one of them was said, this one is out of place
    say: Mapping[str, str]
    told: Phrases | None
    aside: Phrases
    most: int
    beside: str | None

    def fits(self, folded: str, before: str) -> bool:
        """Whether a folded message tells this, where `before` is what was told of the danger."""
        if len(folded.split()) > self.most or not _any(folded, self.when) or _any(folded, self.unless):
            return False
        return self.told is None or _any(without(before, self.aside), self.told)


def hint(
    text: str,
    topics: Sequence[str],
    said: Collection[str],
    language: str,
    *,
    over: bool = False,
    before: str = "",
    named: str = "",
    beside: Collection[str] | None = None,
    first: bool = False,
    content: Path = CONTENT,
) -> Told | None:
    """Return what to do about what a message tells; None where it tells nothing of the kind, or that was said.

    `before` are the family's own words of the danger; `named` asks only for hints whose names begin so, `beside` for
    those that answer the message that told of it, and how. What comes `first` is heard beside an ordinary need too.
    """
    folded, told_before = fold(text), fold(before)
    if not first and needs(text, content):
        return None
    for topic in topics:
        for each in _hints(content):
            of_it = (
                topic in each.topics
                and each.name.startswith(MARK + named)
                and (beside is None or each.beside in beside)
            )
            out_of_place = each.name in said or not each.not_after.isdisjoint(said)
            open_still = of_it and not out_of_place and (each.lasting or not over)
            if open_still and each.fits(folded, told_before):
                return Told(each.name, _in(each.say, language))
    return None


def step(topics: Sequence[str], said: Collection[str], language: str, content: Path = CONTENT) -> Told | None:
    """Return the next thing to do in such a danger; None where there is none, or all were said."""
    steps = (each for topic in topics[:1] for each in _steps(topic, content))
    return next((Told(name, _in(pair, language)) for name, pair in steps if _is_left(name, pair, said)), None)


def asks_what_to_do(text: str, content: Path = CONTENT) -> bool:
    """Whether a message asks what to do now, or till help comes, or says nothing but fear; and for no ordinary need."""
    return _any(fold(text), _asking(content)["asks"]) and not needs(text, content)


def waits(text: str, content: Path = CONTENT) -> bool:
    """Whether a message asks what to do till those come who were called."""
    return _any(fold(text), _asking(content)["waits"])


def needs(text: str, content: Path = CONTENT) -> bool:
    """Whether a message names an ordinary need, whatever else it holds."""
    asking = _asking(content)
    return _any(without(fold(text), asking["set_aside"]), asking["unless_need"])


def _any(folded: str, among: Phrases) -> bool:
    return next(matches(folded, among), None) is not None


def _in(pair: Mapping[str, str], language: str) -> str:
    return pair.get(language, pair["en"])


def _is_left(name: str, step: Mapping[str, Any], said: Collection[str]) -> bool:
    """Whether a step is still to be said, and is none of those that go with what was said no more."""
    return name not in said and _named(step).isdisjoint(said)


def _named(page: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(MARK + each for each in page.get("not_after", ()))


def _steps(topic: str, content: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for kind, page in _pages(content).items():
        if topic in page.get("after", ()):
            yield from ((f"{MARK}{kind}.{number}", pair) for number, pair in enumerate(page.get("steps", ()), start=1))
            return


@cache
def _hints(content: Path) -> tuple[_Hint, ...]:
    return tuple(
        _Hint(
            MARK + each["id"],
            frozenset(each.get("only", (*page["after"], *each.get("also", ())))),
            _read(each["when"], content),
            _read(each.get("unless", ()), content),
            bool(each.get("lasting")),
            _named(each),
            each["say"],
            _read(each["told"], content) if "told" in each else None,
            _read(each.get("aside", ()), content),
            each.get("most", LONGEST),
            each.get("beside"),
        )
        for page in _pages(content).values()
        for each in page.get("hints", ())
    )


@cache
def _asking(content: Path) -> Mapping[str, Phrases]:
    page = _pages(content)["asking"]
    return {kind: _read(page[kind], content) for kind in ("asks", "waits", "set_aside", "unless_need")}


def _read(patterns: Sequence[str], content: Path) -> Phrases:
    return phrases({str(number): each for number, each in enumerate(patterns)}, _words(content))


@cache
def _words(content: Path) -> Mapping[str, str]:
    pages = (document(content / "safety" / name) for name in ("crisis.yml", "topics.yml", "afterwards.yml"))
    return {name: each for page in pages for name, each in page["words"].items()}


@cache
def _pages(content: Path) -> Mapping[str, Mapping[str, Any]]:
    return {path.stem: document(path) for path in sorted((content / "safety" / "hour").glob("*.yml"))}
