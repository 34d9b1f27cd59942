"""Tokens, pace, texts and the script: the parts of the web channel that need no socket."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.channels.web.pace import BURST, Pace
from bot.channels.web.script import build
from bot.channels.web.texts import check_texts, in_language, sentence_for
from bot.channels.web.tokens import Tokens, fingerprint, signing
from bot.errors import BadSetting

ROOT = Path(__file__).parents[3]
SOURCES = sorted((ROOT / "bot/channels/web/static/widget").glob("*.js"))
MOST_PACKED_BYTES = 30_000


@pytest.fixture
def texts() -> dict[str, Any]:
    """The widget's real sentences."""
    return yaml.safe_load((ROOT / "content/messages/widget.yml").read_text("utf-8"))


def test_every_token_is_new_and_long() -> None:
    tokens = Tokens(signing(b"ours"))
    made = {tokens.new() for _ in range(100)}
    assert len(made) == 100
    assert min(map(len, made)) >= 43
    assert max(map(len, made)) <= 128


def test_our_tokens_are_known_again_after_a_restart() -> None:
    token = Tokens(signing(b"ours")).new()
    assert Tokens(signing(b"ours")).made_here(token)


@pytest.mark.parametrize("token", ["", "somebody else's", "é.ñ", "a.b.c", "\ud800"])
def test_a_token_we_did_not_make_is_not_ours(token: str) -> None:
    assert not Tokens(signing(b"ours")).made_here(token)


def test_a_token_signed_by_another_house_is_not_ours() -> None:
    assert not Tokens(signing(b"ours")).made_here(Tokens(signing(b"theirs")).new())


def test_a_fingerprint_does_not_hold_the_token() -> None:
    token = Tokens(signing(b"ours")).new()
    assert fingerprint(token) not in token
    assert fingerprint(token) == fingerprint(token)


def test_a_burst_is_taken_and_then_one_a_second() -> None:
    now = 0.0
    pace = Pace(lambda: now)
    assert [pace.wait() for _ in range(BURST)] == [0.0] * BURST
    assert pace.wait() == pytest.approx(1.0)
    now = 1.0
    assert pace.wait() == 0.0


def test_every_sentence_of_the_widget_is_in_both_languages(texts: dict[str, Any]) -> None:
    check_texts(texts)
    assert sentence_for(texts, "too_long", "es") != sentence_for(texts, "too_long", "en")


def test_a_missing_translation_stops_the_start(texts: dict[str, Any]) -> None:
    del texts["widget"]["send"]["es"]
    with pytest.raises(BadSetting, match="widget"):
        check_texts(texts)


def test_a_missing_error_sentence_stops_the_start(texts: dict[str, Any]) -> None:
    del texts["errors"]["too_fast"]
    with pytest.raises(BadSetting, match="too_fast"):
        check_texts(texts)


def test_both_languages_fill_the_same_places(texts: dict[str, Any]) -> None:
    english, spanish = (in_language(texts, "widget", language) for language in ("en", "es"))
    places = re.compile(r"\{\w+\}")
    assert {key: places.findall(str(text)) for key, text in english.items()} == {
        key: places.findall(str(text)) for key, text in spanish.items()
    }


def test_every_word_of_the_widget_is_content_that_it_uses(texts: dict[str, Any]) -> None:
    code = "".join(source.read_text("utf-8") for source in SOURCES)
    indirect = re.compile(r"^(from|owner)_|^call_(any|morning|afternoon|evening)$|^(waiting|sending|sent|failed)$")
    unused = [key for key in texts["widget"] if not indirect.search(key) and not re.search(rf'["\'.]{key}\b', code)]
    assert unused == []


def test_the_whole_widget_is_smaller_than_a_photo(texts: dict[str, Any]) -> None:
    script = build(texts)
    assert len(script.packed) < MOST_PACKED_BYTES
    assert gzip.decompress(script.packed) == script.plain


def test_a_new_word_makes_a_new_tag(texts: dict[str, Any]) -> None:
    before = build(texts).tag
    texts["widget"]["send"]["en"] = "Go"
    assert build(texts).tag != before


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_nothing_is_ever_read_as_markup_or_code(source: Path) -> None:
    unsafe = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser")
    assert not unsafe.search(source.read_text("utf-8"))
