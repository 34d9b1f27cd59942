"""Which of a family's words tell of a need, where they tell of several, or of no more than the need itself."""

from collections.abc import Mapping

from services.directory import weights
from services.directory.hearing import meant
from services.directory.senses import in_its_sense
from services.directory.things import vocabulary


def names_for(need: str, text: str, language: str) -> str | None:
    """The things that a text means and that serve a need, by the names families know; None where there are none.

    For a text that tells of several needs, whose other words would lead the search astray. What is as broad as the need
    itself ("food") says no more than that.
    """
    text = in_its_sense(text)
    named = {key for key, _ in vocabulary().asked(text, language).things}
    surely = {key: weights.NAMED if key in named else weights.SURELY_MEANT for key in vocabulary().things}
    meant_for = [key for key, much in _meant(need, text, language).items() if much > surely[key]]
    sharp = [key for key in meant_for if _serves(key, need) and not _is_broad(key)]
    return ", ".join(vocabulary().label(key, language) for key in sharp) or None


def says_only_the_need(need: str, text: str, language: str) -> bool:
    """Whether what a text means most is as broad as the need itself ("I'm pregnant, where do I start?")."""
    much = _meant(need, in_its_sense(text), language)
    top = max(much, key=lambda key: much[key], default=None)
    return top is not None and vocabulary().things[top].need == need and _is_broad(top)


def brought_by_another_sense(need: str, text: str, language: str) -> bool:
    """Whether a text names a need's things only by a word that means something else there ("mama y agua")."""
    if (meant_so := in_its_sense(text)) == text:
        return False
    known = vocabulary()
    before, after = ({key for key, _ in known.asked(each, language).things} for each in (text, meant_so))
    return any(_serves(key, need) for key in before) and not any(_serves(key, need) for key in after)


def _meant(need: str, text: str, language: str) -> Mapping[str, float]:
    return meant(text, need, tuple(key for key, _ in vocabulary().asked(text, language).things))


def _serves(key: str, need: str) -> bool:
    thing = vocabulary().things[key]
    return need in (thing.need, *thing.also)


def _is_broad(key: str) -> bool:
    return vocabulary().things[key].under is None and len(vocabulary().narrower[key]) > 1
