"""The console's one script and one style sheet, read once."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bot.console.visit import Console, Handler, Visit

_FOLDER = Path(__file__).parent / "static"


@dataclass(frozen=True, slots=True)
class File:
    """A file as it is served; the tag changes with every byte."""

    body: bytes
    kind: str
    tag: str


def serve(name: str, kind: str) -> Handler:
    """A handler that answers with the file, or 304 when the browser has this very one."""
    body = (_FOLDER / name).read_bytes()
    file = File(body, kind, f'"{hashlib.sha256(body).hexdigest()[:32]}"')

    async def handle(console: Console, visit: Visit) -> web.Response:
        kept = {"ETag": file.tag, "Cache-Control": "no-cache"}
        if visit.request.headers.get("If-None-Match") == file.tag:
            return web.Response(status=304, headers=kept)
        return web.Response(body=file.body, content_type=file.kind, charset="utf-8", headers=kept)

    return handle
