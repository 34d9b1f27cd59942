"""`onedoor staff`: accounts of the people at the desk."""

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from bot.commands.site import site_casebook, site_settings
from casebook.database import Casebook
from casebook.queries import second_factor, staff
from casebook.queries.staff import Invitation

REFUSED, BAD_USAGE = 1, 2
ROLES = ("coordinator", "editor", "lead", "admin")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def add_parser(commands: Any) -> None:
    """Declare `staff add` and `staff disable`."""
    parser = commands.add_parser("staff", help="accounts of the people at the desk")
    deeds = parser.add_subparsers(dest="staff_command", required=True)
    adding = deeds.add_parser("add", help="make an account, or a new link for one; print a one-time link")
    adding.add_argument("email")
    adding.add_argument("--role", choices=ROLES, default=None, help="a new account without one: coordinator")
    adding.add_argument("--name", default=None, help="as families read it (default: the e-mail's first part)")
    adding.set_defaults(run=add)
    disabling = deeds.add_parser("disable", help="shut an account and end its sessions")
    disabling.add_argument("email")
    disabling.set_defaults(run=disable)
    resetting = deeds.add_parser("reset-second-factor", help="who has lost phone and codes sets it up anew")
    resetting.add_argument("email")
    resetting.set_defaults(run=reset_second_factor)
    for deed in (adding, disabling, resetting):
        deed.add_argument("--json", action="store_true", help="print one JSON document")
        deed.add_argument("--port", type=int, default=8080, help="where demo mode listens (default: 8080)")
        deed.add_argument("--data-dir", type=Path, default=None, help="databases, model and logs (default: var)")


def add(options: argparse.Namespace) -> int:
    """Print the link that sets the password; 2 when the e-mail is none."""
    if not _EMAIL.fullmatch(options.email.strip()) or len(options.email) > 254:
        print(f"staff add: {options.email!r} is not an e-mail address", file=sys.stderr)
        return BAD_USAGE
    chosen = site_settings(options.data_dir, options.port)
    casebook = Casebook(chosen.database_url, chosen.keys)
    try:
        invitation = casebook.write_now(
            lambda connection: staff.invite(connection, options.email, options.role, options.name)
        )
    finally:
        casebook.close()
    print(_told(invitation, link(chosen.public_url, invitation.token), as_json=options.json))
    return 0


def disable(options: argparse.Namespace) -> int:
    """Shut the account; 1 when there is none that is open."""
    chosen = site_settings(options.data_dir, options.port)
    casebook = Casebook(chosen.database_url, chosen.keys)
    try:
        found = casebook.write_now(lambda connection: staff.disable(connection, options.email))
    finally:
        casebook.close()
    if options.json:
        print(json.dumps({"email": staff.normal_email(options.email), "disabled": found}))
    else:
        print(f"{options.email}: {'disabled' if found else 'no open account'}")
    return 0 if found else REFUSED


def reset_second_factor(options: argparse.Namespace) -> int:
    """Take the second factor away; 1 when there is no such account."""
    with site_casebook(options.data_dir) as casebook:

        def work(connection: Connection) -> bool:
            account = staff.by_email(connection, options.email)
            if account is not None:
                second_factor.reset(connection, account.staff.id)
            return account is not None

        found = casebook.write_now(work)
    told = json.dumps({"email": options.email, "reset": found})
    print(told if options.json else f"{options.email}: {'reset' if found else 'no open account'}")
    return 0 if found else REFUSED


def link(public_url: str, token: str) -> str:
    """Where the password is set. The token stands behind the #, which browsers never send, so no log holds it."""
    return f"{public_url}/staff/welcome#{token}"


def _told(invitation: Invitation, address: str, *, as_json: bool) -> str:
    hours = int(staff.INVITATION.total_seconds() // 3600)
    if as_json:
        told = {"email": invitation.email, "role": invitation.role, "created": invitation.created}
        return json.dumps(told | {"link": address, "hours": hours})
    made = "New account" if invitation.created else "New link for the account"
    return f"{made} {invitation.email} ({invitation.role}). Good once, for {hours} hours:\n{address}"
