"""What a family's own words mean as the answer to one question: a wish for the talk, choices, or nothing clear."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz, process

from services.screening.instrument import Choice, Item
from services.screening.wanting import bare_counts
from services.screening.words import clauses, fold, lists, mended, number_named, numbers_in

Wish = Literal["why", "skip", "prefer_not", "back", "pause", "stop", "again", "go_on", "wrong"]

LONGEST_WISH = 10  # words; in a longer message "later" or "back" is part of a story
LIKE = 86  # of 100, how like a phrase the whole message must be
COMMON = 0.9  # weight of a list that all choices of its kind share, beside an item's own words
HEDGE = 4.0  # "a veces no alcanza" is sometimes: who hedges means it
LOOSE = 0.8  # weight of a phrase whose small words differ: "lost our insurance" for "lost insurance"
LOOSE_FROM = 5  # letters of a word that may stand for its phrase alone
REACH = 3  # words over which a negation reaches


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand for a choice; `loose` are those of them that say something, in any order."""

    words: tuple[str, ...]
    code: str
    weight: float
    loose: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All phrases of an item, and each word in them."""

    phrases: tuple[Phrase, ...]
    words: frozenset[str]


def wish(text: str) -> Wish | None:
    """The wish that a whole message is ("why do you ask?"), also with a few words around it; None when it is none."""
    said = fold(text)
    words = said.split()
    if not words or len(words) > LONGEST_WISH:
        return None
    best: tuple[float, str] = (0.0, "")
    for name, phrases in lists().wishes.items():
        if name not in ("all", "none"):
            best = max(best, *((_wish_weight(said, words, phrase), name) for phrase in phrases))
    return best[1] if best[0] else None  # type: ignore[return-value]


def _wish_weight(said: str, words: list[str], phrase: str) -> float:
    """How much of the message a wish's phrase is: all of it, nearly, or a part of three words or more."""
    if said == phrase:
        return 1000.0
    parts = phrase.split()
    if len(parts) > 1 and _at(words, parts) is not None and (len(parts) > 2 or len(words) <= len(parts) + 2):
        return 10.0 * len(parts) + len(phrase)
    if len(parts) == 1 and len(words) <= 4 and phrase in UNMISTAKABLE and phrase in words:
        return 5.0
    return 3.0 if len(phrase) > 6 and fuzz.ratio(said, phrase) >= LIKE + 4 else 0.0


# Single words that are a wish also with others beside them: "skip that", "later please".
UNMISTAKABLE = frozenset({"skip", "later", "luego", "saltar", "atras", "pausa", "pause", "tomorrow"})


def understand(text: str, item: Item, needs: Collection[str] = ()) -> tuple[str, ...]:
    """The codes that a message means; () when none is clear. `needs` are what the network reads in it."""
    if not item.choices:
        return ()
    if codes := _by_number(text, item):
        return codes
    if code := _by_words(text, item):
        return (code,)
    if set(item.needs) & set(needs) and (finding := [c for c in item.choices if c.meaning == "need"]):
        return (finding[0].code,)
    return ()


def _by_number(text: str, item: Item) -> tuple[str, ...]:
    if item.repeats:
        numbers = numbers_in(text) if re.fullmatch(r"[\d\s,.;&+yand]+", text.casefold().strip()) else []
    else:
        named = number_named(text)
        numbers = [named] if named else []
    if not all(1 <= number <= len(item.choices) for number in numbers):
        return ()
    return tuple(dict.fromkeys(item.choices[number - 1].code for number in numbers))


def _by_words(text: str, item: Item) -> str | None:
    vocabulary = _vocabulary(item)
    known = vocabulary.words | lists().negations
    weights: dict[str, float] = {}
    for said in clauses(text):
        words = [mended(word, known) for word in said]
        for phrase in vocabulary.phrases:
            code, weight = _match(words, phrase, item)
            if code and weight > weights.get(code, 0.0):
                weights[code] = weight
    if weights:
        best, *others = sorted(weights, key=lambda code: -weights[code])
        return best if not others or weights[best] > weights[others[0]] else None
    alike = {" ".join(phrase.words): phrase.code for phrase in vocabulary.phrases if len(" ".join(phrase.words)) > 3}
    near = process.extractOne(fold(text), list(alike), scorer=fuzz.ratio, score_cutoff=LIKE)
    return alike.get(near[0]) if near else None


def _match(words: list[str], phrase: Phrase, item: Item) -> tuple[str | None, float]:
    """The code that a phrase stands for in this clause, turned round behind a negation."""
    negations = lists().negations
    own_negation = bool(set(phrase.words) & negations)
    at, weight = _at(words, phrase.words), phrase.weight
    if at is None and phrase.loose and phrase.loose <= set(words):
        at, weight = min(map(words.index, phrase.loose)), LOOSE * weight * _share(phrase)
        own_negation &= bool(set(words) & negations)
    if at is None or not bare_counts(words, at, len(phrase.words)):
        return None, 0.0
    before = set(words[max(0, at - REACH) : at]) | (set(words[at:]) & negations if weight < phrase.weight else set())
    if phrase.words[0] in lists().own_sentence:
        before -= {"no"}  # "no we have husky": an answer, and then what is so
    if own_negation or not before & negations:
        return phrase.code, weight
    return _opposite(item, phrase.code), weight


def _share(phrase: Phrase) -> float:
    return sum(map(len, phrase.loose)) / sum(map(len, phrase.words))


def _loose(words: tuple[str, ...], choice: Choice) -> frozenset[str]:
    """The words of a phrase that say something, when they are enough to know it by: one alone never says "no need"."""
    telling = frozenset(words) - lists().small - lists().negations
    enough = len(telling) > 1 or (choice.meaning != "no_need" and any(len(word) >= LOOSE_FROM for word in telling))
    return telling if len(words) > 1 and enough and not set(words) & lists().negations else frozenset()


def _opposite(item: Item, code: str) -> str | None:
    """The choice that says the contrary; who hedges says no contrary."""
    turned = {"need": "no_need", "no_need": "need", "some": "some"}
    choice = item.choice(code)
    meaning = turned.get(str(choice.meaning if choice else None))
    others = [each.code for each in item.choices if each.meaning == meaning]
    return code if meaning == "some" else others[0] if len(others) == 1 else None


def _at(words: list[str], phrase: Collection[str]) -> int | None:
    size, wanted = len(phrase), list(phrase)
    return next((at for at in range(len(words) - size + 1) if words[at : at + size] == wanted), None)


@lru_cache(maxsize=512)
def _vocabulary(item: Item) -> Vocabulary:
    found: dict[tuple[str, ...], Phrase] = {}
    for choice in item.choices:
        for words, share in _said_for(choice, item):
            hedge = HEDGE if choice.meaning == "some" else 0.0
            weight = share * (sum(map(len, words)) + 2 * len(words) + hedge)
            if words and (words not in found or weight > found[words].weight):
                found[words] = Phrase(words, choice.code, weight, _loose(words, choice))
    return Vocabulary(tuple(found.values()), frozenset(word for phrase in found for word in phrase))


def _said_for(choice: Choice, item: Item) -> list[tuple[tuple[str, ...], float]]:
    """Every phrase for a choice: its own, and the common lists that are its kind."""
    own = dict.fromkeys([*map(fold, choice.words), fold(choice.title.en), fold(choice.title.es)])
    readings = lists().readings
    kinds = [name for name in ("yes", "no", "sometimes", "not sure") if name in own or _begins(own, name)]
    for name, meaning in (("fine", "no_need"), ("hard", "need")):
        if [each.code for each in item.choices if each.meaning == meaning] == [choice.code]:
            kinds.append(name)
    common = [phrase for kind in kinds for phrase in readings[kind] if phrase not in own]
    return [(tuple(p.split()), 1.0) for p in own] + [(tuple(p.split()), COMMON) for p in common]


def _begins(own: Collection[str], name: str) -> bool:
    """A title such as "Sometimes true" or "Yes, and a doctor knows"."""
    return any(phrase.startswith(f"{name} ") for phrase in own) and name != "no"
