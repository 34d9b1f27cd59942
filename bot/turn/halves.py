"""Takes a message apart that says several things at once ("she is 3, and is it free?"): each gets its answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.turn.all_children import of_all_children
from bot.turn.beside_report import Chosen, news_beside, report_and_more
from bot.turn.care import cared_for, denied_and_rest, news_and_rest, no_then_more, refusal_and_wish
from bot.turn.choices import chosen
from bot.turn.meant import meant
from bot.turn.named import CONSENT, OPEN, Meaning, Talk
from bot.turn.person import person_and_rest
from bot.turn.pieces import NeedOf, Piece, is_put, pieces
from bot.turn.programs import asks_of_program
from bot.turn.questions import answer_to, is_plain
from bot.turn.reached import called, reaching_and_rest
from bot.turn.whose import of_a_tooth
from casebook.records import Pending
from services.casework.asked import only_asks
from services.casework.asked_of import asked_of
from services.casework.courtesy import without_courtesy, without_greeting
from services.casework.phrases import parts

LONGEST: Final = 200  # characters: a longer message tells a story, and is read as one
MOST: Final = 3  # parts; who says more at once is heard as ever
STORY: Final = 12  # words beside questions, of which it is enough that the questions are answered
OF_ANY: Final = {"bring", "cost", "insurance", "spoken", "status", "wait"}  # asked of places that are named just now


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a message: all of it where it says one thing.

    `asks`: it is a question of its own. `as_told`: it is what the family needs, whatever is asked beside.
    `more`: another part follows. `home`: the town that one of the parts tells.
    """

    said: str
    asks: bool = False
    as_told: bool = False
    more: bool = False
    home: str | None = None


def halves(
    pending: Pending, talk: Talk, need_of: NeedOf = lambda _said: None, picked: Chosen = chosen
) -> Sequence[Part]:
    """The parts to answer one after the other; the whole message where it says one thing.

    Questions come before a fact, which may bring other places; what hangs on the town comes behind it, and what is
    told beside them in a few words is read with it. Where a need is told too, the whole message is one of the parts:
    its other words tell more of that. `picked` is what words mean beyond doubt where the talk stands.
    """
    for way in (_of_person, _of_one, _of_reaching, _of_care):
        if (found := way(pending, talk, need_of, picked)) is not None:
            return found
    return _of_pieces(pending, talk, need_of)


def _of_pieces(pending: Pending, talk: Talk, need_of: NeedOf) -> Sequence[Part]:
    """Questions, facts and a need, each apart where they say more so."""
    if pending.choice is None and asks_of_program(talk) is not None:
        return (Part(pending.text),)
    begun = talk.loop is None and not any((offer["choice"] or {}).get("intent") == "deny" for offer in pending.offered)
    text = pending.text if pending.choice is not None else _plain(pending.text, free=begun)
    if pending.choice is not None or talk.loop not in OPEN or len(text) > LONGEST:
        return (Part(text),)
    asked = ((pending.conversation.state or {}).get("loop") or {}).get("requested_slot")
    found = pieces(text, talk, asked, need_of)
    if not found or not _apart(text, found, talk) or _asks_as_a_whole(text, talk):
        return (Part(text),)
    kept = list(_with_need(pending.text, text, found) if _need(found) else _parts(text, found))
    if not 1 < len(kept) <= MOST:
        return (Part(text),)
    return [*(replace(part, more=True) for part in kept[:-1]), kept[-1]]


def _asks_as_a_whole(text: str, talk: Talk) -> bool:
    """Whether a question is plain only with what is told beside it ("I have no papers, they were born here, can I")."""
    return is_plain(text, talk) and not any(is_plain(part, talk) for part in parts(text))


def _of_person(pending: Pending, talk: Talk, need_of: NeedOf, picked: Chosen) -> Sequence[Part] | None:
    """The wish for a person, who is called first, and what is said beside it."""
    wish = person_and_rest(pending, talk, need_of, picked)
    if wish is None:
        return None
    free = replace(talk, loop=None if talk.loop == CONSENT else talk.loop)  # a person comes: no yes is waited for
    behind = [part for said in wish[1:] for part in _halves_of(said, called(pending), free, need_of, picked)]
    return (Part(wish[0], more=bool(behind)), *behind)


def _of_one(pending: Pending, talk: Talk, need_of: NeedOf, _picked: Chosen) -> Sequence[Part] | None:
    """One thing, however it is told: a face swollen by a tooth, which door is meant, or help for all children."""
    if of_a_tooth(pending) is not None or meant(pending, talk) is not None:
        return (Part(pending.text),)
    both = of_all_children(pending, talk, need_of)
    return None if both is None else (Part(both),)


def _of_reaching(pending: Pending, talk: Talk, need_of: NeedOf, picked: Chosen) -> Sequence[Part] | None:
    """How the family is reached, and the rest."""
    both = reaching_and_rest(pending, talk, need_of)
    if both is None:
        return None
    behind = _halves_of(both[1], pending, talk, need_of, picked) if both[1] else ()
    return (Part(both[0], more=bool(behind)), *behind)


def _halves_of(said: str, pending: Pending, talk: Talk, need_of: NeedOf, picked: Chosen) -> Sequence[Part]:
    """The parts of what is left of a message."""
    return halves(replace(pending, text=said), replace(talk, text=said), need_of, picked)


def _of_care(pending: Pending, talk: Talk, need_of: NeedOf, picked: Chosen) -> Sequence[Part] | None:
    """A no, or good news, and what is asked or told beside it; one part of what is told of a door and the like."""
    if (news := news_beside(pending, talk)) is not None:
        return (Part(news.said, more=True), *_halves_of(news.rest, pending, talk, need_of, picked))
    if (told := report_and_more(pending, talk, need_of, picked)) is not None:
        return _in_few(told)
    if (wish := refusal_and_wish(pending, talk)) is not None:
        return (Part(wish[0], more=True), Part(wish[1], as_told=True))
    if (both := _two(pending, talk)) is not None:
        return (Part(both[0], more=True), *_halves_of(both[1], pending, talk, need_of, picked))
    return (*_known_beside(pending, talk),) if cared_for(pending, talk) is not None else None


def _in_few(told: Sequence[str]) -> Sequence[Part]:
    """Some sentences as parts, the last of too many as one: nothing that was told is lost."""
    *first, last = (*told[: MOST - 1], " ".join(told[MOST - 1 :])) if len(told) > MOST else told
    return (*(Part(each, more=True) for each in first), Part(last))


def _two(pending: Pending, talk: Talk) -> tuple[str, str] | None:
    return no_then_more(pending, talk) or denied_and_rest(pending, talk) or news_and_rest(pending, talk)


def _known_beside(pending: Pending, talk: Talk) -> Iterator[Part]:
    """A question with a known answer goes before what became of a door: "wic says no, can i water it down"."""
    said = parts(pending.text)
    asked = next((part for part in said if len(said) > 1 and answer_to(part, talk) is not None), None)
    rest = ". ".join(part for part in said if part != asked)
    told = cared_for(replace(pending, text=rest), replace(talk, text=rest)) if asked else None
    if asked is None or told is None or not _is_of_the_same(told, cared_for(pending, talk)):
        yield Part(pending.text)  # what became of it stands in those very words, or they name the door ("called CPAC")
        return
    yield Part(asked, asks=True, more=True)
    yield Part(rest)


def _is_of_the_same(told: Meaning, whole: Meaning | None) -> bool:
    """Whether both tell the same of the same door; what the whole wishes besides is the question."""
    door = ("outcome", "fault", "target", "door")
    of = whole["entities"] if whole else {}
    same = all(told["entities"].get(name) == of.get(name) for name in door)
    return whole is not None and told["intent"] == whole["intent"] and same


def _plain(text: str, *, free: bool) -> str:
    return without_greeting(without_courtesy(text, free=free))


def _apart(text: str, found: Sequence[Piece], talk: Talk) -> bool:
    """Whether the pieces say more apart than the whole does."""
    asks = [piece for piece in found if piece.kind in ("ask", "told")]
    whole = answer_to(text, talk)
    if _need(found) is not None:  # the whole of what is known is answered, and then what it needs, as it is
        named = asked_of(text, talk.listed, talk.doors, talk.language)  # "the second one, the lawyer, is it free"
        return whole is None and named is None and any(map(_stands_apart, found))
    if not talk.listed:  # nothing was named that a question may be about
        return False
    story, fact = [piece for piece in found if piece.kind == "story"], any(piece.kind == "fact" for piece in found)
    if sum(len(piece.said.split()) for piece in story) > STORY or (story and not fact and not _several(asks)):
        return False
    own = [piece for piece in asks if piece.key == f"known {whole}"]
    if whole is None or any(piece.kind == "ask" for piece in own):
        return True
    return not own and (fact or (_several(asks) and all(map(_is_plain, asks))))


def _need(found: Sequence[Piece]) -> Piece | None:
    return next((piece for piece in found if piece.kind == "need"), None)


def _is_plain(piece: Piece) -> bool:
    """Whether a question is heard beyond doubt, by its answer or by its words."""
    return piece.kind == "ask" and (piece.known or bool(only_asks(piece.said)))


def _stands_apart(piece: Piece) -> bool:
    """Whether it is a question beside a need, rather than how the need is told."""
    return _is_plain(piece) and is_put(piece.said) and (piece.known or set(only_asks(piece.said)) <= OF_ANY)


def _several(asks: Sequence[Piece]) -> bool:
    return len({piece.key for piece in asks}) > 1


def _with_need(whole: str, text: str, found: Sequence[Piece]) -> Iterator[Part]:
    """What is known, and what is asked before the need, then the need, then what is asked about its places."""
    need = _need(found)
    asks = [piece for piece in found if _stands_apart(piece)]
    before = [piece for piece in asks if piece.known or (need and piece.start < need.start)]
    yield from _questions(text, before)
    yield Part(whole, as_told=True)
    yield from _questions(text, [piece for piece in asks if piece not in before])


def _parts(text: str, found: Sequence[Piece]) -> Iterator[Part]:
    """Questions as they stand, the facts as one, and behind them what hangs on the town that they tell."""
    asks = [piece for piece in found if piece.kind in ("ask", "told")]
    facts = any(piece.kind == "fact" for piece in found)
    later = [piece for piece in asks if facts and piece.of_the_town]
    yield from _questions(text, [piece for piece in asks if piece not in later])
    if facts:
        yield Part(_together(text, [piece for piece in found if piece not in asks], found))
    yield from _questions(text, later)


def _questions(text: str, kept: Sequence[Piece]) -> Iterator[Part]:
    """Each question once; two about a place that are heard in one breath stay together."""
    seen: set[str] = set()
    waiting: list[Piece] = []
    for piece in kept:
        if piece.key in seen:
            continue
        seen.add(piece.key)
        if waiting and not _one_breath(text, waiting[0], piece):
            yield _asking(text, waiting)
            waiting = []
        waiting.append(piece)
    if waiting:
        yield _asking(text, waiting)


def _asking(text: str, some: Sequence[Piece]) -> Part:
    return Part(text[some[0].start : some[-1].end], asks=all(piece.of_what_was_named for piece in some))


def _one_breath(text: str, first: Piece, last: Piece) -> bool:
    """Whether both of two questions are heard where they stand as one."""
    each = set(only_asks(first.said)), set(only_asks(last.said))
    return all(each) and each[0] | each[1] == set(only_asks(text[first.start : last.end]))


def _together(text: str, some: Sequence[Piece], found: Sequence[Piece]) -> str:
    """Some pieces in their order: as they stand where nothing else is between them."""
    between = [piece for piece in found if some[0].start <= piece.start <= some[-1].start]
    if between == list(some):
        return text[some[0].start : some[-1].end]
    return ", ".join(piece.said for piece in some)
