"""The way from Rasa to the actions: one kept connection pool, little sent, a short wait."""

import json
from typing import Any

import aiohttp
from rasa.utils.endpoints import ClientResponseError, EndpointConfig, read_endpoint_config

SECONDS = 3.0  # the gateway waits 5-8 s for the whole turn
MAX_ANSWER = 256 * 1024


class ActionEndpoint(EndpointConfig):
    """Rasa's action endpoint over a session that is opened once (Rasa opens and closes one per call)."""

    def __init__(self, url: str) -> None:
        """Answer calls from `url`."""
        super().__init__(url=url)
        self._pool: aiohttp.ClientSession | None = None

    async def request(self, method: str = "post", **kwargs: Any) -> Any:
        """Send `json` and return the JSON answer; raise when it is an error, too long or too late."""
        async with self._session().request(method, self.url, json=kwargs["json"]) as response:
            body = await _read(response)
            if response.status >= 400:
                raise ClientResponseError(response.status, response.reason or "", body.decode(errors="replace"))
            return json.loads(body)

    async def close(self) -> None:
        """Close the pool."""
        if self._pool is not None:
            await self._pool.close()

    def _session(self) -> aiohttp.ClientSession:
        if self._pool is None:  # not in __init__: it belongs to the running loop
            self._pool = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SECONDS))
        return self._pool


def from_file(path: str) -> ActionEndpoint | None:
    """Return the `action_endpoint` of an endpoints file (environment variables filled in), None when it has none."""
    found = read_endpoint_config(path, endpoint_type="action_endpoint")
    return ActionEndpoint(found.url) if found and found.url else None


async def _read(response: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for chunk in response.content.iter_chunked(64 * 1024):
        body += chunk
        if len(body) > MAX_ANSWER:
            raise aiohttp.ClientPayloadError(f"an action answered more than {MAX_ANSWER} bytes")
    return bytes(body)
