"""Writes down for the editors what families say is wrong with a place: the code of the fault, never their words."""

import time
from collections.abc import Callable

import structlog
from sqlalchemy.exc import SQLAlchemyError

from resources_db.database import Database
from resources_db.keeping import worklists

TRIES = 6  # each waits as long as the database does for another writer: an import may hold it for half a minute
PAUSE = 2.0  # seconds
_log = structlog.get_logger()


def reporting(database: Database, run: Callable[[Callable[[], None]], object]) -> Callable[[str, str], None]:
    """A function of service id and fault (worklists.WHAT); `run` writes in its own time, so that no family waits."""

    def tell(service: str, fault: str) -> None:
        run(lambda: _write(database, service, fault))

    return tell


def _write(database: Database, service: str, fault: str) -> None:
    for left in reversed(range(TRIES)):
        try:
            with database.writing() as connection:
                known = worklists.tell(connection, service, fault, "family")
        except SQLAlchemyError as error:
            _log.warning("report_not_written", error=type(error).__name__, tries_left=left)
            time.sleep(PAUSE if left else 0)
        else:
            if not known:
                _log.warning("report_of_nothing_known", fault=fault)
            return
