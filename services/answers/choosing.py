"""What a question in a talk is answered by, weighed by what the talk is about (docs/decisions/2026-11-29-asking.md)."""

from collections.abc import Collection, Mapping
from typing import Final

from services.answers import known
from services.answers.hearing import heard
from services.directory.things import vocabulary

LONGEST: Final = 140  # characters: who writes more tells a story, and is heard as one
SURE: Final = 0.6  # with 435 answers neighbours share the chance of what is asked
SURE_IN_DANGER: Final = 0.6  # there a neighbouring answer, which names who to call, is better than none
LEAST: Final = 0.35  # before anything is weighed: what is left when others do not fit may still be nothing
ELSEWHERE: Final = 0.1  # how likely an answer is asked for in a talk about something else, where it fits one
OF_A_PLACE: Final = 0.6
PERHAPS: Final = 0.5
BEYOND_DOUBT: Final = 0.6  # of all short messages of violence of the unseen voices none reaches 0.5
BRIEF: Final = 12  # words
SMALLEST: Final = 1e-9
NAMED: Final = 0.8  # of the same with that name: of 16,000 short messages aside four are heard so
HANGING: Final = 0.25  # of the likeliest answer to "can I water it down", which the name of the thing makes sure
LIKELY: Final = 0.3  # then the family is asked whether it is this: tests/cases/answers, a half of what testers asked so
LIKELY_AT_ALL: Final = 0.15
SECOND: Final = 0.1
MOST_ASKED_BACK: Final = 2
ASKS: Final = 0.75
SURELY_ASKS: Final = 0.9  # what may be a new need as well
MAY_ASK: Final = 0.5  # of what begins as a question, or sounds of a wish for silence


def known_answer(text: str, needs: Collection[str] = (), danger: Collection[str] = ()) -> str | None:
    """The id of the answer to a question in a talk about `needs`; None where none is known, or more is told.

    `danger`: the kinds of danger that stand; what helps in one belongs to the talk then.
    """
    if len(text) > LONGEST:
        return None
    chances, shares = _weighed(text, needs, danger)
    likeliest = max(shares, key=lambda id: shares[id])
    sure = shares[likeliest] >= (SURE_IN_DANGER if danger else SURE)
    return likeliest if sure and chances[likeliest] >= LEAST else None


def known_of_it(text: str, about: str, needs: Collection[str]) -> str | None:
    """The id of the answer to a question that hangs on what the talk is `about` ("can I water it down" on formula).

    None unless it is the likeliest by its own words already, and the name makes it sure.
    """
    if len(text) > LONGEST:
        return None
    alone = heard(text).answers
    likeliest = max(alone, key=lambda id: alone[id])
    named = f"{about}: {text}"
    sure = alone[likeliest] >= HANGING and heard(named).answers[likeliest] >= NAMED
    return likeliest if sure and known_answer(named, needs) == likeliest else None


def perhaps_asked(text: str, needs: Collection[str] = ()) -> list[str]:
    """The ids of one or two answers that a question in a calm talk may ask for, best first: to be asked back.

    Empty where nothing is likely enough. What `known_answer` gives is the first of them.
    """
    if len(text) > LONGEST:
        return []
    chances, shares = _weighed(text, needs, ())
    ranked = [id for id in sorted(shares, key=lambda id: -shares[id]) if not known.tells_of_danger(id)][
        :MOST_ASKED_BACK
    ]
    if not ranked or shares[ranked[0]] < LIKELY or chances[ranked[0]] < LIKELY_AT_ALL:
        return []
    return [id for id in ranked if shares[id] >= SECOND]


def surely_known(text: str, needs: Collection[str]) -> bool:
    """Whether a few words ask, beyond doubt, for an answer that belongs to what the talk is about."""
    if len(text.split()) > BRIEF or len(text) > LONGEST:
        return False
    sure = [id for id, chance in heard(text).answers.items() if chance >= BEYOND_DOUBT and _is_heard(id)]
    return any(known.fits(id, needs) and not known.tells_of_danger(id) for id in sure)


def asked_of_a_place(text: str) -> str | None:
    """What a message asks about a place that was named, by the names in content/asking/places.yml; None for nothing."""
    if len(text) > LONGEST or heard(text).about_place < OF_A_PLACE:
        return None
    places = heard(text).places
    return max(places, key=lambda asked: places[asked])


def may_be_of_a_place(text: str) -> bool:
    """Whether a question that nothing answers may still be one to a place that was named."""
    return heard(text).about_place >= PERHAPS


def asks(text: str, *, surely: bool = False) -> bool:
    """Whether a message asks something, whatever it is, rather than to tell of something."""
    return len(text) <= LONGEST and _something(text) >= (SURELY_ASKS if surely else ASKS)


def may_ask(text: str) -> bool:
    """Whether what may be a question is one, and no wish for help ("where can I get diapers")."""
    return len(text) <= LONGEST and _something(text) >= MAY_ASK


def _something(text: str) -> float:
    """How likely anything is asked; what the network is not heard for is no sign of it."""
    said = heard(text)
    return 1.0 - said.nothing - sum(chance for id, chance in said.answers.items() if not _is_heard(id))


def _is_heard(id: str) -> bool:
    """Whether the network is heard for an answer."""
    return known.is_known(id) and not known.by_words_only(id)


def _weighed(
    text: str, needs: Collection[str], danger: Collection[str]
) -> tuple[Mapping[str, float], dict[str, float]]:
    """How likely each answer is asked for, and its share of all that may be meant in a talk about `needs`."""
    said = heard(text)
    about = {*needs, *_named(text)}  # what is named in a talk of something else is spoken of too
    weights = {id: _weight(id, needs, about, danger) for id in said.answers if known.is_known(id)}
    weighed = {id: said.answers[id] * weight for id, weight in weights.items()}
    rest = 1.0 - sum(said.answers.values())  # that something else is asked, or nothing
    if danger:
        rest -= said.about_place  # nobody asks for opening hours there
    whole = max(sum(weighed.values()) + rest, SMALLEST)
    return said.answers, {id: each / whole for id, each in weighed.items()}


def _weight(id: str, needs: Collection[str], about: Collection[str], danger: Collection[str]) -> float:
    if not _is_heard(id):
        return 0.0
    if known.fits(id, needs) or (danger and known.helps_in_danger(id, danger)):
        return 1.0
    if known.only_where_it_fits(id) or (needs and not known.fits(id, about)):
        return 0.0  # "how do i get it turned back on" is not of the light, where the talk is about day care
    return ELSEWHERE


def _named(text: str) -> set[str]:
    """The needs of what a message names."""
    things = vocabulary().things
    named = [things[key] for key, _ in vocabulary().asked(text).things]
    return {need for each in named for need in (each.need, *each.also)}
