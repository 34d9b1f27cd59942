"""The small pattern language of content/safety, compiled to regular expressions over folded text.

    word      that word, however it was spelled before folding     word*     any word that begins so
    word?     the word may be missing; so may (a group)?           (a|b c)   one of these
    ~3        up to three words of any kind, in one sentence       <name>    what `words` calls by that name

Two names are built in: <n> is a number, <nn> a number of two or more digits.
"""

import re
from collections.abc import Mapping
from typing import Final

from services.safety.fold import fold

BUILT_IN: Final = {"n": "[0-9]+", "nn": "[0-9]{2,}"}
_TOKEN: Final = re.compile(r"\s*(?:~(?P<gap>\d)|<(?P<name>\w+)>|(?P<mark>[(|)?])|(?P<word>[\w.]+)(?P<star>\*?))")
_WORD_START: Final = "(?<![^ ])"
_AFTER_WORD: Final = r" (?:\. )?"


def to_regex(pattern: str, words: Mapping[str, str]) -> str:
    """Return the source of the regular expression for `pattern`; raise ValueError where it cannot be read."""
    pieces = []
    position = 0
    while position < len(pattern.rstrip()):
        token = _TOKEN.match(pattern, position)
        if not token:
            raise ValueError(f"cannot read {pattern[position:]!r} in the pattern {pattern!r}")
        pieces.append(_piece(token, words))
        position = token.end()
    return _WORD_START + "".join(pieces)


def _piece(token: re.Match[str], words: Mapping[str, str]) -> str:
    if token["gap"]:
        return f"(?:[a-z0-9]+ ){{0,{token['gap']}}}"
    if token["mark"]:
        return "(?:" if token["mark"] == "(" else token["mark"]
    if token["name"]:
        return _named(token["name"], words)
    spelled = _spelled(token["word"]) + ("[a-z0-9]*" if token["star"] else "")
    return f"(?:{spelled}{_AFTER_WORD})"


def _named(name: str, words: Mapping[str, str]) -> str:
    if name in BUILT_IN:
        return f"(?:{BUILT_IN[name]}{_AFTER_WORD})"
    if name not in words:
        raise ValueError(f"no list of words is called <{name}>")
    return f"(?:{to_regex(words[name], words).removeprefix(_WORD_START)})"


def _spelled(word: str) -> str:
    """Let a doubled letter stand single: people drop it, and folding a long run ("killlll") leaves one."""
    folded = fold(word).rstrip()
    return re.sub(r"([a-z])\1", r"\1\1?", folded) if len(folded) > 3 else folded
