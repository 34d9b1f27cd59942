"""An issuer shaped like a real one, over HTTP, for tests and demonstrations: it checks what real ones check, and can be
told to lie. Everyone in it is made up."""

import time
from base64 import b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any
from urllib.parse import urlencode

from aiohttp import web
from joserfc import jwt
from joserfc.jwk import ECKey, Key, RSAKey

CLIENT, SECRET = "onedoor", "not-a-secret"


@dataclass(slots=True)
class FakeIssuer:
    """`who` is who sits at the browser: claims of the next ID token. `lies` are put over the honest claims, `header`
    over the token's, `signer` signs instead of its own key. A code opens once, for its own address and PKCE.
    """

    address: str
    who: dict[str, Any] = field(default_factory=dict)
    lies: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=dict)
    signer: Key | None = None
    names_itself: str | None = None
    down: bool = False
    asked: list[str] = field(default_factory=list)
    _key: Key = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def app(self) -> web.Application:
        """What it serves."""
        app = web.Application()
        app.add_routes(
            [
                web.get("/.well-known/openid-configuration", self._discovery),
                web.get("/authorize", self._authorize),
                web.post("/token", self._token),
                web.get("/keys", self._keys),
            ]
        )
        return app

    def change_keys(self) -> None:
        """Sign with a new key from now on, as issuers do every few months."""
        self._key = ECKey.generate_key("P-256", {"kid": token_urlsafe(4)})

    def public_key(self) -> dict[str, Any]:
        """The key that everyone may know."""
        return dict(self._key.as_dict(private=False))

    async def _discovery(self, _request: web.Request) -> web.Response:
        self.asked.append("discovery")
        if self.down:
            return web.Response(status=503)
        return web.json_response(
            {
                "issuer": self.names_itself or self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "jwks_uri": f"{self.address}/keys",
                "response_types_supported": ["code"],
                "id_token_signing_alg_values_supported": ["RS256", "ES256"],
            }
        )

    async def _authorize(self, request: web.Request) -> web.Response:
        """Whoever comes is signed in already, as at an office computer: back at once with a code."""
        asked = dict(request.query)
        if asked.get("client_id") != CLIENT or asked.get("code_challenge_method") != "S256":
            return web.Response(status=400)
        code = token_urlsafe(16)
        self._codes[code] = asked
        back = urlencode({"code": code, "state": asked["state"]})
        return web.Response(status=302, headers={"Location": f"{asked['redirect_uri']}?{back}"})

    async def _token(self, request: web.Request) -> web.Response:
        self.asked.append("token")
        form = await request.post()
        asked = self._codes.pop(str(form.get("code")), None)
        if not _knows_the_secret(request):
            return web.json_response({"error": "invalid_client"}, status=401)
        if asked is None or form.get("redirect_uri") != asked["redirect_uri"] or not _proved(form, asked):
            return web.json_response({"error": "invalid_grant"}, status=400)
        return web.json_response(
            {"access_token": "x", "token_type": "Bearer", "expires_in": 300, "id_token": self._signed(asked["nonce"])}
        )

    async def _keys(self, _request: web.Request) -> web.Response:
        self.asked.append("keys")
        return web.json_response({"keys": [{**self.public_key(), "use": "sig"}]})

    def _signed(self, nonce: str) -> str:
        now = int(time.time())
        honest = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": nonce}
        claims = {name: value for name, value in (honest | self.who | self.lies).items() if value is not None}
        key = self.signer or self._key
        algorithm = {"RSA": "RS256", "EC": "ES256", "oct": "HS256"}[key.key_type]
        header = {"alg": algorithm, "kid": self.public_key()["kid"]} | self.header
        if header["alg"] == "none":
            parts = (urlsafe_b64encode(str(each).replace("'", '"').encode()).rstrip(b"=") for each in (header, claims))
            return b".".join([*parts, b""]).decode()
        return jwt.encode(header, claims, key, algorithms=[algorithm])


def _knows_the_secret(request: web.Request) -> bool:
    scheme, _, pair = request.headers.get("Authorization", "").partition(" ")
    return scheme == "Basic" and b64decode(pair).decode() == f"{CLIENT}:{SECRET}"


def _proved(form: Any, asked: dict[str, str]) -> bool:
    digest = sha256(str(form.get("code_verifier")).encode()).digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode() == asked["code_challenge"]
