"""Another danger that is told while one stands, and the own childhood that is none of today."""

from pathlib import Path

import pytest
import yaml

from services.safety import another, long_past

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "safety" / "another.yml").read_text("utf-8"))


@pytest.mark.parametrize("text", CASES["wish"])
def test_a_wish_to_die_that_somebody_spoke_of_is_heard_also_in_the_past_and_as_a_question(text: str) -> None:
    assert another.tells_of_dying(text)


@pytest.mark.parametrize("text", CASES["no_wish"])
def test_a_threat_a_death_and_an_idiom_are_no_wish_to_die(text: str) -> None:
    assert not another.tells_of_dying(text)


@pytest.mark.parametrize("text", CASES["own_hand"])
def test_who_says_to_be_the_one_to_fear_is_heard(text: str) -> None:
    assert another.fears_own_hand(text)


@pytest.mark.parametrize("text", CASES["no_own_hand"])
def test_who_is_hurt_by_somebody_else_is_not_taken_for_it(text: str) -> None:
    assert not another.fears_own_hand(text)


@pytest.mark.parametrize("text", CASES["again"])
def test_who_hurt_a_child_may_fear_to_do_it_again(text: str) -> None:
    assert another.fears_to_repeat(text)


@pytest.mark.parametrize("text", CASES["not_again"])
def test_that_somebody_else_does_it_again_or_another_fear_is_none_of_it(text: str) -> None:
    assert not another.fears_to_repeat(text)


@pytest.mark.parametrize("text", CASES["only_sounds"])
def test_fear_a_threat_and_leaving_only_sound_of_a_wish_to_die(text: str) -> None:
    assert another.only_sounds_of_dying(text)


@pytest.mark.parametrize("text", ["he wants to die, is he going to die", "my husband hits me", "need diapers"])
def test_a_wish_beside_such_words_and_what_is_of_neither_do_not(text: str) -> None:
    assert not another.only_sounds_of_dying(text)


@pytest.mark.parametrize(("text", "denies"), [("no its not him. its me", True), ("im scared of my hands", False)])
def test_who_fears_the_own_hand_may_say_that_it_is_nobody_else(text: str, denies: bool) -> None:
    assert another.fears_own_hand(text)
    assert another.denies_others(text) is denies


@pytest.mark.parametrize(("text", "today"), CASES["long_past"])
def test_the_own_childhood_is_set_aside_and_today_is_left(text: str, today: str) -> None:
    left = long_past.without(text)
    assert left is not None
    assert today in left
    assert len(left) < len(text)


@pytest.mark.parametrize("text", CASES["not_long_past"])
def test_what_goes_on_or_stands_alone_is_read_as_it_is(text: str) -> None:
    assert long_past.without(text) is None


@pytest.mark.parametrize("text", CASES["thoughts"])
def test_thoughts_that_come_unwished_are_heard(text: str) -> None:
    assert another.tells_of_thoughts(text)


@pytest.mark.parametrize("text", CASES["no_thoughts"])
def test_what_others_show_a_plan_to_leave_and_a_wish_to_die_are_none_of_these_thoughts(text: str) -> None:
    assert not another.tells_of_thoughts(text)


@pytest.mark.parametrize("text", CASES["oneself"])
def test_who_says_that_the_wish_is_the_own_one_is_heard(text: str) -> None:
    assert another.speaks_of_oneself(text)


@pytest.mark.parametrize("text", CASES["not_oneself"])
def test_who_cares_for_a_child_that_wants_to_die_speaks_of_the_child(text: str) -> None:
    assert not another.speaks_of_oneself(text)
