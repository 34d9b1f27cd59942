"""Where each sealed field of a family's care belongs, and JSON through the seal."""

import json
from collections.abc import Mapping
from typing import Any, Final

from casebook.crypto import KeyRing

FACTS: Final = "facts.facts"
CHILD: Final = "child.child"
PROGRESS: Final = "screening.progress"
WORDING: Final = "sharing.wording"
PACKET: Final = "referral.packet"
NOTE: Final = "referral_move.note"
DETAILS: Final = "follow_up.details"
TEXT: Final = "plan_item.text"
WHO: Final = "plan_item.who"
WITH: Final = "share_link.with"


def seal_json(keys: KeyRing, place: str, row: str, value: Mapping[str, Any]) -> bytes:
    """A mapping of plain values, sealed."""
    return keys.seal(place, row, json.dumps(dict(value), ensure_ascii=False, separators=(",", ":")))


def open_json(keys: KeyRing, place: str, row: str, sealed: bytes | None) -> dict[str, Any]:
    """The mapping; {} where nothing was kept. Raises Unreadable."""
    return dict(json.loads(keys.open(place, row, sealed))) if sealed else {}


def open_text(keys: KeyRing, place: str, row: str, sealed: bytes | None) -> str | None:
    """The words; None where nothing was kept. Raises Unreadable."""
    return keys.open(place, row, sealed) if sealed else None
