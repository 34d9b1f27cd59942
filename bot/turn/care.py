"""What comes after the first help: what became of a door, another one, a yes taken back, what is kept, who comes."""

from typing import Any, Final

from bot.turn.meant import refer
from bot.turn.named import CONSENT, OPEN, REPORT, Meaning, Talk, meaning
from bot.turn.no_refusal import line_not_for, no_refusal, noted_doors
from casebook.records import Pending
from services.casework.after_applying import after_applying
from services.casework.asked_of import asks_for_the_other
from services.casework.awaited import asks_after_person
from services.casework.became_of import FAULTS, NO, Became, became_of, corrects, named_in, wish_beside
from services.casework.commands import command
from services.casework.desk import ANNOUNCED
from services.casework.for_such import is_for_them
from services.casework.good_news import News, good_news
from services.casework.kept_of_us import kept_asked
from services.casework.kinds_aside import another_asked, only_puts_aside
from services.casework.no_refusal import NOT_SO, denied
from services.casework.plainly_asked import plainly_asked
from services.casework.referring import asks_to_refer
from services.casework.report_of import report_of
from services.casework.silent_lines import line_alone
from services.casework.taken_back import must_wait, no_and_more, takes_back

DONE: Final = "done"  # a step of the family's, as services/casework/good_news.py names it
NO_ANSWER: Final = "no_answer"
OTHERS: Final = "others"  # might see what is kept: a landlord, an ex
SEEN: Final = "seen"  # only whether they see it
WHEN: Final = "when"  # the person comes
WAIT: Final = "wait"  # for a door that was asked
YES_GIVEN: Final = ("open", "kept")  # the slot left_words, since a yes: somebody passes it on


def cared_for(pending: Pending, talk: Talk) -> Meaning | None:
    """What a message means of the help that goes on; None where it means anything else, or a danger stands."""
    danger = pending.conversation.danger
    if danger.crisis or danger.doubt or pending.choice is not None or command(talk.text):
        return None
    if talk.loop not in (*OPEN, CONSENT) or not (talk.begun or talk.needs or _called(pending)):
        return None
    return _of_us(pending, talk) or (_of_doors(talk) if talk.loop in OPEN and talk.begun else None)


def _of_us(pending: Pending, talk: Talk) -> Meaning | None:
    """What is asked of what we keep, of the person who was called, or of the yes that was given."""
    if (kept := kept_asked(talk.text)) is not None:
        others = (SEEN if kept.only else OTHERS) if kept.others else None
        return meaning("show_record", aspect=" ".join(kept.of) or None, which=others)
    if talk.loop not in OPEN:
        return None
    if asks_after_person(talk.text, called=_called(pending)):
        return meaning("talk_to_person", aspect=WHEN)
    if _yes_given(talk) and takes_back(talk.text):
        return meaning("withdraw_sharing", named=talk.text)
    if _yes_given(talk) and must_wait(talk.text):
        return meaning("check_referral", aspect=WAIT)
    return None


def _of_doors(talk: Talk) -> Meaning | None:
    """What became of a door, for the worse or the better; and the wish for another, or for none of that kind."""
    if (none := no_refusal(talk)) is not None and not _asks_besides(talk):
        return none
    if line_alone(talk.text) is not None or report_of(talk.text, talk.listed, talk.doors, talk.language) is not None:
        return None  # heard for itself (bot/turn/named.py)
    news = None if _asks_besides(talk) else news_of(talk)
    if news is not None and news.outcome == DONE and not news.rest:
        return meaning("follow_up_answer", outcome=DONE, target=news.door or "")
    named = (*(talk.slots.get("shown") or ()), *talk.listed)
    if after_applying(talk.text, talk.slots.get("program"), named) is not None:
        return None
    if (became := _became(talk)) is not None:
        return became
    if (refused := line_not_for(talk)) is not None:
        return refused
    if news is not None and not news.rest:
        return meaning("follow_up_answer", outcome=news.outcome, target=news.door or "")
    if _asks_besides(talk):
        return None  # "i have no email, is there another way" wishes for no other door
    if (other := another_asked(talk.text, talk.language, talk.slots.get("place"))) is not None:
        return meaning("more_options", named=" ".join(other.things))
    return meaning("more_options") if only_puts_aside(talk.text, talk.language) else None


def _asks_besides(talk: Talk) -> bool:
    """Whether a plain question stands beside what is told ("do I gotta do anything else while I wait"): it is answered.

    So is what a known answer helps with ("they want the doctor's form, and he is out til Monday").
    """
    slots = talk.slots
    return (
        plainly_asked(talk.text, talk.needs, slots.get("reported") or (), slots.get("words"), talk.listed) is not None
    )


def _became(talk: Talk) -> Meaning | None:
    """That a door refused, or was not reached; of one that is called in vain, the wish that we ask there."""
    became = became_of(talk.text, talk.listed, talk.doors, talk.language)
    if became is None or (became.fault == NO_ANSWER and _asks_besides(talk)):
        return None  # what else there is than that line is known, and no other door is it ("nobody answers at HUSKY")
    if became.fault == NO and is_for_them(talk.text, talk.needs, became.doors):
        return None
    if became.things:  # of a place that we did not name
        return meaning("more_options", named=" ".join(became.things), fault=became.fault, aspect=talk.text)
    doors = " ".join(became.doors)
    if became.fault == NO_ANSWER and len(became.doors) == 1 and _same_again(became.wished, talk):
        return refer(became.wished, target=doors)
    return meaning(
        REPORT, fault=became.fault, target=doors or None, named=became.wished or None, which=_instead(talk, became)
    )


def _instead(talk: Talk, became: Became) -> str | None:
    """The door that was noted as the one that refused, where the family tells which one it was."""
    noted = [key for key in noted_doors(talk) if key not in became.doors]
    return noted[-1] if noted and became.doors and corrects(talk.text) else None


def _same_again(wished: str, talk: Talk) -> bool:
    """Whether who reached nobody at a door wants us to ask there, and no other one."""
    return (
        asks_to_refer(wished)
        and not asks_for_the_other(wished)
        and named_in(wished, talk.doors(), talk.language) is None
    )


def denied_and_rest(pending: Pending, talk: Talk) -> tuple[str, str] | None:
    """That none refused, and what is asked or told beside it."""
    told = denied(talk.text, noted=True) if pending.choice is None else None
    found = cared_for(pending, talk) if told is not None and told.rest else None
    return (told.said, told.rest) if told and found and found["entities"].get("fault") == NOT_SO else None


def news_and_rest(pending: Pending, talk: Talk) -> tuple[str, str] | None:
    """Good news, and what is told or asked beside it; None where a message is not both."""
    if talk.loop not in OPEN or not talk.begun or cared_for(pending, talk) is not None:
        return None
    danger = pending.conversation.danger
    news = None if danger.crisis or danger.doubt or pending.choice is not None else news_of(talk)
    if news is None or not news.rest:
        return None
    return news.said, news.rest


def refusal_and_wish(pending: Pending, talk: Talk) -> tuple[str, str] | None:
    """That a door refused, and the wish for something else beside it ("... my cousin says go to a shelter")."""
    told = cared_for(pending, talk) if talk.loop in OPEN and talk.begun else None
    if told is None or told["intent"] != REPORT or told["entities"].get("fault") not in FAULTS:
        return None
    keys = str(told["entities"].get("target") or "").split() or [*(talk.slots.get("shown") or ())][-1:]
    door = next((each for each in talk.doors() if each.key in keys), None)
    return wish_beside(talk.text, door, talk.language)


def no_then_more(pending: Pending, talk: Talk) -> tuple[str, str] | None:
    """A no to what would be told, and what is asked behind it."""
    return no_and_more(pending.text) if talk.loop == CONSENT and pending.choice is None else None


def news_of(talk: Talk) -> News | None:
    """Good news that a message tells of a door."""
    return good_news(talk.text, talk.doors, talk.language, asked=_yes_given(talk))


def _yes_given(talk: Talk) -> bool:
    return talk.slots.get("left_words") in YES_GIVEN


def _called(pending: Pending) -> bool:
    """Whether a person was called who has not come."""
    conversation: Any = pending.conversation
    return conversation.owner == "queue" and conversation.queue_reason in ANNOUNCED
