"""ZIP codes of Connecticut, written, split, or spelt out digit by digit."""

import re

from spacy.tokens import Doc

from assistant.facts.lexicon import among, words
from assistant.facts.tokens import text_at

WRITTEN = re.compile(r"(?<![\d$.-])(06\d{3})(?:-\d{4})?(?![\d-])")
SPLIT = re.compile(r"(?<![\d$-])(?<!\d )((?:0|(?<![^\W\d_])[oO]) ?6(?: ?\d){3})(?! ?\d|-)")
SHORT = re.compile(r"(?<![\d$])(6\d{3})(?!\d)")
DIGITS = 5


def find_zip(text: str, doc: Doc, known: frozenset[str]) -> tuple[str, int, int] | None:
    """Return (ZIP, start, end) of the first ZIP, places in `text`; all but a plainly written one must be `known`."""
    if written := WRITTEN.search(text):
        return written.group(1), *written.span()
    split = SPLIT.search(text)
    digits = split.group(1).replace(" ", "").lower().replace("o", "0") if split else ""
    if split and digits in known:
        return digits, *split.span(1)
    return _spoken(doc, known) or _without_zero(text, doc, known)


def _spoken(doc: Doc, known: frozenset[str]) -> tuple[str, int, int] | None:
    """Return the ZIP in a run of number words ("oh six one oh six", "cero seis uno cero seis")."""
    digit_words = words()["spoken_digits"]
    run, first = "", 0
    for token in doc:
        said = digit_words.get(token.text) or (token.text if token.text.isdigit() else None)
        if said is None and token.text in ("-", ",", "y") and run:
            continue
        run, first = (run + said, first if run else token.i) if said is not None else ("", token.i)
        following = text_at(doc, token.i + 1)
        if len(run) == DIGITS and run in known and not (following.isdigit() or following in digit_words):
            places = doc.user_data["places"]
            return run, places[first][0], places[token.i][1]
    return None


def _without_zero(text: str, doc: Doc, known: frozenset[str]) -> tuple[str, int, int] | None:
    """Return a ZIP whose zero was left out, when the family calls it a ZIP ("zip 6114")."""
    short = SHORT.search(text) if among("zip_words") & {token.text for token in doc} else None
    return (f"0{short.group(1)}", *short.span(1)) if short and f"0{short.group(1)}" in known else None
