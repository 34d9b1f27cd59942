"""Reads two times of day that belong together, such as "8:30-4:30" or "1-4pm", in minutes from midnight."""

import re

SPAN = re.compile(
    r"(\d{1,2})(?:[:.](\d\d))?\s*(a\.?m\.?|p\.?m\.?)?\s*(?:-|–|to)\s*(\d{1,2})(?:[:.](\d\d))?\s*(a\.?m\.?|p\.?m\.?)?",
    re.IGNORECASE,
)
"""Two times, in the six groups that `span_in_words` takes."""
_HALF_DAY = 12 * 60
_NIGHT_ENDS, _NIGHT_BEGINS = 7 * 60, 22 * 60  # what opens or closes between says am or pm
Span = tuple[int, int]


def span_in_words(
    opens: str, open_minute: str | None, morning: str | None, closes: str, close_minute: str | None, evening: str | None
) -> Span | None:
    """Opening and closing as they are meant, None when they may be meant otherwise.

    With one "pm" the other time is the nearest that makes no more than half a day. With none, both are of the day, and
    only one reading may be: "8:30-4:30" ends in the afternoon, "7-9" is of the morning or of the evening.
    """
    starts = _times(opens, open_minute, morning)
    ends = _times(closes, close_minute, evening)
    if len(starts) == len(ends) == 1:
        return starts[0], ends[0]
    if not morning and not evening and 1 in (len(starts), len(ends)):
        return starts[0], ends[0]  # as 24 hours are told
    around = [(start, end + 2 * _HALF_DAY * (end <= start)) for start in starts for end in ends]
    fitting = [(start, end) for start, end in around if end - start <= _HALF_DAY]
    if not morning and not evening:
        if 0 < int(opens) < _NIGHT_ENDS // 60:
            return None  # "1-4": of the day or of the night?
        fitting = [(start, end) for start, end in fitting if start >= _NIGHT_ENDS and end <= _NIGHT_BEGINS]
    return (fitting[0][0], fitting[0][1] % (2 * _HALF_DAY)) if len(fitting) == 1 else None


def _times(hour: str, minute: str | None, half: str | None) -> list[int]:
    """What a time may mean: one of am and pm, or both; above twelve, and 0, it is told as 24 hours are."""
    minutes = int(minute or 0)
    if not half and not 1 <= int(hour) <= 12:
        return [int(hour) * 60 + minutes]
    early = int(hour) % 12 * 60 + minutes
    return [early + _HALF_DAY * half.lower().startswith("p")] if half else [early, early + _HALF_DAY]
