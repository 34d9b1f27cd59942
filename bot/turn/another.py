"""Another danger that is told while one stands, or in the same message: it changes whose words are said."""

from collections.abc import Mapping
from typing import Final

from bot.turn import hour, whose
from bot.turn.lately import recently
from casebook.records import Pending
from services import safety
from services.safety.hour import MARK

VIOLENCE: Final = "crisis_violence"
BABY: Final = "fear_for_baby"
CHILD: Final = "fear_for_child"
PICTURES: Final = "pictures"
IN_BIRTH: Final = "birth_danger"
SIGNS: Final = "birth_signs"  # a rule of content/safety/told.yml
SMALL: Final = ("newborn", "birth")  # as content/safety/told.yml names who is told of
BABIES: Final = (*SMALL, "baby")  # whose parents such thoughts come to
OF_A_CHILD: Final = "child"
BY_SOMEBODY: Final = ("crisis_violence", "armed_and_done", "violence_other", "choked", "child_hurt", "worn_out")
HURT: Final = "child_hurt_by_me"
BY_OWN_HAND: Final = ("baby_shaken", HURT, BABY, CHILD)
PICTURES_SAID: Final = f"{MARK}pictures_line"  # among the answers of a danger
OF_DYING: Final = ("taken_to_die", "self_and_children", "armed_and_done", "unreal_after_birth")


def tells_of_dying(pending: Pending, reading: safety.Reading) -> bool:
    """Whether a message tells of a wish to die for the first time, while another danger stands."""
    if pending.choice is not None or not is_new(pending):
        return False
    heard = whose.WISH in (reading.crisis, reading.doubt) or reading.matched is None
    return heard and safety.another.tells_of_dying(pending.text)


def hurts_with_child(pending: Pending) -> bool:
    """Whether a message tells of a sign in pregnancy or after a birth, however small, where violence was told."""
    danger = pending.conversation.danger
    if danger.crisis != VIOLENCE or pending.choice is not None or IN_BIRTH in danger.answers:
        return False
    found = safety.told.together(pending.text, pending.earlier)
    return found is not None and found.id == SIGNS


def is_new(pending: Pending) -> bool:
    """Whether a wish to die is told for the first time in another danger: it is not played down yet."""
    danger = pending.conversation.danger
    had_words = any(danger.answers[name] for name in _of_dying(danger.answers))
    return danger.crisis not in (None, whose.WISH) and not had_words


def only_sounds_of_dying(pending: Pending, reading: safety.Reading) -> bool:
    """Whether no plain phrase makes a wish to die of what is fear, a threat, or leaving, while a danger stands."""
    weak = reading.matched is None or safety.is_weak(reading.matched)
    heard = reading.crisis == whose.WISH or safety.fears_death(pending.text)
    may_be = heard and weak and pending.choice is None
    stands = pending.conversation.danger.crisis is not None
    return may_be and stands and safety.another.only_sounds_of_dying(pending.text)


def fears_own_hand(pending: Pending) -> bool:
    """Whether who writes says to be the one to fear, where we took somebody else for it a short while ago.

    Who told of having hurt a child, also where that is over, may fear to do it again.
    """
    talk = pending.conversation
    last = next(iter(hour.topics(talk.danger.answers)), None)
    again = pending.choice is None and safety.another.fears_to_repeat(pending.text)
    if last in BY_OWN_HAND:
        return again
    if pending.choice is not None or not recently(talk.crisis_at or talk.danger.doubt_at):
        return False
    told = talk.danger.crisis == VIOLENCE and (last is None or last in BY_SOMEBODY)
    if not told and talk.danger.doubt not in (VIOLENCE, whose.WISH):
        return False
    own = safety.another.fears_own_hand(pending.text) or has_thoughts(pending)
    return own or (told and again and undoes_somebody(pending))


def has_thoughts(pending: Pending) -> bool:
    """Whether a message tells of thoughts that come unwished, of a baby that the talk knows of or that it names."""
    if pending.choice is not None or not safety.another.tells_of_thoughts(pending.text):
        return False
    return not safety.told.who(pending.text, whose.told_before(pending)).isdisjoint(BABIES)


def own_hand_topic(pending: Pending) -> str:
    """The answer to that fear: for a baby, where one was told of, else for a child."""
    last = next(iter(hour.topics(pending.conversation.danger.answers)), None)
    if last in BY_OWN_HAND:
        return CHILD if last in (CHILD, HURT) else BABY
    texts = (*whose.told_before(pending), *pending.rang, pending.began, pending.text)
    told = safety.told.who("", texts)
    named = any(safety.topic(VIOLENCE, text) == BABY for text in texts) and OF_A_CHILD not in told
    return BABY if named or has_thoughts(pending) or not told.isdisjoint(SMALL) else CHILD


def undoes_somebody(pending: Pending) -> bool:
    """Whether who fears the own hand says it is nobody else, or nobody else was told of in plain words before."""
    told = (text for text in (pending.began, *pending.rang) if text)
    by_phrase = any(safety.read(text).crisis == VIOLENCE for text in told)
    return safety.another.denies_others(pending.text) or not by_phrase


def without_somebody(answers: Mapping[str, int]) -> dict[str, int]:
    """The answers of a danger without those that took somebody else for the one to fear."""
    return {name: times for name, times in answers.items() if name not in BY_SOMEBODY}


def line_beside(pending: Pending, crisis: str, topic: str, answers: Mapping[str, int], language: str) -> str | None:
    """What is said once of the other danger in the same breath: a wish to die, or the pictures behind one."""
    if crisis == whose.WISH:
        told = PICTURES in answers or safety.topic(VIOLENCE, pending.text) == PICTURES
        return safety.another.pictures_line(language) if told and PICTURES_SAID not in answers else None
    if topic in OF_DYING or _of_dying(answers) or not safety.another.tells_of_dying(pending.text):
        return None
    return safety.another.dying_line(language)


def told_beside(pending: Pending, crisis: str, topic: str, answers: Mapping[str, int]) -> dict[str, int]:
    """What is remembered of such a line: a wish to die as known, so that its own words are still to come."""
    if line_beside(pending, crisis, topic, answers, "en") is None:
        return {}
    if crisis == whose.WISH:
        return {PICTURES_SAID: 1}
    return {whose.topic(whose.WISH, pending.text, pending.earlier): 0}


def _of_dying(answers: Mapping[str, int]) -> list[str]:
    """The answers to a wish to die in this danger; one with 0 had a line beside another danger so far."""
    return [name for name in answers if safety.of_danger(name) == whose.WISH]
