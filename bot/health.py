"""What the house says of itself: /healthz for whoever runs it, /metrics for Prometheus. No personal data in either."""

from collections.abc import Awaitable, Callable

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest

MESSAGES = Counter("onedoor_messages", "Messages of families taken in", ["channel"])
TURNS = Counter("onedoor_turns", "Messages worked, by what they led to", ["outcome"])
SENDS = Counter("onedoor_sends", "Texts handed to the provider, by result", ["result"])
DELIVERIES = Counter("onedoor_deliveries", "What providers said of texts that they took, by status", ["status"])
PARTS = Counter("onedoor_text_parts", "Parts that a provider bills for our texts, by alphabet", ["encoding"])
RECONCILED = Counter("onedoor_reconciled", "Texts of families that only the provider's list brought")
SPOOLED = Gauge("onedoor_spooled", "Texts that wait on disk for the casebook")
TURN_SECONDS = Histogram(
    "onedoor_turn_seconds", "From a message taken in to its answer committed", buckets=(0.01, 0.03, 0.1, 0.3, 1, 3, 10)
)

# Each part by name with a check that answers whether it is well.
type Checks = dict[str, Callable[[], Awaitable[bool]]]


def routes(checks: Checks) -> list[web.RouteDef]:
    """/healthz for anyone; /metrics for this machine only."""

    async def healthz(_request: web.Request) -> web.Response:
        parts = {name: "ok" if await check() else "down" for name, check in checks.items()}
        well = "down" not in parts.values()
        # The gateway answers families even with a part down, so 503 is kept for the database.
        status = 200 if parts.get("casebook") == "ok" else 503
        return web.json_response({"status": "ok" if well else "degraded", "parts": parts}, status=status)

    async def metrics(request: web.Request) -> web.Response:
        if request.remote not in ("127.0.0.1", "::1") or "X-Forwarded-For" in request.headers:
            raise web.HTTPForbidden
        return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return [web.get("/healthz", healthz), web.get("/metrics", metrics)]
