"""A phone that somebody at home reads: once that is told where violence is known, only plain words go out about it.

A person is called as ever, and of a body or a wish to die the full words are said: a life weighs more.
"""

from typing import Any, Final

from bot.turn import afterwards, beside_danger, hour, phone
from bot.turn.choices import chosen
from bot.turn.hearing import Hearing
from bot.turn.phone import KEEP_ASKED, REST, STOP_ASKED
from bot.turn.ringing import Alarm
from casebook.records import NOBODY_WRITES, WATCHED, Outcome, Pending, Say
from services import safety
from services.casework.desk import PRIORITY
from services.casework.person_wanted import person_wanted
from services.directory.things import vocabulary

MARK: Final = WATCHED
NOBODY: Final = NOBODY_WRITES
FOR_A_PERSON: Final = ("asked", "call_back")  # in the queue: what a family can take back
CHOKED: Final = "choked"
OURS: Final = (KEEP_ASKED, REST)  # choices that are no message about it


def is_watched(pending: Pending) -> bool:
    """Whether it was told before that somebody reads this phone."""
    return MARK in pending.conversation.danger.answers


def plain_alarm(pending: Pending, outcome: Outcome, heard: Alarm, hears: Hearing, language: str) -> None:
    """Say a danger by somebody at home in plain words; the first that is told at all gets its full ones, once."""
    if outcome.crisis != afterwards.VIOLENCE:
        return
    fresh = not is_watched(pending)
    if not fresh or _is_told(pending):
        choked = next(iter(hour.topics(outcome.crisis_answers or {})), None) == CHOKED
        alarm = safety.watched.say("alarm_body" if choked else "alarm", language)
        silent = not outcome.says and pending.conversation.owner == "person"
        outcome.says = [] if silent else [*map(Say, _to_alarm(pending, alarm, hears, language))]
    if not fresh or _is_told(pending) or safety.watched.tells(pending.text):
        _mark(pending, outcome)


def answered(pending: Pending, outcome: Outcome, reading: safety.Reading, hears: Hearing, language: str) -> bool:
    """Whether a message about it was answered in plain words; what asks for anything else is helped as ever."""
    talk, told = pending.conversation, _is_told(pending)
    if talk.opted_out or talk.owner == "person" or talk.danger.crisis not in (None, afterwards.VIOLENCE):
        return False
    if not (told or is_watched(pending)) or afterwards.ends(pending) or _chooses_ours(pending):
        return False
    says = _first(pending, language) if told and not is_watched(pending) else _next(pending, reading, hears, language)
    outcome.says += map(Say, says)
    if says:
        _mark(pending, outcome)
    if (says and not safety.watched.wants_nobody(pending.text)) or reading.doubt:
        outcome.queue("worried", PRIORITY["worried"])
    return bool(says)


def take_keyword(
    pending: Pending, outcome: Outcome, word: phone.Keyword, reading: safety.Reading, language: str
) -> None:
    """STOP, START and HELP as ever; a wish to end one kind of text is asked about first."""
    if word != "stop" or not _asks_which(pending, outcome, reading, language):
        phone.take_keyword(pending, outcome, word, reading, language)


def without_safe_words(pending: Pending, outcome: Outcome, language: str) -> None:
    """After "we are safe": none of our words for that, only that it was read."""
    if is_watched(pending) and outcome.says:
        outcome.says = [Say(safety.watched.say("ok", language))]


def near(pending: Pending, language: str) -> str | None:
    """What is said near a danger that stands, where nothing else is asked for; None where nobody reads the phone."""
    calm = pending.conversation.danger.crisis in (None, afterwards.VIOLENCE)
    return safety.watched.say("else", language) if is_watched(pending) and calm else None


def keep(pending: Pending, outcome: Outcome, language: str) -> None:
    """What was told of the phone stays known, whatever ends; and no line goes out on it by another way."""
    if is_watched(pending) and outcome.crisis_answers is not None:
        _mark(pending, outcome)
    _keep_nobody(pending, outcome)
    if not is_watched(pending):
        return
    if outcome.crisis not in (None, afterwards.VIOLENCE):
        return
    asked = _answer(pending, language)
    plain = safety.watched.say("else", language)
    gives = [each.text != asked and safety.watched.gives_away(each.text) for each in outcome.says]
    outcome.says = [Say(plain) if away else each for each, away in zip(outcome.says, gives, strict=True)]


def _keep_nobody(pending: Pending, outcome: Outcome) -> None:
    """That nobody may write to this phone stays known, whatever is told after; a wish for a person takes it back.

    No person is awaited any more once it is asked for.
    """
    talk, was = pending.conversation, outcome.crisis_answers
    stood, told = NOBODY in talk.danger.answers, was if was is not None else talk.danger.answers
    if _asks_for_nobody(pending) and MARK in told:
        outcome.crisis_answers = {**told, NOBODY: 1}
        outcome.audit.append((NOBODY, "asked"))
        outcome.leave_queue = talk.queue_reason if talk.queue_reason in FOR_A_PERSON else None
    elif stood and pending.choice is None and person_wanted(pending.text) is not None:
        outcome.crisis_answers = {name: times for name, times in told.items() if name != NOBODY}
        outcome.audit.append((NOBODY, "taken back"))
        outcome.queue("asked", PRIORITY["asked"])
    elif stood and was is not None:
        outcome.crisis_answers = {**was, NOBODY: 1}


def _asks_for_nobody(pending: Pending) -> bool:
    return pending.choice is None and safety.watched.wants_nobody(pending.text)


def _asks_which(pending: Pending, outcome: Outcome, reading: safety.Reading, language: str) -> bool:
    """Whether a wish to end one kind of text ("those numbers") is asked about; a STOP word alone never is."""
    word = pending.carrier_keyword is not None or reading.answered_by_carrier
    about_it = (is_watched(pending) or afterwards.violence_known(pending)) and not pending.conversation.opted_out
    if word or not about_it or not safety.watched.ends_these_texts(pending.text):
        return False
    options = (("which_all", STOP_ASKED), ("which_those", KEEP_ASKED))
    choices = tuple(_choice(safety.watched.say(name, language), intent) for name, intent in options)  # type: ignore[arg-type]
    outcome.says = [Say(safety.watched.say("which_ask", language), choices)]
    _mark(pending, outcome)
    return True


def _chooses_ours(pending: Pending) -> bool:
    return (found := chosen(pending)) is not None and found["intent"] in OURS


def _is_told(pending: Pending) -> bool:
    """Whether it is told now, in a talk that knows of violence."""
    heard, text = safety.watched, pending.text
    if pending.choice is not None or not afterwards.violence_known(pending):
        return False
    return heard.tells(text) or heard.wants_it_plain(text) or heard.wants_nobody(text) or _leaves(text)


def _to_alarm(pending: Pending, alarm: str, hears: Hearing, language: str) -> list[str]:
    """The plain words to an alarm: 911 before what is asked; where only the phone, or a goodbye, is told, no more."""
    if _tells_no_more(pending, hears, language):
        return _next_plain(pending, language) if is_watched(pending) else _first(pending, language)
    answer = None if _leaves(pending.text) else _answer(pending, language)
    return [alarm, *([answer] if answer else [])]


def _tells_no_more(pending: Pending, hears: Hearing, language: str) -> bool:
    """Whether neither phrases nor the network hear danger beside what is told of the phone, or beside a goodbye."""
    heard, text = safety.watched, pending.text
    of_phone = heard.tells(text) or heard.wants_it_plain(text) or heard.wants_nobody(text)
    if not (of_phone or _leaves(text)) or heard.cries(text):
        return False
    rest = heard.without_phone(text)
    return safety.read(rest, hears.scored(rest), language=language).crisis is None


def _first(pending: Pending, language: str) -> list[str]:
    """What is said when it is told first: to a goodbye no more than that."""
    if safety.watched.cries(pending.text):
        return [safety.watched.say("alarm", language)]
    answer = _answer(pending, language)
    if _leaves(pending.text) or safety.watched.wants_nobody(pending.text):
        return [answer or safety.watched.say("ok", language)]
    return [*([answer] if answer else []), safety.watched.say("kept", language)]


def _next_plain(pending: Pending, language: str) -> list[str]:
    return [_answer(pending, language) or safety.watched.say("else", language)]


def _next(pending: Pending, reading: safety.Reading, hears: Hearing, language: str) -> list[str]:
    if safety.watched.cries(pending.text):
        return [safety.watched.say("alarm", language)]
    if (answer := _answer(pending, language)) is not None:
        return [answer]
    of_it = hour.hinted(pending, language) is not None or beside_danger.is_of_it(pending, hears)
    return [safety.watched.say("else", language)] if of_it or reading.doubt == afterwards.VIOLENCE else []


def _answer(pending: Pending, language: str) -> str | None:
    if pending.choice is not None:
        return None
    topic = next(iter(hour.topics(pending.conversation.danger.answers)), None)
    named = [name for name, _ in vocabulary().asked(pending.text).things]
    nobody = NOBODY in pending.conversation.danger.answers and person_wanted(pending.text) is None
    return safety.watched.answer(pending.text, topic, language, named, nobody=nobody)


def _leaves(text: str) -> bool:
    """Whether it is a goodbye for who is there, and no more: who asks what to do is answered."""
    goodbye = safety.watched.leaves(text)
    return goodbye and not (safety.stands.is_question(text) or safety.hour.asks_what_to_do(text))


def _mark(pending: Pending, outcome: Outcome) -> None:
    if not is_watched(pending):
        outcome.audit.append(("watched_phone", "told"))
    before = outcome.crisis_answers if outcome.crisis_answers is not None else pending.conversation.danger.answers
    outcome.crisis_answers = {**before, MARK: 1}


def _choice(title: str, intent: str) -> dict[str, Any]:
    return {"title": title, "choice": {"intent": intent, "entities": {}}}
