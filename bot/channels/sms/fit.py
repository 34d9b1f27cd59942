"""Fits what is to be said into two texts at most; choices become numbers, and what is left waits to be asked for."""

from typing import Any

from casebook.records import Say
from services.library.messages import Messages
from services.texts.budget import answer_parts, may_stay_out
from services.texts.fitting import Piece, fill, joined, pieces
from services.texts.segments import segments

AT_MOST = 2
ONE_IS_ENOUGH = 300  # characters: what fits in one short text is not sent as two
REST = "tell_rest"  # the intent by which a family asks for what is left (bot/turn/phone.py)

type Offers = tuple[dict[str, Any], ...]


def fit(says: list[Say], language: str, messages: Messages) -> list[Say]:
    """At most two texts of as many parts as content/texts/budget.yml allows.

    They are cut between lines, or between sentences where a line is too long. The choices of the last that offers any
    are kept under the last text; what does not fit is offered as one more choice.
    """
    if not says:
        return []
    offered = next((say.choices for say in reversed(says) if say.choices), ())
    lines = [line.strip() for say in says for line in say.text.splitlines() if line.strip()]
    under = _numbered(offered, language, messages)
    parts = answer_parts(language)
    texts = _halves([*lines[:-1], lines[-1] + under])
    if all(segments(text).parts <= parts for text in texts):
        return _as_says(texts, offered)
    return _cut(pieces(lines), offered, language, messages)


def _cut(waiting: list[Piece], offered: Offers, language: str, messages: Messages) -> list[Say]:
    """Two texts of whole sentences. The question that ends an answer goes with the rest: it belongs to all of it."""
    parts = answer_parts(language)
    first, left = fill(waiting, parts)
    under = _numbered(offered, language, messages)
    second, rest = fill(left, parts, under)
    if rest and all(may_stay_out(piece.text, language) for piece in rest):
        rest = []
    if rest:
        words = joined(rest)
        more = {"title": messages.say("rest_choice", language), "choice": _rest(words, offered)}
        offers = (more,)
        under = _numbered(offers, language, messages)
        second, rest = fill(left, parts, under)
        offers = ({**more, "choice": _rest(joined(rest), offered)},)
        return _as_says([first, second + under], offers)
    return _as_says([first, second + under] if second else [first + under], offered)


def _rest(words: str, offered: Offers) -> dict[str, Any]:
    return {"intent": REST, "entities": {"text": words, "choices": list(offered)}}


def _as_says(texts: list[str], offered: Offers) -> list[Say]:
    return [Say(text) for text in texts[:-1]] + [Say(texts[-1], offered)]


def _halves(lines: list[str]) -> list[str]:
    """One short text, or the split into two that keeps the longer half shortest."""
    whole = "\n".join(lines)
    if len(whole) <= ONE_IS_ENOUGH or len(lines) < AT_MOST:
        return [whole]
    cuts = [("\n".join(lines[:cut]), "\n".join(lines[cut:])) for cut in range(1, len(lines))]
    return list(min(cuts, key=lambda halves: max(map(len, halves))))


def _numbered(offered: Offers, language: str, messages: Messages) -> str:
    if not offered:
        return ""
    if all("reply" in offer for offer in offered):  # chosen by words
        return "\n" + " ".join(offer["reply"] for offer in offered)
    lead = messages.say("number_choices_lead", language)
    numbered = (
        messages.say("number_choice", language, number=index, title=offer["title"])
        for index, offer in enumerate(offered, start=1)
    )
    return f"\n{lead} " + ", ".join(numbered)
