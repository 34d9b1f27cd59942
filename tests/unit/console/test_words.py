"""The console's words: complete in both languages, kind, and true to the codes that the house uses."""

import re
from datetime import datetime, timedelta
from typing import Any, get_args

import pytest

from bot.console.testing import words
from bot.console.words import Words, elapsed
from casebook.queries.dossier import Delivery
from casebook.queries.likeness import Reason
from casebook.records import Channel, Sender
from services.casework.desk import QueueReason
from services.texts.segments import segments

TEXTS = words()
SAID = [(group, key) for group in TEXTS if isinstance(TEXTS[group], dict) for key in TEXTS[group]]
CRISES = ("crisis_self_harm", "crisis_violence", "crisis_medical")


def places(text: Any) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", str(text)))


@pytest.mark.parametrize(("group", "key"), SAID)
def test_every_word_stands_in_english_and_spanish_with_the_same_places(group: str, key: str) -> None:
    pair = TEXTS[group][key]
    assert set(pair) == {"en", "es"}
    assert all(pair.values())
    assert places(pair["en"]) == places(pair["es"])


@pytest.mark.parametrize("reason", [*get_args(QueueReason), *CRISES, "assistant_down"])
def test_every_reason_to_wait_has_words_of_its_own(reason: str) -> None:
    assert reason in TEXTS["reasons"]


@pytest.mark.parametrize(
    ("group", "codes"),
    [("channels", Channel), ("senders", Sender), ("deliveries", Delivery), ("merge_reasons", Reason)],
    ids=str,
)
def test_every_code_of_the_casebook_has_words(group: str, codes: Any) -> None:
    assert set(get_args(codes)) <= set(TEXTS[group])


def test_a_code_that_nobody_named_still_reads_as_words() -> None:
    assert Words(TEXTS).label("reasons", "brand_new_reason", "es") == "Necesita una persona"


@pytest.mark.parametrize(
    ("months", "english", "spanish"),
    [
        (1, "1 month", "1 mes"),
        (20.5, "20 months", "20 meses"),
        (36, "3 years", "3 años"),
        (40, "3 years 4 months", "3 años 4 meses"),
        (0, "0 months", "0 meses"),
    ],
)
def test_a_childs_age_reads_as_people_say_it(months: float, english: str, spanish: str) -> None:
    spoken = Words(TEXTS)
    assert (spoken.age(months, "en"), spoken.age(months, "es")) == (english, spanish)


@pytest.mark.parametrize(
    ("utc", "english", "spanish"),
    [
        (datetime(2026, 1, 15, 18, 5), "Jan 15, 1:05 PM", "15 ene, 1:05 p. m."),  # winter: five hours behind
        (datetime(2026, 7, 4, 4, 30), "Jul 4, 12:30 AM", "4 jul, 12:30 a. m."),  # summer: four
        (datetime(2026, 7, 4, 3, 59), "Jul 3, 11:59 PM", "3 jul, 11:59 p. m."),
    ],
)
def test_times_are_those_of_a_clock_in_connecticut(utc: datetime, english: str, spanish: str) -> None:
    spoken = Words(TEXTS)
    assert (spoken.moment(utc, "en"), spoken.moment(utc, "es")) == (english, spanish)


@pytest.mark.parametrize(
    ("ago", "text"),
    [
        (timedelta(seconds=-5), "0 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(minutes=187), "3 h 7 min"),
        (timedelta(hours=50), "2 d 2 h"),
    ],
)
def test_waiting_is_told_in_minutes_hours_and_days(ago: timedelta, text: str) -> None:
    present = datetime(2026, 1, 15, 12, 0)
    assert elapsed(present - ago, present) == text


@pytest.mark.parametrize("key", ["joined", "take_over", "hand_back", "close"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_what_families_get_fits_in_three_texts(key: str, language: str) -> None:
    said = Words(TEXTS).family(key, language, name="Guadalupe Rodriguez", before="Bartholomew Applegate")
    assert segments(said).parts <= 3
