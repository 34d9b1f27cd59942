"""Promises to families in words: how much of one is left, or by how much it is overdue."""

from datetime import datetime, timedelta
from typing import NamedTuple

from bot.console.words import Words, span
from casebook.console_records import Wait
from services.casework.promises import Promise, promise


class Said(NamedTuple):
    """A promise to one family: its words, whether it is overdue, and when it runs out (UTC without zone)."""

    text: str
    late: bool
    due: datetime


def said(wait: Wait | None, reason: str | None, at: datetime, words: Words, language: str) -> Said | None:
    """The promise that runs for a conversation; None when its family waits for nothing."""
    if wait is None:
        return None
    found = promise(wait.kind, reason, wait.since, at)
    return Said(f"{words.ui(f'promise_{found.kind}', language)} {_how(found, words, language)}", found.late, found.due)


def _how(found: Promise, words: Words, language: str) -> str:
    if found.late:
        return words.ui("promise_late", language, span=span(-found.left))
    if found.straight:
        return words.ui("promise_left", language, span=span(max(found.left, timedelta(minutes=1))))
    return words.ui("promise_until", language, when=words.moment(found.due, language))
