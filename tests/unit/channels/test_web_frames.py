"""What a browser may say, and what becomes of everything else."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.web.frames import (
    AskedCall,
    AskedCode,
    BadFrame,
    Chose,
    Hello,
    Ping,
    ReadTo,
    Said,
    Saved,
    Switched,
    Writing,
)
from bot.channels.web.reader import clean, read_frame

TAKEN = [
    ({"type": "hello", "token": None, "last_seq": 0, "language": "es"}, Hello(None, 0, "es")),
    ({"type": "hello", "token": "abc", "last_seq": 7, "language": "en"}, Hello("abc", 7, "en")),
    ({"type": "hello"}, Hello(None, 0, "en")),
    ({"type": "message", "id": "m1", "text": "  no tenemos comida \n"}, Said("m1", "no tenemos comida")),
    ({"type": "choice", "id": "m2", "seq": 12, "index": 0}, Chose("m2", 12, 0)),
    ({"type": "language", "language": "es"}, Switched("es")),
    ({"type": "ping"}, Ping()),
    ({"type": "typing"}, Writing()),
    ({"type": "read", "seq": 9}, ReadTo(9)),
    ({"type": "save", "id": "s1", "seq": 4, "index": 1}, Saved("s1", 4, 1)),
    ({"type": "code", "id": "c1"}, AskedCode("c1")),
    ({"type": "call_back", "id": "p", "phone": "(860) 555-0142"}, AskedCall("p", "+18605550142", "any")),
    (
        {"type": "call_back", "id": "p", "phone": "787.555.0101", "best_time": "evening"},
        AskedCall("p", "+17875550101", "evening"),
    ),
]
REFUSED = [
    (b"", "bad_frame"),
    (b"hello", "bad_frame"),
    (b"\xff\xfe", "bad_frame"),
    (b"[1]", "bad_frame"),
    (b"[" * 16_000, "bad_frame"),
    (b"9" * 10_000, "bad_frame"),
    (b'{"type": ["hello"]}', "bad_frame"),
    (b'{"type": "restart"}', "bad_frame"),
    (b'{"type": "hello", "language": "fr"}', "bad_frame"),
    (b'{"type": "hello", "last_seq": -1}', "bad_frame"),
    (b'{"type": "hello", "last_seq": 1e400}', "bad_frame"),
    (b'{"type": "hello", "last_seq": true}', "bad_frame"),
    (b'{"type": "hello", "last_seq": 99999999999999999999}', "bad_frame"),
    (b'{"type": "message", "text": "no id"}', "bad_frame"),
    (b'{"type": "message", "id": "a b", "text": "x"}', "bad_frame"),
    (b'{"type": "message", "id": "m", "text": 5}', "bad_frame"),
    (b'{"type": "message", "id": "%s", "text": "x"}' % (b"m" * 61), "bad_frame"),
    (b'{"type": "message", "id": "m", "text": " \\u0000\\n "}', "empty"),
    (json.dumps({"type": "message", "id": "m", "text": "ñ" * 2001}).encode(), "too_long"),
    (b'{"type": "choice", "id": "m", "seq": 1, "index": 500}', "bad_frame"),
    (b'{"type": "call_back", "id": "p", "phone": "555-0142"}', "bad_phone"),
    (b'{"type": "call_back", "id": "p", "phone": "911"}', "bad_phone"),
    (b'{"type": "call_back", "id": "p", "phone": ""}', "bad_phone"),
    (b'{"type": "call_back", "id": "p", "phone": "+34 612 345 678"}', "bad_phone"),
    (b'{"type": "call_back", "id": "p", "phone": "860-555-0142 ext 4"}', "bad_phone"),
    (b'{"type": "call_back", "id": "p", "phone": "1-900-555-0142"}', "bad_phone"),
    (b'{"type": "call_back", "id": "p", "phone": "1-876-555-0142"}', "bad_phone"),
    (b'{"type": "call_back", "id": "p", "phone": 8605550142}', "bad_frame"),
    (b'{"type": "call_back", "id": "p", "phone": "860-555-0142", "best_time": "at night"}', "bad_frame"),
    (b'{"type": "call_back", "phone": "860-555-0142"}', "bad_frame"),
    (b'{"type": "save", "id": "s", "seq": -1}', "bad_frame"),
    (b'{"type": "read", "seq": "all"}', "bad_frame"),
    (b'{"type": "code"}', "bad_frame"),
]


@pytest.mark.parametrize(("frame", "expected"), TAKEN)
def test_a_frame_of_the_protocol_is_read(frame: dict[str, object], expected: object) -> None:
    assert read_frame(json.dumps(frame).encode()) == expected


@pytest.mark.parametrize(("data", "code"), REFUSED)
def test_anything_else_is_refused_with_a_code(data: bytes, code: str) -> None:
    with pytest.raises(BadFrame) as refused:
        read_frame(data)
    assert refused.value.code == code


def test_a_refused_message_is_named_so_that_the_widget_can_give_it_back() -> None:
    with pytest.raises(BadFrame) as refused:
        read_frame(b'{"type": "message", "id": "m7", "text": ""}')
    assert refused.value.id == "m7"


def test_two_thousand_characters_are_taken() -> None:
    text = "👪" * 2000
    assert read_frame(json.dumps({"type": "message", "id": "m", "text": text}, ensure_ascii=False).encode()) == Said(
        "m", text
    )


def test_half_a_character_never_reaches_the_database() -> None:
    said = read_frame(b'{"type": "message", "id": "m", "text": "hola \\ud83d amiga"}')
    assert said == Said("m", "hola ? amiga")


def test_lines_and_accents_are_kept_and_control_characters_are_not() -> None:
    assert clean("uno\r\ndos\rtres\x00\x1b ¡sí!") == "uno\ndos\ntres ¡sí!"


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_but_a_bad_frame(data: bytes) -> None:
    with suppress(BadFrame):
        read_frame(data)


JSON = st.sampled_from([None, True, -1, 0, 2**70, 1.5, float("inf"), "", "es", "x" * 3000, "\ud800", [], [[1]], {}])
KINDS = st.sampled_from(
    ["hello", "message", "choice", "save", "call_back", "code", "language", "read", "typing", "ping"]
)
FIELDS = st.sampled_from(["id", "text", "seq", "index", "token", "last_seq", "language", "phone", "best_time"])


@given(KINDS, st.dictionaries(FIELDS, JSON))
def test_no_values_in_a_known_frame_raise_anything_but_a_bad_frame(kind: str, fields: dict[str, object]) -> None:
    with suppress(BadFrame):
        read_frame(json.dumps({"type": kind} | fields).encode())
