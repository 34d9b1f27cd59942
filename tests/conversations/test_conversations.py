"""Whole dialogues, as data, through the real path: signed webhook or socket in, text or frame out.

A dialogue is `{name, channel: sms | web, page: en | es, turns}`. A turn is what the `family` says (or `press`es, or
sends as `media`), and what must come of it: `heard` and `not` heard in all that comes back, `any` one of some words,
how many `texts`, which fact it `asks` for (null: none), which `choices` it offers, and what the casebook then holds:
`owner`, `reason`, `language`, `slots`. `reported` is what the editors are then told of a place.

Every turn of every dialogue is also held to what is always promised: RULES below.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median
from typing import Any

import aiohttp
import pytest
import yaml
from families import Browser, Family, Heard, Phone

from benchmarks.first_help import Way
from bot.run import Running
from casebook.records import Conversation
from resources_db.keeping.worklists import open_reports
from services.library.documents import document
from services.library.root import ROOT

pytestmark = [pytest.mark.model, pytest.mark.asyncio(loop_scope="session")]

HERE = Path(__file__).parent
ASKING = {
    "place": "utter_ask_for_place",
    "child_age_months": "utter_ask_for_age",
    "which_child": "utter_ask_for_which_child",
    "insurance": "utter_ask_for_insurance",
    "household_size": "utter_ask_for_household",
    "income": "utter_ask_for_income",
}
FIRST_HELP: list[int] = []  # questions of ours before the first help, of each dialogue that came to it
WHOLE = 60  # dialogues with help
LONGEST_TEXT = {"sms": 480, "web": 1_500}  # a page has room for cards
# A way on: a question, choices, our own words to send, or a door to go to.
WAYS_ON = (
    "?",
    "PERSON",
    "Write",
    "Escriba",
    "1-8",
    "2-1-1",
    "988",
    "911",
    "START",
    "INICIAR",
    "coordinat",
    "coordinador",
    "CONTINU",
)


def dialogues() -> list[Any]:
    found = []
    for file in sorted(HERE.glob("??/*.yml")):
        for dialogue in yaml.safe_load(file.read_text(encoding="utf-8")):
            found.append(pytest.param(dialogue, id=f"{file.parent.name}-{file.stem}-{dialogue['name']}"))
    return found


@pytest.mark.parametrize("dialogue", dialogues())
async def test_a_dialogue_goes_as_written(house: Running, dialogue: dict[str, Any]) -> None:
    told = [f"## {dialogue['name']}"]
    asked: list[str] = []
    way = Way()
    async with family_of(house, dialogue) as family:
        for turn in dialogue["turns"]:
            heard = await speak(family, turn)
            talk = await family.held()
            told += [
                f"> {str(turn.get('family', turn.get('press', '(photo)')))[:200]}",
                *heard.texts,
                f"  {heard.choices}",
            ]
            way.hear(heard.texts, talk)
            facts = asks(heard)
            faults = [*rules(dialogue, heard, facts, asked), *differences(turn, heard, facts, talk)]
            faults += unreported(house, turn)
            assert not faults, "\n".join([*told, "", *faults])
            asked += facts
    if way.helped:
        FIRST_HELP.append(way.questions)


async def test_in_all_dialogues_help_comes_within_two_questions_in_the_median() -> None:
    """Of those above in which a program or a place is named; a part of them alone says nothing."""
    if len(FIRST_HELP) < WHOLE:
        pytest.skip(f"only {len(FIRST_HELP)} dialogues with help were run")
    print(f"dialogues {len(FIRST_HELP)}: median {median(FIRST_HELP):g}, most {max(FIRST_HELP)}")
    assert median(FIRST_HELP) <= 2


@asynccontextmanager
async def family_of(house: Running, dialogue: dict[str, Any]) -> AsyncIterator[Family]:
    if dialogue.get("channel", "sms") == "sms":
        yield Phone(house)
        return
    async with aiohttp.ClientSession() as session:
        yield await Browser.open(house, session, dialogue.get("page", "en"))


async def speak(family: Family, turn: dict[str, Any]) -> Heard:
    if "press" in turn:
        return await family.press(turn["press"])
    return await family.say(turn.get("family", "") * turn.get("times", 1), turn.get("media", 0))


def asks(heard: Heard) -> list[str]:
    """The facts that our questions ask for, by the sentences of data/responses/details.yml."""
    written = document(ROOT / "data" / "responses" / "details.yml")["responses"]
    everything = "\n".join(heard.texts)
    put = {fact: {each["text"].partition("?")[0] for each in written[key]} for fact, key in ASKING.items()}
    return [fact for fact, sentences in put.items() if any(sentence + "?" in everything for sentence in sentences)]


def unreported(house: Running, turn: dict[str, Any]) -> list[str]:
    """Whether the editors' list of work ends with what the turn says is `reported`, and no words of a family."""
    if "reported" not in turn:
        return []
    house.house.counting.submit(lambda: None).result()  # whatever was to be written before is written
    with house.house.directory.reading() as connection:
        last = open_reports(connection)[-1:]
    told = [(report.what, report.said_by, report.note) for report in last]
    return [] if told == [(turn["reported"], "family", None)] else [f"reported: {told}"]


def rules(dialogue: dict[str, Any], heard: Heard, facts: list[str], asked: list[str]) -> list[str]:
    """RULES that hold for every answer: short, one question at most, none put again, never a dead end."""
    again = [fact for fact in facts if fact in asked and fact not in dialogue.get("asks_again", [])]
    faults = [
        f"too long: {len(text)}" for text in heard.texts if len(text) > LONGEST_TEXT[dialogue.get("channel", "sms")]
    ]
    if dialogue.get("channel", "sms") == "sms" and len(heard.texts) > 2:
        faults.append(f"{len(heard.texts)} texts for one message")
    if len(facts) > 1:
        faults.append(f"several questions at once: {facts}")
    if again:
        faults.append(f"asked again: {again}")
    if not heard.choices and not any(way in text for way in WAYS_ON for text in heard.texts):
        faults.append("a dead end: no question, no choice, no door, no person")
    return faults


def differences(turn: dict[str, Any], heard: Heard, facts: list[str], talk: Conversation) -> list[str]:
    """Where the answer or the casebook differs from what the turn says."""
    everything = "\n".join(heard.texts).casefold()
    faults = [f"not heard: {words}" for words in turn.get("heard", []) if words.casefold() not in everything]
    faults += [f"heard: {words}" for words in turn.get("not", []) if words.casefold() in everything]
    if "any" in turn and not any(words.casefold() in everything for words in turn["any"]):
        faults.append(f"none heard of: {turn['any']}")
    slots = (talk.state or {}).get("slots") or {}
    found = {
        "texts": len(heard.texts),
        "asks": facts[0] if facts else None,
        "choices": heard.choices,
        "owner": talk.owner,
        "reason": talk.queue_reason,
        "language": talk.language,
        "slots": {name: slots.get(name) for name in turn.get("slots", {})},
    }
    return faults + [
        f"{name}: {found[name]!r}, not {turn[name]!r}" for name in found if name in turn and found[name] != turn[name]
    ]
