"""What danger, a doubt and the news of being safe lead to, on every channel and with Rasa down."""

from datetime import datetime, timedelta
from typing import Any, Final

from bot.turn import afterwards
from casebook.queries.rows import now
from casebook.records import Conversation, Outcome, Pending, Say
from services import safety
from services.casework.desk import PRIORITY
from services.safety.replies import Safety
from services.texts.choices import number_meant

SAME_DANGER: Final = timedelta(hours=12)
# The intents of our own choices. They never reach Rasa.
SAYS: Final[dict[str, Safety]] = {"we_are_safe": "safe", "we_are_not_safe": "not_safe"}


def told_safety(pending: Pending) -> Safety | None:
    """Whether the family says that it is safe or not: by pressing one of our choices, or in words.

    Never by a number: the same answer says "call 211 and press 1", and who texts the 1 back is not safe.
    """
    if pending.choice is not None:
        return _said_by(pending, pending.choice[1])
    danger = pending.conversation.danger
    if not (danger.crisis or danger.doubt):
        return None
    told = safety.safety_told(pending.text, asked=danger.doubt is not None)
    silent = pending.conversation.opted_out or pending.conversation.owner == "person"
    return None if silent and told == "better" else told  # nobody of us would say how good that is


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


def found(pending: Pending, reading: safety.Reading, told: Safety | None) -> tuple[str, str] | None:
    """The crisis label of a message and why; a second doubt, a doubt in danger and "we are not safe" are one too."""
    danger = pending.conversation.danger
    if told in ("safe", "better") and reading.matched is None:
        return None  # "im safe now" sounds of danger to the network; no phrase of danger stands in it
    denial, stands = afterwards.denial(pending), danger.crisis or danger.doubt
    if denial == safety.afterwards.OTHER and stands and reading.matched is None:
        return stands, "somebody else is in danger"
    if reading.crisis:
        return _sure(pending, reading), str(reading.reason)
    if told == "not_safe":
        return danger.doubt or danger.crisis or "crisis_violence", "told not safe"
    if denial is not None:
        return None
    if afterwards.returned(pending):
        return afterwards.VIOLENCE, "who hurts is there"
    if reading.doubt and danger.crisis and _recently(pending.conversation.crisis_at):
        return danger.crisis, f"in danger, {reading.reason}"
    if reading.doubt and danger.doubt and _recently(danger.doubt_at):
        return reading.doubt, f"second doubt, {reading.reason}"
    return None


def alarm(pending: Pending, outcome: Outcome, crisis: str, reason: str, language: str) -> None:
    """Answer a danger in new words and put a person first; a form is left, what the family told is kept."""
    talk = pending.conversation
    topic = _topic(pending, crisis)
    answered = _answered(talk)
    told = answered.pop(topic, 0)
    outcome.outcome = "crisis"
    outcome.crisis, outcome.crisis_answers = crisis, _known(talk, {topic, *answered}) | answered | {topic: told + 1}
    if talk.danger.doubt is None and not (talk.danger.crisis and _recently(talk.crisis_at)):
        outcome.danger_seq = pending.seq
    outcome.even_if_owned = True
    outcome.queue_reason, outcome.queue_priority = crisis, PRIORITY["crisis"]
    outcome.audit.append(("crisis", f"{crisis} {reason}"))
    outcome.reading = {"labels": [[crisis, 1.0]], "handed_over": "crisis"}
    outcome.state = (talk.state | {"loop": None, "events": []}) if talk.state else None
    answer = afterwards.instead(pending, crisis, language) or safety.answer(topic, language, told)
    last_words = {safety.answer(other, language, 2) for other, times in answered.items() if times > 2}
    if answer and answer not in last_words and not (told and talk.owner == "person"):  # the person answers from here on
        outcome.says = [Say(answer, (safe_choice(language),))]


def doubt(pending: Pending, outcome: Outcome, label: str, reason: str, language: str) -> bool:
    """Show a person the doubt; True when the family is asked whether it is safe, which waits for an answer.

    Asked once in twelve hours, and not by text after STOP nor where a person is talking with the family.
    """
    talk = pending.conversation
    outcome.queue_reason, outcome.queue_priority = "worried", PRIORITY["worried"]
    outcome.audit.append(("worried", f"{label} {reason}"))
    outcome.reading = {"labels": [], "handed_over": "worried"}
    outcome.even_if_owned = talk.owner == "person"
    if talk.opted_out or talk.owner == "person" or _recently(talk.danger.doubt_at):
        return False
    outcome.outcome = "worried"
    outcome.doubt, outcome.danger_seq = label, pending.seq
    yes = _choice("we_are_safe", safety.doubt("yes_choice", language), safety.doubt("yes_reply", language))
    no = _choice("we_are_not_safe", safety.doubt("no_choice", language), safety.doubt("no_reply", language))
    outcome.says.append(Say(safety.doubt("ask", language), (yes, no)))
    return True


def number_told(pending: Pending, outcome: Outcome, language: str) -> bool:
    """True for a number that belongs on a call, which is said; the danger stands. Who talks as a person says it."""
    if not number_for_the_line(pending):
        return False
    if pending.conversation.opted_out or pending.conversation.owner == "person":
        outcome.outcome = "silent"
    else:
        outcome.says.append(Say(safety.say("lone_number", language)))
    return True


def over(pending: Pending, outcome: Outcome, language: str) -> None:
    """The family says that it is safe: ordinary help goes on. A person still looks; one who talks decides."""
    talk = pending.conversation
    danger = talk.danger.crisis or talk.danger.doubt
    outcome.audit.append(("told_safe", danger or "no danger known"))
    if talk.owner == "person":
        outcome.outcome, outcome.even_if_owned = "silent", True
    if talk.owner == "person" or danger is None:
        return
    outcome.over = True
    outcome.queue_reason, outcome.queue_priority = "said_safe", PRIORITY["said_safe"]
    if not talk.opted_out:
        last = next(reversed(_answered(talk)), None)
        outcome.says.append(Say(safety.afterwards.safe(last, talk.danger.crisis, language)))


def safe_choice(language: str) -> dict[str, Any]:
    """The choice under every answer to a danger that stands."""
    return _choice("we_are_safe", safety.say("safe_choice", language), safety.say("safe_reply", language))


def _sure(pending: Pending, reading: safety.Reading) -> str:
    """The label of a danger: a question after violence is of that, where only the network thinks of another one."""
    unsure = reading.matched is None and afterwards.question(pending) is not None
    return "crisis_violence" if unsure else str(reading.crisis)


def _known(talk: Conversation, but: set[str]) -> dict[str, int]:
    """The violence that was told before, which a later danger does not make forgotten; its answers count anew."""
    before = (topic for topic in talk.danger.answers if topic not in but)
    return {topic: 0 for topic in before if safety.afterwards.knows_violence({topic: 0})}


def _topic(pending: Pending, crisis: str) -> str:
    """What the message tells of; where that is no more than a label, what was told before it may say more."""
    doubted = pending.began if pending.conversation.danger.doubt else ""
    topic = safety.topic(crisis, f"{doubted} {pending.text}")
    last = next(reversed(_answered(pending.conversation)), None)
    return last if last and safety.keeps(last, topic) else topic


def _answered(talk: Conversation) -> dict[str, int]:
    """How many answers each topic had in this danger, the last one last: no words twice, and a new one has its own."""
    return dict(talk.danger.answers) if _recently(talk.crisis_at) else {}


def _recently(moment: datetime | None) -> bool:
    return moment is not None and now() - moment < SAME_DANGER


def _said_by(pending: Pending, index: int) -> Safety | None:
    if not 0 <= index < len(pending.offered):
        return None
    return SAYS.get((pending.offered[index]["choice"] or {}).get("intent", ""))


def _choice(intent: str, title: str, reply: str) -> dict[str, Any]:
    """`reply` says by which words to choose it on a phone, where choices otherwise are numbers."""
    return {"title": title, "choice": {"intent": intent, "entities": {}}, "reply": reply}
