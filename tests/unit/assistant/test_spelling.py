"""How a message is written: letters forgive, words stand in their order."""

import numpy as np
import pytest

from understanding.spelling import BUCKETS, LETTERS, gram_counts


def grams(text: str) -> dict[int, float]:
    return dict(zip(*(each.tolist() for each in gram_counts(text)), strict=True))


@pytest.mark.parametrize(("written", "also"), [("¿PAÑALES?", "¿panales?"), ("mi bebé", "mi bebe"), ("a  b\n", "a b")])
def test_case_accents_and_spaces_do_not_matter(written: str, also: str) -> None:
    assert grams(written) == grams(also)


def test_the_same_words_in_another_order_are_told_apart_by_words_alone() -> None:
    he, she = grams("he hit her"), grams("her hit he")
    assert {bucket for bucket in he if bucket < LETTERS} == {bucket for bucket in she if bucket < LETTERS}
    assert he != she


def test_a_misspelled_word_is_nearer_to_itself_than_to_another() -> None:
    right, wrong, other = (
        {bucket for bucket in grams(text) if bucket < LETTERS} for text in ("eviction", "evicton", "election")
    )
    assert len(right & wrong) > len(right & other) > 0


def test_a_word_said_often_counts_little_more() -> None:
    once, thrice = grams("ride"), grams("ride ride ride")
    assert all(once[bucket] < thrice[bucket] < 3 * once[bucket] for bucket in once if bucket < LETTERS)


@pytest.mark.parametrize("text", ["", "  ", "¿?"])
def test_what_has_no_words_breaks_nothing(text: str) -> None:
    buckets, counts = gram_counts(text)
    assert len(buckets) == len(counts)
    assert np.all(buckets < BUCKETS)
