"""The town of a message: where the family is at home, before where it comes from or wants to go."""

from dataclasses import dataclass

from spacy.tokens import Doc, Span

from assistant.facts.homes import LEFT, is_where_we_live, score
from assistant.facts.lexicon import among, words
from assistant.facts.named import TOWNS
from assistant.facts.spoken import runs
from assistant.facts.tokens import clause_before, last, tag_at, text_at
from assistant.facts.town_names import TownNames
from assistant.facts.zips import DIGITS

WAY = 7  # words in which a way is told before the town it starts from


@dataclass(frozen=True)
class Town:
    """A town with the tokens that name it."""

    name: str
    start: int
    end: int


def find_town(doc: Doc, names: TownNames) -> Town | None:
    """Return the town the family most likely lives in; a town it only wants to go to when it names no other."""
    named = [span for span in names.named(doc) if _is_place(doc, span)]
    found = [Town(names.town_of[span.text.strip()], span.start, span.end) for span in named]
    if not found:
        found = _misspelt(doc, names)
    scored = [(score(doc, town.start, town.end), town) for town in found]
    at_home = [(points, town) for points, town in scored if points > LEFT]
    return max(at_home, key=lambda pair: pair[0])[1] if at_home else None


def _misspelt(doc: Doc, names: TownNames) -> list[Town]:
    """Return what stands where a town would and is spelt almost like one."""
    found: list[Town] = []
    for i in range(len(doc)):
        if doc[i].is_alpha and not (found and i < found[-1].end) and (town := _guess(doc, i, names)):
            found.append(town)
    return found


def _guess(doc: Doc, i: int, names: TownNames) -> Town | None:
    """Return the town that the word at `i`, or it and the next ("new heaven"), almost spells."""
    two = doc[i].text in among("town_beginnings") and text_at(doc, i + 1).isalpha()
    for end in (i + 2, i + 1) if two else (i + 1,):
        led = text_at(doc, i - 1) in among("before_places") or _is_alone(doc, i, end)
        if not led or text_at(doc, end) in among("after_names"):
            continue
        parts = [token.text for token in doc[i:end]]
        if name := names.guess("".join(parts)) or names.guess_directed(parts):
            return Town(name, i, end)
    return None


def _is_alone(doc: Doc, start: int, end: int) -> bool:
    following = text_at(doc, end)
    ends = not following.isalnum() or following in among("state", "just_here")
    return not text_at(doc, start - 1).isalnum() and ends


def _tells_zip(doc: Doc) -> bool:
    """Whether a ZIP code stands in the message as well ("zero-six-oh-six-six, thats vernon")."""
    return any(len("".join(said.digits for said in run)) == DIGITS for run in runs(doc))


def _is_place(doc: Doc, span: Span) -> bool:
    """Whether a name of a town is not here a street's, a person's, another state's or a plain word."""
    before, after = text_at(doc, span.start - 1), text_at(doc, span.end)
    if before in among("before_names") or after in among("after_names") or _names_a_hospital(doc, span):
        return False
    if _is_far_away(doc, span) or _is_person(doc, span):
        return False
    return span.text.strip() not in among("doubtful_towns") or _is_surely_place(doc, span)


def _is_far_away(doc: Doc, span: Span) -> bool:
    """Whether another state stands behind a name; "bristol, me quitaron" and "pa" tell of none."""
    at = span.end + (text_at(doc, span.end) == ",")
    state, following = text_at(doc, at), text_at(doc, at + 1)
    if state in among("states_or_words") and following.isalpha():
        return False
    return state in among("other_states") or f"{state} {following}" in among("other_states")


def _is_person(doc: Doc, span: Span) -> bool:
    """Whether the words around a name say that somebody is called so ("my name is Preston", "Hamden is 5")."""
    if clause_before(doc, span.start, 2) in words()["name_leads"]:
        return True
    return text_at(doc, span.end) in among("has_years") and tag_at(doc, span.end + 1) == "number"


def _names_a_hospital(doc: Doc, span: Span) -> bool:
    """Whether it is part of a name such as "Hartford Hospital", which says nothing of where a family lives."""
    named_after = [text_at(doc, span.start - back) for back in (2, 1)]
    after = text_at(doc, span.end) in among("named_after_towns")
    return after or (named_after[0] in among("named_after_towns") and named_after[1] == "de")


def _is_surely_place(doc: Doc, span: Span) -> bool:
    """Whether the words around a name that is also a word, a person or a country make it the town."""
    after = text_at(doc, span.end + (text_at(doc, span.end) == ","))
    if len(doc) == len(span) or after in among("state") or after.startswith("06") or _heads(doc, span):
        return True
    before = clause_before(doc, span.start, 3)
    if is_where_we_live(doc, span.end) or (last(before) in among("names_it") and _tells_zip(doc)):
        return True
    if before[-2:] in words()["sure_leads"] or (
        last(before) in ("to", "a") and among("moved") & set(clause_before(doc, span.start, WAY))
    ):
        return span.text.strip() not in among("far_names") or _moved_within(doc, span)
    on_the_way = last(before) in ("from", "desde") and among("on_the_way") & set(clause_before(doc, span.start, WAY))
    if on_the_way:  # "llegar a Hartford desde Vernon"
        return span.text.strip() not in among("far_names")
    return last(before) in among("sure_before_places")


def _heads(doc: Doc, span: Span) -> bool:
    """Whether a name that is no person's stands alone at the head of a message ("Voluntown. mom of 4")."""
    alone = span.start == 0 and text_at(doc, span.end) in (".", ",")
    return alone and span.text.strip() not in among("also_people")


def _moved_within(doc: Doc, span: Span) -> bool:
    """Whether a move to a town whose name far places bear as well began in one of ours ("de hartford a windsor")."""
    return text_at(doc, span.start - 1) in ("to", "a") and span.start - 2 in doc.user_data.get(TOWNS, ())
