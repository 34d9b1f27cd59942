"""A wish for no more texts is heard in any shape, and nothing else is taken for one."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from services.safety.opt_out import asks_to_delete, asks_to_stop, speaks_of_others
from services.safety.reading import read

CASES = Path(__file__).parents[2] / "cases" / "texts"
MADE_WITH = yaml.safe_load((CASES / "opt_out.yml").read_text("utf-8"))
FRESH = yaml.safe_load((CASES / "opt_out_fresh.yml").read_text("utf-8"))
ASIDE = yaml.safe_load((CASES / "opt_out_aside.yml").read_text("utf-8"))


def of(page: dict[str, Any], kind: str) -> list[str]:
    return [text for texts in page[kind].values() for text in texts]


@pytest.mark.parametrize("text", [*of(MADE_WITH, "stop"), *of(FRESH, "stop")])
def test_a_wish_to_stop_is_heard(text: str) -> None:
    assert asks_to_stop(text)


@pytest.mark.parametrize("text", [*of(MADE_WITH, "ordinary"), *of(FRESH, "ordinary"), *of(ASIDE, "ordinary")])
def test_the_same_words_about_something_else_stop_nothing(text: str) -> None:
    assert asks_to_stop(text) is None


def test_of_the_wishes_set_aside_before_the_rules_nineteen_in_twenty_are_heard() -> None:
    wishes = of(ASIDE, "stop")
    heard = [text for text in wishes if asks_to_stop(text)]
    assert len(wishes) == 70
    assert len(heard) >= 0.95 * len(wishes)


def test_the_sets_are_as_large_as_promised() -> None:
    assert len(of(MADE_WITH, "stop")) + len(of(ASIDE, "stop")) >= 120
    assert len(of(MADE_WITH, "ordinary")) + len(of(ASIDE, "ordinary")) >= 200


def test_rule_2_4_the_words_of_law_and_carriers_stop_by_themselves() -> None:
    """2.4 and 2.5: the carrier's keywords and the words per se of 47 CFR 64.1200(a)(10), in any case; Spanish too."""
    carrier = ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT", "opt out"]
    spanish = ["ALTO", "PARAR", "BASTA", "CANCELAR", "no más"]
    assert all(asks_to_stop(written) for word in carrier + spanish for written in (word, word.lower(), f" {word}! "))


def test_the_rule_is_named_so_that_the_ledger_can_say_it() -> None:
    assert asks_to_stop("please stop texting me") == "texting_en/1"
    assert asks_to_stop("por favor no me escriban más") == "escriban_es/1"


def test_a_wish_that_no_rule_knows_is_heard_by_the_network_alone() -> None:
    wish = "I never agreed to this. I want off."
    assert asks_to_stop(wish) is None
    assert read(wish, {"stop_messages": 0.97}).keyword == "stop"
    assert read(wish, {"stop_messages": 0.97}).rule == "classifier 0.97"
    assert read(wish, {"stop_messages": 0.8}).keyword is None


@pytest.mark.parametrize(
    "text",
    [
        "please keep texting me, I sent STOP by accident",
        "no me saquen, yo quiero seguir recibiendo",
        "hoy no me escriba tarde, mejor mañana",
        "I dont want you to stop",
        'Liked "Text PERSON to reach one, STOP to end"',
    ],
)
def test_who_wants_more_is_never_silenced_by_the_network(text: str) -> None:
    assert read(text, {"stop_messages": 1.0}).keyword is None


@pytest.mark.parametrize("text", ["withdraw", "retirar", "pausa", "continuar"])
def test_our_own_words_and_a_word_or_two_are_no_wish_that_the_network_hears(text: str) -> None:
    assert read(text, {"stop_messages": 1.0}).keyword is None


def test_where_a_message_speaks_of_others_the_network_must_be_surer() -> None:
    about = "my ex wont stop texting me"
    assert speaks_of_others(about)
    assert read(about, {"stop_messages": 0.97}).keyword is None
    assert read(about, {"stop_messages": 0.995}).keyword == "stop"
    assert not speaks_of_others("suena el teléfono de noche por ustedes, quítenlo")


def test_a_wish_to_be_erased_is_heard_beside() -> None:
    assert asks_to_delete("stop texting and delete all my data")
    assert asks_to_delete("borren mi número y los datos de mis hijos")
    assert not asks_to_delete("stop texting me")


@given(st.text(max_size=2_000))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    asks_to_stop(text)
    speaks_of_others(text)


@given(
    st.lists(
        st.sampled_from(
            ["stop", "no", "me", "us", "texts", "please", "but", "don't", "ya", "que", "i", "más", ".", ","]
        ),
        max_size=400,
    )
)
def test_no_order_of_the_rules_own_words_takes_long(words: list[str]) -> None:
    asks_to_stop(" ".join(words))
