"""The tables of keeping the directory true: what editors correct, hear and decide. An import never empties them.

Entities are named by table and id without a foreign key, so that what people said outlives a place that comes and goes.
"""

from sqlalchemy import JSON, Column, Date, Integer, Table, Text

from resources_db.tables import metadata as metadata

correction = Table(
    "correction",
    metadata,
    Column("entity", Text, primary_key=True),
    Column("entity_id", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("value", JSON),  # what is shown
    Column("beneath", JSON),  # what the feed says, as of its last import
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)
edit = Table(
    "edit",
    metadata,
    Column("id", Integer, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("entity", "entity_id", "field", "by", "at")),
    Column("before", JSON),
    Column("after", JSON),
)
report = Table(
    "report",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("service_id", Text, nullable=False, index=True),
    *(Column(name, Text, nullable=False) for name in ("what", "said_by", "at")),  # said_by: family or coordinator
    *(Column(name, Text) for name in ("note", "done_by", "done_at", "outcome")),
)
duplicate_verdict = Table(
    "duplicate_verdict",
    metadata,
    Column("first_id", Text, primary_key=True),  # the one that stays, when they were merged
    Column("second_id", Text, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("verdict", "by", "at")),  # verdict: merged or different
)
closure = Table(
    "closure",  # apart from the feed's own retired_on, so that it can be undone and the feed then speaks again
    metadata,
    Column("service_id", Text, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("why", "by", "at")),
)
missing = Table(
    "missing",
    metadata,
    Column("need", Text, primary_key=True),  # an empty text where it is not known
    Column("town", Text, primary_key=True),
    Column("language", Text, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("last_on", Date, nullable=False),
)
