"""What a desk knows of the turn, and of the part of a message, that it is made for."""

from bot.turn.choices import consent_asked
from bot.turn.halves import Part
from casebook.records import Outcome, Pending
from services.casework import Desk
from services.casework.desk import ANNOUNCED


def made_for(desk: Desk, pending: Pending, outcome: Outcome, part: Part) -> Desk:
    """The desk for a part of a message; a person whom an earlier part called is on the way already."""
    talk = pending.conversation
    desk.in_danger = talk.danger.crisis is not None and not outcome.over
    desk.called = outcome.queue_reason in ANNOUNCED
    desk.announced = desk.called or (talk.owner == "queue" and talk.queue_reason in ANNOUNCED)
    desk.consent_asked, desk.more_follows = consent_asked(pending), part.more
    desk.answered, desk.asks, desk.home = part.as_told, part.asks, part.home
    desk.conversation = talk.id
    return desk
