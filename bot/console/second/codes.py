"""Makes and reads codes: those of a phone (RFC 6238, 30 seconds, one step of drift either way) and recovery codes."""

import hmac
import secrets
import time

import pyotp
import segno

PERIOD = 30
DRIFT = (0, -1, 1)  # steps that a phone's clock may be off
HOW_MANY = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that are taken for one another
_GROUP, _GROUPS = 4, 3
_ISSUER = "OneDoor"


def new_secret() -> str:
    """A random secret of 160 bits in base32, as apps take it."""
    return pyotp.random_base32(32)


def matching_step(secret: str, code: str, at: float | None = None) -> int | None:
    """The time step whose code this is, or None. Whether it was used before, the casebook knows."""
    typed = "".join(code.split())
    if not (len(typed) == 6 and typed.isascii() and typed.isdigit()):
        return None
    phone, now = pyotp.TOTP(secret), int((time.time() if at is None else at) // PERIOD)
    steps = [now + drift for drift in DRIFT if hmac.compare_digest(phone.generate_otp(now + drift), typed)]
    return steps[0] if steps else None


def qr_code(secret: str, email: str) -> str:
    """What an app scans, as SVG to stand in the page."""
    address = pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=_ISSUER)
    code = segno.make(address, error="m")
    return str(code.svg_inline(scale=5, border=4, dark="#000", light="#fff", svgclass="qr", lineclass=None))


def grouped(secret: str) -> str:
    """A secret in groups of four, as people type it."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def new_recovery_codes() -> list[str]:
    """Ten codes of 59 bits each, in groups."""
    return ["-".join(_group() for _ in range(_GROUPS)) for _ in range(HOW_MANY)]


def normal_recovery_code(typed: str) -> str:
    """A recovery code as it was made, however it was typed."""
    letters = "".join(letter for letter in typed.casefold() if letter.isalnum())
    return "-".join(letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP))


def _group() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_GROUP))
