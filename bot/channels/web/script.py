"""GET /widget.js: the whole embed in one file, put together once when the gateway starts."""

import gzip
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bot.channels.headers import PLAIN
from bot.channels.web.texts import LANGUAGES, Texts, in_language

_STATIC = Path(__file__).parent / "static"
# In the order of reading; the last one starts the widget.
_PARTS = (
    *("start", "store", "dom", "colors", "links", "announce", "connection", "outbox", "asks"),
    *("line", "cards", "scroller", "log", "composer", "sheet", "callback", "bytext", "transcript"),
    *("leave", "panel", "edges", "menu", "conversation", "widget"),
)
_FRESH_S = 300


@dataclass(frozen=True, slots=True)
class Script:
    """The widget as it is served, plain and packed; the tag changes with every byte and every word."""

    plain: bytes
    packed: bytes
    tag: str


def build(texts: Texts) -> Script:
    """Join the parts, the style and the words of both languages into one script that leaks no global name."""
    parts = "\n".join(_lean(_STATIC / "widget" / f"{part}.js") for part in _PARTS)
    words = {language: in_language(texts, "widget", language) for language in LANGUAGES}
    style = _lean(_STATIC / "widget.css")
    filled = parts.replace("__WORDS__", json.dumps(words, ensure_ascii=False)).replace("__STYLE__", json.dumps(style))
    plain = f'(() => {{\n"use strict";\n{filled}\n}})();\n'.encode()
    return Script(plain, gzip.compress(plain, mtime=0), f'W/"{hashlib.sha256(plain).hexdigest()[:32]}"')


def _lean(path: Path) -> str:
    """Read a part without its indentation and whole-line comments: readers of the code need them, phones do not."""
    lines = (line.strip() for line in path.read_text("utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def serve(request: web.Request, script: Script) -> web.Response:
    """Answer with the script, or 304 when the browser has this very one; any site may load it."""
    headers = PLAIN | {
        "ETag": script.tag,
        "Cache-Control": f"public, max-age={_FRESH_S}",
        "Vary": "Accept-Encoding",
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    if script.tag in request.headers.get("If-None-Match", ""):
        return web.Response(status=304, headers=headers)
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    if packed:
        headers["Content-Encoding"] = "gzip"
    body = script.packed if packed else script.plain
    return web.Response(body=body, headers=headers, content_type="text/javascript", charset="utf-8")
