"""A phone that texts the code of a web page: from then on both are one family's ("go on by text")."""

import re
from collections.abc import Awaitable, Callable
from typing import Literal

from casebook.records import Outcome, Pending, Say
from services.casework.desk import PRIORITY
from services.casework.staff_hours import reach_words

# What became of a code and the page's language; the same words as casebook.queries.binding.
type Joined = tuple[Literal["linked", "merge", "stopped", "wrong", "blocked"], str | None]
# Joins the conversation of a phone to the page that showed the code.
type Join = Callable[[str, str], Awaitable[Joined]]

WORD = "DOOR"
_CODE = re.compile(rf"\W*(?:one)?{WORD}\W*((?:\d\W?){{8}})\W*", re.IGNORECASE | re.ASCII)


def code_in(pending: Pending) -> str | None:
    """The eight digits of a text that is nothing but a code ("DOOR 1234 5678"), or None."""
    found = _CODE.fullmatch(pending.text[:60]) if pending.conversation.channel == "sms" else None
    return "".join(filter(str.isdigit, found[1])) if found else None


async def link(join: Join, code: str, pending: Pending, outcome: Outcome, language: str) -> None:
    """Join the phone to the page and say what came of it; a doubtful case goes to a coordinator."""
    became, page_language = await join(pending.conversation.id, code)
    language = page_language or language
    outcome.outcome, outcome.even_if_owned = "link", True
    outcome.language = language if language != pending.conversation.language else None
    if became == "stopped":
        return  # the page tells what to do; a phone that said STOP gets nothing
    if became == "merge":
        outcome.queue_reason, outcome.queue_priority = "merge", PRIORITY["merge"]
    outcome.says.append(Say(reach_words("family").say(f"phone_{became}", language)))
