"""What each receiver gets to know and when things are due, as content/referrals/receivers.yml says."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from services.library.documents import document
from services.library.root import CONTENT


@dataclass(frozen=True, slots=True)
class Receiver:
    """`packet` names what is told, in order; `due` is days until an answer; `ask` is follow-up kinds by days."""

    packet: tuple[str, ...]
    due: int
    ask: Mapping[str, int]


def receiver(target: str) -> Receiver:
    """The receiver of a target ("program:birth_to_three", "service:<id>")."""
    return _all().get(target.removeprefix("program:"), _all()[""])


def pressing_days() -> int:
    """After how many days who has a date that is near is first asked how it went."""
    return int(_page()["pressing"])


def _page() -> Mapping[str, Any]:
    return document(CONTENT / "referrals" / "receivers.yml")


@cache
def _all() -> dict[str, Receiver]:
    page = _page()
    entries = {"": page["other"], **page["programs"]}
    return {name: Receiver(tuple(each["packet"]), each["due"], each["ask"]) for name, each in entries.items()}
