"""Whether anything was lost, doubled or mixed up: pure functions, each answers the faults it found (none is good)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from math import inf

from evidence import Accepted, Casebook, Said, Taken, Texted

SILENT = {"silent", "given_up"}  # outcomes that owe the family no answer: a person has it
JOINED = "joined"  # read together with the text after it, in one turn and one answer
DOWN = "assistant_down"
ANSWERED = "answered"
ENDS_A_FORM = {"crisis", "worried"}  # danger takes an open question out of the state, where there was one


def lost(texts: Iterable[Texted], book: Casebook) -> list[str]:
    """Texts that were answered 200 and are not in the inbox."""
    held = {row.sid for row in book.inbox}
    return [f"lost: {text.body}" for text in texts if text.ok is not None and text.sid not in held]


def phantom(texts: Iterable[Texted], book: Casebook) -> list[str]:
    """Inbox rows that no family sent, or with other words."""
    sent = {text.sid: text.body for text in texts}
    return [f"phantom: {row.body}" for row in book.inbox if sent.get(row.sid) != row.body]


def doubled(book: Casebook) -> list[str]:
    """Texts that stand in the inbox more than once."""
    counted = Counter(row.sid for row in book.inbox)
    return [f"{count} rows of {sid}" for sid, count in counted.items() if count > 1]


def unworked(book: Casebook) -> list[str]:
    """Texts that nobody has worked."""
    return [f"unworked: {row.body}" for row in book.inbox if row.processed_at is None]


def unanswered(book: Casebook) -> list[str]:
    """Worked texts without an answer of their own."""
    return [
        f"unanswered: {row.body}"
        for row, answers in turns(book)
        if row.outcome not in SILENT and not any(said.state for said in answers)
    ]


def answered_twice(book: Casebook) -> list[str]:
    """Texts that got the same words twice: a turn that was committed two times."""
    return [
        f"{count} times for {row.body}: {words[:40]}"
        for row, answers in turns(book)
        for words, count in Counter(said.body for said in answers).items()
        if count > 1
    ]


def unasked(book: Casebook) -> list[str]:
    """Lines of ours that belong to no worked text."""
    owned = {said.id for _, answers in turns(book) for said in answers}
    return [f"unasked: {said.body[:40]}" for said in book.lines if said.id not in owned]


def shuffled(texts: Sequence[Texted], book: Casebook) -> list[str]:
    """Texts of one family that were taken, or worked the first time, in another order than they came."""
    place = {row.sid: row.seq for row in book.inbox}
    taken = [
        f"taken out of order: {later.body}"
        for family in _grouped(texts, lambda text: text.phone)
        for earlier in family
        for later in family
        if earlier.ok is not None and earlier.ok < later.invoked
        if place.get(earlier.sid, 0) > place.get(later.sid, inf)
    ]
    worked = [
        f"worked out of order: {after.body}"
        for rows in _grouped(book.inbox, lambda row: row.conversation)
        for before, after in pairwise(rows)
        if (later := _first_worked(after)) and ((earlier := _first_worked(before)) is None or earlier > later)
    ]
    return taken + worked


def half_committed(before: Casebook, after: Casebook) -> list[str]:
    """Conversations where, between two crashes, state moved without a turn of Rasa's, or such a turn without it."""
    old = {talk.id: talk.state for talk in before.talks}
    had = {(row.sid, row.processed_at) for row in before.inbox if row.processed_at}
    worked = {talk.id: [r for r in after.inbox if r.conversation == talk.id and r.processed_at] for talk in after.talks}
    fresh = {talk: [row for row in rows if (row.sid, row.processed_at) not in had] for talk, rows in worked.items()}
    return [
        f"state {'moved' if moved else 'stayed'} with {[(row.outcome, row.body) for row in fresh[talk.id]]}: {talk.id}"
        for talk in after.talks
        if (moved := talk.state != old.get(talk.id)) != any(by_rasa(row) for row in fresh[talk.id])
        and not (moved and any(row.outcome in ENDS_A_FORM for row in fresh[talk.id]))
    ]


def unqueued(book: Casebook) -> list[str]:
    """Families whose last text met a Rasa that was down, and who wait for no person."""
    last = {row.conversation: row for row in book.inbox if row.processed_at}
    return [f"no person for {talk.id}" for talk in book.talks if talk.owner == "bot" and _down(last.get(talk.id))]


def unsent(sends: Iterable[Accepted], book: Casebook) -> list[str]:
    """Lines that the provider never took, or that are not marked as taken."""
    taken = {send.outbox for send in sends}
    return [f"unsent: {said.body[:40]}" for said in book.lines if said.state != "sent" or said.id not in taken]


def unknown(sends: Iterable[Accepted], book: Casebook) -> list[str]:
    """Sends that no committed line stands behind, or with other words."""
    words = {said.id: said.body for said in book.lines}
    return [f"unknown send: {send.body[:40]}" for send in sends if words.get(send.outbox) != send.body]


def repeated(sends: Iterable[Accepted]) -> list[str]:
    """Sends that were repeated although the gateway had not been killed in between."""
    by_life = Counter((send.outbox, send.life) for send in sends)
    return [f"{count} sends of {outbox} in life {life}" for (outbox, life), count in by_life.items() if count > 1]


def sent_out_of_order(sends: Iterable[Accepted], book: Casebook) -> list[str]:
    """Lines of a conversation whose first send came before that of an earlier line."""
    first = {outbox: place for place, outbox in enumerate(dict.fromkeys(send.outbox for send in sends))}
    return [
        f"sent out of order: {later.body[:40]}"
        for lines in _grouped(book.lines, lambda said: said.conversation)
        for earlier, later in pairwise(lines)
        if first.get(earlier.id, inf) > first.get(later.id, inf)
    ]


def in_doubt(sends: Iterable[Accepted], book: Casebook) -> int:
    """How many lines the provider has taken while the casebook, at a crash, does not know it: these are sent again."""
    taken = {send.outbox for send in sends}
    return sum(said.state == "waiting" and said.id in taken for said in book.lines)


def extra(sends: Sequence[Accepted]) -> int:
    """How many sends were more than one of their line."""
    return len(sends) - len({send.outbox for send in sends})


def by_rasa(row: Taken) -> bool:
    """Whether Rasa read a text and answered it: then its state is another one."""
    return row.outcome == ANSWERED and row.read


def turns(book: Casebook) -> list[tuple[Taken, list[Said]]]:
    """Each worked text, or burst of texts by its last, with the lines said from its commit on until the next one's.

    A text that was missed has two turns: the one that told of the trouble, and the one that read it.
    """
    found = []
    said = {key[0].conversation: key for key in _grouped(book.lines, lambda line: line.conversation)}
    for rows in _grouped(_tries(book.inbox), lambda row: row.conversation):
        heads = [_head(burst) for burst in _grouped(sorted(rows, key=_worked), _worked)]
        ends = [row.processed_at for row in heads[1:]] + [None]
        lines = said.get(rows[0].conversation, [])
        for row, end in zip(heads, ends, strict=True):
            found.append((row, [line for line in lines if _worked(row) <= line.at and (not end or line.at < end)]))
    return found


def _tries(inbox: Iterable[Taken]) -> list[Taken]:
    """Each time a text was worked."""
    rows = list(inbox)
    missed = [replace(row, processed_at=row.missed_at, outcome=DOWN) for row in rows if row.missed_at]
    return missed + [row for row in rows if row.processed_at and row.processed_at != row.missed_at]


def _head(burst: Sequence[Taken]) -> Taken:
    """The text of a turn whose outcome tells of all; a turn in which all were joined to another has none that does."""
    return next((row for row in burst if row.outcome != JOINED), burst[-1])


def _worked(row: Taken) -> datetime:
    assert row.processed_at
    return row.processed_at


def _first_worked(row: Taken) -> datetime | None:
    return row.missed_at or row.processed_at


def _grouped[T](things: Iterable[T], key: Callable[[T], Hashable]) -> list[list[T]]:
    groups: dict[Hashable, list[T]] = defaultdict(list)
    for thing in things:
        groups[key(thing)].append(thing)
    return list(groups.values())


def _down(row: Taken | None) -> bool:
    return row is not None and row.outcome == DOWN
