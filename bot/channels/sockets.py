"""What every socket of the gateway shares: who may open it from where, and a goodbye when the gateway stops."""

from weakref import WeakSet

from aiohttp import WSCloseCode, web
from yarl import URL

OpenSockets = WeakSet[web.WebSocketResponse]


def from_own_page(request: web.Request) -> bool:
    """Say whether the request comes from a page of this very host (or from no page at all: no Origin)."""
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    try:
        return URL(origin).raw_authority == request.host
    except ValueError:
        return False


async def close_sockets(sockets: OpenSockets) -> None:
    """Tell every open page that we go away and come back; without it the gateway waits for them when it stops."""
    for socket in set(sockets):
        await socket.close(code=WSCloseCode.GOING_AWAY)
