"""Tables of the console alone; those of the whole house are in casebook.tables."""

from sqlalchemy import Column, DateTime, ForeignKey, Index, LargeBinary, String, Table, Text

from casebook.tables import metadata

# Ten codes for the day the phone is lost; each opens once.
recovery_code = Table(
    "recovery_code",
    metadata,
    Column("staff", ForeignKey("staff.id"), primary_key=True),
    Column("code_hash", String(64), primary_key=True),
    Column("used_at", DateTime),
)

# A sign-in that has gone to the organization's issuer and is to come back, once, to the same browser.
sign_in_attempt = Table(
    "sign_in_attempt",
    metadata,
    Column("state_hash", String(64), primary_key=True),
    Column("browser_hash", String(64), nullable=False),
    Column("nonce", String(64), nullable=False),
    Column("verifier_sealed", LargeBinary, nullable=False),
    Column("wanted", String(200), nullable=False),
    Column("expires_at", DateTime, nullable=False),
)

team = Table(
    "team",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(60), nullable=False, unique=True),
)

team_member = Table(
    "team_member",
    metadata,
    Column("team", ForeignKey("team.id", ondelete="CASCADE"), primary_key=True),
    Column("staff", ForeignKey("staff.id"), primary_key=True),
)

# Someone was named in an internal note; gone with the note.
mention = Table(
    "mention",
    metadata,
    Column("message", ForeignKey("message.id", ondelete="CASCADE"), primary_key=True),
    Column("staff", ForeignKey("staff.id"), primary_key=True),
    Column("conversation", ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("by", ForeignKey("staff.id"), nullable=False),
    Column("at", DateTime, nullable=False),
    Column("seen_at", DateTime),
    Index("ix_mention_open", "staff", "seen_at"),
)

# A person's words for later. `state` is waiting, sent, cancelled or dropped (STOP came between).
scheduled = Table(
    "scheduled",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("conversation", ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("staff", ForeignKey("staff.id"), nullable=False),
    Column("body_sealed", LargeBinary, nullable=False),
    Column("due_at", DateTime, nullable=False),
    Column("state", String(10), nullable=False),
    Column("created_at", DateTime, nullable=False),
    Index("ix_scheduled_due", "state", "due_at"),
)

# Two records of one family were joined: `moved` lists what belonged to `merged` ([table, key] pairs, no words), so
# that it can go back.
family_merge = Table(
    "family_merge",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kept", ForeignKey("family.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("merged", ForeignKey("family.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("moved", Text, nullable=False),
    Column("by", ForeignKey("staff.id"), nullable=False),
    Column("at", DateTime, nullable=False),
    Column("undone_by", ForeignKey("staff.id")),
    Column("undone_at", DateTime),
)
