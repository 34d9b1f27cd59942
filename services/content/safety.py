"""Checks the safety files: every pattern can be read, and every danger has its patterns and its answers."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from services.content import hours, standing
from services.content.fault import Fault
from services.content.pairs import LANGUAGES
from services.content.project import Project
from services.content.whose import PLAYED_DOWN, TOLD, leads_to
from services.content.whose import faults as faults_of_whose
from services.safety.phrases import phrases

DANGERS: Final = "content/safety/crisis.yml"
PHRASES: Final = "content/safety/phrases"
KEYWORDS: Final = "content/safety/keywords.yml"
LONG_PAST: Final = "content/safety/long_past.yml"
ANOTHER: Final = "content/safety/another.yml"
GOOD_NEWS: Final = "content/safety/good_news.yml"
SAME_WORD: Final = "content/safety/same_word.yml"
ANSWERS: Final = "content/safety/answers.yml"
AFTERWARDS: Final = "content/safety/afterwards.yml"
REPLIES: Final = "content/safety/replies.yml"
TOPICS: Final = "content/safety/topics.yml"
ORDINARY: Final = "content/safety/ordinary.yml"
THRESHOLDS: Final = "content/safety/thresholds.yml"
WATCHED: Final = "content/safety/watched.yml"
KEYWORD_ANSWERS: Final = "content/messages/keywords.yml"
KINDS: Final = ("patterns", "weak", "whole", "doubt", "except")  # what a group of phrases may hold
HEARD: Final = (
    ANOTHER,
    DANGERS,
    GOOD_NEWS,
    KEYWORDS,
    LONG_PAST,
    ORDINARY,
    PLAYED_DOWN,
    TOLD,
    TOPICS,
    REPLIES,
    SAME_WORD,
    THRESHOLDS,
    WATCHED,
    standing.STANDS,
)
SAID: Final = (ANSWERS, AFTERWARDS, KEYWORD_ANSWERS)
KEYWORD_NAMES: Final = ("stop", "start", "help")


def faults(project: Project) -> list[Fault]:
    """Patterns that cannot be read, and dangers that nothing finds or nothing answers."""
    found = [
        Fault(path, "the file is missing, and messages are not safe without it", "Put it back.")
        for path in (*HEARD, *SAID)
        if path not in project.pages and path not in project.broken
    ]
    return [
        *found,
        *_patterns(project),
        *_dangers(project),
        *_answers(project),
        *_topics(project),
        *hours.faults(project),
        *faults_of_whose(project),
        *standing.faults(project),
    ]


def crises(project: Project) -> list[str]:
    """The crisis labels of domain.yml."""
    return [intent for intent in project.page("domain.yml").get("intents", ()) if intent.startswith("crisis_")]


def _patterns(project: Project) -> Iterator[Fault]:
    page = project.page(DANGERS)
    words = page.get("words", {})
    for kind in ("softened", "sharpened"):
        for pattern in page.get(kind, ()):
            yield from _unreadable(DANGERS, kind, pattern, words)
    for path, group in _groups(project):
        for pattern in (pattern for kind in KINDS for pattern in group.get(kind, ())):
            yield from _unreadable(path, group["id"], pattern, words)
    told = words | project.page(TOPICS).get("words", {})
    for path, listed, known in (
        (TOPICS, _of_topics(project), told),
        (AFTERWARDS, _of_afterwards(project), told | project.page(AFTERWARDS).get("words", {})),
        (ANOTHER, _of_another(project), told),
        *(
            (path, _of_said(project, path), words | project.page(path).get("words", {}))
            for path in (GOOD_NEWS, LONG_PAST)
        ),
        (ORDINARY, _of_ordinary(project), words),
        (WATCHED, _of_watched(project), words | project.page(WATCHED).get("words", {})),
        (REPLIES, _of_replies(project), project.page(REPLIES).get("words", {})),
        (standing.STANDS, standing.patterns(project), {}),
    ):
        for name, pattern in listed:
            yield from _unreadable(path, name, pattern, known)
    page = project.page(KEYWORDS)
    for name in (name for name in ("start", "help") if name in page):
        for pattern in (*page[name]["patterns"], *page[name].get("if_stopped", ())):
            yield from _unreadable(KEYWORDS, name, pattern, page["words"])


def _groups(project: Project) -> Iterator[tuple[str, Mapping[str, Any]]]:
    return ((path, group) for path, page in project.under(PHRASES) for group in page.get("groups", ()))


def _of_topics(project: Project) -> Iterator[tuple[str, str]]:
    yield from (("negated", pattern) for pattern in project.page(TOPICS).get("negated", ()))
    for rule in project.page(TOPICS).get("rules", ()):
        yield from (
            (rule["topic"], pattern) for pattern in (*rule["when"], *rule.get("also", ()), *rule.get("unless", ()))
        )


def _of_afterwards(project: Project) -> Iterator[tuple[str, str]]:
    page = project.page(AFTERWARDS)
    for each in (*page.get("questions", ()), *page.get("denials", ())):
        patterns = (pattern for key in ("when", "said", "aside", "unless") for pattern in each.get(key, ()))
        yield from ((each["id"], pattern) for pattern in patterns)
    for kind, patterns in page.get("news", {}).items():
        yield from ((kind, pattern) for pattern in patterns)
    yield from (("returns", pattern) for pattern in page.get("returns", ()))


def _of_another(project: Project) -> Iterator[tuple[str, str]]:
    for kind in ("wish", "own_hand", "thoughts", "oneself"):
        page = project.page(ANOTHER).get(kind, {})
        keys = ("said", "except", "whole", "again", "again_except", "denies")
        yield from ((kind, pattern) for key in keys for pattern in page.get(key, ()))


def _of_said(project: Project, path: str) -> Iterator[tuple[str, str]]:
    page = project.page(path)
    yield from ((kind, pattern) for kind in ("said", "by_another", "aside", "unless") for pattern in page.get(kind, ()))


def _of_watched(project: Project) -> Iterator[tuple[str, str]]:
    page = project.page(WATCHED)
    for kind in ("tells", "tells_not", "plain", "these_texts", "there", "leaves", "cries"):
        yield from ((kind, pattern) for pattern in page.get(kind, ()))
    for each in page.get("says", ()):
        yield from ((each["id"], pattern) for pattern in (*each["when"], *each.get("unless", ())))


def _of_ordinary(project: Project) -> Iterator[tuple[str, str]]:
    page = project.page(ORDINARY)
    for name in ("never", "harm", "harm_aside"):
        yield from ((name, pattern) for pattern in page.get(name, ()))
    for each in (*page.get("kinds", ()), *page.get("asked_first", ())):
        lists = (*each["all"], each.get("set_aside", ()), each.get("unless", ()))
        yield from (("kinds", pattern) for patterns in lists for pattern in patterns)


def _of_replies(project: Project) -> Iterator[tuple[str, str]]:
    page = project.page(REPLIES)
    asked = page.get("asked", {})
    said = {
        kind: page.get(kind, ())
        for kind in (
            *("laughter", "safe", "unsure", "unsure_not", "beginning", "not_after_all", "after_all_not", "thanks"),
            *("asks", "asks_marked"),
            *("seen", "seen_surely", "not_seen", "helpers_came", "helpers_not", "helpers_looked"),
        )
    }
    for name, patterns in (said | asked).items():
        yield from ((name, pattern) for pattern in patterns)


def _unreadable(path: str, group: str, pattern: str, words: Mapping[str, Any]) -> Iterator[Fault]:
    try:
        phrases({group: pattern}, words)
    except ValueError as error:
        yield Fault(path, f"{group}: {error}", "services/safety/patterns.py describes the pattern language.")


def _dangers(project: Project) -> Iterator[Fault]:
    page = project.page(DANGERS)
    if not page:
        return
    groups = [(group["crisis"], group["language"]) for _, group in _groups(project)]
    for crisis in crises(project):
        if crisis not in page["order"]:
            yield Fault(DANGERS, f"{crisis} has no place in `order`", "Add it: without one it is never looked for.")
        for language in LANGUAGES:
            if (crisis, language) not in groups:
                yield Fault(DANGERS, f"{crisis} has no patterns in {language}", "Add a group.")
    for crisis in {*page["order"], *(crisis for crisis, _ in groups)} - {*crises(project)}:
        yield Fault(DANGERS, f"{crisis} is no intent of domain.yml", "Correct the name, or add it there.")
    for name, times in Counter(group["id"] for _, group in _groups(project)).items():
        if times > 1:
            yield Fault(DANGERS, f"{times} groups are called {name}", "Give each its own id.")


def _answers(project: Project) -> Iterator[Fault]:
    page = project.page(ANSWERS)
    yield from _names(project, page)
    for crisis in crises(project) if page else ():
        if crisis not in page["answers"]:
            yield Fault(ANSWERS, f"{crisis} has no answer", "Write `first` and `repeat`, in both languages.")
        if crisis not in page.get("still", {}):
            yield Fault(ANSWERS, f"{crisis} has no last answer", "Write it under `still`, in both languages.")
        for band in ("alarm", "doubt"):
            if crisis not in project.page(THRESHOLDS).get(band, {crisis: None}):
                yield Fault(THRESHOLDS, f"{crisis} has no {band} threshold", "Add one for each language.")
    for name in KEYWORD_NAMES:
        if project.page(KEYWORD_ANSWERS) and name not in project.page(KEYWORD_ANSWERS):
            yield Fault(KEYWORD_ANSWERS, f"{name.upper()} has no answer", "Write it, in both languages.")


def _names(project: Project, page: Mapping[str, Any]) -> Iterator[Fault]:
    lines = {line["id"] for line in page.get("lines", ())}
    for topic, answer in page.get("answers", {}).items():
        for line in set(answer["lines"]) - lines:
            yield Fault(ANSWERS, f"{topic} names the line {line}, which is not in `lines`", "Add it with its source.")
        for label in {answer["crisis"], *answer.get("keeps", ())} - {*crises(project), *page["answers"]}:
            yield Fault(ANSWERS, f"{topic} names {label}, which is no intent of domain.yml", "Correct the name.")


def _topics(project: Project) -> Iterator[Fault]:
    answers, rules = project.page(ANSWERS).get("answers", {}), project.page(TOPICS).get("rules", ())
    for rule in rules:
        if answers and rule["topic"] not in answers:
            yield Fault(TOPICS, f"{rule['topic']} has no answer", f"Write it in {ANSWERS}.")
        for label in {*rule.get("of", ())} - {*crises(project)}:
            yield Fault(TOPICS, f"{rule['topic']} is of {label}, which is no intent of domain.yml", "Correct the name.")
    led_to = {rule["topic"] for rule in rules} | leads_to(project) | {*crises(project)}
    for name in {*answers} - led_to if rules else ():
        yield Fault(ANSWERS, f"no rule leads to {name}", f"Add one to {TOPICS}.")
