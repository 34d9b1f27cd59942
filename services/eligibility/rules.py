"""The small language of rules: tests of facts joined by all, any and not, answered yes, no or cannot tell."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from services.eligibility.facts import FACTS, Facts

type Node = Test | All | Some | Not | Everyone | APersonDecides


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a rule holds (None: cannot tell) and which missing facts would tell, in the order of the rule."""

    holds: bool | None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Test:
    """One fact held against the value in force on the day; `values` are (first day, value), oldest first."""

    fact: str
    operator: str
    values: tuple[tuple[date, Any], ...]


@dataclass(frozen=True, slots=True)
class All:
    """Every node must hold."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one node must hold."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The node must not hold."""

    node: Node


@dataclass(frozen=True, slots=True)
class Everyone:
    """Holds for every family."""


@dataclass(frozen=True, slots=True)
class APersonDecides:
    """No fact that we ask for settles it; only the program can say."""


OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    "below": lambda fact, limit: fact < limit,
    "at_most": lambda fact, limit: fact <= limit,
    "at_least": lambda fact, limit: fact >= limit,
    "above": lambda fact, limit: fact > limit,
    "is": lambda fact, value: fact == value,
    "one_of": lambda fact, values: fact in values,
    "any_of": lambda fact, values: not set(values).isdisjoint(cast(Collection[Any], fact)),
}
_ALWAYS = date.min


def node(found: Mapping[str, Any]) -> Node:
    """A rule out of its YAML. Raises ValueError when it is not of the language in content/programs/README.md."""
    match found:
        case {"all": nodes}:
            return All(tuple(node(each) for each in nodes))
        case {"any": nodes}:
            return Some(tuple(node(each) for each in nodes))
        case {"not": inner}:
            return Not(node(inner))
        case {"everyone": True}:
            return Everyone()
        case {"a_person_decides": True}:
            return APersonDecides()
        case {"fact": fact} if fact in FACTS:
            return _test(fact, found)
    raise ValueError(f"not a rule: {dict(found)}")


def _test(fact: str, found: Mapping[str, Any]) -> Test:
    operators = [name for name in OPERATORS if name in found]
    if len(operators) != 1:
        raise ValueError(f"a test of {fact} needs exactly one of {', '.join(OPERATORS)}")
    value = found[operators[0]]
    dated = value if isinstance(value, dict) else {_ALWAYS: value}
    return Test(fact, operators[0], tuple(sorted(dated.items())))


def each_test(rule: Node) -> Iterator[Test]:
    """The tests of single facts inside a rule."""
    match rule:
        case Test():
            yield rule
        case All(nodes) | Some(nodes):
            for inner in nodes:
                yield from each_test(inner)
        case Not(inner):
            yield from each_test(inner)


def verdict(rule: Node, facts: Facts, on: date) -> Verdict:
    """Whether a rule holds for these facts on this day: three-valued, so a missing fact is neither yes nor no."""
    match rule:
        case Test():
            return _tested(rule, facts, on)
        case All(nodes):
            return _joined([verdict(each, facts, on) for each in nodes], decides=False)
        case Some(nodes):
            return _joined([verdict(each, facts, on) for each in nodes], decides=True)
        case Not(inner):
            answer = verdict(inner, facts, on)
            return Verdict(None if answer.holds is None else not answer.holds, answer.missing)
        case Everyone():
            return Verdict(True)
        case APersonDecides():
            return Verdict(None)


def _tested(test: Test, facts: Facts, on: date) -> Verdict:
    if test.fact not in facts:
        return Verdict(None, (test.fact,))
    in_force = [value for since, value in test.values if since <= on]
    if not in_force:
        return Verdict(None)
    return Verdict(OPERATORS[test.operator](facts[test.fact], in_force[-1]))


def _joined(verdicts: list[Verdict], *, decides: bool) -> Verdict:
    """`any` is decided by one yes, `all` by one no; otherwise one unknown leaves the whole unknown."""
    if any(each.holds is decides for each in verdicts):
        return Verdict(decides)
    unknown = [each for each in verdicts if each.holds is None]
    if not unknown:
        return Verdict(not decides)
    return Verdict(None, tuple(dict.fromkeys(fact for each in unknown for fact in each.missing)))
