"""The index's tables, apart from the directory's: an import never touches them, `store` alone writes them.

A *label* is a need, a thing (content/things/) or a group of what sounds alike (services/directory/sounding.py).
`search_reach` holds, for each label of a service, whom it reaches: `*` (every service), `?` (cannot be told),
`state:CT`, or `town:CT:hartford`. `search_point` holds where it is, on SQLite as an R*Tree of latitude, longitude and
label, on PostgreSQL as points under a GiST index; `search_text` is SQLite's FTS5 table, and on PostgreSQL the column
`words` of `search_document` (see the migration).
"""

from sqlalchemy import Boolean, Column, Float, Index, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

search_state = Table(
    "search_state",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("vocabulary", Text, nullable=False),
)
search_document = Table(
    "search_document",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("service_id", Text, nullable=False, unique=True),
    Column("digest", Text, nullable=False),
    Column("points", Integer, nullable=False),  # how many rows of search_point are its own
    Column("record", Text, nullable=False),  # the whole Service as JSON, but for its voice
    Column("voice", LargeBinary, nullable=False),
)
search_label = Table(
    "search_label",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
)
search_reach = Table(
    "search_reach",
    metadata,
    Column("label", Integer, nullable=False),
    Column("area", Text, nullable=False),
    Column("misfit", Float, nullable=False),  # 0 fits best, 1 least: the order in which they are read
    Column("document", Integer, nullable=False),
    Index("search_reach_order", "label", "area", "misfit", "document"),
    Index("search_reach_document", "document", "area"),
)
need_overrule = Table(
    "need_overrule",  # an editor's word on a service's need; it outlives every import
    metadata,
    Column("service_id", Text, primary_key=True),
    Column("need", Text, primary_key=True),
    Column("bears", Boolean, nullable=False),
    Column("why", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)
