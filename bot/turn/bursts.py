"""Several texts that come together are read together: which ones, and for how long to wait for more."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from casebook.records import Pending

# What a text asks for: danger is heard at once, whatever stands before it; "stop" ends what stands before it; "alone"
# is a keyword or a choice and is never mixed with words; "words" may be read together.
Kind = Literal["danger", "stop", "alone", "words"]

SETTLE = timedelta(seconds=2.2)  # without a further text, what came is all
PATIENCE = timedelta(seconds=6)  # nobody waits longer than this for what was written first


@dataclass(frozen=True, slots=True)
class Bundle:
    """What one turn works: `pending` is the last of the texts, with the words of all. `hurry`: no waiting for more."""

    pending: Pending
    first_at: datetime
    hurry: bool


def bundle(waiting: Sequence[Pending], kind: Callable[[Pending], Kind]) -> Bundle:
    """The texts that the next turn works. A lone text is not even looked at here."""
    if len(waiting) == 1:
        return Bundle(waiting[0], waiting[0].received_at, hurry=False)
    for place, text in enumerate(waiting):
        found = kind(text)
        if found == "words":
            continue
        if found == "alone" and place:
            return _together(waiting[:place], hurry=True)
        return Bundle(replace(text, also=_ids(waiting[:place])), waiting[0].received_at, hurry=True)
    return _together(waiting, hurry=False)


def settle(found: Bundle, now: datetime) -> float:
    """Seconds to wait for a further text of a burst."""
    until = min(found.pending.received_at + SETTLE, found.first_at + PATIENCE)
    return max(0.0, (until - now).total_seconds())


def may_wait(found: Bundle, now: datetime) -> bool:
    """Whether a further text that comes while this is being answered may still be taken in."""
    return not found.hurry and now - found.first_at < PATIENCE


def _together(texts: Sequence[Pending], *, hurry: bool) -> Bundle:
    last, words = texts[-1], [text.text.strip() for text in texts if text.text.strip()]
    with_media = next((text for text in texts if text.media), last)
    joined = replace(
        last,
        text="\n".join(words),
        also=_ids(texts[:-1]),
        media=sum(text.media for text in texts),
        media_kind=with_media.media_kind,
    )
    return Bundle(joined, texts[0].received_at, hurry)


def _ids(texts: Sequence[Pending]) -> tuple[str, ...]:
    return tuple(text.message for text in texts)
