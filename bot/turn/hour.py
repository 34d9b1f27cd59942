"""What a family in danger hears about the next hour: each text once, by what was told last and what is known."""

from collections.abc import Iterator, Mapping
from typing import Final

from bot.turn.lately import recently
from casebook.records import Outcome, Pending
from services import safety
from services.safety.hour import Told

LAST: Final = f"{safety.hour.MARK}still"
EASED: Final = tuple(f"{safety.hour.MARK}{name}" for name in ("eased", "seems_fine", "sleepy"))
POLICE: Final = f"{safety.hour.MARK}police_took"
WHO_SAW: Final = f"{safety.hour.MARK}child_saw_it"
# What is to be done about pictures; what else is said of them outranks no need.
DONE_WITH_PICTURES: Final = ("pictures_down", "pictures_pay", "pictures_keep")
NEAR_NOW: Final = ("at_the_door", "comes_with_threat", "leave_now", "says_he_comes", "throat_after", "found_means")
AT_ONCE: Final = tuple(f"{safety.hour.MARK}{name}" for name in NEAR_NOW)
OUTWEIGHS: Final = tuple(
    f"{safety.hour.MARK}{name}"
    for name in (
        *NEAR_NOW,
        "police_took",
        "child_saw_it",
        "promised_silence",
        "no_plan",
        "child_watches",
        "children_while",  # who lies in a hospital tonight looks for no day care
        *DONE_WITH_PICTURES,  # "off the internet" wishes for no internet at home
    )
)
ON_THE_WAY: Final = f"{safety.hour.MARK}on_the_way"  # begins the names of what is said to who goes to the hospital
BROAD: Final = tuple(f"{safety.hour.MARK}{name}" for name in ("eased", "further", "how_much", "medicine_told"))
THOUGHTS: Final = "thoughts_"  # begins the names of what is said of scary thoughts after a birth
DOOR: Final = ("at_the_door", "says_he_comes")
GRAVE: Final = "grave"  # begins the names of signs that cannot wait
# Of a body that was seen: "he is better" days later is of something else.
SOON: Final = tuple(f"{safety.hour.MARK}{name}" for name in ("well_after", "eat_after", "if_again", "children_while"))
LATELY: Final = 6  # messages of the family before this one that may be of the danger
STILL: Final = 3  # answers to one danger, of which the last says what we are


def topics(answers: Mapping[str, int]) -> list[str]:
    """The answers that a danger had, the last one first, without what was said of the hour between them."""
    return [name for name in reversed(list(answers)) if safety.of_danger(name) is not None]


def kinds(pending: Pending) -> frozenset[str]:
    """Of which kinds the danger is that stands, by what it was answered with; none where none stands."""
    crisis = pending.conversation.danger.crisis
    return frozenset(safety.stands.kind(crisis, topic) for topic in of(pending)) if crisis else frozenset()


def hinted(pending: Pending, language: str) -> Told | None:
    """What to do about something that a message tells after a danger ("he comes back at six"); else None."""
    danger = pending.conversation.danger
    if pending.choice is not None or danger.doubt is not None or _of_days_ago(pending):
        return None
    over, before = danger.crisis is None, told_of_it(pending)
    found = safety.hour.hint(pending.text, of(pending), danger.answers, language, over=over, before=before)
    at = pending.conversation.crisis_at
    return None if found and found.name in SOON and over and at is not None and not recently(at) else found


def grave(pending: Pending, language: str) -> Told | None:
    """What to do at once about a sign that cannot wait (limp, blue), whoever was called before; else None.

    It is read where a danger stands, or stood till lately, and where a body was asked about.
    """
    danger = pending.conversation.danger
    if pending.choice is not None or _of_days_ago(pending):
        return None
    about = [*of(pending), *([danger.doubt] if danger.doubt else [])]
    return safety.hour.hint(pending.text, about, danger.answers, language, named=GRAVE)


def at_the_door(pending: Pending, topic: str, language: str) -> Told | None:
    """What to do where the first that is told of a danger is that who hurts is at the door, or on the way."""
    if pending.choice is not None:
        return None
    near = (safety.hour.hint(pending.text, [topic], (), language, named=name) for name in DOOR)
    return next((told for told in near if told is not None), None)


def police_took(pending: Pending, language: str) -> Told | None:
    """What is next where police came, or took who hurts: good news, whatever the network hears in it; else None."""
    found = hinted(pending, language)
    return found if found is not None and found.name == POLICE else None


def eased(pending: Pending, language: str) -> Told | None:
    """What to look at now where a body in danger, or one asked about, is said to be better, asleep or on the way."""
    danger = pending.conversation.danger
    asked = danger.doubt and safety.fever_asked(danger.doubt, pending.began)  # playing and drinking is an answer to it
    if pending.choice is not None or asked or _of_days_ago(pending):
        return None
    about = of(pending) if danger.crisis else [str(danger.doubt)]
    found = safety.hour.hint(pending.text, about, danger.answers, language, before=told_of_it(pending))
    return found if found is not None and found.name.startswith((*EASED, ON_THE_WAY)) else None


def on_the_way(pending: Pending, language: str) -> Told | None:
    """What is said to who tells that they go to the hospital now; None for all else."""
    found = hinted(pending, language)
    return found if found is not None and found.name.startswith(ON_THE_WAY) else None


def goes_there(pending: Pending) -> bool:
    """Whether they told, in this danger, that they go to the hospital: they are not called back to what they do."""
    said = any(name.startswith(ON_THE_WAY) for name in pending.conversation.danger.answers)
    return said or on_the_way(pending, "en") is not None


def of_who_saw(pending: Pending) -> bool:
    """Whether a message tells of another child, who saw it and is no patient, whatever it sounds of."""
    told = hinted(pending, "en")
    return told is not None and told.name.startswith(WHO_SAW)


def of_thoughts(pending: Pending) -> bool:
    """Whether a message says or asks something of scary thoughts after a birth, where such a fear was told."""
    named = pending.choice is None and pending.conversation.danger.crisis is not None
    return named and safety.hour.hint(pending.text, of(pending), (), "en", named=THOUGHTS) is not None


def cannot_wait(told: Told) -> bool:
    """Whether a text is for who is at the door, or threatens: no question is answered before it."""
    return told.name.startswith(AT_ONCE)


def outweighs(told: Told) -> bool:
    """Whether a text answers what no need is told with: who is at the door, another child who saw it, a promise."""
    return told.name.startswith(OUTWEIGHS)


def is_broad(told: Told) -> bool:
    """Whether a text answers words that ordinary needs hold too ("asleep", "a rash"): not where one is surely told."""
    return told.name.startswith(BROAD)


def of_body(pending: Pending) -> bool:
    """Whether the danger that stands, or the doubt, is of a body: there sleep and calm are no safety."""
    danger = pending.conversation.danger
    return safety.stands.is_of_body(danger.crisis or danger.doubt, _topic(pending))


def seen_to(pending: Pending) -> bool:
    """Whether a doctor, an ambulance or Poison Control has seen or heard a danger of a body: that ends it."""
    danger, seen = pending.conversation.danger, pending.choice is None and safety.seen(pending.text)
    return seen and safety.stands.is_seen_to(danger.crisis or danger.doubt, _topic(pending))


def asked(pending: Pending, language: str) -> Told | None:
    """The next step for who asks, while a danger stands, what to do now or till help comes."""
    stands = pending.choice is None and pending.conversation.danger.crisis is not None
    return step(pending, language) if stands and safety.hour.asks_what_to_do(pending.text) else None


def now(pending: Pending, language: str) -> Told | None:
    """What a message is answered with that tells something of the hour, or asks for nothing but what to do in it."""
    return hinted(pending, language) or asked(pending, language) or _told_again(pending, language)


def step(pending: Pending, language: str) -> Told | None:
    """The next thing to do in the danger that stands, then who is awake, then what we are; None where all was said."""
    danger = pending.conversation.danger
    if (found := safety.hour.step(of(pending), danger.answers, language)) is not None or danger.crisis is None:
        return found
    left = (Told(f"{safety.hour.MARK}{name}", text) for name, text in _last(danger.crisis, danger.answers, language))
    return next((each for each in left if each.name not in danger.answers), None)


def keep(pending: Pending, outcome: Outcome, told: Told) -> None:
    """Remember that it was said."""
    outcome.crisis_answers = {**(outcome.crisis_answers or pending.conversation.danger.answers), told.name: 1}


def nothing_left(pending: Pending, language: str) -> bool:
    """Whether a message asks what to do now and all that we know was said: no menu then, and no words twice."""
    stands = pending.choice is None and pending.conversation.danger.crisis is not None
    return stands and safety.hour.asks_what_to_do(pending.text) and step(pending, language) is None


def _told_again(pending: Pending, language: str) -> Told | None:
    """The next step for what was answered before: it asks for no more now than it did then."""
    danger = pending.conversation.danger
    if danger.crisis is None or pending.choice is not None:
        return None
    known = safety.hour.hint(pending.text, of(pending), (), language, before=told_of_it(pending)) is not None
    return safety.hour.step(of(pending), danger.answers, language) if known else None


def _last(crisis: str, answers: Mapping[str, int], language: str) -> Iterator[tuple[str, str]]:
    """What is left when there is no step any more; what we are, only where no alarm has said it."""
    last = next(iter(topics(answers)), crisis)
    yield "near", safety.afterwards.near(crisis, language, last)
    still = safety.answer(last, language, 2)
    if still and all(answers[topic] < STILL for topic in topics(answers)):
        yield "still", still


def _of_days_ago(pending: Pending) -> bool:
    """Whether the danger that stands was heard long ago: what is told now is read for itself."""
    at = pending.conversation.crisis_at
    return pending.conversation.danger.crisis is not None and at is not None and not recently(at)


def _topic(pending: Pending) -> str | None:
    """The last answer of the danger that stands."""
    danger = pending.conversation.danger
    return next(iter(topics(danger.answers)), None) if danger.crisis else None


def told_of_it(pending: Pending) -> str:
    """The family's own words of the danger that stands, and the last ones before this message."""
    return ". ".join(dict.fromkeys((pending.began, *pending.rang, *pending.earlier[-LATELY:], pending.text)))


def of(pending: Pending) -> list[str]:
    danger = pending.conversation.danger
    return topics(danger.answers) or ([danger.crisis] if danger.crisis else [])
