"""Two lists in the answer to one message are one: their numbers go through, and what we ask stands behind the last."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from casebook.records import Outcome, Say

LISTED: Final = "listed"
MOST: Final = 9  # a number of one digit takes the room of another, so that cards keep their places
_NUMBER: Final = re.compile(r"^(\d)(?=\. )", re.MULTILINE)
type State = dict[str, Any]


def take_part(outcome: Outcome, said: int, before: State | None) -> None:
    """Make one answer of what was said before, the first `said` texts in the state `before`, and what a part adds."""
    told, fresh = outcome.says[:said], outcome.says[said:]
    fresh, outcome.state = numbered_through(told, fresh, before, outcome.state)
    outcome.says = asked_last(told, fresh, before, outcome.state)


def numbered_through(
    told: Sequence[Say], fresh: Sequence[Say], before: State | None, after: State | None
) -> tuple[list[Say], State | None]:
    """What a later part says and its state, its list numbered on behind that which was `told` in the state `before`.

    As it is where either names no list, or the later one no new door.
    """
    first, second = _listed(before), _listed(after)
    last = max(map(_last, told), default=0)
    if after is None or not last or last != len(first) or set(second) <= set(first) or not any(map(_last, fresh)):
        return list(fresh), after
    if last + len(second) > MOST:
        return list(fresh), after
    return [_moved(say, last) for say in fresh], _with_list(after, [*first, *second])


def asked_last(told: Sequence[Say], fresh: Sequence[Say], before: State | None, after: State | None) -> list[Say]:
    """All that is said, with the question of an earlier part at the end where it still waits for its answer."""
    question = told[-1] if told and "?" in told[-1].text and not told[-1].choices else None
    if question is None or _asked(before) is None or _asked(before) != _asked(after) or not fresh or fresh[-1].choices:
        return [*told, *fresh]
    kept = [say for say in fresh if say.text != question.text]
    if len(kept) > 1 and not _last(kept[-1]) and any(map(_last, kept)):
        kept.pop()  # how to go on stands in the question too
    return [*told[:-1], *kept, question]


def _with_list(state: State, keys: list[str]) -> State:
    """The state with this list as the last one, also where its events tell it anew."""
    events = list(state.get("events") or ())
    last = max((at for at, event in enumerate(events) if event.get("name") == LISTED), default=None)
    if last is not None:
        events[last] = {**events[last], "value": keys}
    return {**state, "slots": {**state["slots"], LISTED: keys}, "events": events}


def _moved(say: Say, by: int) -> Say:
    text = _NUMBER.sub(lambda found: str(int(found[1]) + by), say.text)
    cards = [{**card, "number": card["number"] + by} if card.get("number") else card for card in _cards(say.extras)]
    return replace(say, text=text, extras={**say.extras, **({"cards": cards} if cards else {})})


def _last(say: Say) -> int:
    """The highest number of a list that a text tells; 0 where it tells none."""
    return max((int(found) for found in _NUMBER.findall(say.text)), default=0)


def _cards(extras: Mapping[str, Any]) -> list[dict[str, Any]]:
    return list(extras.get("cards") or ())


def _listed(state: State | None) -> list[str]:
    return list(((state or {}).get("slots") or {}).get(LISTED) or ())


def _asked(state: State | None) -> str | None:
    return ((state or {}).get("loop") or {}).get("requested_slot")
