"""Speaks to the organization's issuer: finds its addresses and keys, leads to it, trades a code for a token."""

import json
import time
from base64 import b64encode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import quote_plus, urlencode, urlsplit

import aiohttp
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from bot.errors import Unavailable

_TIMEOUT = aiohttp.ClientTimeout(total=10, connect=5)
_LARGEST = 256 * 1024
_FRESH = 3600.0  # seconds that addresses and keys are kept
_PAUSE = 60.0  # an unknown key makes us look again, but not more often than this
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class Misconfigured(Unavailable):
    """The issuer answers, but not as OpenID Connect wants it; whoever runs OneDoor must look at its settings."""


@dataclass(slots=True)
class Provider:
    """One issuer and what we are to it. `back` is the address to which it sends people back."""

    issuer: str
    client_id: str
    client_secret: str
    back: str
    _found: dict[str, Any] | None = None
    _found_at: float = 0.0
    _keys: KeySet | None = None
    _keys_at: float = 0.0

    async def way(self, state: str, nonce: str, verifier: str) -> str:
        """Where to send someone who wants to sign in. Raises Unavailable."""
        challenge = urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": self.back,
            "scope": "openid email",
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        address = (await self._addresses())["authorization_endpoint"]
        return f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(asked)}"

    async def token(self, code: str, verifier: str) -> str:
        """The ID token for a code, unread. Raises Unavailable, also when the issuer does not take the code."""
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": self.back, "code_verifier": verifier}
        found, headers = await self._addresses(), {}
        ways = found.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        if "client_secret_basic" in ways:
            pair = f"{quote_plus(self.client_id)}:{quote_plus(self.client_secret)}"
            headers = {"Authorization": f"Basic {b64encode(pair.encode()).decode()}"}
        else:
            form |= {"client_id": self.client_id, "client_secret": self.client_secret}
        answer = await self._ask("POST", found["token_endpoint"], data=form, headers=headers)
        if not isinstance(token := answer.get("id_token"), str):
            raise Unavailable("the issuer gave no ID token")
        return token

    async def keys(self, *, again: bool = False) -> KeySet:
        """The issuer's keys; `again` looks for new ones when a token names one that is not known."""
        age = time.monotonic() - self._keys_at
        if self._keys is None or age > _FRESH or (again and age > _PAUSE):
            answer = await self._ask("GET", (await self._addresses())["jwks_uri"])
            try:
                self._keys = KeySet.import_key_set({"keys": [key for key in answer["keys"] if _for_signing(key)]})
            except (JoseError, KeyError, TypeError, ValueError) as error:
                raise Misconfigured("the issuer's keys cannot be read") from error
            self._keys_at = time.monotonic()
        return self._keys

    async def _addresses(self) -> dict[str, Any]:
        if self._found is None or time.monotonic() - self._found_at > _FRESH:
            found = await self._ask("GET", f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
            self._found, self._found_at = self._checked(found), time.monotonic()
        return self._found

    def _checked(self, found: dict[str, Any]) -> dict[str, Any]:
        """An issuer must name itself as it is set, and never lead from https to http."""
        if found.get("issuer") != self.issuer:
            raise Misconfigured("the issuer names itself otherwise than ONEDOOR_OIDC_ISSUER")
        scheme = urlsplit(self.issuer).scheme
        for name in _ENDPOINTS:
            if not isinstance(found.get(name), str) or urlsplit(found[name]).scheme not in ("https", scheme):
                raise Misconfigured(f"the issuer's {name} is missing or not safe")
        return found

    async def _ask(self, method: str, address: str, **more: Any) -> dict[str, Any]:
        try:
            async with (
                aiohttp.ClientSession(timeout=_TIMEOUT) as session,
                session.request(method, address, allow_redirects=False, **more) as response,
            ):
                if response.status != 200:
                    raise Unavailable(f"the issuer answered {response.status}")
                answer = json.loads(await _bounded(response))
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise Unavailable(f"the issuer does not answer: {type(error).__name__}") from error
        if not isinstance(answer, dict):
            raise Misconfigured("the issuer answers no JSON object")
        return answer


async def _bounded(response: aiohttp.ClientResponse) -> bytes:
    body = b""
    async for chunk in response.content.iter_chunked(16 * 1024):
        body += chunk
        if len(body) > _LARGEST:
            raise Unavailable("the issuer's answer has no end")
    return body


def _for_signing(key: Any) -> bool:
    return isinstance(key, dict) and key.get("kty") in ("RSA", "EC", "OKP") and key.get("use", "sig") == "sig"
