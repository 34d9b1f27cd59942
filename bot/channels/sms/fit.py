"""Fits what is to be said into at most two texts; choices become numbers that can be sent back."""

from casebook.records import Say
from services.library.messages import Messages

AT_MOST = 2
LONGEST = 1_500


def fit(says: list[Say], language: str, messages: Messages) -> list[Say]:
    """At most two texts, cut only between what was said; the choices of the last one that offers any are kept."""
    if not says:
        return []
    offered = next((say.choices for say in reversed(says) if say.choices), ())
    parts = [say.text.strip()[:LONGEST] for say in says]
    if offered:
        parts[-1] += "\n" + _numbered(offered, language, messages)
    texts = _halves(parts)
    return [Say(text) for text in texts[:-1]] + [Say(texts[-1], offered)]


def _halves(parts: list[str]) -> list[str]:
    """The split into two that keeps the longer half shortest."""
    if len(parts) <= AT_MOST:
        return parts
    cuts = [("\n".join(parts[:cut]), "\n".join(parts[cut:])) for cut in range(1, len(parts))]
    return list(min(cuts, key=lambda halves: max(map(len, halves))))


def _numbered(offered: tuple[dict[str, object], ...], language: str, messages: Messages) -> str:
    lead = messages.say("number_choices_lead", language)
    numbered = (
        messages.say("number_choice", language, number=index, title=offer["title"])
        for index, offer in enumerate(offered, start=1)
    )
    return f"{lead} " + ", ".join(numbered)
