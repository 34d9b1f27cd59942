"""The facts about a family that rules may ask for, and what each of them may be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Facts = Mapping[str, object]

INSURANCE = ("husky_a", "husky_b", "husky_c", "husky_d", "private", "none")
CONCERNS = (
    "development",
    "speech",
    "motor",
    "behavior",
    "mental_health",
    "autism_suspected",
    "autism_diagnosis",
    "serious_emotional_disturbance",
    "complex_medical",
    "chronic_condition",
)
DCF_FINDINGS = ("none", "meets_statutory_abuse_neglect", "does_not_meet")
PRIMARY_CARE = ("fqhc", "pcmh_plus_practice", "other", "none")


class BadFact(ValueError):
    """A fact has an unknown name or a value that it cannot have; nothing was checked."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a fact may be: a test of the value, the words that tell a person what is expected, and the answers that a
    question after it may bring; none where the answer is a number or a name."""

    expected: str
    fits: Callable[[object], bool]
    answers: tuple[object, ...] = ()


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def _words(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _one_of(*choices: str) -> Kind:
    return Kind(f"one of {', '.join(choices)}", lambda value: isinstance(value, str) and value in choices, choices)


def _some_of(*choices: str) -> Kind:
    def fits(value: object) -> bool:
        return isinstance(value, list | tuple | set | frozenset) and all(item in choices for item in value)

    return Kind(f"a list of any of {', '.join(choices)}", fits, ((), *((choice,) for choice in choices)))


_NUMBER = Kind("a number, 0 or more", _number)
_YES_OR_NO = Kind("true or false", lambda value: isinstance(value, bool), (True, False))
# A family says "yes" or says the name of the school or of the illness; both mean yes.
_YES_NO_OR_NAME = Kind("true, false or its name", lambda value: isinstance(value, bool) or _words(value), (True, False))

FACTS: Mapping[str, Kind] = {
    "child_age_months": _NUMBER,
    "pregnant": _YES_OR_NO,
    "town": Kind("the name of a town", _words),
    "insurance": _one_of(*INSURANCE),
    "concerns": _some_of(*CONCERNS),
    "out_of_home_placement_risk": _YES_OR_NO,
    "dcf_involved": _YES_OR_NO,
    "dcf_finding": _one_of(*DCF_FINDINGS),
    "enrolled_school": _YES_NO_OR_NAME,
    "school_has_sbhc": _YES_OR_NO,
    "primary_care": _one_of(*PRIMARY_CARE),
    "diagnosed_condition": _YES_NO_OR_NAME,
    "income_percent_fpl": _NUMBER,
}


def known(facts: Facts) -> dict[str, object]:
    """The facts that are known: None means unknown, a name given for a yes-or-no fact means yes.

    Raises BadFact, naming the fact and what it may be, for an unknown name or a value that it cannot have.
    """
    checked = {name: _checked(name, value) for name, value in facts.items()}
    return {name: value for name, value in checked.items() if value is not None}


def _checked(name: str, value: object) -> object:
    if name not in FACTS:
        raise BadFact(f"{name}: no such fact; known facts are {', '.join(FACTS)}")
    kind = FACTS[name]
    if value is None:
        return None
    if not kind.fits(value):
        raise BadFact(f"{name}: expected {kind.expected}, got {value!r}")
    return True if kind is _YES_NO_OR_NAME and isinstance(value, str) else value
