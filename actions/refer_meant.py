"""Which door a wish to be put forward means: by its number, its key or words; the one that waits, else all named."""

from rasa_sdk import Tracker

from actions.listing import Door, all_meant, listed, referable, targeted, told_last
from services.casework.offer import Offer

MOST_CHOICES = 4
OTHER = "other"  # than the door that waits


def meant_doors(tracker: Tracker) -> list[tuple[Offer, str]]:
    """The doors that may be meant, each with its need: by number, key or words; else all that were named."""
    number = next(tracker.get_latest_entity_values("door"), None)
    target = next(tracker.get_latest_entity_values("target"), None) or _waiting(tracker)
    program, words = (next(tracker.get_latest_entity_values(name), None) for name in ("program", "named"))
    if number is not None and not words:
        return listed(tracker)[int(number) - 1 : int(number)] if int(number) > 0 else []
    doors = referable(tracker)
    if words or program or (in_words(tracker) and (number or target is None)):
        found = all_meant(tracker, program, str(words or ""), int(number or 0))
        return found or _instead_of_what_waits(tracker, doors)
    if target is None and number is None and (alone := told_last(tracker)) in doors:
        return [alone] if alone else []
    if target and (found := [each for each in doors if each[0].key == target] or targeted(tracker)):
        return found  # one that nobody can ask is not put aside for another
    return doors[:MOST_CHOICES]


def _instead_of_what_waits(tracker: Tracker, doors: list[Door]) -> list[Door]:
    """Where words mean none that we know: the door that waits for a yes, but others where they put it aside."""
    waits = _waiting(tracker)
    if next(tracker.get_latest_entity_values("which"), None) == OTHER:
        return [each for each in doors if each[0].key != waits][:MOST_CHOICES]
    return [each for each in doors if each[0].key == waits] or doors[:MOST_CHOICES]


def _waiting(tracker: Tracker) -> str | None:
    """The door whose referral waits for a yes, while no newer list was told."""
    target = (tracker.get_slot("referral") or {}).get("target")
    anyway = next(tracker.get_latest_entity_values("anyway"), None)
    return target if anyway or target in (tracker.get_slot("listed") or ()) else None


def not_to_be_asked(tracker: Tracker, meant: list[Door]) -> Offer | None:
    """The one door that is meant, if nobody can be asked there."""
    entities = ("door", "target", "program", "named")
    named = any(next(tracker.get_latest_entity_values(name), None) for name in entities)
    last = listed(tracker)
    alone = told_last(tracker) or (last[0] if len(last) == 1 else None)
    if named:
        alone = meant[0] if len(meant) == 1 and (in_words(tracker) or targeted(tracker)) else None
    elif alone is None and in_words(tracker):
        alone = last[0] if last and not last[0][0].last_resort else None
    known = alone is not None and alone[0].key in (tracker.get_slot("shown") or ())
    return alone[0] if alone and known and alone not in referable(tracker) else None


def in_words(tracker: Tracker) -> bool:
    """Whether the wish came in words of the family's own (services/casework/referring.py)."""
    return next(tracker.get_latest_entity_values("named"), None) is not None
