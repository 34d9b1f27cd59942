"""The story so far in ten lines at most, drawn from what is kept: nobody, and no model, writes it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from itertools import chain
from typing import Final

from bot.console.story import Fact, Telling, few, months_of, place_of, subject
from casebook.care.moves import ENDED
from casebook.care.records import Referral, Screening, Sharing
from casebook.queries.family_view import Said
from casebook.records import NOBODY_WRITES, WATCHED
from services.casework.phrases import folded, parts
from services.casework.reached import KEPT, kept, reached
from services.eligibility import all_programs
from services.screening.shelf import title

MOST: Final = 10
LONGEST: Final = 140  # characters of the family's own words


def story(telling: Telling) -> list[Fact]:
    """The lines, most important first; what is not known is no line."""
    return list(chain.from_iterable(part(telling) for part in PARTS))[:MOST]


def _danger(telling: Telling) -> Iterator[Fact]:
    talk = telling.talk
    if talk.crisis_at is not None:
        reason = talk.danger.crisis or talk.queue_reason or "crisis"
        yield Fact("story_danger", telling.label("reasons", reason), talk.crisis_at)
    elif talk.danger.doubt:
        yield Fact("story_danger", telling.label("reasons", "worried"), talk.danger.doubt_at)


def _watched(telling: Telling) -> Iterator[Fact]:
    """That somebody at home reads the phone: whoever writes to it must know it first."""
    if WATCHED in telling.talk.danger.answers:
        yield Fact("story_watched", telling.say("phone_watched"))
    if NOBODY_WRITES in telling.talk.danger.answers:
        yield Fact("story_watched", telling.say("nobody_writes"))


def _asked(telling: Telling) -> Iterator[Fact]:
    if said := telling.view.asked:
        yield Fact("story_asked", _short(said.text), said.at)


def _short(said: str) -> str:
    text = " ".join(said.split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"


def _reached(telling: Telling) -> Iterator[Fact]:
    """How and when the family can be reached, in its own words, the last of each way: who calls must know it."""
    kept_words = kept(telling.slots.get("reported") or ())  # also of a part of a message, or by what it means
    told: dict[str, Said] = {}
    for said in telling.view.lately:
        for way, words in _ways(said.text, kept_words).items():
            told.setdefault(way, Said(words, said.at))
    before = [words for way, words in kept_words.items() if way not in told]
    if told or before:
        words = few([_short(each) for each in dict.fromkeys((*(said.text for said in told.values()), *before))])
        yield Fact("story_reached", words, max((said.at for said in told.values()), default=telling.talk.updated_at))


def _ways(text: str, kept_words: Mapping[str, str]) -> dict[str, str]:
    """What a message tells of each way, as a whole or in the words that were kept of a part of it."""
    of_parts = {
        way: words for way, words in kept_words.items() if all(folded(part) in folded(text) for part in parts(words))
    }
    found = reached(text)
    return of_parts | {way: text for way in (found.ways if found else ()) if way in KEPT}


def _needs(telling: Telling) -> Iterator[Fact]:
    """In the family's order turned round: what it said last comes first."""
    wanted = sorted(
        (each for each in telling.record.needs if each.state == "open" and each.wants_help is not False),
        key=lambda need: need.found_at,
        reverse=True,
    )
    if wanted:
        names = [telling.label("needs", each.label) for each in wanted]
        yield Fact("story_needs", few(names), wanted[0].found_at)
    elif told := telling.slots.get("needs"):
        yield Fact("story_needs", few([telling.label("needs", need) for need in reversed(told)]))


def _who(telling: Telling) -> Iterator[Fact]:
    insurance = telling.record.facts.get("insurance") or telling.slots.get("insurance")
    told = [
        *(telling.words.age(months, telling.language) for months in months_of(telling)),
        place_of(telling),
        telling.label("insurance", str(insurance)) if insurance else "",
    ]
    if known := [each for each in told if each]:
        language = telling.label("languages", telling.talk.language)
        yield Fact("story_who", " · ".join([*known, language]), telling.record.facts_at)


def _promised(telling: Telling) -> Iterator[Fact]:
    """What we owe the family: a call, a message that is planned, and the next step of the plan."""
    owed: list[tuple[str, datetime]] = []
    if wish := telling.view.call_back:
        owed.append((telling.label("reasons", "call_back"), wish.asked_at))
    for each in telling.view.planned[:1]:
        owed.append(
            (telling.say("later_promised", when=telling.words.moment(each.due_at, telling.language)), each.due_at)
        )
    steps = [each for each in telling.record.plan if each.kind == "step" and each.state == "open"]
    if steps:
        first = min(steps, key=lambda step: (step.by_date is None, step.by_date or date.max, step.created_at))
        by = f" ({first.by_date.isoformat()})" if first.by_date else ""
        owed.append((f"{first.text}{by}", first.created_at))
    if owed:
        yield Fact("story_promised", few([text for text, _ in owed]), min(at for _, at in owed))


def _referrals(telling: Telling) -> Iterator[Fact]:
    asked = [each for each in telling.record.referrals if each.state != "entered-in-error"]
    moving = sorted(asked, key=lambda each: (each.state in ENDED, -each.updated_at.timestamp()))
    if moving:
        names = [f"{each.name}: {_state(telling, each)}" for each in moving]
        yield Fact("story_referrals", few(names), max(each.updated_at for each in moving))


def _state(telling: Telling, referral: Referral) -> str:
    return telling.label("referral_states", referral.state)


def _later(telling: Telling) -> Iterator[Fact]:
    waiting = [each for each in telling.record.follow_ups if each.state in ("waiting", "sent", "person")]
    if waiting:
        first = min(waiting, key=lambda each: each.due_at)
        yield Fact("story_later", telling.label("follow_ups", first.kind), first.due_at)


def _offered(telling: Telling) -> Iterator[Fact]:
    if offered := telling.view.offered:
        yield Fact("story_offered", few(list(offered.names)), offered.at)
        return
    names = {f"program:{each.id}": each.name.in_language(telling.language) for each in all_programs()}
    listed = [names[key] for key in telling.slots.get("listed") or () if key in names]
    if listed:
        yield Fact("story_offered", few(listed), telling.talk.updated_at)


def _found(telling: Telling) -> Iterator[Fact]:
    """The last questions, and the needs that they found."""
    if telling.record.screenings:
        last = max(telling.record.screenings, key=lambda run: run.updated_at)
        yield Fact("story_found", _run(telling, last), last.finished_at or last.updated_at)


def _run(telling: Telling, run: Screening) -> str:
    needs = [
        telling.label("needs", each.label)
        for each in telling.record.needs
        if each.source == "screening" and each.found_at >= run.started_at
    ]
    found = few(needs) or telling.say(f"care_{run.state}")
    return f"{title(run.instrument, telling.language)}: {found}"


def _consents(telling: Telling) -> Iterator[Fact]:
    """The last word to each receiver, and whether we may text."""
    last = list({each.subject: each for each in telling.record.sharings}.values())
    names = [f"{subject(each, telling.language)}: {_answer(telling, each)}" for each in reversed(last)]
    stopped = [each for each in telling.view.addresses if each.stopped]
    if stopped:
        names.insert(0, telling.say("stopped"))
    if names:
        at = max([each.at for each in last] or [telling.talk.updated_at])
        yield Fact("story_consents", few(names), at)


def _answer(telling: Telling, sharing: Sharing) -> str:
    return telling.say("care_yes" if sharing.granted else "care_no")


PARTS: Final[tuple[Callable[[Telling], Iterator[Fact]], ...]] = (
    _danger,
    _watched,
    _asked,
    _needs,
    _who,
    _reached,
    _promised,
    _referrals,
    _later,
    _found,
    _offered,
    _consents,
)
