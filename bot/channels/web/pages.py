"""GET /: a plain, accessible page that embeds the widget as a host site would."""

from typing import cast

from aiohttp import web
from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.channels.headers import new_nonce, page_headers
from bot.channels.web.texts import LANGUAGES, Texts, in_language
from bot.messages import Language

_pages = Environment(
    loader=PackageLoader("bot.channels.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)


def home(request: web.Request, texts: Texts) -> web.Response:
    """Show the page in the language asked for (`?lang=es`), else in the browser's own, else in English."""
    language, nonce = language_of(request), new_nonce()
    page = _pages.get_template("home.html").render(
        words=in_language(texts, "page", language), language=language, nonce=nonce
    )
    return web.Response(text=page, content_type="text/html", headers=page_headers(nonce))


def language_of(request: web.Request) -> Language:
    """Return the first of the page's languages that the reader asks for."""
    asked = [request.query.get("lang", ""), *request.headers.get("Accept-Language", "").split(",")]
    primary = (choice.strip()[:2].lower() for choice in asked)
    return cast(Language, next((choice for choice in primary if choice in LANGUAGES), "en"))
