"""The pattern language says what its page promises, and a pattern that cannot be read is refused by name."""

import pytest

from services.safety.fold import fold
from services.safety.phrases import matches, phrases, whole

WORDS = {"animal": "(dog|cat|little <n> bird?)"}


def found(pattern: str, text: str) -> bool:
    return any(True for _ in matches(fold(text), phrases({"p": pattern}, WORDS)))


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("red house", "a red house here", True),
        ("red house", "a red. house here", True),
        ("red house", "a redhouse", False),
        ("red house", "hired house", False),
        ("red big? house", "red house", True),
        ("red (very big|tiny) house", "red very big house", True),
        ("red (very big|tiny)? house", "red house", True),
        ("red ~2 house", "red and old house", True),
        ("red ~2 house", "red and very old house", False),
        ("red ~2 house", "red. and old house", True),
        ("red ~2 house", "red and. old house", False),
        ("suicid*", "suicidal", True),
        ("kill", "kil", True),
        ("kill", "killlll", True),
        ("an <animal> ran", "an dog ran", True),
        ("an <animal> ran", "an little 5 ran", True),
        ("<nn> dogs", "7 dogs", False),
        ("<nn> dogs", "17 dogs", True),
        ("mañana", "MANANA", True),
    ],
)
def test_a_pattern_matches_what_it_says(pattern: str, text: str, expected: bool) -> None:
    assert found(pattern, text) is expected


@pytest.mark.parametrize(
    "pattern", ["(a b", "a b)", "a <nobody>", "~2 a", "a? b?", "", "do(g)", "(d)og", "ab*", "a & b", "?"]
)
def test_a_pattern_that_cannot_be_read_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="the pattern"):
        phrases({"p": pattern}, WORDS)


def test_a_whole_message_has_nothing_before_or_after() -> None:
    stop = phrases({"p": "please? stop"}, WORDS)
    assert whole(fold("Please, stop!"), stop)
    assert not whole(fold("stop signs"), stop)
    assert not whole("", stop)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("I CAN’T  sleep!!", "i cant sleep "),
        ("¿Qué pasó? Año", "que paso . ano "),
        ("h3lp m3", "help m3 "),
        ("my 4yo is 20mo", "my 4yo is 20mo "),
        ("s.u.i.c.i.d.e", "suicide "),
        ("", ""),
    ],
)
def test_folding_leaves_plain_words(text: str, folded: str) -> None:
    assert fold(text) == folded
