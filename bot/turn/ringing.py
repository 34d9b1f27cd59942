"""Whether a message rings: a danger, a second doubt, somebody who is back, or the news of being safe."""

from typing import Final, NamedTuple

from bot.turn import afterwards, another, head, hour, whose
from bot.turn.beside_danger import asks_of_heat, is_no_new_danger
from bot.turn.lately import recently
from casebook.records import Pending
from services import safety
from services.safety.replies import Safety
from services.texts.choices import number_meant

MEDICAL: Final = "crisis_medical"
# The intents of our own choices. They never reach Rasa.
SAYS: Final[dict[str, Safety]] = {"we_are_safe": "safe", "we_are_not_safe": "not_safe"}


class Alarm(NamedTuple):
    """The danger's label, why it rings, and whether a phrase says so: a network alone knows less well of what it is."""

    label: str
    reason: str
    by_phrase: bool = False


def told_safety(pending: Pending) -> Safety | None:
    """Whether the family says that it is safe or not: by pressing one of our choices, or in words.

    Never by a number: the same answer says "call 211 and press 1", and who texts the 1 back is not safe.
    """
    if pending.choice is not None:
        return _said_by(pending, pending.choice[1])
    danger = pending.conversation.danger
    if not (danger.crisis or danger.doubt) or whose.plays_down(pending):
        return None
    if hour.seen_to(pending):
        return "safe"
    if danger.crisis and safety.seen(pending.text) and hour.hinted(pending, "en") is None:
        return "better"  # the ambulance took who wants to die: good news, and no end
    if hour.police_took(pending, "en") is not None:
        return None  # it has words of its own
    told = safety.safety_told(pending.text, asked=danger.doubt is not None, of_body=hour.of_body(pending))
    if told is None and tells_good_news(pending):
        told = "better"
    silent = pending.conversation.opted_out or pending.conversation.owner == "person"
    return None if silent and told == "better" else told  # nobody of us would say how good that is


def tells_good_news(pending: Pending) -> bool:
    """Whether a danger that is none of the body grew less, as somebody beside it tells."""
    danger = pending.conversation.danger
    beside = (danger.crisis or danger.doubt) not in (None, MEDICAL) and not hour.of_body(pending)
    return beside and pending.choice is None and safety.good_news(pending.text, before=_told_before(pending))


def _told_before(pending: Pending) -> str:
    """What was told of the danger before this message."""
    return ". ".join((pending.began, *pending.rang, *pending.earlier[-hour.LATELY :]))


def number_for_the_line(pending: Pending) -> bool:
    """Whether a text is only a number while all that we offer is to say that it is safe: meant for 211 or 988."""
    offered = [(offer["choice"] or {}).get("intent", "") for offer in pending.offered]
    only_ours = bool(offered) and all(intent in SAYS for intent in offered)
    return only_ours and pending.choice is None and number_meant(pending.text) is not None


def evades(pending: Pending) -> bool:
    """Whether the family was asked if it is safe and says neither yes nor no: the question still waits."""
    if pending.conversation.danger.doubt is None or pending.choice is not None:
        return False
    return number_for_the_line(pending) or safety.evades(pending.text)


def found(pending: Pending, reading: safety.Reading, told: Safety | None) -> Alarm | None:
    """The danger of a message; a second doubt, a doubt in danger and "we are not safe" are one too."""
    danger = pending.conversation.danger
    if hour.police_took(pending, "en") is not None and (reading.matched is None or safety.is_weak(reading.matched)):
        return None
    if told in ("safe", "better") and _is_no_alarm(pending, reading):
        return None
    if told not in ("safe", "better") and (sign := _sign(pending)) is not None:
        return sign
    if told in ("safe", "better") and (reading.matched is None or reading.crisis is None):
        return None  # "im safe now" sounds of danger to the network; no phrase of danger stands in it, at most of doubt
    if (other := _another(pending, reading)) is not None:
        return other
    if is_no_new_danger(pending, reading):
        return None  # "do they take my baby if I call": it is answered, and the danger stands
    denial = afterwards.denial(pending)
    if (told_of := _of_somebody(pending, reading, denial)) is not None:
        return told_of
    if reading.crisis:
        by_phrase = reading.matched is not None and not another.only_sounds_of_dying(pending, reading)
        return Alarm(_sure(pending, reading), str(reading.reason), by_phrase)
    if told == "not_safe":
        return Alarm(danger.doubt or danger.crisis or "crisis_violence", "told not safe")
    return _goes_on(pending, reading) if denial is None else None


def _is_no_alarm(pending: Pending, reading: safety.Reading) -> bool:
    """Whether the words of danger beside good news are of what is over, or is in good hands.

    What was wrong with a body is seen by those who came; "nobody wants to die here anymore" holds the words of a wish.
    """
    helped = safety.helpers_came(pending.text) and reading.crisis in (None, MEDICAL)
    return helped or tells_good_news(pending)


def _sign(pending: Pending) -> Alarm | None:
    """A sign that cannot wait, or one of harm after a blow to the head."""
    if hour.grave(pending, "en") is not None:
        return Alarm(MEDICAL, "a sign that cannot wait", by_phrase=True)
    if head.sign(pending, "en", again=True) is not None:
        return Alarm(MEDICAL, "a later sign of a blow to the head", by_phrase=True)
    return None


def _of_somebody(pending: Pending, reading: safety.Reading, denial: str | None) -> Alarm | None:
    """The danger that stands, where a message says that it is somebody else's, or plays a wish to die down."""
    stands = pending.conversation.danger.crisis or pending.conversation.danger.doubt
    if denial == safety.afterwards.OTHER and stands and reading.matched is None:
        return Alarm(stands, "somebody else is in danger")
    if whose.plays_down(pending) and (reading.matched is None or reading.crisis in (None, whose.WISH)):
        return Alarm(whose.WISH, "played down", by_phrase=True)
    return None


def _another(pending: Pending, reading: safety.Reading) -> Alarm | None:
    """Another danger than the one that stands: the own hand that we took for somebody else's, or a wish to die."""
    if whose.speaks_of_oneself(pending):
        return Alarm(whose.WISH, "it is about who writes", by_phrase=True)
    if another.fears_own_hand(pending):
        return Alarm(afterwards.VIOLENCE, "the own hand, not somebody else's", by_phrase=True)
    if another.hurts_with_child(pending):
        return Alarm(MEDICAL, "a sign in pregnancy, after violence", by_phrase=True)
    if afterwards.denial(pending) is None and another.tells_of_dying(pending, reading):
        return Alarm(whose.WISH, "a wish to die, told in another danger", by_phrase=True)
    return None


def _goes_on(pending: Pending, reading: safety.Reading) -> Alarm | None:
    """An alarm by what was told before: who it is, who is back, a doubt in a danger, a second doubt."""
    danger = pending.conversation.danger
    if _tells_whose(pending):
        return Alarm(whose.WISH, "who it is was told", by_phrase=True)
    if afterwards.returned(pending):
        return Alarm(afterwards.VIOLENCE, "who hurts is there")
    if reading.doubt and danger.crisis and recently(pending.conversation.crisis_at):
        return Alarm(danger.crisis, f"in danger, {reading.reason}")
    if reading.doubt and danger.doubt and recently(danger.doubt_at) and not asks_of_heat(pending):
        return Alarm(reading.doubt, f"second doubt, {reading.reason}")
    return None


def _tells_whose(pending: Pending) -> bool:
    """Whether a message tells whose wish to die it is that was told a short while ago."""
    talk = pending.conversation
    told = whose.told_now(pending) is not None or whose.only_tells_whom(pending)
    return told and recently(talk.crisis_at or talk.danger.doubt_at)


def _sure(pending: Pending, reading: safety.Reading) -> str:
    """The label of a danger: what follows one that stands is of that, where only the network thinks of another one.

    A body in danger is always of its own: there nothing waits.
    """
    if reading.matched is None and afterwards.question(pending) is not None:
        return "crisis_violence"
    stands = pending.conversation.danger.crisis or _doubt_of_body(pending)
    if stands and another.only_sounds_of_dying(pending, reading):
        return stands  # "is he going to die", "I won't live with him any more"
    # Who lies down with a headache, to wait for the husband, wants no more to die than before.
    of_it = stands == MEDICAL or (reading.crisis != MEDICAL and hour.now(pending, "en") is not None)
    return stands if stands and reading.matched is None and of_it else str(reading.crisis)


def _doubt_of_body(pending: Pending) -> str | None:
    doubt = pending.conversation.danger.doubt
    return doubt if doubt == MEDICAL else None


def _said_by(pending: Pending, index: int) -> Safety | None:
    if not 0 <= index < len(pending.offered):
        return None
    return SAYS.get((pending.offered[index]["choice"] or {}).get("intent", ""))
