"""Checks the examples that the model learns from: enough of each, none twice, none under two intents."""

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from resources_db.needs import NEEDS
from services.content.fault import Fault
from services.content.pairs import LANGUAGES
from services.content.project import Project
from services.directory.places import fold

ENOUGH_FOR_A_NEED: Final = 60
ENOUGH_FOR_TALK: Final = 25
NOT_LEARNED: Final = "nlu_fallback"  # what Rasa answers when no intent was likely
COMMANDS: Final = "content/messages/commands.yml"  # names those that come by a choice alone


class Example(NamedTuple):
    """One message of the training data; `topic` is its file's name without the ending, "" where the file is a voice."""

    path: str
    language: str
    topic: str
    intent: str
    text: str


def faults(project: Project) -> list[Fault]:
    """Too few examples, doubles, topics of one language only, intents in an unexpected file."""
    found = list(examples(project))
    return [*_too_few(project, found), *_doubles(found), *_topics(project, found), *_marked(found)]


def examples(project: Project) -> Iterator[Example]:
    """Every example of data/nlu/<language>/topics/<topic>.yml and data/nlu/<language>/voices/<voice>.yml."""
    for path, page in project.under("data/nlu"):
        language, *kind, name = path.removeprefix("data/nlu/").removesuffix(".yml").split("/")
        topic = "" if kind == ["voices"] else name  # a voice speaks of everything, and in its own language only
        for item in page["nlu"]:
            texts = (line.removeprefix("- ").strip() for line in item["examples"].strip().splitlines())
            yield from (Example(path, language, topic, item["intent"], text) for text in texts)


def _too_few(project: Project, found: list[Example]) -> Iterator[Fault]:
    counts = Counter((each.language, each.intent) for each in found)
    known = project.page("domain.yml").get("intents", ())
    learned = set(known) - {NOT_LEARNED, *project.page(COMMANDS).get("by_choice", ())}
    for language in LANGUAGES:
        if not project.whole(f"data/nlu/{language}"):
            continue
        for intent in filter(learned.__contains__, known):
            enough, has = ENOUGH_FOR_A_NEED if intent in NEEDS else ENOUGH_FOR_TALK, counts[language, intent]
            if has < enough:
                yield Fault(f"data/nlu/{language}", f"{intent} has {has} examples", f"Write at least {enough}.")
    for path, intent in dict.fromkeys((each.path, each.intent) for each in found):
        if intent not in known:
            yield Fault(path, f"{intent} is no intent of domain.yml", "Correct the name, or add it there.")


def _doubles(found: list[Example]) -> Iterator[Fault]:
    """The same words twice for one intent in one language, or under two intents in any."""
    first: dict[str, Example] = {}
    seen: set[tuple[str, str, str]] = set()
    for each in found:
        words = fold(each.text)
        earlier = first.setdefault(words, each)
        if not words:
            yield Fault(each.path, f"{each.text!r} has no words", "Take it out.")
        elif earlier.intent != each.intent:
            problem = f"{each.text!r} stands under {each.intent} and, in {earlier.path}, under {earlier.intent}"
            yield Fault(each.path, problem, "Keep it where it belongs.")
        elif (words, each.intent, each.language) in seen:
            yield Fault(each.path, f"{each.text!r} stands twice under {each.intent}", "Take one out.")
        seen.add((words, each.intent, each.language))


def _topics(project: Project, found: list[Example]) -> Iterator[Fault]:
    intents: dict[tuple[str, str], set[str]] = {}
    for each in found:
        intents.setdefault((each.topic, each.language), set()).add(each.intent)
    for topic in sorted({topic for topic, _ in intents if topic}) if project.whole("data/nlu") else ():
        en, es = (intents.get((topic, language), set()) for language in LANGUAGES)
        if en != es:
            only = ", ".join(sorted(en ^ es))
            yield Fault(f"data/nlu/*/{topic}.yml", f"one language only holds {only}", "Write the topic in both.")
        if topic in NEEDS and (strange := (en | es) - {topic}):
            yield Fault(f"data/nlu/*/{topic}.yml", f"holds {min(strange)} too", "Keep a need's file to that need.")


def _marked(found: list[Example]) -> Iterator[Fault]:
    for each in found:
        if "](" in each.text or "]{" in each.text:
            yield Fault(each.path, f"{each.text!r} marks an entity", "Write it plain: entities are found by matchers.")
