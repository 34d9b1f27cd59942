"""What every socket of the gateway shares: who may open it from where, and a goodbye when the gateway stops."""

from weakref import WeakSet

from aiohttp import WSCloseCode, web
from yarl import URL

OpenSockets = WeakSet[web.WebSocketResponse]
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def from_own_page(request: web.Request) -> bool:
    """Say whether the request comes from a page of this very host (or from no page at all: no Origin).

    Only over https, or on this machine: who can change a plain http page of our host on its way is not us.
    """
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    try:
        page = URL(origin)
    except ValueError:
        return False
    safe = page.scheme == "https" or (page.scheme == "http" and page.host in _LOOPBACK)
    return safe and page.raw_authority == request.host and origin == str(page.origin())


async def close_sockets(sockets: OpenSockets) -> None:
    """Tell every open page that we go away and come back; without it the gateway waits for them when it stops."""
    for socket in set(sockets):
        await socket.close(code=WSCloseCode.GOING_AWAY)
