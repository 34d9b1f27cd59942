"""The small pattern language of content/safety, read into trees of parts.

    word      that word, however it was spelled before folding     word*     any word that begins so
    word?     the word may be missing; so may (a group)?           (a|b c)   one of these
    ~3        up to three words, none ending a sentence            <name>    what `words` calls by that name

Three names are built in: <n> is a number, <nn> a number of two or more digits, <year> one from 1900 to 2099.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from services.safety.fold import fold

type Parts = tuple[Word | Gap | Choice, ...]

KEY: Final = 3  # words are looked up by their first three letters
_TOKEN: Final = re.compile(r"\s*(?:~(?P<gap>\d+)|<(?P<name>\w+)>|(?P<mark>[(|)?])|(?<![)>?])(?P<word>\w++\*?)(?![(<]))")
_AFTER_WORD: Final = r" (?:\. )?"
_NUMBERS: Final = {"n": "[0-9]+", "nn": "[0-9]{2,}", "year": "(?:19|20)[0-9]{2}"}


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a pattern: its regular expression and the keys under which it may appear in a message."""

    regex: str
    keys: frozenset[str]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Any words of one sentence, up to `most`."""

    most: int
    optional: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences of parts."""

    options: tuple[Parts, ...]
    optional: bool = False


def parse(pattern: str, words: Mapping[str, str]) -> Parts:
    """Return the parts of `pattern`; raise ValueError, quoting it, where it cannot be read."""
    try:
        options = _options(_tokens(pattern), words, depth=0)
    except ValueError as error:
        raise ValueError(f"{error} in the pattern {pattern!r}") from None
    return options[0] if len(options) == 1 else (Choice(options),)


def to_regex(parts: Parts) -> str:
    """Return the regular expression that matches `parts` from the beginning of a folded word."""
    return "".join(_regex(part) for part in parts)


def _regex(part: Word | Gap | Choice) -> str:
    if isinstance(part, Gap):
        return f"(?:[a-z0-9]+ ){{0,{part.most}}}"
    inside = part.regex + _AFTER_WORD if isinstance(part, Word) else "|".join(map(to_regex, part.options))
    return f"(?:{inside}){'?' if part.optional else ''}"


def _tokens(pattern: str) -> Iterator[re.Match[str]]:
    position = 0
    while position < len(pattern):
        token = _TOKEN.match(pattern, position)
        if not token:
            raise ValueError(f"cannot read {pattern[position:]!r}")
        yield token
        position = token.end()


def _options(tokens: Iterator[re.Match[str]], words: Mapping[str, str], depth: int) -> tuple[Parts, ...]:
    """Read alternatives up to the bracket that closes them, or at depth 0 up to the end."""
    options: list[list[Word | Gap | Choice]] = [[]]
    for token in tokens:
        match token["mark"]:
            case ")" if depth:
                return tuple(map(tuple, options))
            case "(":
                options[-1].append(Choice(_options(tokens, words, depth + 1)))
            case "|":
                options.append([])
            case "?" if options[-1]:
                options[-1][-1] = replace(options[-1][-1], optional=True)
            case None:
                options[-1].append(_leaf(token, words))
            case mark:
                raise ValueError(f"a {mark!r} too many")
    if depth:
        raise ValueError("a '(' without its ')'")
    return tuple(map(tuple, options))


def _leaf(token: re.Match[str], words: Mapping[str, str]) -> Word | Gap | Choice:
    if token["gap"]:
        return Gap(int(token["gap"]))
    if token["word"]:
        return _word(token["word"])
    if token["name"] in _NUMBERS:
        return Word(_NUMBERS[token["name"]], frozenset({"0"}))
    if token["name"] not in words:
        raise ValueError(f"no list of words is called <{token['name']}>")
    return Choice((parse(words[token["name"]], words),))


@cache
def _word(written: str) -> Word:
    """Let a doubled letter stand single: people drop it, and folding a long run ("killlll") leaves one."""
    folded = fold(written).rstrip()
    single = re.sub(r"([a-z])\1", r"\1", folded) if len(folded) > 3 else folded
    regex = re.sub(r"([a-z])\1", r"\1\1?", folded) if len(folded) > 3 else folded
    if written.endswith("*"):
        if len(single) < KEY:
            raise ValueError(f"{written} is too short a beginning")
        regex += "[a-z0-9]*"
    return Word(regex, frozenset({key(folded), key(single)}))


def key(word: str) -> str:
    """Return the key under which a folded word is looked up."""
    return "0" if word[0].isdigit() else word[:KEY]
