"""What danger, a doubt and the news of being safe lead to, on every channel and with Rasa down."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.turn import afterwards, another, asked_in_danger, beside_danger, head, hour, standing, whose
from bot.turn.lately import recently
from bot.turn.ringing import MEDICAL, Alarm, number_for_the_line
from casebook.records import Conversation, Outcome, Pending, Say
from services import safety
from services.casework.desk import PRIORITY
from services.safety.hour import Told

HELPED = "helped"  # the words for who has an ambulance there
SEEN = "seen"  # the words for a body that a doctor, or who came, has looked at


@dataclass(frozen=True, slots=True)
class _Danger:
    """What a message tells of: the topic, how often that was answered, what else was, and what to do this hour.

    `undone`: it is the own hand that is feared, and not somebody's.
    """

    topic: str
    times: int
    answered: dict[str, int]
    of_the_hour: Told | None
    undone: bool


def alarm(pending: Pending, outcome: Outcome, heard: Alarm, language: str) -> None:
    """Answer a danger in new words and put a person first; a form is left, what the family told is kept."""
    told = _told(pending, heard, language)
    _put_first(pending, outcome, heard)
    outcome.crisis_answers = _answers(pending, heard.label, told)
    if told.of_the_hour is not None:
        hour.keep(pending, outcome, told.of_the_hour)
    general = None if told.of_the_hour else _answer(pending, heard.label, told.topic, told.times, language)
    answer = told.of_the_hour.text if told.of_the_hour else general
    if answer and not (told.times and pending.conversation.owner == "person"):  # the person answers from here on
        outcome.says = _says(answer, pending, outcome, told, language)


def _told(pending: Pending, heard: Alarm, language: str) -> _Danger:
    own_hand = another.fears_own_hand(pending)
    topic = another.own_hand_topic(pending) if own_hand else _topic(pending, heard)
    undone = own_hand and another.undoes_somebody(pending)
    before = _answered(pending.conversation)
    answered = another.without_somebody(before) if undone else before
    of_the_hour = _of_the_hour(pending, heard, topic, language)
    if of_the_hour is not None:
        last = next(iter(hour.topics(answered)), topic)
        of_another = heard.label == MEDICAL and not safety.stands.is_of_body(MEDICAL, last)
        topic = MEDICAL if of_another else last  # who wanted to die and cannot be woken is in danger of the body now
    return _Danger(topic, answered.pop(topic, 0), answered, of_the_hour, undone)


def _put_first(pending: Pending, outcome: Outcome, heard: Alarm) -> None:
    """Mark the turn as an alarm, with a person first and no form open."""
    talk, crisis = pending.conversation, heard.label
    outcome.outcome, outcome.crisis = "crisis", crisis
    if talk.danger.doubt is None and not (talk.danger.crisis and recently(talk.crisis_at)):
        outcome.danger_seq = pending.seq
    outcome.even_if_owned = True
    outcome.queue_reason, outcome.queue_priority = crisis, PRIORITY["crisis"]
    outcome.audit.append(("crisis", f"{crisis} {heard.reason}"))
    outcome.reading = {"labels": [[crisis, 1.0]], "handed_over": "crisis"}
    outcome.state = (talk.state | {"loop": None, "events": []}) if talk.state else None


def _answers(pending: Pending, crisis: str, told: _Danger) -> Mapping[str, int]:
    """What was told of it from now on, how often each was answered, the last one last."""
    times = max(told.times, 1) if told.of_the_hour else told.times + 1
    known = {} if told.undone else _known(pending.conversation, {told.topic, *told.answered})
    known |= another.told_beside(pending, crisis, told.topic, told.answered)
    answers = standing.rings_again(known | told.answered | {told.topic: times}, crisis)
    return afterwards.of_whom(pending, answers, told.topic)


def _says(answer: str, pending: Pending, outcome: Outcome, told: _Danger, language: str) -> list[Say]:
    """The answer, the line beside it, and what was asked in the same message."""
    line = another.line_beside(pending, str(outcome.crisis), told.topic, told.answered, language)
    beside = None if told.of_the_hour else asked_in_danger.asked_beside(pending, told.topic, language)
    if beside is not None:
        hour.keep(pending, outcome, beside)
    if told.undone or whose.speaks_of_oneself(pending):
        answer = f"{safety.stands.corrected(language)} {answer}"
    return _in_turn(language, answer, line, beside.text if beside else None)


def doubt(pending: Pending, outcome: Outcome, label: str, reason: str, language: str, *, quiet: bool = False) -> bool:
    """Show a person the doubt; True when the family is asked whether it is safe, which waits for an answer.

    A `quiet` one is only shown.
    Asked once in twelve hours, and not by text after STOP nor where a person is talking with the family.
    """
    talk = pending.conversation
    outcome.queue_reason, outcome.queue_priority = "worried", PRIORITY["worried"]
    outcome.audit.append(("worried", f"{label} {reason}"))
    outcome.reading = {"labels": [], "handed_over": "worried"}
    outcome.even_if_owned = talk.owner == "person"
    if quiet or talk.opted_out or talk.owner == "person" or recently(talk.danger.doubt_at):
        return False
    outcome.outcome = "worried"
    outcome.doubt, outcome.danger_seq = label, pending.seq
    yes = _choice("we_are_safe", safety.doubt("yes_choice", language), safety.doubt("yes_reply", language))
    no = _choice("we_are_not_safe", safety.doubt("no_choice", language), safety.doubt("no_reply", language))
    about = whose.topic(label, pending.text, whose.told_before(pending))
    sign = safety.told.together(pending.text, pending.earlier)
    by = f"{reason}, pattern {sign.id}/told" if sign and sign.crisis == label else reason
    outcome.says.append(Say(safety.doubt_asked(label, by, pending.text, language, about), (yes, no)))
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
    outcome.over, outcome.crisis_answers = True, standing.ended(talk)
    outcome.queue_reason, outcome.queue_priority = "said_safe", PRIORITY["said_safe"]
    if not talk.opted_out:
        last = next(iter(hour.topics(_answered(talk))), None)
        if hour.seen_to(pending):
            comes = safety.helpers_came(pending.text) and not safety.has_looked(pending.text)
            last = HELPED if comes else SEEN
        outcome.says.append(Say(safety.afterwards.safe(last, talk.danger.crisis, language)))
        for told in asked_in_danger.beside_safe(pending, language):
            outcome.says.append(Say(told.text))
            hour.keep(pending, outcome, told)


def taken_back(pending: Pending, outcome: Outcome, label: str) -> None:
    """It was no danger, the family says: it is over, and is not known of them from now on. A person still looks.

    Another danger that was told stands: only what was told of this one (`label`) is forgotten.
    """
    danger = pending.conversation.danger
    if left := standing.others(pending.conversation, label):
        outcome.audit.append(("told_not_so", label))
        outcome.crisis, outcome.crisis_answers = next(iter(left)), standing.without(pending.conversation, label)
        outcome.queue("worried", PRIORITY["worried"])
        return
    outcome.audit.append(("told_not_so", danger.crisis or danger.doubt or "violence known"))
    outcome.over, outcome.crisis_answers = True, {}
    outcome.queue_reason, outcome.queue_priority = "said_safe", PRIORITY["said_safe"]


def safe_choice(language: str) -> dict[str, Any]:
    """The choice under every answer to a danger that stands."""
    return _choice("we_are_safe", safety.say("safe_choice", language), safety.say("safe_reply", language))


def _in_turn(language: str, *texts: str | None) -> list[Say]:
    """The texts of an alarm, one by one, with our choice under the last."""
    *first, last = (text for text in texts if text)
    return [*map(Say, first), Say(last, (safe_choice(language),))]


def _answer(pending: Pending, crisis: str, topic: str, told: int, language: str) -> str | None:
    """The answer of a topic after `told` others; None for words that came already."""
    answered = _answered(pending.conversation)
    answer = afterwards.instead(pending, crisis, language) or safety.answer(topic, language, told)
    last = [other for other in hour.topics(answered) if other != topic and answered[other] > 2]
    if hour.LAST in answered:
        last.append(crisis)
    return None if answer in {safety.answer(other, language, 2) for other in last} else answer


def _of_the_hour(pending: Pending, heard: Alarm, topic: str, language: str) -> Told | None:
    """What to do in this hour, in place of an answer in general words, where a message tells of no new danger."""
    talk = pending.conversation
    if heard.label == MEDICAL and (sign := head.sign(pending, language)) is not None:
        return hour.grave(pending, language) or sign
    if talk.danger.crisis is None or not recently(talk.crisis_at):
        return hour.at_the_door(pending, topic, language)
    if heard.label == MEDICAL and (grave := hour.grave(pending, language)) is not None:
        return grave
    if heard.label == MEDICAL and not hour.of_body(pending):
        return None  # a body in danger has its own words, whatever hint of the other danger stands beside
    if afterwards.question(pending) is not None:
        return None
    if heard.by_phrase and topic not in _answered(talk):
        return None
    of_it = not heard.by_phrase and heard.label == talk.danger.crisis  # another danger has words of its own
    unknown = beside_danger.unknown(pending, language) if of_it else None
    return hour.now(pending, language) or unknown


def _known(talk: Conversation, but: set[str]) -> dict[str, int]:
    """The violence that was told before, which a later danger does not make forgotten; its answers count anew."""
    before = (topic for topic in talk.danger.answers if topic not in but)
    return {topic: 0 for topic in before if safety.afterwards.knows_violence({topic: 0})}


def _topic(pending: Pending, heard: Alarm) -> str:
    """What the message tells of; where that is no more than a label, what was told before it may say more."""
    crisis = heard.label
    if crisis == whose.WISH and whose.speaks_of_oneself(pending):
        return whose.own_topic(pending.text)
    if not another.is_new(pending) and (name := whose.played_down(pending, crisis)) is not None:
        return name
    doubted = pending.began if pending.conversation.danger.doubt else ""
    topic = whose.topic(crisis, f"{doubted} {pending.text}", whose.told_before(pending))
    if crisis == whose.WISH and (about := whose.told_now(pending)) is not None:
        return about
    last = next(iter(hour.topics(_answered(pending.conversation))), None)
    if afterwards.turns_to_oneself(last, safety.told_of(crisis, pending.text)):
        return topic
    no_more = topic == crisis and not heard.by_phrase and last is not None and safety.of_danger(last) == crisis
    return last if last and (no_more or safety.keeps(last, topic)) else topic


def _answered(talk: Conversation) -> dict[str, int]:
    """How many answers each topic had in this danger, the last one last: no words twice, and a new one has its own."""
    return dict(talk.danger.answers) if recently(talk.crisis_at) else {}


def _choice(intent: str, title: str, reply: str) -> dict[str, Any]:
    """`reply` says by which words to choose it on a phone, where choices otherwise are numbers."""
    return {"title": title, "choice": {"intent": intent, "entities": {}}, "reply": reply}
