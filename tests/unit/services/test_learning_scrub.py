"""What is left of a family's words before anything is learned from them."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from services.learning.scrub import Names, Scrubber
from services.learning.vocabulary import scrubber

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "privacy" / "scrub.yml").read_text(encoding="utf-8"))
TAUGHT = """
version: "3.1"
nlu:
- intent: food_need
  examples: |
    - the fridge is empty and my son is not talking at school, he can call you, look at my case number
    - hi this is me, can you help with rent and diapers in may, i need, i owe, i hope, i live across the street
    - my daughter was born on her name is
    - mi hijo tiene años 20mo y no habla, el, la nena nació, mi amiga se me fue la luz, vivo en la calle con mi hijo
    - me llamo, no tengo comida, llámeme al, la nena se llama
"""


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Scrubber:
    folder = tmp_path_factory.mktemp("nlu")
    (folder / "all.yml").write_text(TAUGHT, encoding="utf-8")
    return scrubber(folder)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_names_numbers_and_addresses_go_and_doubt_leaves_the_message_out(ours: Scrubber, case: dict[str, Any]) -> None:
    assert ours.scrub(case["text"]) == case["left"]


PIECES = st.one_of(
    st.sampled_from(["the fridge is empty", "my son", "Jayden", "kowalczyk", "call", "Luz", "in New Britain"]),
    st.from_regex(r"\(?[2-9][0-9]{2}\)?[ .-]?555[ .-]?01[0-9]{2}", fullmatch=True),
    st.from_regex(r"0?6[0-9]{3}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}|\$[0-9,]{4,9}|[A-Z]{2}[0-9]{4,8}", fullmatch=True),
)


@given(st.lists(PIECES, min_size=1, max_size=8).map(" ".join))
def test_whatever_is_written_around_it_no_long_number_and_no_known_name_is_left(ours: Scrubber, text: str) -> None:
    left = ours.scrub(text) or ""
    assert re.search(r"\d(?:[.,/-]?\d){2,}", left) is None, left
    assert {"jayden", "kowalczyk", "britain"} & set(left.casefold().split()) == set()


def test_a_long_story_is_left_out(ours: Scrubber) -> None:
    assert ours.scrub("i need help " * 60) is None


def test_scrubbing_twice_changes_nothing_more(ours: Scrubber) -> None:
    once = [left for case in CASES if (left := ours.scrub(case["text"])) is not None]
    assert [ours.scrub(left) for left in once] == once


def test_a_name_in_our_own_examples_is_no_word_to_learn(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(
        "nlu:\n- intent: greet\n  examples: |\n    - hi my name is shantelly\n    - hi maria\n"
    )
    assert {"shantelly", "maria"} & scrubber(tmp_path).words == set()


def test_the_list_of_names_is_plain(ours: Scrubber) -> None:
    names: Names = ours.names
    words = names.people | names.kin | names.titles | names.also_words
    assert [word for word in words if not word.isascii() or not word.islower()] == []
