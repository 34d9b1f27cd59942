"""A blow to the head that was told, and a sign of harm that comes later: it is the danger again, also after SAFE."""

from datetime import timedelta
from typing import Final

from bot.turn import hour
from casebook.queries.rows import now
from casebook.records import Pending
from services import safety
from services.safety.hour import Told

SIGN: Final = "head_sign"  # begins the names of what is said of it
DAY: Final = timedelta(hours=24)  # in which a later sign is of that blow, whatever was said between
LATELY: Final = 12  # messages of the family that are looked at for the blow: after SAFE its hour is not kept


def sign(pending: Pending, language: str, *, again: bool = False) -> Told | None:
    """What to do about a later sign of a blow to the head that was told lately; else None.

    With `again` it is found whatever was said of it before; an ordinary need beside it hides none.
    """
    danger, at = pending.conversation.danger, pending.conversation.crisis_at
    if pending.choice is not None or (at is not None and now() - at > DAY):
        return None
    said = () if again else danger.answers
    before = ". ".join((*pending.earlier[-LATELY:], pending.began, *pending.rang, pending.text))
    return safety.hour.hint(pending.text, hour.of(pending), said, language, before=before, named=SIGN, first=True)
