"""What a network and the phrases make of a message before anything answers it; a network that fails costs no answer."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import structlog

from bot.turn import afterwards, whose
from bot.turn.asking import READ_AT_MOST, Chances, Score
from bot.turn.understood import (
    already_understood,
    begins_with_the_fact,
    beside_what_is_known,
    plainly_asks,
    talks_of_needs,
)
from casebook.records import Pending
from services import safety
from services.casework.needs import all_needs
from services.language import choose, guess, not_known

log = structlog.get_logger()

AGENCY: Final = "agency"  # DCF, as content/safety/told.yml tells of it
PLAINLY: Final = 0.8  # of a need in a story: then it is no hint of the hour of a danger, whatever words stand in it
STORY: Final = 8  # words
LEFT_OVER: Final = 3  # words beside a landlord's threat ("he says that"), of which a network would make anything
SURE_NEED: Final = 0.6
TOLD: Final = "/told"  # ends the name of a doubt by who it is about
ASKED_AT_ALL: Final = 0.2  # of a need or a question in a message that first sounded of danger


class Hearing:
    """Reads messages by a network (`score` and the others, which may be set later) and by phrases."""

    def __init__(self, score: Score, chances: Chances, needs: Chances) -> None:
        self.score, self.chances, self.needs = score, chances, needs
        self.calm: Chances = chances  # the chances as if there were no danger

    def read(self, pending: Pending, language: str) -> safety.Reading:
        """Both layers of safety; should the network fail, the phrases still stand."""
        stopped, provider = pending.conversation.opted_out, pending.provider
        text = safety.told.named(pending.text, pending.earlier)
        reading = safety.read(text, self.scored(pending.text), language=language, stopped=stopped, provider=provider)
        reading = safety.said_no.wish_behind(pending.text) or _for_whom(pending, reading)
        if reading.doubt and reading.matched is None and already_understood(pending):
            return replace(reading, doubt=None, reason=None)  # a strange name; an alarm still counts
        reading = self._only_sounds(pending, reading, language)
        if reading.crisis and talks_of_needs(pending) and not _is_danger_together(pending):
            reading = self._asked_first(pending, reading, language)
            if reading.doubt and reading.matched is None and plainly_asks(pending):
                return replace(reading, doubt=None, reason=None)
        if reading.doubt and not reading.quiet and talks_of_needs(pending):
            reading = self._quietly(pending, reading)
        rest = afterwards.without_denial(pending)
        if rest == pending.text and reading.matched is None:
            rest = _without_denied(pending.text, reading) or rest
        if rest == pending.text and not _rings_plainly(reading):
            rest = safety.long_past.without(pending.text) or rest  # the own childhood is told beside it
        if rest == pending.text:
            return reading
        alone = safety.read(rest, self.scored(rest), language=language)
        return replace(reading, crisis=alone.crisis, doubt=alone.doubt, reason=alone.reason, matched=alone.matched)

    def _only_sounds(self, pending: Pending, reading: safety.Reading, language: str) -> safety.Reading:
        """The same where it may be a question of law, a landlord's threat, a swollen face, or only who it is."""
        if reading.matched is None and _only_violence(reading):
            reading = self._of_law(pending, reading, language)
        if reading.matched is None and _only_violence(reading) and whose.of_the_landlord(pending):
            return self._of_the_landlord(pending, reading, language)
        if whose.BODY in (reading.crisis, reading.doubt) and whose.of_a_tooth(pending):
            return self._of_a_tooth(pending, reading, language)
        if reading.crisis and reading.matched is None and whose.only_tells_whom(pending):
            return self._of_whom(pending, reading)
        return reading

    def _of_whom(self, pending: Pending, reading: safety.Reading) -> safety.Reading:
        """The same where a few words name whose the wish to die is: what the network is not sure of is of that."""
        chance = (self.scored(pending.text) or {}).get(str(reading.crisis), 0.0)
        if safety.sure_in_a_talk(chance):
            return reading  # "my brother hit me"
        return replace(reading, crisis=None, doubt=None, reason=None)

    def _of_law(self, pending: Pending, reading: safety.Reading, language: str) -> safety.Reading:
        """The same where only the network hears violence, and a known question or a visit of DCF may be all of it."""
        rest = None if whose.of_a_partner(pending) else beside_what_is_known(pending)
        if rest is not None and (not rest or _is_calm(safety.read(rest, self.scored(rest), language=language))):
            return replace(reading, crisis=None, doubt=None, reason=None)
        if AGENCY in safety.told.who(pending.text, pending.earlier) and not pending.conversation.danger.answers:
            return replace(
                reading, crisis=None, doubt=reading.crisis, reason=reading.reason if reading.crisis else None
            )
        return reading

    def _of_the_landlord(self, pending: Pending, reading: safety.Reading, language: str) -> safety.Reading:
        """The same where it may be no more than a landlord's locks: calm, or a doubt; what is told beside them rings.

        Who was named before may not be who is told of now, and of a danger that the network is sure of it is asked;
        who asks what a landlord may do has the answer, and a person looks.
        """
        rest = safety.told.beside_calm(afterwards.VIOLENCE, pending.text)
        alone = safety.read(rest, self.scored(rest), language=language)
        named = safety.told.calm(afterwards.VIOLENCE, pending.text) is not None
        named = named or safety.told.is_surely_calm(afterwards.VIOLENCE, pending.text, pending.earlier)
        if named and alone.crisis and (alone.matched or len(rest.split()) > LEFT_OVER):
            return reading
        sure = safety.sure_in_a_talk((self.scored(pending.text) or {}).get(afterwards.VIOLENCE, 0.0))
        if named and not sure:
            return replace(reading, crisis=None, doubt=None, reason=None)
        asks = safety.told.asks_of_calm(pending.text)
        return replace(reading, crisis=None, doubt=reading.crisis or reading.doubt, quiet=asks)

    def _of_a_tooth(self, pending: Pending, reading: safety.Reading, language: str) -> safety.Reading:
        """The same where a face that is swollen by a tooth may be all of it: answered, and a person looks.

        What is told beside it rings, by a phrase or where the network is sure.
        """
        rest = safety.told.beside_calm(whose.BODY, pending.text)
        alone = safety.read(rest, self.scored(rest), language=language)
        sure = safety.sure_in_a_talk((self.scored(rest) or {}).get(str(alone.crisis), 0.0))
        if alone.crisis and (alone.matched or alone.crisis != whose.BODY or sure):
            return reading
        return replace(reading, crisis=None, doubt=whose.BODY, matched=None, quiet=True)

    def _asked_first(self, pending: Pending, reading: safety.Reading, language: str) -> safety.Reading:
        """The same, but a doubt where the network, alone or with a weak phrase, is not sure enough for a calm talk."""
        scored = self.scored(pending.text)
        if scored is None or (reading.matched is not None and not safety.is_weak(reading.matched)):
            return reading
        chance = scored.get(str(reading.crisis), 0.0)
        alone = safety.sure_in_a_talk(chance, answers=begins_with_the_fact(pending))
        sure = safety.alarms(scored, language) if reading.matched else alone
        return reading if sure else replace(reading, crisis=None, doubt=reading.crisis)

    def _quietly(self, pending: Pending, reading: safety.Reading) -> safety.Reading:
        """The same, but shown to a person only where the network hears too little to ask a calm talk about it."""
        scored = self.scored(pending.text)
        matched = reading.matched or ""
        told = matched.endswith(TOLD) or safety.is_always_asked(matched)
        if scored is None or told or "/alone" in str(reading.reason):
            return reading
        chance = max((scored[label] for label in scored if _is_danger(label)), default=0.0)
        harm = reading.matched is None and safety.tells_of_harm(pending.text)
        return replace(reading, quiet=not harm and not safety.asks_in_a_talk(chance, phrase=bool(reading.matched)))

    def scored(self, text: str) -> Mapping[str, float] | None:
        """The network's chance of each label; None where there is no network, or it failed."""
        try:
            return self.score(text[:READ_AT_MOST]) if text.strip() else None
        except Exception as error:  # whatever it is, danger must still be heard
            log.exception("score_failed", error=type(error).__name__)
            return None

    def of_turn(self, pending: Pending) -> Chances:
        """The network's chances for a message of a talk; as if there were no danger, where it tells of a landlord.

        So too where a calm talk was not asked about it: a person sees the doubt, and Rasa must not ring in our place.
        """
        calm = whose.of_the_landlord(pending) or self._is_faint(pending)
        return self.without_danger if calm else self.all_of

    def _is_faint(self, pending: Pending) -> bool:
        """Whether the network hears too little of a danger to ask a calm talk about it."""
        scored = (self.scored(pending.text) or {}) if talks_of_needs(pending) else {}
        dangers = [chance for label, chance in scored.items() if _is_danger(label)]
        return bool(dangers) and not safety.asks_in_a_talk(max(dangers), phrase=False)

    def all_of(self, text: str) -> list[list[float]] | None:
        """The network's chances for Rasa; where it fails here, Rasa reads by itself."""
        calm = safety.is_ordinary(text) or safety.long_past.without(text) is not None
        return _safely(self.calm if calm else self.chances, text)

    def without_danger(self, text: str) -> list[list[float]] | None:
        """The same for a message of which the family has said that nobody is in danger."""
        return _safely(self.calm, text)

    def needs_of(self, text: str) -> list[list[float]] | None:
        """The same for the needs alone that a message tells beside its danger; None where it tells none."""
        return _safely(self.needs, text)

    def asks_for_more(self, text: str) -> bool:
        """Whether a doubtful message may ask for anything that we know; without a network Rasa finds out."""
        scored = self.scored(text) or {}
        known = [chance for label, chance in scored.items() if label in all_needs() or label.endswith("_question")]
        return not known or max(known) >= ASKED_AT_ALL

    def about(self, text: str) -> tuple[str | None, float]:
        """What a message is first of all about, beside any danger, and how likely; None where nobody can tell."""
        scored = {label: chance for label, chance in (self.scored(text) or {}).items() if not _is_danger(label)}
        label = max(scored, key=lambda each: scored[each], default=None)
        return label, scored[label] if label else 0.0

    def surely_needs(self, text: str) -> str | None:
        """The need that a message is first of all about; None where that is not sure, or is none."""
        scored = self.scored(text) or {}
        label = max(scored, key=lambda each: scored[each], default=None)
        return label if label in all_needs() and scored[label] >= SURE_NEED else None

    def plainly_needs(self, text: str) -> bool:
        """Whether a message tells a need at length ("no car for his appointment on Tuesday")."""
        scored = self.scored(text) or {}
        needs = (scored.get(label, 0.0) for label in all_needs())
        return len(text.split()) > STORY and max(needs, default=0.0) >= PLAINLY


def _is_danger(label: str) -> bool:
    return label.startswith("crisis_")


def _for_whom(pending: Pending, reading: safety.Reading) -> safety.Reading:
    """The same, where who it is about makes a danger, or a doubt, of what a message tells."""
    began = f"{pending.began}. " if afterwards.fever_waits(pending) else ""  # "he is 6 weeks old"
    found = safety.told.together(began + pending.text, pending.earlier) if pending.choice is None else None
    if found is None or reading.crisis or (found.doubt and reading.doubt and reading.matched):
        return reading
    name = f"{found.id}/told"
    label = {"doubt": found.crisis} if found.doubt else {"crisis": found.crisis, "doubt": None}
    return replace(reading, **label, reason=f"pattern {name}", matched=name)


def _is_danger_together(pending: Pending) -> bool:
    """Whether a message is a danger with what was told of whom it is about, however unsure it is alone."""
    found = safety.told.together(pending.text, pending.earlier)
    return found is not None and not found.doubt


def _is_calm(reading: safety.Reading) -> bool:
    return reading.crisis is None and reading.doubt is None


def _rings_plainly(reading: safety.Reading) -> bool:
    """Whether a phrase that ordinary messages do not hold names a danger: nothing told beside it lowers that."""
    matched = reading.matched
    return bool(reading.crisis and matched) and not (safety.is_weak(str(matched)) or safety.is_doubtful(str(matched)))


def _without_denied(text: str, reading: safety.Reading) -> str | None:
    """The rest of a message that says that nobody is in danger, where only the network hears one; None for others."""
    heard = reading.crisis or reading.doubt
    found = safety.afterwards.denied(text, heard) if heard else None
    return found[1] if found and safety.afterwards.ends(found[0]) else None


def _only_violence(reading: safety.Reading) -> bool:
    return afterwards.VIOLENCE in (reading.crisis, reading.doubt) and reading.doubt in (None, afterwards.VIOLENCE)


def language_of(pending: Pending) -> str:
    """What to answer in; after a danger neither "a salvo" nor "en hartford" is English."""
    talk = pending.conversation
    answered = talk.greeted or talk.danger.crisis or talk.danger.doubt or talk.danger.answers
    first = not answered
    guessed = choose(guess(pending.text), talk.language, chosen=talk.language_chosen, first=first)
    return not_known(pending.text) or guessed


def _safely(chances: Chances, text: str) -> list[list[float]] | None:
    try:
        return chances(text)
    except Exception as error:  # whatever it is, the family still gets its answer
        log.exception("chances_failed", error=type(error).__name__)
        return None
