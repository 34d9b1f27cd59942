"""Takes a CSV text apart into rows, and tells where one is broken: a quote never closed swallows all that follows."""

import csv
from collections.abc import Iterator

NEVER_CLOSED = "a quote is never closed"
CUT = "the file ends in the middle of this row"


class Tape:
    """Lines one after another, of which the last ones can be put back; `line` is how many are out."""

    def __init__(self, lines: Iterator[str], line: int = 0) -> None:
        self._lines, self._back = lines, list[str]()
        self.taken: list[str] = []
        self.line = line

    def __iter__(self) -> "Tape":
        return self

    def __next__(self) -> str:
        line = self._back.pop() if self._back else next(self._lines)
        self.taken.append(line)
        self.line += 1
        return line

    def put_back(self, count: int) -> None:
        """The last `count` lines come again."""
        for _ in range(count):
            self._back.append(self.taken.pop())
        self.line -= count


def rows_of(tape: Tape, separator: str, width: int) -> Iterator[tuple[int, list[str], str | None]]:
    """(line, values, fault) of each row. Of a broken one only the first line is taken: rows that it swallowed come
    again, from the first line that has as many values as there are headings."""
    whole = False
    reader = csv.reader(tape, delimiter=separator)
    while True:
        tape.taken, start = [], tape.line + 1
        try:
            values, error = next(reader), None
        except StopIteration:
            return
        except csv.Error as raised:
            values, error = [], str(raised)
            reader = csv.reader(tape, delimiter=separator)
        swallowed = [len(_alone(line, separator)) == width for line in tape.taken[1:]]
        fault = _fault(tape.taken, values, separator, error, suspicious=any(swallowed) or len(values) != width)
        if fault is None and whole and len(values) < width and not tape.taken[-1].endswith(("\n", "\r")):
            fault = CUT
        if fault:
            values = _alone(tape.taken[0], separator)
            tape.put_back(len(swallowed) - swallowed.index(True) if any(swallowed) else 0)
        whole = whole or len(values) == width
        yield start, values, fault


def _fault(taken: list[str], values: list[str], separator: str, error: str | None, *, suspicious: bool) -> str | None:
    if error:
        return NEVER_CLOSED if "field larger" in error else error
    if len(taken) == 1 and taken[0].count('"') % 2 == 0:
        return None
    try:
        list(csv.reader(taken, delimiter=separator, strict=True))
    except csv.Error as raised:
        open_at_end = "end of data" in str(raised)
        return NEVER_CLOSED if open_at_end or (len(taken) > 1 and suspicious) else None
    return None


def _alone(line: str, separator: str) -> list[str]:
    return next(csv.reader([line], delimiter=separator), [])
