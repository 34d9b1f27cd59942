"""The response headers of the console: nothing is kept by browsers, nothing foreign runs, nobody frames it."""

from urllib.parse import urlsplit

_POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self' {socket}; "
    "img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
)


def headers(public_url: str, nonce: str) -> dict[str, str]:
    """The headers of every answer; `nonce` marks the scripts and styles of this one."""
    parts = urlsplit(public_url)
    socket = f"{'wss' if parts.scheme == 'https' else 'ws'}://{parts.netloc}"
    found = {
        "Content-Security-Policy": _POLICY.format(nonce=nonce, socket=socket),
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        # With no-referrer browsers would send the forms' Origin as "null".
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }
    if parts.scheme == "https":
        found["Strict-Transport-Security"] = "max-age=31536000"
    return found
