"""Reads an ID token: whose it is, once every reason to doubt it is out of the way."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

# Public keys only: with a shared secret or none, whoever knows our settings could make tokens.
ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA", "Ed25519")
LEEWAY = 60
OLDEST = 600  # seconds since it was issued


class NotBelieved(Exception):
    """The token is not to be believed; the message says why in a word, and holds nothing of the person."""


class UnknownKey(NotBelieved):
    """It is signed with a key that we do not have (yet)."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who signed in at the issuer. `key` is a hash of issuer and subject; `second_factor`: the issuer asked for two."""

    key: str
    email: str
    second_factor: bool


def identity(token: str, keys: KeySet, issuer: str, client_id: str, nonce: str, now: int) -> Identity:
    """The person behind a token. Raises NotBelieved."""
    try:
        claims = jwt.decode(token, keys, algorithms=list(ALGORITHMS)).claims
        _registry(issuer, client_id, nonce, now).validate(claims)
    except InvalidKeyIdError as error:
        raise UnknownKey("key") from error
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise NotBelieved(type(error).__name__) from error
    _check(claims, client_id, now)
    key = sha256(f"{claims['iss']}\n{claims['sub']}".encode()).hexdigest()
    return Identity(key, str(claims["email"]), "mfa" in _listed(claims.get("amr")))


def _registry(issuer: str, client_id: str, nonce: str, now: int) -> jwt.JWTClaimsRegistry:
    return jwt.JWTClaimsRegistry(
        now=now,
        leeway=LEEWAY,
        iss={"essential": True, "value": issuer},
        aud={"essential": True, "value": client_id},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": nonce},
        email={"essential": True},
    )


def _check(claims: dict[str, Any], client_id: str, now: int) -> None:
    """What the registry does not: for us alone, fresh, and an e-mail that the issuer has verified."""
    if len(_listed(claims["aud"])) > 1 or claims.get("azp", client_id) != client_id:
        raise NotBelieved("azp")
    if claims["iat"] < now - OLDEST:
        raise NotBelieved("iat")
    if not isinstance(claims["sub"], str) or not claims["sub"] or not isinstance(claims["email"], str):
        raise NotBelieved("sub")
    if claims.get("email_verified") is not True:
        raise NotBelieved("email_verified")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
