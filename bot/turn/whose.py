"""Who is in danger: what a message alone does not say, what was told before it does; and a wish to die played down."""

from typing import Final

from bot.turn import hour, named
from casebook.records import Pending
from services import safety

WISH: Final = "crisis_self_harm"
VIOLENCE: Final = "crisis_violence"
BODY: Final = "crisis_medical"
YOUNG: Final = "self_harm_young"
OTHER: Final = "self_harm_other"
TIRED: Final = "tired_of_life"
MATERNAL: Final = "self_harm_maternal"
OF_BABY: Final = frozenset(("birth", "newborn", "baby"))
OF_KIN: Final = frozenset(("grandchild",))
PARTNER: Final = "partner"  # as content/safety/told.yml tells of one
OPEN: Final = (WISH, OTHER)  # answers that may not know yet whose it is
ORDINARILY: Final = (
    *(OTHER, "crisis_self_harm", "crisis_medical", "crisis_violence"),
    *("fear_for_child", "sold_or_forced"),
)
OF_OTHERS: Final = (YOUNG, OTHER, "played_down", "played_down_other")
WHO_IT_IS: Final = 6  # words
MONTHS: Final = 12  # a child of the talk that is younger is told of as one


def topic(crisis: str, text: str, earlier: tuple[str, ...]) -> str:
    """The answer that a danger gets by what is told of it, and else by who it is about."""
    told = safety.topic(crisis, text)
    if told == TIRED and _has_a_baby(text, earlier):
        return MATERNAL
    return (safety.told.topic(crisis, text, earlier) or told) if told in ORDINARILY else told


def _has_a_baby(text: str, earlier: tuple[str, ...]) -> bool:
    """Whether a baby was told of that who writes may have borne: who raises a grandchild did not."""
    known = safety.told.who(text, earlier)
    return bool(known & OF_BABY) and not known & OF_KIN


def told_before(pending: Pending) -> tuple[str, ...]:
    """How old the smallest child is that the talk knows of, and what the family wrote before this message.

    The age stands first: what was written last is still what was told lately.
    """
    slots = (pending.conversation.state or {}).get("slots") or {}
    kept = [child["months"] for child in slots.get("children") or ()]
    ages = [months for months in (*kept, slots.get("child_age_months")) if months is not None and months < MONTHS]
    smallest = [f"{max(1, int(min(ages)))} months old"] if ages else []
    return (*smallest, *pending.earlier)


def speaks_of_oneself(pending: Pending) -> bool:
    """Whether who writes says that the wish to die is the own one, where we took it for somebody else's."""
    danger = pending.conversation.danger
    last = hour.topics(danger.answers)[:1] if danger.crisis == WISH else []
    if danger.doubt == WISH:
        last.append(topic(WISH, pending.began, pending.earlier))
    of_others = bool(last) and last[-1] in OF_OTHERS
    return of_others and pending.choice is None and safety.another.speaks_of_oneself(pending.text)


def is_of_another(pending: Pending) -> bool:
    """Whether the wish to die that stands was told of somebody else."""
    danger = pending.conversation.danger
    return danger.crisis == WISH and not {*hour.topics(danger.answers)[:1]}.isdisjoint(OF_OTHERS)


def own_topic(text: str) -> str:
    """The answer to the own wish to die, or to being tired of life, by what is told of it."""
    told = safety.told_of(WISH, text)
    return TIRED if told == TIRED else WISH


def of_the_landlord(pending: Pending) -> str | None:
    """The known answer to a landlord's threat with the locks, which sounds of violence; None once a danger was told."""
    if pending.choice is not None or pending.conversation.danger.answers:
        return None
    return safety.told.calm(VIOLENCE, pending.text, pending.earlier)


def of_a_tooth(pending: Pending) -> str | None:
    """The known answer to a face swollen by a bad tooth; None once a danger was told, or where it would not be said."""
    danger, loop = pending.conversation.danger, ((pending.conversation.state or {}).get("loop") or {}).get("name")
    told = danger.crisis or danger.doubt or danger.answers
    if told or pending.choice is not None or loop not in (*named.OPEN, named.CONSENT):
        return None
    return safety.told.calm(BODY, pending.text, pending.earlier)


def of_a_partner(pending: Pending) -> bool:
    """Whether a landlord's threat with the locks is told in a talk where a partner was told of, who may be the one."""
    locks = pending.choice is None and safety.told.sounds_calm(VIOLENCE, pending.text)
    return locks and PARTNER in safety.told.who(pending.text, pending.earlier)


def plays_down(pending: Pending) -> bool:
    """Whether a message says of somebody else's wish to die, told of before, that it is not meant."""
    told = WISH in (pending.conversation.danger.crisis, pending.conversation.danger.doubt)
    return told and pending.choice is None and played_down(pending, WISH) is not None


def played_down(pending: Pending, crisis: str) -> str | None:
    """The answer to who plays a wish to die down, told before or in the same message; None for anything else."""
    if crisis != WISH or not safety.played_down.heard(pending.text):
        return None
    danger = pending.conversation.danger
    told = hour.topics(danger.answers)[:1] if danger.crisis == WISH else []
    if danger.doubt == WISH:
        told.append(topic(WISH, pending.began, pending.earlier))
    return safety.played_down.answer([*told, topic(WISH, pending.text, pending.earlier)])


def told_now(pending: Pending) -> str | None:
    """The answer for whom a message tells that the wish to die is of, where that was not known: a child, a brother."""
    told = _told_of(pending)
    return told[1] if told is not None and told[0] != told[1] else None


def only_tells_whom(pending: Pending) -> bool:
    """Whether a message in few words says no more than whose the wish to die is ("who? my brother, hes 34")."""
    return len(pending.text.split()) <= WHO_IT_IS and _told_of(pending) is not None


def _told_of(pending: Pending) -> tuple[str, str] | None:
    """The last answer to a wish to die that may not know whose it is, and the one for whom the message names."""
    danger = pending.conversation.danger
    last = hour.topics(danger.answers)[:1] if danger.crisis == WISH else [WISH] if danger.doubt == WISH else []
    if pending.choice is not None or not last or last[0] not in OPEN:
        return None
    if safety.told.who(pending.text).isdisjoint(("child", "grown")):
        return None
    about = topic(WISH, pending.began, (*pending.earlier, pending.text))
    return (last[0], about) if about in (YOUNG, OTHER) else None
