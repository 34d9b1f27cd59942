"""The console's table of routes: what each is for, and who may use it."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from aiohttp import web

from bot.console import (
    account,
    care,
    conversation,
    directory,
    directory_entry,
    examples,
    figures,
    labels,
    mentions,
    merging,
    naming,
    passing,
    phrases,
    queue,
    referrals,
    sign_in,
    socket,
    static,
    suggestions,
    teams,
    work,
)
from bot.console.guard import DESK, EDITORS, LEADS, OPEN, SIGNED_IN, Route, guarded
from bot.console.oidc import signing as oidc
from bot.console.oidc.provider import Provider
from bot.console.second import enrolment, signing
from bot.console.visit import Console, OpenSockets
from bot.console.words import Words
from bot.live import Live, Typing
from casebook.care import counting
from casebook.database import Casebook
from resources_db.database import Database
from services.directory.question import Found, Question
from services.reports import of_casebook

TALK = "/staff/conversations/{conversation:[0-9a-f]{32}}"
REFERRAL = "/staff/referrals/{referral:[0-9a-f]{32}}"
TEAM = "/staff/teams/{team:[0-9a-f]{32}}"
LINE = "{seq:[0-9]{1,9}}"

TABLE = (
    Route("GET", "/staff/console.css", OPEN, static.serve("console.css", "text/css")),
    Route("GET", "/staff/console.js", OPEN, static.serve("console.js", "text/javascript")),
    Route("GET", "/staff/presence.js", DESK, static.serve("presence.js", "text/javascript")),
    Route("GET", "/staff/notices.js", DESK, static.serve("notices.js", "text/javascript")),
    Route("GET", "/staff/picker.js", OPEN, static.serve("picker.js", "text/javascript")),
    Route("GET", "/staff/keys.js", OPEN, static.serve("keys.js", "text/javascript")),
    Route("GET", "/staff/mentions.js", OPEN, static.serve("mentions.js", "text/javascript")),
    Route("GET", "/staff/talk.js", OPEN, static.serve("talk.js", "text/javascript")),
    Route("GET", "/staff/sign-in", OPEN, sign_in.show),
    Route("POST", "/staff/sign-in", OPEN, sign_in.enter),
    Route("GET", "/staff/welcome", OPEN, sign_in.show_welcome),
    Route("POST", "/staff/welcome", OPEN, sign_in.welcome),
    Route("POST", "/staff/language", OPEN, sign_in.choose_language),
    Route("POST", "/staff/sign-out", SIGNED_IN, sign_in.leave, half=True),
    Route("GET", "/staff/oidc", OPEN, oidc.begin),
    Route("GET", oidc.BACK, OPEN, oidc.back),
    Route("GET", "/staff/second", SIGNED_IN, signing.show, half=True),
    Route("POST", "/staff/second", SIGNED_IN, signing.check, half=True),
    Route("GET", "/staff/second/enrol", SIGNED_IN, enrolment.show, half=True),
    Route("POST", "/staff/second/enrol", SIGNED_IN, enrolment.confirm, half=True),
    Route("GET", "/staff/account", SIGNED_IN, account.show),
    Route("POST", "/staff/account/password", SIGNED_IN, account.change_password),
    Route("POST", "/staff/account/codes", SIGNED_IN, account.new_codes),
    Route("POST", "/staff/account/phone", SIGNED_IN, account.new_phone),
    Route("POST", "/staff/account/sessions", SIGNED_IN, account.end_sessions),
    Route("GET", "/staff", DESK, queue.show),
    Route("GET", "/staff/queue", DESK, queue.refresh),
    Route("GET", "/staff/recent", DESK, queue.show_recent),
    Route("GET", "/staff/mentions", DESK, mentions.show),
    Route("GET", "/staff/mentions/count", DESK, mentions.count),
    Route("GET", "/staff/socket", DESK, socket.follow),
    Route("POST", "/staff/alerts/{alert:[0-9a-f]{32}}/resolve", DESK, queue.resolve_alert),
    Route("GET", TALK, DESK, conversation.show),
    Route("GET", f"{TALK}/news", DESK, conversation.follow),
    Route("POST", f"{TALK}/take", DESK, work.take),
    Route("POST", f"{TALK}/take-over", LEADS, work.take_over),
    Route("POST", f"{TALK}/reply", DESK, work.reply),
    Route("POST", f"{TALK}/later", DESK, work.later),
    Route("POST", f"{TALK}/later/{{planned:[0-9a-f]{{32}}}}/cancel", DESK, work.cancel_later),
    Route("POST", f"{TALK}/note", DESK, work.note),
    Route("POST", f"{TALK}/name", DESK, naming.name),
    Route("POST", f"{TALK}/hand-back", DESK, work.hand_back),
    Route("POST", f"{TALK}/close", DESK, work.close),
    Route("POST", f"{TALK}/give", DESK, passing.give),
    Route("POST", f"{TALK}/share", DESK, passing.share),
    Route("POST", f"{TALK}/snooze", DESK, passing.snooze),
    Route("POST", f"{TALK}/wake", DESK, passing.wake),
    Route("GET", "/staff/teams", LEADS, teams.show),
    Route("POST", "/staff/teams", LEADS, teams.create),
    Route("POST", f"{TEAM}/rename", LEADS, teams.rename),
    Route("POST", f"{TEAM}/members", LEADS, teams.fill),
    Route("POST", f"{TEAM}/remove", LEADS, teams.remove),
    Route("GET", f"{TALK}/merge", DESK, merging.show),
    Route("POST", f"{TALK}/merge", DESK, merging.join),
    Route("POST", f"{TALK}/merge/look", DESK, merging.find),
    Route("POST", f"{TALK}/merge/undo", DESK, merging.undo),
    Route("GET", f"{TALK}/phrases", DESK, phrases.show),
    Route("GET", f"{TALK}/suggestions", DESK, suggestions.show),
    Route("GET", f"{TALK}/care", DESK, care.show),
    Route("POST", f"{TALK}/care/steps", DESK, care.add_step),
    Route("POST", f"{TALK}/care/settle", DESK, care.settle_step),
    Route("POST", f"{TALK}/care/appointment", DESK, care.appointment),
    Route("POST", f"{TALK}/care/refer", DESK, care.refer),
    Route("GET", f"{TALK}/lines/{LINE}/labels", DESK, labels.show),
    Route("POST", f"{TALK}/lines/{LINE}/labels", DESK, labels.keep),
    Route("GET", "/staff/unclear", DESK, labels.show_unclear),
    Route("GET", "/staff/referrals", DESK, referrals.show),
    Route("GET", REFERRAL, DESK, referrals.show_one),
    Route("POST", f"{REFERRAL}/link", DESK, referrals.make_link),
    Route("POST", f"{REFERRAL}/own", DESK, referrals.own),
    Route("POST", f"{REFERRAL}/move", DESK, referrals.move),
    Route("GET", "/staff/directory", SIGNED_IN, directory.show),
    Route("GET", "/staff/directory/entry", SIGNED_IN, directory_entry.show),
    Route("POST", "/staff/directory/entry", EDITORS, directory_entry.correct),
    Route("POST", "/staff/directory/entry/take-back", EDITORS, directory_entry.take_back),
    Route("POST", "/staff/directory/entry/verify", EDITORS, directory_entry.verify),
    Route("POST", "/staff/directory/entry/close", EDITORS, directory_entry.close),
    Route("POST", "/staff/directory/entry/reopen", EDITORS, directory_entry.reopen),
    Route("POST", "/staff/directory/entry/overrule", EDITORS, directory_entry.overrule),
    Route("POST", "/staff/directory/entry/withdraw", EDITORS, directory_entry.withdraw),
    Route("POST", "/staff/directory/report", SIGNED_IN, directory_entry.report),
    Route("GET", "/staff/directory/reports", EDITORS, directory.show_reports),
    Route("POST", "/staff/directory/reports", EDITORS, directory.settle),
    Route("GET", "/staff/directory/closed", EDITORS, directory.show_closed),
    Route("GET", "/staff/directory/duplicates", EDITORS, directory.show_duplicates),
    Route("POST", "/staff/directory/duplicates", EDITORS, directory.decide),
    Route("GET", "/staff/directory/missing", EDITORS, directory.show_missing),
    Route("GET", "/staff/examples", EDITORS, examples.show),
    Route("POST", "/staff/examples/{message:[0-9a-f]{32}}/approve", EDITORS, examples.approve),
    Route("POST", "/staff/examples/{message:[0-9a-f]{32}}/leave-out", EDITORS, examples.leave_out),
)


def routes(
    casebook: Casebook,
    live: Live,
    wake_outbox: Callable[[str], None],
    texts: Mapping[str, Any],
    public_url: str,
    *,
    sockets: OpenSockets | None = None,
    directory: Database | None = None,
    typing: Typing | None = None,
    second_factor: bool = True,
    exempt: Collection[str] = (),
    issuer: tuple[str, str, str] | None = None,
    find: Callable[[Question], list[Found]] | None = None,
) -> list[web.RouteDef]:
    """The console for the gateway to mount. `texts` is `content/messages/console.yml`, loaded.

    `sockets` collects the open pages, for `close_sockets` when the gateway stops. `typing` passes on who writes. With
    `second_factor` everyone must have one, but for the accounts of `exempt` (e-mails). `issuer` is the organization's
    own sign-in: its address, and our client id and secret there. `find` looks help up for suggestions.
    """
    console = Console(
        casebook,
        live,
        wake_outbox,
        Words(texts),
        public_url,
        sockets=OpenSockets() if sockets is None else sockets,
        directory=directory,
        typing=typing or Typing(),
        second_factor=second_factor,
        exempt=frozenset(exempt),
        oidc=Provider(*issuer, back=f"{public_url}{oidc.BACK}") if issuer else None,
        find=find,
    )
    keys = casebook.keys
    lead = figures.routes(
        lambda connection: of_casebook.rows(counting.everything(connection, keys)),
        lambda connection: of_casebook.cases(counting.everything(connection, keys)),
    )
    known = {route.path for route in TABLE}
    return [guarded(console, route) for route in (*TABLE, *(each for each in lead if each.path not in known))]
