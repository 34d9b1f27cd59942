"""Calls a provider's REST API, and says of each failure whether the provider can have taken what was sent."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp

from bot.provider import CannotList, Sent
from services.texts.errors import error_class

TIMEOUT = aiohttp.ClientTimeout(total=15, connect=5)
LONGEST_WAIT = 600.0  # seconds: a Retry-After beyond it is cut
ABSENT = (404, 405, 410, 501)  # answers of an address where there is no list


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, the JSON object (empty for anything else) and the seconds of a Retry-After."""

    status: int
    body: Mapping[str, Any]
    after: float = 0.0


class Api:
    """One provider's API. `headers` hold the account's credentials."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        self._headers = dict(headers)
        self._session: aiohttp.ClientSession | None = None

    async def post(self, url: str, body: bytes, content_type: str) -> Answer | Sent:
        """The answer; a Sent where there was none: `retry` if nothing can have got there, else `unknown`."""
        try:
            async with self._open().post(url, data=body, headers={"Content-Type": content_type}) as response:
                return await _answer(response)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL) as error:
            return Sent("retry", why=f"not reached: {type(error).__name__}")
        except (aiohttp.ClientError, TimeoutError) as error:
            return Sent("unknown", why=f"no answer: {type(error).__name__}")

    async def get(self, url: str) -> Mapping[str, Any]:
        """The JSON object at an address; raises CannotList."""
        try:
            async with self._open().get(url) as response:
                answer = await _answer(response)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise CannotList(type(error).__name__) from error
        if answer.status != 200:
            raise CannotList(f"answered {answer.status}", permanent=answer.status in ABSENT)
        return answer.body

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(headers=self._headers, timeout=TIMEOUT)
        return self._session


def taken(provider_id: object) -> Sent:
    """What a yes means: accepted; where its id was cut off, the callback or the list will bring that."""
    if isinstance(provider_id, str):
        return Sent("accepted", provider_id)
    return Sent("unknown", answered=True, why="a yes without an id")


def refused(provider: str, answer: Answer, code: int | None) -> Sent:
    """What an answer that is no yes means: by its code where we know it, by the HTTP status where we do not."""
    why = f"{provider} answered {answer.status}, code {code}"
    match error_class(provider, code) or _by_status(answer.status):
        case "stopped":
            return Sent("permanent", code=code, stopped=True, why=why)
        case "permanent":
            return Sent("permanent", code=code, why=why)
        case "unknown":
            return Sent("unknown", code=code, answered=True, after=answer.after, why=why)
        case found:  # later, backoff, ours: the provider does not have it
            return Sent("retry", code=code, ours=found == "ours", after=answer.after, why=why)


def _by_status(status: int) -> str:
    if status in (401, 403):
        return "ours"
    if status in (408, 409, 425, 429):
        return "backoff"
    return "permanent" if 400 <= status < 500 else "unknown"


async def _answer(response: aiohttp.ClientResponse) -> Answer:
    body: Any = {}
    with suppress(ValueError):
        body = await response.json(content_type=None)
    after = retry_after(response.headers.get("Retry-After", ""))
    return Answer(response.status, body if isinstance(body, dict) else {}, after)


def retry_after(value: str, now: datetime | None = None) -> float:
    """The seconds of a Retry-After header, given as a number or a date; 0 for anything else."""
    if value.isascii() and value.strip().isdigit():
        return min(float(value), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return 0.0
    aware = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max(0.0, (aware - (now or datetime.now(UTC))).total_seconds()), LONGEST_WAIT)
