"""Where a screening stands for one turn: what the slot and the family's record hold, and what is written back.

The slot `screening` holds what this conversation asked last: {"offer": instrument}, {"expired": id} or
{"id", "asks": item or stage}; `number` says that a bare number is no choice. The answers are in the casebook only.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.screening_keeping import call_person, child_facts, keep_child, keep_found, keep_strengths
from actions.screening_said import payload, said_in, topic
from actions.screening_spot import leave, listen
from casebook.care.changes import FindNeed, KeepScreening
from casebook.care.records import FamilyRecord, Screening
from services.casework import Desk, current
from services.screening.answering import yes_or_no
from services.screening.asking import ask, asks_for_number
from services.screening.development import MILESTONES
from services.screening.flow import count, next_item
from services.screening.progress import Progress, from_json, to_json
from services.screening.shelf import talk
from services.screening.talk import Talk, begin, hear, resumed
from services.screening.turns import Line, Step, say
from services.screening.wanting import agrees
from services.screening.words import fold, lists, number_named

STALE = timedelta(days=21)


@dataclass(slots=True)
class Room:
    """One turn of a screening."""

    dispatcher: CollectingDispatcher
    tracker: Tracker
    desk: Desk
    record: FamilyRecord
    spot: dict[str, Any]

    @classmethod
    async def open(cls, dispatcher: CollectingDispatcher, tracker: Tracker) -> "Room":
        """Read the slot and the record."""
        desk = current.get()
        return cls(dispatcher, tracker, desk, await desk.record(), dict(tracker.get_slot("screening") or {}))

    @property
    def language(self) -> str:
        """The language to speak."""
        return reading.language(self.tracker)

    def start(self) -> dict[str, Any]:
        """Go on with what was left, or offer what was asked for; the spot to listen at."""
        name = topic(self.tracker)
        left = self._left(name)
        if left is not None and self._is_stale(left):
            return {**self._ask_whether_anew(left), "fresh": True}
        if left is not None:
            return {**self._resume(left), "fresh": True}
        self.offer(name or "social_needs")
        return {"offer": name or "social_needs", "fresh": True}

    def hear(self) -> list[dict[str, Any]] | None:
        """Take the message as part of the screening; None when it is none."""
        if "offer" in self.spot:
            return self._answer_offer()
        if "expired" in self.spot:
            return self._answer_expired()
        screening = self.screening(self.spot.get("id"))
        if screening is None or screening.state in ("done", "stopped"):
            return listen(None)
        told = self.talk_of(screening)
        progress, known = from_json(screening.progress), self.known(screening)
        if self._asks(told, progress, known) != self.spot.get("asks"):  # it went on elsewhere meanwhile
            return listen(self._put(screening, told, progress))
        step = hear(told, progress, said_in(self.tracker, self.desk.now), known)
        if step is not None and self._is_stale(screening):  # the family may no longer know what was asked
            return listen(self._ask_whether_anew(screening))
        return None if step is None else self.take(screening, told, step)

    def miss(self, again: Callable[..., Step]) -> list[dict[str, Any]]:
        """Nothing was clear: put the question again, the second time leave it."""
        screening = self.screening(self.spot.get("id"))
        if screening is None:
            return self._miss_offer()
        told, progress = self.talk_of(screening), from_json(screening.progress)
        step = again(told.build(progress), progress, said_in(self.tracker, self.desk.now), self.known(screening))
        return self.take(screening, told, step)

    def _miss_offer(self) -> list[dict[str, Any]]:
        """What is neither yes nor no to an offer, once; the second time nothing more is offered."""
        if self.spot.get("missed") or "offer" not in self.spot:
            self.tell(Line(say("left", self.language)))
            return leave()
        self.tell(Line(say("not_understood_choices", self.language)))
        self.offer(self.spot["offer"])
        return listen({**self.spot, "missed": True})

    def ask_again(self) -> dict[str, Any] | None:
        """Put the open question once more, after something else was answered."""
        spot = {**self.spot, "again": False}
        screening = self.screening(spot.get("id"))
        if "offer" in spot:
            self.offer(spot["offer"])
        if screening is None:
            return spot
        if self._is_stale(screening):
            return self._ask_whether_anew(screening)
        self.tell(Line(say("back_to_questions", self.language)))
        return self._put(screening, self.talk_of(screening), from_json(screening.progress))

    def note_needs(self) -> None:
        """A need told in the middle counts as answered."""
        self.desk.changes += [FindNeed(need, "said") for need in reading.needs_in_message(self.tracker)]

    def _answer_offer(self) -> list[dict[str, Any]] | None:
        said = said_in(self.tracker, self.desk.now)
        wants = yes_or_no(said, "offer")
        more = set(said.needs) - {"developmental_concern"}  # "yes and we need food": help first
        if (agrees(said.text) and not more) or (wants is True and (said.picked or number_named(said.text))):
            return listen(self._begin(self.spot["offer"]))
        if wants is not False:
            return None
        self.tell(Line(say("left" if self.tracker.get_slot("question") else "declined", self.language)))
        return leave()

    def _answer_expired(self) -> list[dict[str, Any]] | None:
        said = said_in(self.tracker, self.desk.now)
        left = self.screening(self.spot["expired"])
        go_on = said.picked == "expired=go_on" or fold(said.text) in lists().wishes["go_on"]
        anew = said.picked == "expired=new" or yes_or_no(said, "expired") or "again" in fold(said.text).split()
        if left is None or not (go_on or anew):
            return None
        if go_on:
            return listen(self._resume(left))
        self.desk.changes.append(KeepScreening(replace(left, state="stopped", updated_at=self.desk.utc)))
        return listen(self._begin(left.instrument))

    def _is_stale(self, screening: Screening) -> bool:
        return self.desk.utc - screening.updated_at > STALE

    def _ask_whether_anew(self, left: Screening) -> dict[str, Any]:
        new, go_on = (say(f"expired_{word}", self.language) for word in ("new", "go_on"))
        choices = ((new, "expired=new"), (go_on, "expired=go_on"))
        self.tell(Line(say("expired_three_weeks", self.language), choices))
        return {"expired": left.id}

    def _begin(self, name: str) -> dict[str, Any]:
        facts = child_facts(self.record, self.tracker, self.desk.now) if name == MILESTONES else {}
        progress = Progress(facts=facts)
        found = talk(name, self.desk.instruments)
        if found is None:
            raise LookupError(f"no instrument {name}")
        instrument = found.build(progress)
        now = self.desk.utc
        screening = Screening(uuid4().hex, name, instrument.version, "open", to_json(progress), now, now)
        if name != MILESTONES:
            for line in begin(instrument, progress, self.language, self.known(screening)):
                self.tell(line)
        return self._keep(screening, found, progress)

    def _resume(self, left: Screening) -> dict[str, Any]:
        found, progress = self.talk_of(left), from_json(left.progress)
        for line in resumed(found.build(progress), progress, self.language, self.known(left)):
            self.tell(line)
        return self._keep(left, found, progress)

    def _keep(self, screening: Screening, found: Talk, progress: Progress) -> dict[str, Any]:
        kept = replace(screening, state="open", progress=to_json(progress), updated_at=self.desk.utc)
        self.desk.changes.append(KeepScreening(kept))
        return self._put(kept, found, progress)

    def take(self, screening: Screening, found: Talk, step: Step) -> list[dict[str, Any]]:
        """Say and keep what a step leads to, and put the next question while there is one."""
        for line in step.lines:
            self.tell(line)
        self._record(screening, step)
        if not step.end:
            return listen(self._keep(screening, found, step.progress))
        now = self.desk.utc
        ended = replace(screening, state=step.end, progress=to_json(step.progress), updated_at=now)
        self.desk.changes.append(KeepScreening(replace(ended, finished_at=now) if step.end == "done" else ended))
        help_slots = reading.set_slots(needs=list(step.help), question=None, checking=None) if step.help else []
        return [*help_slots, *listen(None, list(step.help))]

    def _record(self, screening: Screening, step: Step) -> None:
        keep_found(self.desk, step)
        keep_strengths(self.desk, step)
        if step.end and screening.instrument == MILESTONES:
            keep_child(self.desk, self.record, step.progress)
        call_person(self.desk, self.dispatcher, step)

    def _put(self, screening: Screening, found: Talk, progress: Progress) -> dict[str, Any]:
        """Ask the open question; the spot where its answer is listened for."""
        instrument, known = found.build(progress), self.known(screening)
        line = ask(instrument, progress, self.language, known)
        if line is not None:
            self.tell(line, count(instrument, progress, known) if progress.stage == "items" else None)
        number = asks_for_number(instrument, progress, known)
        return {"id": screening.id, "asks": self._asks(found, progress, known), "number": number}

    def _asks(self, found: Talk, progress: Progress, known: set[str]) -> str:
        item = next_item(found.build(progress), progress, known) if progress.stage == "items" else None
        leave = item is not None and item.private and item.id in progress.allowed
        return progress.stage if item is None else f"{item.id}!" if leave else item.id

    def offer(self, name: str) -> None:
        yes, no = (say(f"offer_{word}", self.language) for word in ("yes", "no"))
        words = "milestones_offer" if name == MILESTONES else "start_offer"
        self.tell(Line(say(words, self.language), ((yes, "offer=yes"), (no, "offer=no"))))

    def tell(self, line: Line, far: tuple[int, int] | None = None) -> None:
        """Say a line; `far` is how many questions of how many are done, for a page to show."""
        buttons = [{"title": title, "payload": payload(picked)} for title, picked in line.choices]
        shown = {"progress": {"done": far[0], "total": far[1]}} if far else None
        if line.text:
            self.dispatcher.utter_message(text=line.text, buttons=buttons, json_message=shown)

    def talk_of(self, screening: Screening) -> Talk:
        found = talk(screening.instrument, self.desk.instruments)
        if found is None:
            raise LookupError(f"no instrument {screening.instrument}")
        return found

    def known(self, screening: Screening) -> set[str]:
        """Needs that are known without this screening, but for those that it put right."""
        told = {need.label for need in self.record.needs if need.state == "open"} | set(
            reading.needs_so_far(self.tracker)
        )
        told |= {change.label for change in self.desk.changes if isinstance(change, FindNeed)}
        return told - set(screening.progress.get("facts", {}).get("reopened", ()))

    def screening(self, screening_id: str | None) -> Screening | None:
        """As it stands now, this turn's changes first."""
        changed = [c.screening for c in self.desk.changes if isinstance(c, KeepScreening)]
        return next((s for s in (*reversed(changed), *self.record.screenings) if s.id == screening_id), None)

    def _left(self, name: str | None) -> Screening | None:
        """The newest one that waits, of this name when one is named."""
        waiting = [s for s in self.record.screenings if s.state in ("open", "paused") and name in (None, s.instrument)]
        return max(waiting, key=lambda s: s.updated_at, default=None)
