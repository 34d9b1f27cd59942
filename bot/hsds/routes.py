"""The API's routes: public, read-only, the same for everyone."""

import asyncio
from collections.abc import Iterator
from urllib.parse import parse_qs

from aiohttp import web

from bot.hsds.answering import Answer, Answers, Spellings
from resources_db.database import Database

_HEADERS = {"Access-Control-Allow-Origin": "*", "X-Content-Type-Options": "nosniff"}
_AT_ONCE = 100  # lines


def routes(database: Database, public_url: str, spellings: Spellings) -> list[web.RouteDef]:
    """GET /hsds and everything below it, for anyone: the directory is public, and holds nobody's secrets."""
    answers = Answers(database, public_url, spellings)

    async def get(request: web.Request) -> web.StreamResponse:
        query = parse_qs(request.rel_url.raw_query_string, keep_blank_values=True, errors="replace")
        answer = await asyncio.to_thread(answers.get, request.match_info.get("path", ""), query)
        if answer.kind == "application/x-ndjson":
            return await _streamed(request, answer)
        body = "".join(answer.body)
        return web.Response(text=body, status=answer.status, content_type=answer.kind, headers=_HEADERS)

    return [web.get("/hsds", get), web.get("/hsds/{path:.*}", get)]


async def _streamed(request: web.Request, answer: Answer) -> web.StreamResponse:
    response = web.StreamResponse(status=answer.status, headers=_HEADERS | {"Content-Type": answer.kind})
    await response.prepare(request)
    while lines := await asyncio.to_thread(_some, answer.body):
        await response.write("".join(lines).encode())
    await response.write_eof()
    return response


def _some(lines: Iterator[str]) -> list[str]:
    return [line for line, _ in zip(lines, range(_AT_ONCE), strict=False)]
