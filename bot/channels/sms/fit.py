"""Fits what is to be said into at most two texts; choices become numbers that can be sent back."""

from casebook.records import Say
from services.library.messages import Messages

AT_MOST = 2
ONE_IS_ENOUGH = 300  # characters: what fits in one short text is not sent as two
LONGEST = 1_500


def fit(says: list[Say], language: str, messages: Messages) -> list[Say]:
    """At most two texts, cut only between lines; the choices of the last one that offers any are kept."""
    if not says:
        return []
    offered = next((say.choices for say in reversed(says) if say.choices), ())
    lines = [line.strip()[:LONGEST] for say in says for line in say.text.splitlines() if line.strip()]
    if offered:
        lines[-1] += "\n" + _numbered(offered, language, messages)
    texts = _halves(lines)
    return [Say(text) for text in texts[:-1]] + [Say(texts[-1], offered)]


def _halves(lines: list[str]) -> list[str]:
    """One short text, or the split into two that keeps the longer half shortest."""
    whole = "\n".join(lines)
    if len(whole) <= ONE_IS_ENOUGH or len(lines) < AT_MOST:
        return [whole]
    cuts = [("\n".join(lines[:cut]), "\n".join(lines[cut:])) for cut in range(1, len(lines))]
    return list(min(cuts, key=lambda halves: max(map(len, halves))))


def _numbered(offered: tuple[dict[str, object], ...], language: str, messages: Messages) -> str:
    lead = messages.say("number_choices_lead", language)
    numbered = (
        messages.say("number_choice", language, number=index, title=offer["title"])
        for index, offer in enumerate(offered, start=1)
    )
    return f"{lead} " + ", ".join(numbered)
