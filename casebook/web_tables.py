"""The private tables of the web channel, beside casebook.tables and in the same metadata."""

from sqlalchemy import Column, DateTime, ForeignKey, Integer, LargeBinary, String, Table

from casebook.tables import metadata

# A family asks to be called. `request` is the browser's own id of the wish: the same one is taken in once. Kept until
# the conversation goes; staff at the desk may see it.
call_back = Table(
    "call_back",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("conversation", ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("request", String(80), nullable=False, unique=True),
    Column("phone_sealed", LargeBinary, nullable=False),
    Column("best_time", String(12), nullable=False),
    Column("asked_at", DateTime, nullable=False),
    Column("done_at", DateTime),
    Column("done_by", ForeignKey("staff.id")),
)

# A code that a page shows, to be texted to us: only its keyed hash is kept, and only until the next code is made.
# `used_by` is the phone's conversation that it was good for, once.
link_code = Table(
    "link_code",
    metadata,
    Column("code_index", String(64), primary_key=True),
    Column("conversation", ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("expires_at", DateTime, nullable=False),
    Column("used_by", ForeignKey("conversation.id", ondelete="CASCADE")),
)

# How many wrong codes a phone has sent since a moment.
link_try = Table(
    "link_try",
    metadata,
    Column("conversation", ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True),
    Column("wrong", Integer, nullable=False),
    Column("since", DateTime, nullable=False),
)
