"""Digits as they are said aloud: one by one, in tens ("sixty one oh six"), doubled ("double four")."""

from dataclasses import dataclass

from spacy.tokens import Doc

from assistant.facts.lexicon import among, words
from assistant.facts.tokens import text_at

BETWEEN = frozenset({"-", ",", "y"})


@dataclass(frozen=True)
class Said:
    """The digits of a number word, its first and last token, and whether it was written in digits."""

    digits: str
    start: int
    last: int
    is_written: bool


def runs(doc: Doc) -> list[list[Said]]:
    """Return the number words that stand together, run by run."""
    found: list[list[Said]] = [[]]
    for token in doc:
        said = _said(doc, token.i)
        if said is not None:
            _put(found[-1], said, doc)
        elif not (token.text in among("doubles") or (token.text in BETWEEN and found[-1])):
            found.append([])
    return [run for run in found if run]


def _said(doc: Doc, i: int) -> Said | None:
    """Return the digits said at `i`, twice after "double"; None where no number stands."""
    text = text_at(doc, i)
    spoken = words()["spoken_digits"].get(text) or _spelt(text)
    digits = spoken or (text if text.isdigit() else None)
    if digits is None:
        return None
    return Said(digits * (1 + (text_at(doc, i - 1) in among("doubles"))), i, i, spoken is None)


def _spelt(text: str) -> str | None:
    number = words()["numbers"].get(text) or words()["tens"].get(text)
    return None if number is None or text in among("not_digits") else str(number)


def _put(run: list[Said], said: Said, doc: Doc) -> None:
    """Add a number to its run; a single digit behind tens is their last ("sixty one", "sesenta y uno")."""
    tens = run[-1] if run else None
    is_tens = tens is not None and text_at(doc, tens.start) in words()["tens"] and len(tens.digits) == 2
    if is_tens and tens is not None and len(said.digits) == 1 and said.digits != "0" and not said.is_written:
        run[-1] = Said(tens.digits[0] + said.digits, tens.start, said.last, False)
    else:
        run.append(said)
