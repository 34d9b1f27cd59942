"""Hears that a door called, comes or has taken the family ("me llamaron los de birth to three, vienen el martes")."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from services.casework.asked_of import is_shaped
from services.casework.became_of import FAULTS, fault_in
from services.casework.care_words import patterns, says, words
from services.casework.clauses import Clause, clauses, joined, runs, sentences_of
from services.casework.known_by import BY_WORD, called
from services.casework.naming import Named
from services.casework.phrases import folded
from services.casework.pointing import left_over, points
from services.casework.put_as_question import begins_to_ask
from services.casework.which import which
from services.directory.things import vocabulary

LONGEST: Final = 240  # characters
BRIEF: Final = 10  # words of news of "them" where nobody asked a door for the family
BRIEF_STEP: Final = 14  # words that tell of a step that is done, whatever is asked beside
TELLING: Final = 4  # letters
TAKES_CASE: Final = "takes_case"  # a lawyer does, as content/language/care.yml names it
type Outcome = Literal["reached", "served", "done"]
OUTCOMES: Final[tuple[Outcome, ...]] = ("served", "reached", "done")


@dataclass(frozen=True, slots=True)
class News:
    """What became of a door for the better; its key, None where it is said of "them"; and both halves of the message.

    `done` is a step of the family's that has to be waited for: an application that is in. `said` is the news, `rest`
    what is told or asked beside it.
    """

    outcome: Outcome
    door: str | None
    said: str
    rest: str


def good_news(text: str, doors: Callable[[], Sequence[Named]], language: str, *, asked: bool) -> News | None:
    """The news in a message; where somebody asked a door for them (`asked`), "they called me" is of that one."""
    said = folded(text)
    if len(text) > LONGEST or (says(said, "bad_news") and not says(said, TAKES_CASE)):
        return None
    parts = clauses(text)
    outcomes = [_outcome(folded(part.said)) for part in parts]
    first = next((each for each in OUTCOMES if each in outcomes), None)
    news = [at for at, outcome in enumerate(outcomes) if outcome]
    if first is None or (first == "done" and any(_is_denied(folded(part.said)) for part in parts[news[-1] :])):
        return None
    told = [parts[at].said for at in news]
    of_news = _named_in_news(told, doors(), language)
    meant = of_news or _named_before(parts[: news[-1] + 1], doors(), language)
    brief = asked or len(text.split()) <= BRIEF or (first == "done" and all(map(_is_brief, told)))
    if meant is None and not (brief and _of_them(folded(" ".join(told)))):
        return None
    names = None if of_news else _naming(parts[: news[-1]], doors(), language)
    return News(first, meant[0] if meant and len(meant) == 1 else None, *_halves(parts, news, names))


def _named_in_news(told: Sequence[str], doors: Sequence[Named], language: str) -> list[str]:
    """The doors that the news names itself."""
    said = folded(" ".join(told))
    return _named(_without_news(said), doors, language) or _named(said, doors, language)


def _named_before(until: Sequence[Clause], doors: Sequence[Named], language: str) -> list[str] | None:
    """The doors that the sentence names which the news ends; [] where an earlier one does; None for none."""
    sentence = folded(" ".join(each.said for each in until if each.sentence == until[-1].sentence))
    earlier = folded(" ".join(each.said for each in until))
    return _named(sentence, doors, language) or ([] if _named(earlier, doors, language) else None)


def _is_brief(said: str) -> bool:
    return len(said.split()) <= BRIEF_STEP


def _outcome(said: str) -> Outcome | None:
    """What of the better a part tells; a part that tells of a no tells none."""
    if _is_denied(said) or any(says(said, "refused", fault) for fault in FAULTS):
        return None
    if says(said, TAKES_CASE):
        return "served"
    return next((each for each in OUTCOMES if says(said, "news", each)), None)


def _is_denied(said: str) -> bool:
    """Whether a part tells that nobody called or came."""
    return says(said, "no_news")


def _named(said: str, doors: Sequence[Named], language: str) -> list[str]:
    """The door that is spoken of; two where it may be either ("that legal number")."""
    likely, known = which(said, doors, language), {door.key: door for door in doors}
    shaped = is_shaped(said) or points(said)
    plainly = [each for each in likely if each.surely or shaped or _by_word(said, known[each.key], doors, language)]
    return [each.key for each in plainly] if shaped or len(likely) == 1 else []


def _by_word(said: str, door: Named, doors: Sequence[Named], language: str) -> bool:
    """Whether it is called by a word of its name ("crec me cogio el nene")."""
    return called(said, door, doors, language) >= BY_WORD


def _of_them(said: str) -> bool:
    others = [word for word in left_over(_without_news(said)) if len(word) >= TELLING and word not in words("small")]
    return not others and bool(set(said.split()) & words("of_them"))


def _without_news(said: str) -> str:
    for path in ((TAKES_CASE,), *(("news", outcome) for outcome in OUTCOMES)):
        for pattern in patterns(*path):
            said = pattern.sub(" ", said)
    return f" {' '.join(said.split())} "


def _halves(parts: Sequence[Clause], news: Sequence[int], names: int | None) -> tuple[str, str]:
    """The news, with how one came to it and what names its door; and all that tells more."""
    of_it = [at in news or at == names or (at < news[-1] and _leads(each, parts)) for at, each in enumerate(parts)]
    halves: dict[bool, list[str]] = {True: [], False: []}
    for is_news, run in runs(parts, of_it):
        said = joined(run)
        halves[is_news or not _tells(said)].append(said)
    return sentences_of(halves[True]), sentences_of(halves[False])


def _leads(clause: Clause, parts: Sequence[Clause]) -> bool:
    """Whether a clause only tells how one came to the news; what stands in the report of a no stays with that."""
    sentence = joined([each for each in parts if each.sentence == clause.sentence])
    return says(folded(clause.said), "contact") and fault_in(folded(sentence)) is None


def _naming(before: Sequence[Clause], doors: Sequence[Named], language: str) -> int | None:
    """The last clause before the news that names a door, where it tells no more of it ("birth to three called")."""
    named = [at for at, each in enumerate(before) if _named(folded(each.said), doors, language)]
    return named[-1] if named and not _is_of_its_own(joined([before[named[-1]]])) else None


def _is_of_its_own(text: str) -> bool:
    """Whether a clause asks, needs or reports something itself."""
    said = folded(text)
    asks = "?" in text or begins_to_ask(text, surely=True) or says(said, "wants")
    return asks or _is_denied(said) or fault_in(said) is not None


def _tells(text: str) -> bool:
    """Whether it says more than a word or thanks, and asks for what we could look for; "rent" alone does."""
    said = folded(text)
    more = any(len(word) >= TELLING and word not in words("small") for word in said.split())
    if len(said.split()) == 1:
        more = not set(said.split()) & words("small") and bool(vocabulary().asked(said).things)
    return more and not says(said, "behind_news")
