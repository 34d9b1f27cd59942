"""Reads the gateway's settings from the environment, once; a bad value stops the start with one clear line."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from bot.errors import BadSetting
from casebook.crypto import KeyRing, KeyRingError

HIGHEST_PORT = 65_535
TWILIO, TELNYX = "https://api.twilio.com", "https://api.telnyx.com"


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
    twilio_auth_token_old: str
    telnyx_api: str
    telnyx_api_key: str
    telnyx_public_key: str
    sms_provider: Literal["twilio", "telnyx"]
    sms_number: str
    spool_dir: Path
    reconcile_seconds: float
    web_origins: tuple[str, ...]
    assistant_timeout: float
    assistant_url: str | None
    action_port: int | None
    second_factor: bool
    demo: bool


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
        twilio_api=_url(env, "ONEDOOR_TWILIO_API", TWILIO),
        twilio_account_sid=_of(env, "twilio", "ONEDOOR_TWILIO_ACCOUNT_SID"),
        twilio_auth_token=_of(env, "twilio", "ONEDOOR_TWILIO_AUTH_TOKEN"),
        twilio_auth_token_old=env.get("ONEDOOR_TWILIO_AUTH_TOKEN_OLD", "").strip(),
        telnyx_api=_url(env, "ONEDOOR_TELNYX_API", TELNYX),
        telnyx_api_key=_of(env, "telnyx", "ONEDOOR_TELNYX_API_KEY"),
        telnyx_public_key=_of(env, "telnyx", "ONEDOOR_TELNYX_PUBLIC_KEY"),
        sms_provider=_provider(env),
        sms_number=_needed(env, "ONEDOOR_SMS_NUMBER"),
        spool_dir=Path(env.get("ONEDOOR_SPOOL_DIR", "").strip() or folder / "spool"),
        reconcile_seconds=_positive(env, "ONEDOOR_RECONCILE_SECONDS", 180.0),
        web_origins=tuple(_origin(each) for each in env.get("ONEDOOR_WEB_ORIGINS", "").split(",") if each.strip()),
        assistant_timeout=_positive(env, "ONEDOOR_ASSISTANT_TIMEOUT", 5.0),
        assistant_url=_url(env, "ONEDOOR_ASSISTANT_URL", None) if env.get("ONEDOOR_ASSISTANT_URL") else None,
        action_port=_port(env, "ONEDOOR_ACTION_PORT"),
        second_factor=_yes_or_no(env, "ONEDOOR_REQUIRE_SECOND_FACTOR", default=not demo),
        demo=demo,
    )


def _provider(env: Mapping[str, str]) -> Literal["twilio", "telnyx"]:
    match env.get("ONEDOOR_SMS_PROVIDER", "").strip() or "twilio":
        case "twilio":
            return "twilio"
        case "telnyx":
            return "telnyx"
        case other:
            raise BadSetting(f"ONEDOOR_SMS_PROVIDER must be twilio or telnyx, is {other!r}")


def _of(env: Mapping[str, str], provider: str, name: str) -> str:
    """A setting that only the provider who sends must have; another may still bring texts where it is set."""
    return _needed(env, name) if _provider(env) == provider else env.get(name, "").strip()


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


def _origin(text: str) -> str:
    """A site as browsers name it in Origin; it is compared letter for letter, so nothing else would ever match."""
    parts = urlsplit(text.strip())
    origin = f"{parts.scheme}://{parts.netloc}".lower()
    if parts.scheme not in ("http", "https") or origin != text.strip().rstrip("/").lower() or {*"*@ "} & {*origin}:
        raise BadSetting(f"ONEDOOR_WEB_ORIGINS must list origins like https://example.org, has {text.strip()!r}")
    return origin


def _positive(env: Mapping[str, str], name: str, default: float) -> float:
    text = env.get(name, str(default))
    try:
        value = float(text)
    except ValueError as error:
        raise BadSetting(f"{name} must be a number of seconds, is {text!r}") from error
    if value <= 0:
        raise BadSetting(f"{name} must be more than 0, is {text!r}")
    return value


def _yes_or_no(env: Mapping[str, str], name: str, *, default: bool) -> bool:
    text = env.get(name, "").strip().casefold()
    if text not in ("", "yes", "no"):
        raise BadSetting(f"{name} must be yes or no, is {text!r}")
    return default if not text else text == "yes"


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
