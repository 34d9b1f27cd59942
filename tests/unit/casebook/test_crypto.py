"""Sealed fields open only where they belong, and only with a key of the ring."""

import pytest

from casebook.crypto import KeyRing, KeyRingError, Unreadable


def test_what_is_sealed_opens_again() -> None:
    keys = KeyRing.parse(KeyRing.generate())
    assert (
        keys.open("message.body", "row1", keys.seal("message.body", "row1", "mi niña no habla 🍼"))
        == "mi niña no habla 🍼"
    )


@pytest.mark.parametrize(("place", "row"), [("message.body", "row2"), ("message.choices", "row1")])
def test_a_value_copied_to_another_place_does_not_open(place: str, row: str) -> None:
    keys = KeyRing.parse(KeyRing.generate())
    sealed = keys.seal("message.body", "row1", "secret")
    with pytest.raises(Unreadable):
        keys.open(place, row, sealed)


def test_a_changed_value_does_not_open() -> None:
    keys = KeyRing.parse(KeyRing.generate())
    sealed = bytearray(keys.seal("message.body", "row1", "secret"))
    sealed[-1] ^= 1
    with pytest.raises(Unreadable):
        keys.open("message.body", "row1", bytes(sealed))


def test_after_rotation_old_values_open_and_people_are_still_found() -> None:
    old = KeyRing.generate()
    new = KeyRing.generate().replace("k1", "k2")
    before, after = KeyRing.parse(old), KeyRing.parse(f"{new},{old}")
    sealed = before.seal("message.body", "row1", "secret")
    assert after.open("message.body", "row1", sealed) == "secret"
    assert after.index("sms", "+18605550123") == before.index("sms", "+18605550123")
    with pytest.raises(Unreadable):
        before.open("message.body", "row1", after.seal("message.body", "row1", "secret"))


@pytest.mark.parametrize("ring", ["", "k1", "k1:short", "k1:c2hvcnQ=", ":AAAA"])
def test_a_bad_key_ring_is_refused(ring: str) -> None:
    with pytest.raises(KeyRingError):
        KeyRing.parse(ring)
