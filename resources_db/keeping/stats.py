"""The directory in numbers."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from resources_db import tables
from resources_db.keeping.tables import closure, correction, missing, report
from resources_db.offered import is_offered

FRESH = timedelta(days=365)


def stats(connection: Connection, today: date) -> dict[str, Any]:
    """Counts of what there is, by feed, and of the work that waits."""
    service, place = tables.service, tables.location
    offered = is_offered()
    count = func.count()
    feeds = connection.execute(select(service.c.feed, count).where(offered).group_by(service.c.feed))

    def number(table: Any, *wanted: Any) -> int:
        return connection.scalar(select(count).select_from(table).where(*wanted)) or 0

    return {
        "services": number(service, offered),
        "retired": number(service, service.c.retired_on.is_not(None)),
        "closed_by_editors": number(closure),
        "organizations": number(tables.organization),
        "locations": number(place),
        "confidential": number(place, place.c.confidential),
        "without_point": number(place, place.c.latitude.is_(None), ~place.c.confidential),
        "approximate_points": number(place, place.c.approximate.is_not(None)),
        "never_verified": number(service, offered, service.c.assured_date.is_(None)),
        "stale": number(service, offered, service.c.assured_date < today - FRESH),
        "corrections": number(correction),
        "open_reports": number(report, report.c.done_at.is_(None)),
        "searches_without_answer": connection.scalar(select(func.coalesce(func.sum(missing.c.count), 0))) or 0,
        "feeds": {feed: services for feed, services in feeds},
    }
