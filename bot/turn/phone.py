"""What only a phone brings into a talk: the carrier's words, wishes for silence, photos, machines that answer."""

import re
from typing import Any, Final, Literal

from casebook.records import Outcome, Pending, Say
from services import safety
from services.casework.desk import PRIORITY
from services.casework.taken_back import cancels_that
from services.library.messages import Messages
from services.safety import Reading
from services.safety.opt_out import asks_to_delete
from services.texts.robots import automatic_reply

type Keyword = Literal["stop", "start", "help"]

STOP_ASKED: Final = "stop_texts"  # the intents of our own choices; they never reach Rasa
KEEP_ASKED: Final = "keep_texts"
REST: Final = "tell_rest"
LOOP: Final = "loop"
_FOR_A_MACHINE: Final = re.compile(r"/\w+\s*\{.*\}|/[a-z]+(?:_[a-z]+)+", re.DOTALL)  # an intent of Rasa's
FACT_WORDS: Final = 4  # a reply of more words than this may be a story that goes on


def keyword(pending: Pending, reading: Reading, picked: dict[str, Any] | None) -> Keyword | None:
    """What a text says about our texts, in the family's words, by our own choice, or as the provider heard it."""
    if pending.conversation.channel != "sms":
        return None
    if picked is not None and picked["intent"] == STOP_ASKED:
        return "stop"
    if reading.keyword is not None:
        return None if reading.keyword == "stop" and _says_no_to_us(pending) else reading.keyword
    heard = pending.carrier_keyword
    if heard == "start" and not pending.conversation.opted_out:
        return None  # YES brings back only who had stopped; else it answers what we asked
    return heard if heard in ("stop", "start", "help") else None  # type: ignore[return-value]


def _says_no_to_us(pending: Pending) -> bool:
    """Whether "cancel that" answers what we have just asked for: a yes to being put forward."""
    asked = [(offer["choice"] or {}).get("intent") for offer in pending.offered]
    return bool({"affirm", "refer_me"} & set(asked)) and "deny" in asked and cancels_that(pending.text)


def take_keyword(pending: Pending, outcome: Outcome, word: Keyword, reading: Reading, language: str) -> None:
    """STOP, START or HELP: noted at once, and answered once, unless the carrier has answered already."""
    stopped = pending.conversation.opted_out
    answered = pending.carrier_keyword is not None or reading.answered_by_carrier
    outcome.outcome = "answered" if word == "start" and not stopped else word
    outcome.even_if_owned = True
    if word != "help":
        outcome.consent = word == "start"
        outcome.consent_how = "carrier" if answered else reading.rule or "asked"
        outcome.consent_said = pending.text
    if word == "stop" and asks_to_delete(pending.text):  # of that, a person sees to it
        outcome.queue_reason, outcome.queue_priority = "delete_data", PRIORITY["delete_data"]
    if not answered and not (stopped and word != "start"):
        outcome.says.append(Say(safety.keyword_answer(word, language)))


def ask_whether_to_stop(outcome: Outcome, language: str) -> None:
    """The assistant hears a wish for silence in words that no rule knows: it is asked about, not guessed."""
    yes = {"title": safety.keyword_answer("stop_yes", language), "choice": {"intent": STOP_ASKED, "entities": {}}}
    no = {"title": safety.keyword_answer("stop_no", language), "choice": {"intent": KEEP_ASKED, "entities": {}}}
    outcome.says = [Say(safety.keyword_answer("stop_ask", language), (yes, no))]


def automatic(pending: Pending) -> bool:
    """Whether a machine wrote it: an absence notice, a reaction to one of our texts."""
    return pending.conversation.channel == "sms" and not pending.media and automatic_reply(pending.text)


def leave(pending: Pending, outcome: Outcome) -> None:
    """Answer a machine nothing; the transcript and the audit show why."""
    outcome.outcome = "automatic"
    outcome.audit.append(("not_answered", "automatic reply"))


def cut(pending: Pending, outcome: Outcome, messages: Messages | None) -> None:
    """No more answers to the same words; the talk's state stays, so that other words go on where it stood."""
    outcome.outcome, outcome.state, outcome.keep_state = LOOP, None, True
    outcome.says = []
    outcome.queue_reason, outcome.queue_priority = LOOP, PRIORITY["loop"]
    outcome.audit.append(("loop_cut", "the same words again and again"))
    if messages is not None:
        language = outcome.language or pending.conversation.language
        outcome.says = [Say(messages.say("same_again", language))]
        outcome.alerts.append(LOOP)


def own_choice(picked: dict[str, Any] | None, language: str) -> Say | None:
    """The answer to a choice that Rasa does not know: the rest of a long answer, or "go on texting"."""
    if picked is not None and picked["intent"] == KEEP_ASKED:
        return Say(safety.keyword_answer("kept", language))
    if picked is None or picked["intent"] != REST:
        return None
    entities = picked["entities"]
    return Say(entities["text"], tuple(entities.get("choices") or ()))


def wordless(pending: Pending, messages: Messages, language: str) -> str | None:
    """The answer to a message without words, or None when there are some; what is written for a machine has none."""
    words = pending.text.strip()
    if pending.choice is not None or (words and not _FOR_A_MACHINE.fullmatch(words)):
        return None
    return messages.say((pending.media_kind or "photo") if pending.media else "empty", language)


def mention_media(pending: Pending, outcome: Outcome, messages: Messages, language: str) -> None:
    """A photo beside words: the words are answered, and that the photo was not seen is said first."""
    if pending.media and outcome.says and outcome.outcome == "answered":
        outcome.says.insert(0, Say(messages.say("media_unseen", outcome.language or language)))


def answers(pending: Pending) -> bool:
    """Whether it is a short answer while a fact is asked for ("06106", "she is 3")."""
    loop = (pending.conversation.state or {}).get("loop") or {}
    return bool(loop.get("requested_slot")) and len(pending.text.split()) <= FACT_WORDS
