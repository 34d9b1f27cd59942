"""The end of a screening: what was heard, put right, and what the family wants help with."""

from dataclasses import replace

from services.casework.needs import title
from services.screening.answering import yes_or_no
from services.screening.flow import found, scores
from services.screening.instrument import Instrument
from services.screening.progress import Progress
from services.screening.turns import Line, Said, Step, Strength, in_language, say
from services.screening.words import fold, lists, number_named, numbers_in

OWN_WORDS_ARE = {"natural_supports": "support"}


def finish(instrument: Instrument, progress: Progress, said: Said) -> Step:
    """What follows the last question."""
    language = said.language
    if instrument.on_positive:
        positive = any(score.positive for score in scores(instrument, progress))
        if positive:
            return Step(replace(progress, stage="person"))
        return _done(progress, in_language(instrument.on_negative, language) if instrument.on_negative else "")
    if any(item.strength or item.own_words for item in instrument.items):
        step = _done(progress, say("strengths_done", language))
        needs = tuple((need, None) for need in found(instrument, progress))
        return replace(step, strengths=strengths(instrument, progress, language), found=needs)
    if found(instrument, progress):
        return Step(replace(progress, stage="right"))
    if instrument.wording == "imported":
        return _done(progress, say("done_thanks", language))
    return _done(progress, say("done_nothing_found", language))


def hear(instrument: Instrument, progress: Progress, said: Said) -> Step | None:
    """A message after the last question."""
    needs = list(found(instrument, progress))
    if progress.stage == "person":
        return _person(progress, said)
    if progress.stage == "right":
        return _right(instrument, progress, said, needs)
    if progress.stage == "which":
        return _which(instrument, progress, said, needs)
    return _help(progress, said, needs) if progress.stage == "help" else None


def strengths(instrument: Instrument, progress: Progress, language: str) -> tuple[Strength, ...]:
    """What goes into the plan: the family's own words as it said them, else ours."""
    kept = []
    for item in instrument.items:
        answer = progress.answer(item.id)
        chosen = [choice for choice in item.choices if answer and choice.code in answer.codes]
        if answer is None or answer.how != "answered" or any(choice.meaning == "need" for choice in chosen):
            continue
        words = answer.text or ", ".join(in_language(c.title, language) for c in chosen) if item.own_words else None
        if item.strength and any(choice.meaning == "no_need" for choice in chosen):
            words = in_language(item.strength, language)
        if words:
            kind = OWN_WORDS_ARE.get(item.domain or "", "strength")
            kept.append(Strength(kind, words, f"{instrument.id}:{item.id}"))  # type: ignore[arg-type]
    return tuple(kept)


def _done(progress: Progress, words: str) -> Step:
    return Step(replace(progress, stage="done"), (Line(words),) if words else (), end="done")


def _person(progress: Progress, said: Said) -> Step | None:
    wants = yes_or_no(said, "person")
    if wants is None:
        return None
    needs = (("caregiver_wellbeing", wants),)
    if wants:
        return replace(_done(progress, ""), person=True, found=needs)
    return replace(_done(progress, say("mood_no_person", said.language)), found=needs)


def _right(instrument: Instrument, progress: Progress, said: Said, needs: list[str]) -> Step | None:
    """Yes leads to help. No, with or without saying which, opens that answer again."""
    if (right := yes_or_no(said, "right")) and not _says_wrong(said):
        return Step(replace(progress, stage="help"))
    if right is False or _says_wrong(said):
        wrong = _named(said, "wrong", needs) or (needs if len(needs) == 1 else [])
        return _reopen(instrument, progress, said, wrong) if wrong else Step(replace(progress, stage="which"))
    return None


def _which(instrument: Instrument, progress: Progress, said: Said, needs: list[str]) -> Step | None:
    """The one that is wrong is opened again; "none" or "it is fine" goes on to help."""
    if wrong := _named(said, "wrong", needs):
        return _reopen(instrument, progress, said, wrong)
    nothing = fold(said.text) in lists().wishes["none"] or yes_or_no(said, "which") is not None
    return Step(replace(progress, stage="help")) if nothing else None


def _says_wrong(said: Said) -> bool:
    words = f" {fold(said.text)} "
    return any(f" {phrase} " in words for phrase in lists().wishes["wrong"])


def _reopen(instrument: Instrument, progress: Progress, said: Said, wrong: list[str]) -> Step:
    """The questions behind these needs are asked anew, also when the need was told in passing."""
    items = {item for need, item in found(instrument, progress).items() if need in wrong}
    facts = {**progress.facts, "reopened": sorted({*progress.facts.get("reopened", ()), *wrong})}
    return Step(replace(progress.without(items), stage="items", facts=facts))


def _named(said: Said, name: str, needs: list[str]) -> list[str]:
    """The needs that a message names: pressed, by number, by name, or as the network reads it."""
    if said.picked:
        return [need for need in needs if said.picked == f"{name}={need}"]
    named = number_named(said.text)
    numbers = [named] if named else numbers_in(said.text)
    by_number = [needs[number - 1] for number in dict.fromkeys(numbers) if 1 <= number <= len(needs)]
    words = set(fold(said.text).split())
    by_name = [need for need in needs if words & _telling(need)]
    return by_number or by_name or [need for need in needs if need in said.needs]


def _telling(need: str) -> set[str]:
    """The words of a need's title, in both languages, that tell it from others."""
    titles = f"{fold(title(need, 'en'))} {fold(title(need, 'es'))}".split()
    return {word for word in titles if len(word) > 2 and word not in lists().small}


def _help(progress: Progress, said: Said, needs: list[str]) -> Step | None:
    wanted = _wanted(said, needs)
    if wanted is None:
        return None
    told = tuple((need, need in wanted) for need in needs)
    done = replace(progress, stage="done", wanted=tuple(wanted))
    lines = () if wanted else (Line(say("none_wanted", said.language)),)
    return Step(done, lines, end="done", found=told, help=tuple(wanted))


def _wanted(said: Said, needs: list[str]) -> list[str] | None:
    """The needs the family wants help with; [] for none, None when that is not clear."""
    if said.picked in ("help=all", "help=none"):
        return needs if said.picked == "help=all" else []
    words = fold(said.text)
    if words in lists().wishes["all"]:
        return needs
    number = number_named(said.text) if not said.picked else None
    if number is not None and number > len(needs):  # the numbers behind the needs are all (of several) and none
        extra = number - len(needs) - (0 if len(needs) > 1 else 1)
        return needs if extra == 1 else [] if extra in (0, 2) else None
    if named := _named(said, "help", needs):
        return named
    if words in lists().wishes["none"]:
        return []
    answer = yes_or_no(said, "help") if not said.picked else None
    return None if answer is None else needs if answer else []
