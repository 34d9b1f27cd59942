"""What stands beside the report of a door that refused: a question, another wish, or news of another door."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from bot.turn.care import cared_for, news_of
from bot.turn.named import OPEN, REPORT, Talk
from bot.turn.pieces import NeedOf
from casebook.records import Pending
from services.casework.became_of import FAULTS
from services.casework.good_news import News
from services.casework.surely_told import needs_named

LEAST: Final = 2  # words
GENERAL: Final = frozenset(("more_options", "repeat", REPORT))  # which the report itself leads to
_SENTENCES: Final = re.compile(r"(?<=[.!?;\n])\s*")

type Chosen = Callable[[Pending], dict[str, Any] | None]


def report_and_more(pending: Pending, talk: Talk, need_of: NeedOf, chosen: Chosen) -> tuple[str, ...] | None:
    """The report, and each sentence beside it that asks or needs something by itself; None where none does."""
    if not _refused(pending, talk):
        return None
    said = [each.strip() for each in _SENTENCES.split(pending.text) if len(each.split()) >= LEAST]
    beside = [each for each in said if _is_of_its_own(replace(pending, text=each), talk, need_of, chosen)]
    beside = [each for each in beside if not _names_the_door(each, said, pending, talk)]
    report = " ".join(each for each in said if each not in beside)
    this = replace(pending, text=report)
    return (report, *beside) if beside and _refused(this, replace(talk, text=report)) else None


def _names_the_door(sentence: str, said: Sequence[str], pending: Pending, talk: Talk) -> bool:
    """Whether without a sentence the report is of another door ("and care 4 kids? they told me no"), or of none."""
    rest = " ".join(each for each in said if each != sentence)
    return _doors(pending, talk) != _doors(replace(pending, text=rest), replace(talk, text=rest))


def _doors(pending: Pending, talk: Talk) -> str:
    """The doors that a report names, as one text."""
    told = cared_for(pending, talk)
    return str(told["entities"].get("target")) if told and told["intent"] == REPORT else ""


def news_beside(pending: Pending, talk: Talk) -> News | None:
    """Good news of one door in a message that tells of another's no ("got an eval on the 20th. 211 is full")."""
    news = news_of(talk) if talk.loop in OPEN and talk.begun and pending.choice is None else None
    told = cared_for(pending, talk) if news and news.rest else None
    if told is None or told["intent"] != REPORT:
        return None
    refused = str(told["entities"].get("target") or "").split()
    return news if refused and news and news.door not in refused else None


def _refused(pending: Pending, talk: Talk) -> bool:
    told = cared_for(pending, talk) if talk.loop in OPEN and talk.begun else None
    return told is not None and told["intent"] == REPORT and told["entities"].get("fault") in FAULTS


def _is_of_its_own(pending: Pending, talk: Talk, need_of: NeedOf, chosen: Chosen) -> bool:
    """Whether a sentence is understood by itself, or names a need that the talk is not about."""
    picked = chosen(pending)
    if picked is not None:
        return picked["intent"] not in GENERAL
    need = need_of(pending.text)
    return need not in (None, *talk.needs) and need in needs_named(pending.text, talk.language)
