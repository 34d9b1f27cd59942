"""Danger is heard in many voices, look-alikes are not, and every answer is short and says who to reach."""

import re
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from services import safety
from services.library.documents import documents
from services.library.root import CONTENT
from services.safety.testing import DOUBTFUL, UNLIKELY

CASES = Path(__file__).resolve().parents[2] / "cases" / "safety"
LABELS = ("crisis_self_harm", "crisis_violence", "crisis_medical")
GSM_7 = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)


def cases(name: str) -> list[Any]:
    return list(yaml.safe_load((CASES / f"{name}.yml").read_text("utf-8")))


ANSWERS = yaml.safe_load((CONTENT / "safety" / "answers.yml").read_text("utf-8"))
GROUPS = [group for page in documents(CONTENT / "safety" / "phrases") for group in page["groups"]]


@pytest.mark.parametrize("case", cases("dangerous_en") + cases("dangerous_es"), ids=lambda case: case["text"])
def test_a_family_in_danger_is_heard(case: dict[str, Any]) -> None:
    assert safety.read(case["text"]).crisis in case["crisis"]


@pytest.mark.parametrize("text", cases("dangerous_plain"), ids=str)
def test_danger_said_outright_is_heard(text: str) -> None:
    assert safety.read(text).crisis in LABELS


@pytest.mark.parametrize("text", cases("lookalikes_en") + cases("lookalikes_es"), ids=str)
def test_what_only_sounds_like_danger_raises_no_alarm(text: str) -> None:
    assert safety.read(text).crisis is None


@pytest.mark.parametrize(
    "text",
    [
        "my daughter burned her finger with a lighter, what cream",
        "i burned my arm with the iron, is there a clinic",
        "my husband burned his hand with the iron at work",
        "i burned the rice with the stove on high",
        "mi hijo se quemó con un fósforo jugando",
        "la camisa se quemó con la plancha",
        "yo me quemo siempre con la plancha en el trabajo",
    ],
)
def test_who_burns_the_own_hand_is_not_burned_by_somebody(text: str) -> None:
    reading = safety.read(text)
    assert "crisis_violence" not in (reading.crisis, reading.doubt)


@pytest.mark.parametrize(("language", "most"), [("en", 0.09), ("es", 0.13)])
def test_few_traps_made_of_the_alarm_phrases_spring(language: str, most: float) -> None:
    traps = cases(f"traps_{language}")
    sprung = [text for text in traps if safety.read(text).crisis]
    assert len(sprung) <= most * len(traps), "\n".join(sprung)


def test_laughter_and_long_ago_make_a_doubt_of_an_alarm_unless_it_is_now() -> None:
    assert safety.read("lol i want to die").doubt == "crisis_self_harm"
    assert safety.read("mi ex me pegaba hace años").crisis is None
    assert safety.read("my 5 year old is watching and he hits me").crisis == "crisis_violence"
    assert safety.read("he beat me two years ago and tonight he hits me").crisis == "crisis_violence"


@pytest.mark.parametrize("case", cases("keywords"), ids=lambda case: case["text"])
def test_a_keyword_is_the_whole_message_or_nothing(case: dict[str, Any]) -> None:
    reading = safety.read(case["text"], stopped=case.get("stopped", False))
    assert (reading.keyword, reading.answered_by_carrier) == (case["keyword"], case.get("carrier", False))


def test_danger_is_heard_also_beside_a_look_alike() -> None:
    assert safety.read("this landlord is killing me and i want to die").crisis == "crisis_self_harm"
    assert safety.read("my phone died. he hits me").crisis == "crisis_violence"


@pytest.mark.parametrize(
    "text",
    [
        "K1LL MYSELF",
        "k i l l  m y s e l f",
        "kiiiill myself",
        "k*ll myself",
        "kill\u200b myself",
        "𝗸𝗶𝗹𝗹 𝗺𝘆𝘀𝗲𝗹𝗳",
        "I can’t keep myself safe",
        "I canʼt keep myself safe",
        "su1c1dal",
        "NO QUIÉRO VIVIR",
    ],
)
def test_disguised_spelling_hides_no_danger(text: str) -> None:
    assert safety.read(text).crisis == "crisis_self_harm"


def test_the_most_urgent_of_two_dangers_is_answered() -> None:
    assert safety.read("he beat me up and now im bleeding a lot").crisis == "crisis_medical"
    assert safety.read("he hits me and i want to die").crisis == "crisis_violence"


def test_a_reading_names_the_pattern_and_never_the_words() -> None:
    reading = safety.read("Rosalinda says she wants to die")
    assert reading.matched is not None
    assert re.fullmatch(r"[a-z_]+/(weak/)?\d+", reading.matched)
    assert "rosalinda" not in repr(reading).lower()


@pytest.mark.parametrize("text", ["", "   ", "...", "🙂🙂", "\u200b", "\n\n", "()[]{}*+?\\|^$"])
def test_an_empty_or_odd_message_is_no_danger(text: str) -> None:
    assert safety.read(text) == safety.Reading()


@pytest.mark.parametrize("piece", ["my ", "is ", "he has going to kil me ", "k.i.l.l ", "m*", "aaaa ", "no me "])
def test_a_very_long_message_is_read_in_time(piece: str) -> None:
    assert min(_seconds_of((piece * 10_000)[:10_000]) for _ in range(3)) < 0.2, (
        "ten times the aim: only a catastrophic pattern takes so long each time"
    )


def _seconds_of(text: str) -> float:
    began = time.process_time()
    safety.read(text)
    return time.process_time() - began


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("label", ANSWERS["answers"])
def test_an_answer_is_short_and_a_second_one_has_other_words(label: str, language: str) -> None:
    first, second, third = (str(safety.answer(label, language, told)) for told in range(3))
    assert "911" in first
    assert len({first, second, third}) == 3
    assert len(second) < len(first) <= (290 if language == "en" else 330)
    assert len(third) < len(first)
    assert safety.answer(label, language, 3) is None


@pytest.mark.parametrize("label", ANSWERS["answers"])
def test_english_answers_keep_to_the_alphabet_of_plain_text_messages(label: str) -> None:
    assert {letter for told in range(3) for letter in str(safety.answer(label, "en", told))} <= GSM_7


@pytest.mark.parametrize("label", ANSWERS["answers"])
def test_every_number_in_an_answer_stands_in_the_list_of_lines(label: str) -> None:
    reach = {line["id"]: line["reach"] for line in ANSWERS["lines"]}
    allowed = {reach[name] for name in ANSWERS["answers"][label]["lines"]}
    for language in ("en", "es"):
        for told in (0, 1):
            numbers = re.findall(r"\d[\d-]{2,}", str(safety.answer(label, language, told)))
            assert set(numbers) <= allowed


def test_each_answer_says_that_a_person_is_told() -> None:
    for label in ANSWERS["answers"]:
        assert re.search(r"person|team", str(safety.answer(label, "en")))
        assert re.search(r"persona|equipo", str(safety.answer(label, "es")))


@pytest.mark.parametrize("label", ["crisis_violence", "child_hurt", "assault", "sold_or_forced"])
def test_who_cannot_talk_is_told_how_to_reach_help_in_silence(label: str) -> None:
    assert "Can't talk?" in str(safety.answer(label, "en"))
    assert "¿No puede hablar?" in str(safety.answer(label, "es"))


@pytest.mark.parametrize("case", cases("topics"), ids=lambda case: case["text"])
def test_the_answer_fits_what_is_told_of_the_danger(case: dict[str, str]) -> None:
    assert safety.topic(case["crisis"], case["text"]) == case["topic"]


@pytest.mark.parametrize("case", cases("replies"), ids=lambda case: case["text"])
def test_being_safe_is_heard_and_a_bare_yes_only_when_we_asked(case: dict[str, Any]) -> None:
    heard = (safety.safety_told(case["text"], asked=True), safety.safety_told(case["text"], asked=False))
    assert heard == (case["asked"], case.get("unasked"))


def test_either_layer_raises_the_alarm_and_the_reason_says_which() -> None:
    by_phrase = safety.read("i want to die", {"crisis_self_harm": 0.0})
    by_network = safety.read("xyzzy", {"crisis_violence": 0.93, "food_need": 0.99})
    assert by_phrase.reason == f"pattern {by_phrase.matched}"
    assert (by_network.crisis, by_network.reason) == ("crisis_violence", "classifier 0.93")


def test_between_the_thresholds_there_is_a_doubt_and_below_nothing() -> None:
    doubtful = safety.read("xyzzy", {"crisis_medical": DOUBTFUL}, language="es")
    assert (doubtful.crisis, doubtful.doubt, doubtful.reason) == (None, "crisis_medical", f"classifier {DOUBTFUL:.2f}")
    assert safety.read("xyzzy", {"crisis_medical": UNLIKELY}) == safety.Reading()


def test_a_language_we_do_not_have_is_answered_in_english() -> None:
    assert safety.answer("crisis_medical", "pt") == safety.answer("crisis_medical", "en")


def test_ordinary_help_goes_on_afterwards() -> None:
    assert safety.say("after", "en") != safety.say("after", "es")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("keyword", ["stop", "start", "help"])
def test_a_keyword_reply_names_the_program(keyword: str, language: str) -> None:
    assert "OneDoor" in safety.keyword_answer(keyword, language)


def test_the_help_reply_says_how_to_stop_and_what_it_may_cost() -> None:
    assert {"STOP", "rates"} <= set(re.findall(r"\w+", safety.keyword_answer("help", "en")))
    assert {"ALTO", "cargos"} <= set(re.findall(r"\w+", safety.keyword_answer("help", "es")))


def test_every_group_of_patterns_says_where_it_is_from_and_who_reviewed_it() -> None:
    for group in GROUPS:
        assert {"source", "reviewed_by", "verified_on"} <= group.keys()
        assert group["crisis"] in LABELS
        assert group["language"] in ("en", "es")


def test_a_weak_phrase_is_only_a_doubt_where_the_network_is_all_but_sure_of_the_contrary() -> None:
    text = "he hits the other kids at recess every time they lose"
    assert safety.read(text).crisis == "crisis_violence"
    assert safety.read(text, {"crisis_violence": 0.2}).crisis == "crisis_violence"
    sure_it_is_none = safety.read(text, {"crisis_violence": 0.001, "behavioral_health": 0.99})
    assert (sure_it_is_none.crisis, sure_it_is_none.doubt) == (None, "crisis_violence")


@pytest.mark.parametrize(
    ("text", "language", "heard"),
    [
        ("we got the oven on with the door open for heat", "en", "turn the oven or grill off"),
        ("runnin the oven for heat, gas is cut", "en", "turn the oven or grill off"),
        ("prendi el horno pa calentar la casa", "es", "Apague el horno"),
        ("es malo tener el horno prendio con la puerta abierta?", "es", "Apague el horno"),
        ("el otro dia se comio unas pastillas mias de la presion pero ya esta bien", "es", "1-800-222-1222"),
    ],
)
def test_a_doubt_of_the_body_is_asked_in_its_own_words(text: str, language: str, heard: str) -> None:
    reading = safety.read(text, {"greet": 1.0}, language=language)
    assert reading.doubt == "crisis_medical"
    assert heard in safety.doubt_asked(reading.doubt, str(reading.reason), text, language)


@pytest.mark.parametrize(
    "text",
    [
        "my stove is broken and we cant cook",
        "the oven doesnt work",
        "the heat is off since monday",
        "no tenemos calefaccion",
    ],
)
def test_a_cold_home_or_a_broken_stove_leaves_no_doubt(text: str) -> None:
    assert safety.read(text, {"greet": 1.0}, language="en").doubt is None
