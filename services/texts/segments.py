"""Counts what a text costs on a phone: its alphabet, its parts, and the units that fill them."""

from typing import Literal, NamedTuple

# GSM 03.38. Of Spanish it holds é ñ ü ¿ ¡, but not á í ó ú: one of those puts the whole text in UCS-2.
BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("\f^{}\\[~]|€")  # each is sent as an escape and a second septet

Encoding = Literal["GSM-7", "UCS-2"]


class Segments(NamedTuple):
    """`units` are septets in GSM-7 and 16-bit code units in UCS-2; a text without characters has no parts."""

    encoding: Encoding
    parts: int
    units: int


def segments(text: str) -> Segments:
    """The alphabet, number of parts and units in which a text travels."""
    if all(char in BASIC or char in EXTENDED for char in text):
        return _packed("GSM-7", [2 if char in EXTENDED else 1 for char in text], alone=160, joined=153)
    return _packed("UCS-2", [2 if ord(char) > 0xFFFF else 1 for char in text], alone=70, joined=67)


def _packed(encoding: Encoding, widths: list[int], *, alone: int, joined: int) -> Segments:
    """Fill the parts from the left; a character of two units is never cut in half."""
    units = sum(widths)
    if units <= alone:
        return Segments(encoding, min(units, 1), units)
    parts, room = 1, joined
    for width in widths:
        if width > room:
            parts, room = parts + 1, joined
        room -= width
    return Segments(encoding, parts, units)
