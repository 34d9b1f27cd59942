"""What was told of the family in a talk that holds for all of it: a pregnancy, a grown-up who needs care."""

from rasa_sdk import Tracker

from services.casework.of_whom import GROWN_UP, need_of_the_grown_up, speaks_of_a_child, told_of


def is_told_of(tracker: Tracker, what: str) -> bool:
    """Whether it was told in this talk, or just now, that somebody is pregnant, or that a grown-up needs care."""
    return what in told_of(str(tracker.latest_message.get("text") or ""), tracker.get_slot("reported") or ())


def is_of_a_grown_up(tracker: Tracker, said: str) -> bool:
    """Whether a message is about the grown-up of whom was told, and no child."""
    return is_told_of(tracker, GROWN_UP) and not (speaks_of_a_child(said) or tracker.get_slot("children"))


def meant_of(tracker: Tracker, need: str, said: str) -> str:
    """The need of a grown-up of whom was told, where the network hears that of a child of whom nobody speaks."""
    return need_of_the_grown_up(need) if is_of_a_grown_up(tracker, said) else need
