"""A screening's answers with their codes, for a QuestionnaireResponse."""

from collections.abc import Iterator
from typing import NamedTuple

from services.screening.instrument import Instrument
from services.screening.progress import Progress


class Response(NamedTuple):
    """One answer: a code of a system, or a text; both None where the family would rather not say. `at` is ISO 8601."""

    link_id: str
    system: str | None
    code: str | None
    text: str | None
    at: str


def responses(instrument: Instrument, progress: Progress) -> Iterator[Response]:
    """Every answer that was given or declined, in the order of the questions; skipped ones are left out."""
    for item in instrument.items:
        answer = progress.answer(item.id)
        if answer is None or answer.how in ("skipped", "told"):
            continue
        if not answer.codes:
            yield Response(item.id, None, None, answer.text, answer.at)
        for code in answer.codes:
            choice = item.choice(code)
            yield Response(item.id, choice.system if choice else None, code, answer.text, answer.at)
