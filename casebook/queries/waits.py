"""What families wait for at the desk: a person's first words or the next ones, and what is put off for now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, ScalarSelect, Select, func, select

from casebook import tables
from casebook.console_records import Wait
from casebook.queries.rows import now

conversation, message = tables.conversation, tables.message
talk = conversation.c


@dataclass(frozen=True, slots=True)
class OpenTalk:
    """A conversation that a person has or that waits for one, without its words.

    `given` says that a colleague put it in its owner's hands and it got no answer since, `worked_at` when the owner got
    it or last wrote in it (a note counts), `asleep` that it is put off.
    """

    id: str
    owner: str
    staff: str | None
    team: str | None
    language: str
    reason: str | None
    crisis: bool
    given: bool
    worked_at: datetime | None
    wait: Wait | None
    asleep: bool


def _first_line_after(seq: Any) -> ScalarSelect[Any]:
    """When the family wrote first after a line; the unique key of the transcript finds it."""
    lines = (message.c.conversation == talk.id, message.c.sender == "family", message.c.seq > seq)
    return select(func.min(message.c.at)).where(*lines).correlate(conversation).scalar_subquery()


UNANSWERED = _first_line_after(func.coalesce(talk.answered_seq, 0)).label("unanswered_at")
WOKEN = _first_line_after(talk.snoozed_seq).label("woken_at")  # none while nothing is put off
OWNER_WROTE = (
    select(func.max(message.c.at))
    .where(message.c.conversation == talk.id, message.c.staff == talk.staff)
    .correlate(conversation)
    .scalar_subquery()
    .label("wrote_at")
)
AT_THE_DESK = (talk.closed_at.is_(None), talk.owner != "bot")
OPEN: Select[Any] = select(
    talk.id, talk.owner, talk.staff, talk.team, talk.language, talk.queue_reason, talk.queued_at, talk.crisis_at,
    talk.created_at, talk.assigned_at, talk.assigned_by, talk.answered_seq, talk.snoozed_until, UNANSWERED, WOKEN,
    OWNER_WROTE,
).where(*AT_THE_DESK)  # fmt: skip


def in_crisis(reason: str | None, found_at: datetime | None) -> bool:
    """Whether danger was found, by the safety layer (a moment is kept) or by the assistant (the reason says so)."""
    return found_at is not None or (reason or "").startswith("crisis")


def open_talks(connection: Connection, at: datetime | None = None) -> list[OpenTalk]:
    """All that is at the desk, as it stands at a moment (the present)."""
    moment = at or now()
    return [to_open(row, moment) for row in connection.execute(OPEN)]


def asleep(row: Row[Any], at: datetime) -> bool:
    """Whether a conversation is put off: its hour has not come, the family has not written since, no danger stands."""
    put_off = row.snoozed_until is not None and row.snoozed_until > at
    return put_off and row.woken_at is None and not in_crisis(row.queue_reason, row.crisis_at)


def wait(row: Row[Any], at: datetime) -> Wait | None:
    """What the family waits for; None when it was answered or the conversation is put off.

    What was put off counts from when it came back.
    """
    if asleep(row, at):
        return None
    if row.answered_seq is None:
        since = row.queued_at or row.assigned_at or row.created_at
    elif row.unanswered_at is None:
        return None
    else:
        since = row.unanswered_at
    if row.snoozed_until is not None and not in_crisis(row.queue_reason, row.crisis_at):
        since = max(since, min(row.snoozed_until, row.woken_at or row.snoozed_until))
    return Wait("first" if row.answered_seq is None else "next", since)


def given(row: Row[Any]) -> bool:
    """Whether a colleague put it in its owner's hands and the family has had no answer since."""
    return row.owner == "person" and row.assigned_by not in (None, row.staff) and row.answered_seq is None


def to_open(row: Row[Any], at: datetime) -> OpenTalk:
    """A row of OPEN as it stands at a moment."""
    return OpenTalk(
        id=row.id,
        owner=row.owner,
        staff=row.staff,
        team=row.team,
        language=row.language,
        reason=row.queue_reason,
        crisis=in_crisis(row.queue_reason, row.crisis_at),
        given=given(row),
        worked_at=max((each for each in (row.assigned_at, row.wrote_at) if each is not None), default=None),
        wait=wait(row, at),
        asleep=asleep(row, at),
    )
