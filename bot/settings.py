"""Reads the gateway's settings from the environment, once; a bad value stops the start with one clear line."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import BadSetting
from casebook.crypto import KeyRing, KeyRingError

HIGHEST_PORT = 65_535
PROVIDER = "https://api.twilio.com"
DEMO_EMAIL = "demo@example.org"  # demo mode's own account, which may do without a second factor


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, checked. `.env.sample` says what each means."""

    host: str
    port: int
    public_url: str
    data_dir: Path
    database_url: str
    keys: KeyRing
    twilio_api: str
    twilio_account_sid: str
    twilio_auth_token: str
    sms_number: str
    web_origins: tuple[str, ...]
    assistant_timeout: float
    assistant_url: str | None
    action_port: int | None
    demo: bool
    second_factor: bool = True
    issuer: tuple[str, str, str] | None = None


def data_dir(environ: Mapping[str, str] | None = None) -> Path:
    """Where the databases, the model and the logs are kept."""
    return Path((environ or os.environ).get("ONEDOOR_DATA_DIR", "var")).absolute()


def database_url(environ: Mapping[str, str] | None = None) -> str | None:
    """The casebook's address where one is set; the directory is beside it."""
    return (environ or os.environ).get("ONEDOOR_DATABASE_URL") or None


def read(environ: Mapping[str, str] | None = None, *, port: int = 8080, demo: bool = False) -> Settings:
    """Read and check all settings; raises BadSetting naming the one that is wrong or missing."""
    env = dict(environ if environ is not None else os.environ)
    folder = data_dir(env)
    public_url = _url(env, "ONEDOOR_PUBLIC_URL", None)
    return Settings(
        host=env.get("ONEDOOR_HOST", "127.0.0.1"),
        port=port,
        public_url=public_url,
        data_dir=folder,
        database_url=env.get("ONEDOOR_DATABASE_URL", f"sqlite:///{folder / 'casebook.db'}"),
        keys=_keys(_needed(env, "ONEDOOR_KEYS")),
        twilio_api=_url(env, "ONEDOOR_TWILIO_API", PROVIDER),
        twilio_account_sid=_needed(env, "ONEDOOR_TWILIO_ACCOUNT_SID"),
        twilio_auth_token=_needed(env, "ONEDOOR_TWILIO_AUTH_TOKEN"),
        sms_number=_needed(env, "ONEDOOR_SMS_NUMBER"),
        web_origins=tuple(origin for origin in env.get("ONEDOOR_WEB_ORIGINS", "").split(",") if origin),
        assistant_timeout=_positive(env, "ONEDOOR_ASSISTANT_TIMEOUT", 5.0),
        assistant_url=_url(env, "ONEDOOR_ASSISTANT_URL", None) if env.get("ONEDOOR_ASSISTANT_URL") else None,
        action_port=_port(env, "ONEDOOR_ACTION_PORT"),
        demo=demo,
        second_factor=_switch(env, "ONEDOOR_REQUIRE_SECOND_FACTOR", default=True),
        issuer=_issuer(env),
    )


def _needed(env: Mapping[str, str], name: str) -> str:
    if not (value := env.get(name, "").strip()):
        raise BadSetting(f"{name} is missing: set it (see .env.sample), or start with --demo")
    return value


def _url(env: Mapping[str, str], name: str, default: str | None) -> str:
    value = env.get(name, "").strip() or default or _needed(env, name)
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise BadSetting(f"{name} must be an http(s) address without query, is {value!r}")
    return value.rstrip("/")


def _positive(env: Mapping[str, str], name: str, default: float) -> float:
    text = env.get(name, str(default))
    try:
        value = float(text)
    except ValueError as error:
        raise BadSetting(f"{name} must be a number of seconds, is {text!r}") from error
    if value <= 0:
        raise BadSetting(f"{name} must be more than 0, is {text!r}")
    return value


def _issuer(env: Mapping[str, str]) -> tuple[str, str, str] | None:
    """The organization's sign-in: all three settings or none; https but for this machine itself."""
    names = tuple(f"ONEDOOR_OIDC_{name}" for name in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET"))
    if not any(env.get(name, "").strip() for name in names):
        return None
    issuer, client, secret = (_needed(env, name) for name in names)
    parts = urlsplit(issuer)
    if parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "localhost"):
        raise BadSetting(f"ONEDOOR_OIDC_ISSUER must be an https address, is {issuer!r}")
    return issuer, client, secret


def _switch(env: Mapping[str, str], name: str, *, default: bool) -> bool:
    text = env.get(name, "").strip().casefold()
    if text not in ("", "on", "off"):
        raise BadSetting(f"{name} must be on or off, is {text!r}")
    return text == "on" if text else default


def _port(env: Mapping[str, str], name: str) -> int | None:
    if not (text := env.get(name, "").strip()):
        return None
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= HIGHEST_PORT):
        raise BadSetting(f"{name} must be 1 to {HIGHEST_PORT}, is {text!r}")
    return int(text)


def _keys(text: str) -> KeyRing:
    try:
        return KeyRing.parse(text)
    except KeyRingError as error:
        raise BadSetting(f"ONEDOOR_KEYS: {error}") from error
