"""The site that a command works on: its settings and its casebook."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot import settings
from bot.errors import Refused
from bot.setup.demo import demo_environment
from bot.setup.paths import Paths
from casebook.console_records import Staff
from casebook.database import Casebook
from casebook.queries import staff

PORT = 8080


def site_settings(data_dir: Path | None, port: int = PORT) -> settings.Settings:
    """The site's settings, or those of demo mode where it has run and no others are set. Raises BadSetting."""
    if data_dir is not None:
        os.environ["ONEDOOR_DATA_DIR"] = str(data_dir.absolute())
    demo = Paths(settings.data_dir()).demo
    if demo.is_file() and "ONEDOOR_KEYS" not in os.environ:
        return settings.read(demo_environment(demo, port), port=port, demo=True)
    return settings.read(port=port)


@contextmanager
def site_casebook(data_dir: Path | None) -> Iterator[Casebook]:
    """The site's casebook, open while the block lasts. Raises BadSetting."""
    chosen = site_settings(data_dir)
    casebook = Casebook(chosen.database_url, chosen.keys)
    try:
        yield casebook
    finally:
        casebook.close()


def who(casebook: Casebook, email: str, roles: frozenset[str]) -> Staff:
    """The open account of an e-mail, when its role is one of `roles`. Raises Refused."""
    account = casebook.write_now(lambda connection: staff.by_email(connection, email))
    if account is None or account.staff.role not in roles:
        raise Refused(f"{email} has no open account as {' or '.join(sorted(roles))}")
    return account.staff
