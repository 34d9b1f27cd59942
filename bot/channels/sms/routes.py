"""The providers' webhooks. Who may call: whoever signs as the provider does."""

from collections.abc import Awaitable, Callable, Sequence

from aiohttp import web

from bot.errors import Refused, Unavailable
from bot.messages import Inbound
from bot.provider import Delivery, NotAForm, NotSigned, Provider, Webhook

EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response/>'
RETRY = {"Retry-After": "5"}

# Takes a family's text; notes a delivery status. Both raise errors.Unavailable when that cannot be done now.
type Take = Callable[[Inbound], Awaitable[object]]
type NoteDelivery = Callable[[Delivery], Awaitable[None]]


def routes(receive: Take, note_delivery: NoteDelivery, providers: Sequence[Provider]) -> list[web.RouteDef]:
    """Two webhooks for each provider: one for texts, which takes statuses too, and one for statuses alone."""

    def to(provider: Provider) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def webhook(request: web.Request) -> web.Response:
            call = await _verified(request, provider)
            try:
                await _take(call, provider, receive, note_delivery)
            except Refused as error:
                raise web.HTTPBadRequest(text=str(error)) from error
            except Unavailable as error:
                raise web.HTTPServiceUnavailable(headers=RETRY) from error
            return web.Response(text=EMPTY, content_type="text/xml")

        return webhook

    def statuses(provider: Provider) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def webhook(request: web.Request) -> web.Response:
            call = await _verified(request, provider)
            try:
                await _note(call, provider, note_delivery)
            except Unavailable as error:
                raise web.HTTPServiceUnavailable(headers=RETRY) from error
            return web.Response(status=204)

        return webhook

    return [
        route
        for provider in providers
        for route in (
            web.post(f"/sms/{provider.name}", to(provider)),
            web.post(f"/sms/{provider.name}/status", statuses(provider)),
        )
    ]


async def _take(call: Webhook, provider: Provider, receive: Take, note_delivery: NoteDelivery) -> None:
    message = provider.parse_inbound(call)
    if message is not None:
        await receive(message)
    else:
        await _note(call, provider, note_delivery)


async def _note(call: Webhook, provider: Provider, note_delivery: NoteDelivery) -> None:
    if (delivery := provider.parse_status(call)) is not None:
        await note_delivery(delivery)


async def _verified(request: web.Request, provider: Provider) -> Webhook:
    headers = {name.lower(): value for name, value in request.headers.items()}
    call = Webhook(request.raw_path, request.query, headers, await request.read())
    try:
        provider.verify(call)
    except NotAForm as error:
        raise web.HTTPUnsupportedMediaType from error
    except NotSigned as error:
        raise web.HTTPForbidden from error
    return call
