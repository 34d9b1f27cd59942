"""Which services are offered: those that their feed holds and no editor has taken out."""

from sqlalchemy import ColumnElement, and_, select

from resources_db.keeping.tables import closure
from resources_db.tables import service


def is_offered() -> ColumnElement[bool]:
    """Whether a row of `service` is offered."""
    return and_(service.c.retired_on.is_(None), service.c.id.not_in(select(closure.c.service_id)))
