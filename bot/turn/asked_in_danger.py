"""What is asked in a danger that has an answer of its own there: honey for a battery, papers at a hospital, police."""

from collections.abc import Collection, Sequence
from typing import Final

from bot.turn import hour
from casebook.records import Pending
from services import safety
from services.safety.hour import MARK, Told

AT_HOSPITAL: Final = "er_"  # begins the names of what is asked of an emergency room
BATTERY: Final = "battery_"
SHAKEN: Final = "shaken_"  # a baby: whether it did harm, whether to go
GUN: Final = "gun_"  # it was moved, or is to be given away
OF_VIOLENCE: Final = (
    *("line_asks", "whose_line", "school_day"),
    *("papers_if_i_call", "which_number", "letters_opened", "taken_if_i_call", "he_takes_them"),
)
OF_A_WISH: Final = ("no_bother", "ask_straight", "take_it_away", "gave_it_up", "tonight_cuts", GUN)
OF_A_BATTERY: Final = ("mouth_again", "taken_out")
OF_A_TOOTH: Final = "tooth_swollen"  # what rang may be no more: it comes before the bill and the police
ASKED: Final = (
    OF_A_TOOTH,
    "police_comes",
    "head_sleep",
    "school_pickup",
    "language_",
    *OF_VIOLENCE,
    *OF_A_WISH,
    *OF_A_BATTERY,
)
SURELY: Final = tuple(
    f"{MARK}{name}" for name in (AT_HOSPITAL, BATTERY, SHAKEN, hour.THOUGHTS, *hour.DONE_WITH_PICTURES, *ASKED)
)
KINDS: Final = (AT_HOSPITAL, BATTERY, "pictures_")  # several of one kind are asked in one text
ASKS_STRAIGHT: Final = ("alone_or_talk", "what_to_say", "with_children")
# What is asked beside the news of being safe, and answered behind our words for that.
BESIDE_SAFE: Final = (AT_HOSPITAL, "line_asks", "whose_line", "school_day", "school_pickup")
MOST: Final = 2  # answers in one text to what is asked of a hospital


def asked_beside(pending: Pending, topic: str, language: str) -> Told | None:
    """The answer to what is asked, or done, in the same message that tells of a danger ("do i give him water?")."""
    if pending.choice is not None:
        return None
    asks = safety.stands.is_question(pending.text)
    said, before = pending.conversation.danger.answers, hour.told_of_it(pending)
    return safety.hour.hint(
        pending.text, [topic], said, language, beside=("asked", "told") if asks else ("told",), before=before
    )


def asked_straight(pending: Pending, language: str) -> Told | None:
    """The answer to whether, and how, to ask somebody about dying, where a message asks that beside something known."""
    said, before = pending.conversation.danger.answers, hour.told_of_it(pending)
    names = ASKS_STRAIGHT if pending.choice is None else ()
    found = (
        safety.hour.hint(pending.text, hour.of(pending), said, language, named=name, before=before) for name in names
    )
    return next((told for told in found if told is not None), None)


def answers_it(told: Told) -> bool:
    """Whether a text answers just what is asked in such a danger: no answer for everybody is said before it."""
    return told.name.startswith(SURELY)


def also_asked(pending: Pending, told: Told, language: str) -> Told | None:
    """What the same message asks besides, of the same kind as what a text answers: pay, and erase; papers, and DCF."""
    kind = next((each for each in KINDS if told.name.startswith(MARK + each)), None)
    if kind is None:
        return None
    said = {*pending.conversation.danger.answers, told.name}
    before = hour.told_of_it(pending)
    return safety.hour.hint(pending.text, hour.of(pending), said, language, named=kind, before=before)


def beside_safe(pending: Pending, language: str) -> list[Told]:
    """The answers to what is asked of a hospital, of the line that was named, or of a school day: two at most."""
    danger = pending.conversation.danger
    topics, said = hour.of(pending), {*danger.answers}
    if pending.choice is not None or danger.doubt is not None:
        return []
    found: list[Told] = []
    while len(found) < MOST and (told := _one_of(BESIDE_SAFE, pending, topics, said, language)):
        found.append(told)
        said.add(told.name)
    return found


def _one_of(
    names: tuple[str, ...], pending: Pending, topics: Sequence[str], said: Collection[str], language: str
) -> Told | None:
    before = hour.told_of_it(pending)
    hints = (safety.hour.hint(pending.text, topics, said, language, named=name, before=before) for name in names)
    return next((told for told in hints if told is not None), None)
