"""A message word for word, so that what a pattern finds in it can be left out; signs stand between the words as "|"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Self

from services.casework.phrases import folded

SIGN: Final = "|"
_SIGNS: Final = re.compile(r"[.!?;,\n]+$")


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words as they stand; the same folded in one text with a space at each end; and where each of them begins."""

    words: tuple[str, ...]
    said: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Self:
        """A text in its words."""
        words, said, starts = tuple(text.split()), " ", list[int]()
        for word in words:
            starts.append(len(said))
            said += folded(word).lstrip() + (f"{SIGN} " if _SIGNS.search(word) else "")
        return cls(words, said, tuple(starts))

    def find(self, pattern: re.Pattern[str]) -> Iterator["Found"]:
        """Each place where a pattern is found, with the words that stand in it."""
        for match in pattern.finditer(self.said):
            inside = [at for at, start in enumerate(self.starts) if match.start() <= start < match.end()]
            inside = [at for at in inside if folded(self.words[at]).strip()]
            if inside:
                yield Found(self, match, inside[0], inside[-1])

    def without_all(self, found: Iterable["Found"]) -> str:
        """The folded text, with signs in place of what was found."""
        left = self.said
        for each in found:
            start, end = each.match.span()
            left = f"{left[:start]}{SIGN * (end - start)}{left[end:]}"
        return left


@dataclass(frozen=True, slots=True)
class Found:
    """Some words of a message, from the `first` to the `last` of them."""

    spoken: Spoken
    match: re.Match[str]
    first: int
    last: int

    @property
    def before(self) -> Sequence[str]:
        """The folded words before them in their own part of the message."""
        return self.spoken.said[: self.match.start()].rpartition(SIGN)[2].split()

    @property
    def behind(self) -> str:
        """The folded words behind them in their own part; none where a sign follows."""
        return "" if _SIGNS.search(self.spoken.words[self.last]) else self._after.partition(SIGN)[0].strip()

    @property
    def asks(self) -> bool:
        """Whether their own part of the message ends with a question mark."""
        words = self.spoken.words
        return words[next((at for at in range(self.last, len(words)) if _SIGNS.search(words[at])), -1)].endswith("?")

    @property
    def ends_as_question(self) -> bool:
        """Whether they end with a question mark themselves."""
        return self.spoken.words[self.last].endswith("?")

    @property
    def _after(self) -> str:
        return self.spoken.said[self.match.end() :]

    def without(self) -> str:
        """The other words, a sign where these were so that what is left stays in parts."""
        words = self.spoken.words
        kept, sign = list(words[: self.first]), _SIGNS.search(words[self.last])
        if kept and not _SIGNS.search(kept[-1]):
            kept[-1] += sign.group() if sign and "?" not in sign.group() else ","
        return " ".join([*kept, *words[self.last + 1 :]])
