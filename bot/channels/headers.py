"""What every page of a channel needs to be safe: strict headers, one nonce a response, and a look at who asks."""

import secrets

from aiohttp import web
from yarl import URL

_POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

PLAIN = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def new_nonce() -> str:
    """Return a fresh nonce of 128 random bits; use it for one response only."""
    return secrets.token_urlsafe(16)


def page_headers(nonce: str) -> dict[str, str]:
    """Return the headers of an HTML page whose only scripts and styles carry this nonce."""
    return PLAIN | {
        "Content-Security-Policy": _POLICY.format(nonce=nonce),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cache-Control": "no-store",
    }


def from_own_page(request: web.Request) -> bool:
    """Say whether the request comes from a page of this very host (or from no page at all: no Origin)."""
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    try:
        return URL(origin).raw_authority == request.host
    except ValueError:
        return False
