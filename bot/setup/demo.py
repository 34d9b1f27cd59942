"""Demo mode's own secrets: made once, kept in the data directory, never the ones of a real site."""

import asyncio
import json
import os
import secrets
from pathlib import Path

from bot.console.passwords import hash_password
from bot.settings import DEMO_EMAIL
from casebook.crypto import KeyRing
from casebook.database import Casebook
from casebook.queries import staff

DEMO_NAME = "Demo Coordinator"
NUMBER = "+18605550100"


def demo_environment(file: Path, port: int) -> dict[str, str]:
    """The settings that demo mode makes for itself; what is set in the environment wins."""
    kept = _kept(file)
    public = f"http://127.0.0.1:{port}"
    return {
        "ONEDOOR_PUBLIC_URL": public,
        "ONEDOOR_TWILIO_API": f"{public}/demo/provider",
        "ONEDOOR_SMS_NUMBER": NUMBER,
        "ONEDOOR_TWILIO_ACCOUNT_SID": kept["account"],
        "ONEDOOR_TWILIO_AUTH_TOKEN": kept["token"],
        "ONEDOOR_KEYS": kept["keys"],
        **{name: value for name, value in os.environ.items() if name.startswith("ONEDOOR_")},
    }


def demo_password(file: Path) -> str:
    """The demo account's password."""
    return _kept(file)["password"]


async def ensure_demo_account(casebook: Casebook, file: Path) -> None:
    """The demo account with its kept password, made or reset."""
    hashed = await asyncio.to_thread(hash_password, demo_password(file))
    await casebook.write(lambda connection: staff.ensure_demo(connection, DEMO_EMAIL, DEMO_NAME, hashed, "lead"))


def _kept(file: Path) -> dict[str, str]:
    if file.is_file():
        return dict(json.loads(file.read_text()))
    made = {
        "account": "AC" + secrets.token_hex(16),
        "token": secrets.token_hex(16),
        "keys": KeyRing.generate(),
        "password": secrets.token_urlsafe(12),
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)
    file.write_text(json.dumps(made))
    return made
