"""That help is for all children of a family, where we asked which of them it is for ("both. the little one talks")."""

from bot.turn.named import Talk
from bot.turn.pieces import WHICH, NeedOf
from casebook.records import Pending
from services.casework.children import all_first
from services.casework.phrases import folded, parts


def of_all_children(pending: Pending, talk: Talk, need_of: NeedOf) -> str | None:
    """That the help is for all children, where all that is told behind it are needs that we know of."""
    asked = ((pending.conversation.state or {}).get("loop") or {}).get("requested_slot")
    said = all_first(pending.text) if asked == WHICH and "?" not in pending.text else None
    if said is None:
        return None
    first, *then = parts(pending.text)
    behind = [part for part in (folded(first).removeprefix(f" {said} "), *then) if part.strip()]
    return said if all(need_of(part) in talk.needs for part in behind) else None
