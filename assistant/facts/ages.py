"""The age of the child a message is about, in months; not the writer's, a duration's or a pregnancy's."""

from functools import cache
from itertools import product

from spacy.matcher import Matcher
from spacy.tokens import Doc, Span

from assistant.facts.tokens import clause_before, longest, vocabulary, words

NUMBER = {"TEXT": {"REGEX": r"^\d{1,3}([.,]\d)?$"}}
REACH = 8  # words looked back for whose age it is
LISTED = {",", "and", "y", "&", "/", "a", "my", "de", "one"}


def find_age(doc: Doc, taken: set[int]) -> tuple[float, Span] | None:
    """Return (months, where) of the child's age, None when there is none; `taken` tokens belong to other facts.

    Of several children the first is taken who is not said to be fine; of children listed side by side, the youngest.
    """
    spans = [s for s in _spans(doc) if not taken & set(range(s.start, s.end)) and _is_childs(doc, s)]
    asked = [span for span in spans if not _is_fine(doc, span)] or spans
    if not asked:
        return None
    together = [asked[0]]
    for span in asked[1:]:
        if span.start - together[-1].end > 4 or not {t.text for t in doc[together[-1].end : span.start]} <= LISTED:
            break
        together.append(span)
    return min(((months(span), span) for span in together), key=lambda found: found[0])


def months(span: Span) -> float:
    """Return the months that an age such as "2 and a half", "18mo" or "one year and 3 months" says."""
    texts, half = _without_half([token.text for token in span])
    total, number, first_unit = 0.0, None, 12.0
    for text in texts:
        if text in words()["units"]:
            first_unit = first_unit if total else float(words()["units"][text])
            total += (1.0 if number is None else number) * words()["units"][text]
            number = None
        elif (value := _number(text)) is not None:
            number = value
    total += (number or 0.0) * 12  # no unit: years
    return round(total + (first_unit / 2 if half else 0.0), 1)


def _without_half(texts: list[str]) -> tuple[list[str], bool]:
    for half in sorted(words()["halves"], key=len, reverse=True):
        for i in range(len(texts)):
            if texts[i : i + len(half)] == half:
                return texts[:i] + texts[i + len(half) :], True
    return texts, False


def _number(text: str) -> float | None:
    if text[0].isdigit():
        return float(text.replace(",", "."))
    value = words()["numbers"].get(text)
    return None if value is None else float(value)


@cache
def _matcher() -> Matcher:
    units = list(words()["units"])
    number_word = {"TEXT": {"IN": list(words()["numbers"])}}
    half_ways = [[], *([{"TEXT": word} for word in half] for half in words()["halves"])]
    unit_ways = [
        [{"TEXT": {"IN": units}}],
        [{"TEXT": "y"}, {"TEXT": "/"}, {"TEXT": "o"}],
        [{"TEXT": "y"}, {"TEXT": "o"}],
    ]
    dash = {"TEXT": {"IN": ["-", "–"]}, "OP": "?"}
    old = [dash, {"TEXT": {"IN": words()["old"]}, "OP": "?"}]
    matcher = Matcher(vocabulary())
    unit, then = {"TEXT": {"IN": units}}, {"TEXT": {"IN": ["and", "y", "con", "with", ","]}, "OP": "?"}
    for first, second in product([NUMBER, number_word], repeat=2):
        matcher.add("age", [[first, dash, unit, then, second, dash, unit, *old]])
    for number, half, named, later in product(
        [NUMBER, number_word], half_ways, unit_ways, half_ways[:4] + half_ways[5:6]
    ):
        matcher.add("age", [[number, *half, dash, *named, *later, *old]])
    matcher.add("age", [[{"TEXT": {"IN": ["ano", "year"]}}, *half] for half in half_ways[1:7]])
    cues = [
        {"TEXT": {"IN": words()["age_verbs"] + words()["is_verbs"]}},
        {"TEXT": {"IN": words()["between"]}, "OP": "?"},
    ]
    for number, half in product([NUMBER, {"TEXT": {"IN": _counted()}}], half_ways):
        matcher.add("bare", [[*cues, number, *half]])
        matcher.add("of", [[{"TEXT": {"IN": words()["child"]}}, {"TEXT": "de"}, number, *half]])
        if half:
            matcher.add("bare", [[number, *half]])
    return matcher


def _counted() -> list[str]:
    return [word for word in words()["numbers"] if word not in ("a", "an", "un", "una")]


def _spans(doc: Doc) -> list[Span]:
    found = _matcher()(doc, as_spans=True)
    dated = [span for span in found if span.label_ == "age"]
    bare = [span for span in found if span.label_ == "bare" and _stands_alone(doc, span)]
    bare += [span for span in found if span.label_ == "of" and not _goes_on(doc, span)]
    return longest(dated + [span for span in bare if not any(_overlap(span, other) for other in dated)])


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _stands_alone(doc: Doc, span: Span) -> bool:
    """Whether a number without a unit counts nothing else ("she is 3," but not "she is 3 blocks away")."""
    following = doc[span.end].text if span.end < len(doc) else "."
    return following in ".,!?;:)-" or following in words()["unitless_next"]


def _goes_on(doc: Doc, span: Span) -> bool:
    """Whether a span of hours or a list goes on after the number ("nenes de cuatro a doce")."""
    return span.end < len(doc) and doc[span.end].text in ("a", "-", "to")


def _is_childs(doc: Doc, span: Span) -> bool:
    lists, texts = words(), {token.text for token in span}
    before = clause_before(doc, span.start, REACH)
    if months(span) >= lists["adult_years"] * 12 or _is_writers(before, span):
        return False
    if texts & {*lists["old"], *lists["sure_units"]} and not _is_grown_up(before):
        return True
    return not _is_duration(doc, before, span) and not _is_grown_up(before) and _is_about_a_child(doc, before, span)


def _is_writers(before: list[str], span: Span) -> bool:
    lists = words()
    near = [word for word in before[-3:] if word not in lists["between"]]
    if near[-1:] and near[-1] in lists["self"] + lists["self_before_number"]:
        return True
    return span[0].text in lists["self"]


def _is_grown_up(before: list[str]) -> bool:
    """Whether the last person named before the age is an adult ("my mom is 40")."""
    people = [word for word in before if word in words()["adult"] or word in words()["child"]]
    return bool(people) and people[-1] in words()["adult"]


def _is_duration(doc: Doc, before: list[str], span: Span) -> bool:
    lists = words()
    near = [word for word in before if word not in lists["between"]]
    after = [token.text for token in doc[span.end : span.end + 2]]
    if near[-1:] and near[-1] in lists["not_age_before"] and before[-2:] != ["a", "los"]:
        return True
    if set(near[-3:]) & {"embarazada", "pregnant", "embarazo"}:
        return True
    counted = after[:1] == ["de"] and after[1:] and after[1] not in lists["old"] and after[1] not in ("vida", "el")
    return bool(counted) or bool(set(after[:1]) & set(lists["not_age_after"]))


def _is_about_a_child(doc: Doc, before: list[str], span: Span) -> bool:
    lists = words()
    after = {token.text for token in doc[span.end : span.end + 4]}
    said = {*lists["age_verbs"], "at"} & {span[0].text, *before[-1:]} or before[-2:] == ["a", "los"]
    return bool(said or span.start <= 1 or set(lists["child"]) & {*before, *after, *(token.text for token in span)})


def _is_fine(doc: Doc, span: Span) -> bool:
    return bool({token.text for token in doc[span.end : span.end + 4]} & set(words()["fine"]))
