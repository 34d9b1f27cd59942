"""ZIP codes of Connecticut, written, split, or spelt out digit by digit."""

import re

from spacy.tokens import Doc

from assistant.facts.homes import score
from assistant.facts.lexicon import among
from assistant.facts.spoken import Said, runs
from assistant.facts.tokens import text_at

WRITTEN = re.compile(r"(?<![\d$.-])(06\d{3})(?:-\d{4})?(?![\d-])")
SPLIT = re.compile(r"(?<![\d$-])(?<!\d )((?:0|(?<![^\W\d_])[oO]) ?6(?: ?\d){3})(?! ?\d|-)")
SHORT = re.compile(r"(?<![\d$])(6\d{3})(?!\d)")
DIGITS = 5
OTHER_WITHIN = 4  # words back in which another number is named as what it is


def find_zip(text: str, doc: Doc, known: frozenset[str]) -> tuple[str, int, int] | None:
    """Return (ZIP, start, end) of the family's home, else of the first, places in `text`.

    All but a plainly written one must be `known`.
    """
    if written := _at_home(text, doc):
        return written.group(1), *written.span()
    split = SPLIT.search(text)
    digits = split.group(1).replace(" ", "").lower().replace("o", "0") if split else ""
    if split and digits in known and not _is_other_number(doc, _first_token(doc, split.start())):
        return digits, *split.span(1)
    return _spoken(doc, known) or _without_zero(text, doc, known)


def _at_home(text: str, doc: Doc) -> re.Match[str] | None:
    """Return the ZIP in digits that is likeliest the family's home; none that is another number ("case 06199")."""
    found = [(each, _first_token(doc, each.start())) for each in WRITTEN.finditer(text)]
    codes = [(score(doc, at, at + 1), each) for each, at in found if not _is_other_number(doc, at)]
    return max(codes, key=lambda pair: pair[0])[1] if codes else None


def _first_token(doc: Doc, character: int) -> int:
    return next(i for i, (_, end) in enumerate(doc.user_data["places"]) if end > character)


def _is_other_number(doc: Doc, at: int) -> bool:
    before = [text_at(doc, at - back) for back in range(1, OTHER_WITHIN)]
    named = next((word for word in before if word not in among("number_words")), "")
    return named in among("not_zips")


def _spoken(doc: Doc, known: frozenset[str]) -> tuple[str, int, int] | None:
    """Return the ZIP in a run of number words ("oh six one oh six", "cero sesenta y uno cero seis")."""
    for run in runs(doc):
        for first in _beginnings(run):
            code = _as_zip(run[first:], doc, known)
            if code and not _is_other_number(doc, run[first].start):
                places = doc.user_data["places"]
                return code, places[run[first].start][0], places[run[-1].last][1]
    return None


def _beginnings(run: list[Said]) -> list[int]:
    """Return where a ZIP may begin in a run: at its start, or at a spoken zero no written number stands before."""
    return [i for i, said in enumerate(run) if i == 0 or (said.digits == "0" and not run[i - 1].is_written)]


def _as_zip(run: list[Said], doc: Doc, known: frozenset[str]) -> str | None:
    """Return the known ZIP that a run says; one without its zero has a spoken zero elsewhere or is called a ZIP."""
    digits = "".join(said.digits for said in run)
    if len(digits) == DIGITS:
        return digits if digits in known else None
    message = {token.text for token in doc}
    has_zero = any(said.digits == "0" and not said.is_written for said in run)
    sure = among("zip_words") & message or (has_zero and not among("waits") & message)
    return f"0{digits}" if len(digits) == DIGITS - 1 and sure and f"0{digits}" in known else None


def _without_zero(text: str, doc: Doc, known: frozenset[str]) -> tuple[str, int, int] | None:
    """Return a ZIP whose zero was left out, when the family calls it a ZIP ("zip 6114")."""
    short = SHORT.search(text) if among("zip_words") & {token.text for token in doc} else None
    return (f"0{short.group(1)}", *short.span(1)) if short and f"0{short.group(1)}" in known else None
