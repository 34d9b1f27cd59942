"""Reads a JSON text piece by piece: the elements of its lists one by one, each with its line, up to where it breaks."""

import json
from collections.abc import Iterator
from typing import Any, TextIO

PIECE = 1024 * 1024  # characters
_NEAR_END = 32  # characters: a fault further from the end of what was read is no value that goes on in the next piece


class BrokenJson(ValueError):
    """The text is no JSON from line `lineno` on."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"line {line}: {why}")
        self.lineno = line


class Pieces:
    """A window on a JSON text that moves on as values are taken from it."""

    def __init__(self, source: TextIO) -> None:
        self._source, self._text, self._at = source, "", 0
        self._decoder = json.JSONDecoder()
        self.line = 1

    def skip(self, sign: str) -> str:
        """Go past white space and one sign; the character that comes then."""
        passed = False
        while True:
            if self._at >= len(self._text) and not self._more():
                raise BrokenJson(self.line, "the file ends in the middle")
            here = self._text[self._at]
            if not here.isspace() and (here != sign or passed):
                return here
            passed = passed or here == sign
            self._step(self._at + 1)

    def elements(self) -> Iterator[tuple[Any, int]]:
        """(element, line) of the list that stands here."""
        self.skip("[")
        while self.skip(",") != "]":
            line = self.line
            yield self.value(), line
        self._step(self._at + 1)

    def members(self) -> Iterator[str]:
        """The names of the object that stands here; the value of each must be taken before the next."""
        self.skip("{")
        while self.skip(",") != "}":
            name = self.value()
            if not isinstance(name, str) or self.skip(":") in ",}":
                raise BrokenJson(self.line, "a name and a value are expected")
            yield name
        self._step(self._at + 1)

    def value(self) -> Any:
        """The value that stands here."""
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                goes_on = error.msg.startswith("Unterminated") or error.pos > len(self._text) - _NEAR_END
                if not (goes_on and self._more()):
                    line = self.line + self._text.count("\n", self._at, error.pos)
                    raise BrokenJson(line, error.msg) from error
                continue
            if end < len(self._text) or not self._more():  # a number may go on in the next piece
                self._step(end)
                return value

    def _step(self, end: int) -> None:
        self.line += self._text.count("\n", self._at, end)
        self._at = end

    def _more(self) -> bool:
        piece = self._source.read(PIECE)
        self._text, self._at = self._text[self._at :] + piece, 0
        return bool(piece)


def shape_of(pieces: Pieces) -> Any:
    """The value that stands here with its lists emptied; of a text that breaks, what came before."""
    here = pieces.skip("")
    if here == "[":
        for _ in pieces.elements():
            pass
        return []
    if here != "{":
        return pieces.value()
    shape: dict[str, Any] = {}
    try:
        for name in pieces.members():
            shape[name] = [] if pieces.skip(":") == "[" else None
            shape[name] = shape_of(pieces)
    except BrokenJson:
        pass
    return shape
