"""The directory in numbers."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from resources_db import tables
from resources_db.keeping.tables import correction, missing, report

FRESH = timedelta(days=365)


def stats(connection: Connection, today: date) -> dict[str, Any]:
    """Counts of what there is, by feed, and of the work that waits."""
    service, place = tables.service, tables.location
    offered = service.c.retired_on.is_(None)
    count = func.count()
    feeds = connection.execute(select(service.c.feed, count).where(offered).group_by(service.c.feed))

    def number(table: Any, *wanted: Any) -> int:
        return connection.scalar(select(count).select_from(table).where(*wanted)) or 0

    return {
        "services": number(service, offered),
        "retired": number(service, ~offered),
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
