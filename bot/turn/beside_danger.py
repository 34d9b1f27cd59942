"""What a message near a danger that stands hears, where it asks for no other help: no menu, and no list of places."""

from typing import Final

from bot.turn import afterwards, asked_in_danger, hour, whose
from bot.turn.choices import chosen
from bot.turn.hearing import Hearing
from bot.turn.questions import KNOWN_ANSWER
from casebook.records import WATCHED, Outcome, Pending, Say
from services import safety
from services.answers import answer_words
from services.casework.desk import PRIORITY
from services.casework.person_wanted import person_wanted
from services.casework.plainly_asked import plainly_asked
from services.directory.things import vocabulary
from services.safety.hour import MARK, Told

THANKED: Final = f"{MARK}thanks"
THANKED_BETTER: Final = f"{MARK}thanks_better"
UNKNOWN: Final = f"{MARK}unknown"
SURE: Final = 0.6
HEAT: Final = "oven_heat"  # of content/answers
CHILD_TAKEN: Final = "baby_taken_rule"  # of content/answers
PROMISED: Final = f"{MARK}promised_silence"
MEANS: Final = f"{MARK}things_near"
ASKED: Final = "asked"  # for a person, in the queue


def known_answer(pending: Pending, language: str) -> Told | None:
    """The answer to a known question that is one in a danger, and in few words that the danger stands."""
    crisis = pending.conversation.danger.crisis
    if crisis is None:
        return Told(f"{MARK}known.{HEAT}", answer_words(HEAT, language)) if asks_of_heat(pending) else None
    stands = "" if hour.goes_there(pending) else f"\n{safety.stands.say('stands', crisis, language, _last(pending))}"
    urgent = hour.hinted(pending, language)
    if urgent is not None and (hour.cannot_wait(urgent) or asked_in_danger.answers_it(urgent)):
        return None
    if pending.choice is None and safety.hour.waits(pending.text):
        return None
    if (told := _whom_we_tell(pending, language)) is not None:
        return Told(f"{MARK}we_tell", f"{told}{stands}")
    id = asked_known(pending)
    return None if id is None else Told(f"{MARK}known.{id}", f"{answer_words(id, language)}{stands}")


def asks_of_heat(pending: Pending) -> bool:
    """Whether who was asked if all is well asks about heat by a flame inside: the answer outweighs our question."""
    doubt = pending.choice is None and pending.conversation.danger.doubt is not None
    return doubt and plainly_asked(pending.text) == HEAT


def answer_known(pending: Pending, language: str) -> str | None:
    """The plain answer to a known question; None where a message asks none."""
    id = asked_known(pending)
    return None if id is None else answer_words(id, language)


def whom_we_tell(pending: Pending, language: str) -> str | None:
    """Whom we tell of it, for who asks that; None for any other message."""
    asks = safety.stands.asks_who_is_told(pending.text)
    return safety.stands.we_tell(language, _last(pending)) if asks else None


def _whom_we_tell(pending: Pending, language: str) -> str | None:
    """The same in a danger, with what to do about a promise of silence that is told beside."""
    open_still = pending.choice is None and not afterwards.ends(pending)  # a denial has its own words, and these
    told = whom_we_tell(pending, language) if open_still else None
    beside = hour.hinted(pending, language) if told else None
    return told and "\n".join([told, *([beside.text] if beside and beside.name == PROMISED else [])])


def asked_known(pending: Pending) -> str | None:
    """Which question with an answer for a danger that stands a message asks; None for anything else.

    What tells rather than asks ("I don't want to call", "he says it for attention") is first of the hour, or rings.
    """
    if pending.choice is not None or pending.conversation.danger.crisis is None:
        return None
    told = hour.hinted(pending, "en")
    first = told is not None and (hour.cannot_wait(told) or asked_in_danger.answers_it(told))
    tells = told is not None or whose.plays_down(pending)
    if first or (tells and not safety.stands.is_question(pending.text)):
        return None
    found = chosen(pending)
    if found and found["intent"] == KNOWN_ANSWER:
        return str(found["entities"]["answer_id"])
    return CHILD_TAKEN if safety.stands.fears_for_child(pending.text) else None


def is_no_new_danger(pending: Pending, reading: safety.Reading) -> bool:
    """Whether a message in a danger asks what is known, or fears what calling brings, and no phrase rings beside it."""
    if pending.conversation.danger.crisis is None or pending.choice is not None:
        return False
    if hour.of_who_saw(pending):
        return True
    if safety.stands.fears_calling(pending.text):
        return safety.read(safety.stands.without_fears(pending.text)).matched is None
    weak = reading.matched is None or safety.is_weak(reading.matched)
    return weak and (asked_known(pending) is not None or _tells_of_means(pending))


def _tells_of_means(pending: Pending) -> bool:
    """Whether a gun, or pills, at hand are told of where somebody else wants to die ("his dad has a gun at his house").

    Who wishes to die, and tells of a gun, is in danger of it, wherever it lies.
    """
    told = hour.hinted(pending, "en") if whose.is_of_another(pending) else None
    return told is not None and told.name.startswith((MEANS, f"{MARK}{asked_in_danger.GUN}"))


def goes_on(pending: Pending, hears: Hearing, language: str) -> Told | None:
    """Our own words to a thank-you, to what nobody here knows, or the next thing to do; None for any other need."""
    crisis = pending.conversation.danger.crisis
    if crisis is None or not _is_open(pending):
        return None
    said, last = pending.conversation.danger.answers, _last(pending)
    news = afterwards.times_better(pending) > 0 and not hour.of_body(pending)
    if safety.stands.is_courtesy(pending.text) and news and THANKED_BETTER not in said:
        return Told(THANKED_BETTER, safety.stands.say("thanks_better", crisis, language, last))
    if safety.stands.is_courtesy(pending.text) and not news and THANKED not in said:
        return Told(THANKED, safety.stands.say("thanks", crisis, language, last))
    if (label := _of_the_danger(pending, hears, crisis)) is None:
        return None
    whatever = label == "out_of_scope" or safety.stands.fears_calling(pending.text)
    return unknown(pending, language, whatever=whatever) or hour.step(pending, language)


def unknown(pending: Pending, language: str, *, whatever: bool = False) -> Told | None:
    """The honest words to a question in a danger that nobody here can answer, once; `whatever` it is that was said."""
    crisis, said = pending.conversation.danger.crisis, pending.conversation.danger.answers
    asked = pending.choice is None and (whatever or safety.stands.is_question(pending.text))
    if crisis is None or UNKNOWN in said or not asked or safety.another.fears_own_hand(pending.text):
        return None
    return Told(UNKNOWN, safety.stands.say("unknown", crisis, language, _last(pending)))


def is_of_it(pending: Pending, hears: Hearing) -> bool:
    """Whether a message near a danger asks for nothing else; where all was said, a person reads on, without a menu."""
    crisis = pending.conversation.danger.crisis
    return crisis is not None and _is_open(pending) and _of_the_danger(pending, hears, crisis) is not None


def stands(outcome: Outcome, language: str) -> str:
    """That the danger which is left stands, in few words."""
    last = next(iter(hour.topics(outcome.crisis_answers or {})), None)
    return safety.stands.say("stands", str(outcome.crisis), language, last)


def _is_open(pending: Pending) -> bool:
    """Whether a message stands near a danger, and answers no question of ours nor chooses anything."""
    loop = (pending.conversation.state or {}).get("loop")
    return pending.choice is None and not loop and afterwards.recent(pending) and chosen(pending) is None


def _of_the_danger(pending: Pending, hears: Hearing, crisis: str) -> str | None:
    """What a message is about, where that is no other need than the danger; None where it is, or nobody can tell."""
    if safety.stands.is_courtesy(pending.text):
        return "thanks"
    label, chance = hears.about(pending.text)
    if label is None or safety.hour.needs(pending.text) or safety.stands.asks_of_us(pending.text):
        return None
    if safety.stands.fears_calling(pending.text):
        return label
    kind = safety.stands.BODY if hour.of_body(pending) else crisis
    if kind != safety.stands.BODY and vocabulary().asked(pending.text).things:
        return None  # "he needs a therapist in Bridgeport" is asked for by its name
    if safety.stands.is_no_other_need(label, kind):
        at_length = kind != safety.stands.BODY and hears.plainly_needs(pending.text)
        return None if at_length else label
    asks = safety.stands.is_question(pending.text)
    if label in afterwards.ASKS_NOTHING or safety.stands.is_for_us(label):
        return label if asks and chance < SURE else None
    return label if chance < SURE else None


def _last(pending: Pending) -> str | None:
    return next(iter(hour.topics(pending.conversation.danger.answers)), None)


def call_a_person(pending: Pending, outcome: Outcome, language: str) -> None:
    """Call a person who is asked for beside what our own words for a danger answered, and say so first."""
    wanted = person_wanted(pending.text) if pending.choice is None else None
    talk = pending.conversation
    told = outcome.crisis is not None or talk.danger.crisis is not None
    called = talk.opted_out or talk.owner == "person" or outcome.queue_reason == ASKED
    if wanted is None or not wanted.rest or not told or called:
        return
    outcome.queue(ASKED, PRIORITY[ASKED])
    if outcome.outcome == "silent":  # our own words were used up; an alarm stays one for whoever reads or counts it
        outcome.outcome = "answered"
    outcome.audit.append(("in_danger", "person called"))
    if WATCHED not in talk.danger.answers:
        outcome.says.insert(0, Say(safety.stands.person_called(language)))
