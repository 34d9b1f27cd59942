"""Checks the instruments: what an item refers to, answers that mean one thing, questions short enough for a phone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from services.content.fault import Fault
from services.content.pairs import LANGUAGES
from services.content.project import Project
from services.content.screening import COMMANDS, steering
from services.content.sms import numbered
from services.directory.places import fold
from services.texts.segments import segments

type Found = Mapping[str, Any]
type Problem = tuple[str, str]

FOLDER: Final = "content/instruments"
MOST: Final = 12  # questions when nothing is wrong
PARTS: Final[Mapping[str, int]] = {"en": 1, "es": 2}  # á, í, ó and ú make a Spanish text cost double


def faults(project: Project) -> list[Fault]:
    """What is wrong with any instrument; the shape itself is checked when its file is read."""
    lead = project.page("content/messages/conversation.yml").get("number_choices_lead", {})
    return [
        Fault(path, problem, advice)
        for path, page in project.under(FOLDER)
        for problem, advice in (*_whole(path, page), *_items(page, steering(project), lead))
    ]


def too_long(ask: Found, choices: Iterable[Found], lead: Found) -> Iterator[Problem]:
    """A question that with its choices under it, as on a phone, needs more than one English or two Spanish parts."""
    for language in LANGUAGES:
        titles = [{"title": choice["title"][language]} for choice in choices]
        text = f"{ask[language]}\n{lead.get(language, '')} {numbered(titles)}"
        if (sent := segments(text)).parts > PARTS[language]:
            problem = f"is {sent.units} units long in {language} with its choices, in {sent.encoding}"
            yield problem, f"Keep it to {PARTS[language]} part{'s' if PARTS[language] > 1 else ''} of a text."


def two_meanings(choices: Iterable[Found], taken: Mapping[str, str]) -> Iterator[Problem]:
    """Words that stand for two choices of one question, or that steer the talk: `taken`, with what each does."""
    meanings: dict[str, str] = {}
    for choice in choices:
        for word in {fold(each) for language in LANGUAGES for each in choice["words"][language]}:
            if meanings.setdefault(word, choice["code"]) != choice["code"]:
                yield f"{word!r} means {meanings[word]} and {choice['code']}", "Keep it where it belongs."
            if word in taken:
                yield f"{word!r} also means {taken[word]} ({COMMANDS})", "Use other words here."


def _whole(path: str, page: Found) -> Iterator[Problem]:
    if page["id"] != path.rpartition("/")[2].removesuffix(".yml"):
        yield f"the id {page['id']} is not the file's name", "Make them the same."
    for name, times in Counter(item["id"] for item in page["items"]).items():
        if times > 1:
            yield f"{times} items are called {name}", "Give each its own id."
    for domain in {item["domain"] for item in page["items"]} ^ set(page["domains"]):
        yield f"the domain {domain} stands in `domains` or at an item, but not in both", "Make them agree."
    always = sum("only_if" not in item for item in page["items"])
    if always > MOST:
        yield f"{always} questions are asked when nothing is wrong", f"Ask {MOST} at most; others get an `only_if`."


def _items(page: Found, taken: Mapping[str, str], lead: Found) -> Iterator[Problem]:
    before: dict[str, set[str]] = {}
    for item in page["items"]:
        problems = [*_refers(item, before), *_scores(item, page), *two_meanings(item["choices"], taken)]
        if page["wording"] == "ours":  # a form's own words may not be shortened
            problems += too_long(item["ask"], item["choices"], lead)
        yield from ((f"{item['id']}: {problem}", advice) for problem, advice in problems)
        before[item["id"]] = {choice["code"] for choice in item["choices"]}


def _refers(item: Found, before: Mapping[str, set[str]]) -> Iterator[Problem]:
    """References of one item: to items before it and their codes, to its own needs."""
    for earlier, codes in item.get("only_if", {}).items():
        if strange := set(codes) - before.get(earlier, set()):
            problem = f"`only_if` waits for {earlier} {min(strange)}, which nobody can have answered"
            yield problem, "Name an item before."
    if strange := set(item.get("skip_if_need_known", ())) - set(item["needs"]):
        yield f"is skipped for {min(strange)}, which it does not ask about", "Add it to `needs`, or take it out."
    for code, times in Counter(choice["code"] for choice in item["choices"]).items():
        if times > 1:
            yield f"{times} choices have the code {code}", "Give each its own code."


def _scores(item: Found, page: Found) -> Iterator[Problem]:
    scored = [choice["code"] for choice in item["choices"] if "score" in choice]
    if "scoring" in page and len(scored) < len(item["choices"]):
        yield "a choice has no score", "Give each its score: the sum decides."
    if "scoring" not in page and scored:
        yield f"{scored[0]} has a score, but nothing adds it up", "Write `scoring`, or take it out."
