"""Counts what families asked for and the directory did not have near them: need, town, language, never their words."""

from collections.abc import Callable

import structlog
from sqlalchemy.exc import SQLAlchemyError

from resources_db.database import Database
from resources_db.keeping.worklists import note_missing
from services.directory.question import Found, Question

Find = Callable[[Question], list[Found]]
_log = structlog.get_logger()


def noting(find: Find, database: Database, run: Callable[[Callable[[], None]], object]) -> Find:
    """The search, with a count kept of what it found nothing near for.

    `run` does the counting in its own time: an import may hold the database, and no family waits for that.
    """

    def found(question: Question) -> list[Found]:
        offers = find(question)
        if all(offer.last_resort or "widened" in offer.why for offer in offers):
            run(lambda: _note(database, question))
        return offers

    return found


def _note(database: Database, question: Question) -> None:
    town = question.place.town if question.place else None
    try:
        with database.writing() as connection:
            note_missing(connection, question.need, town, question.language, question.now.date())
    except SQLAlchemyError as error:  # a count is not worth more
        _log.warning("missing_not_noted", error=type(error).__name__)
