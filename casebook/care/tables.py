"""The tables of care coordination; columns named `*_sealed` hold what casebook.crypto sealed."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from casebook.tables import metadata


def _of_family() -> Column[str]:
    return Column("family", ForeignKey("family.id", ondelete="CASCADE"), nullable=False, index=True)


def _of_referral() -> Column[str]:
    return Column("referral", ForeignKey("referral.id", ondelete="CASCADE"), nullable=False, index=True)


# What a family told, whichever channel it wrote on: place, insurance, and, if it likes, race and ethnicity.
facts = Table(
    "facts",
    metadata,
    Column("family", ForeignKey("family.id", ondelete="CASCADE"), primary_key=True),
    Column("facts_sealed", LargeBinary, nullable=False),
    Column("updated_at", DateTime, nullable=False),
)

child = Table(
    "child",
    metadata,
    Column("id", String(32), primary_key=True),
    _of_family(),
    Column("child_sealed", LargeBinary, nullable=False),
    Column("created_at", DateTime, nullable=False),
)

# `progress_sealed` is the engine's own account of the talk: answers, where it stands, what was skipped.
screening = Table(
    "screening",
    metadata,
    Column("id", String(32), primary_key=True),
    _of_family(),
    Column("instrument", String(80), nullable=False),
    Column("version", String(20), nullable=False),
    Column("state", String(10), nullable=False),
    Column("progress_sealed", LargeBinary, nullable=False),
    Column("started_at", DateTime, nullable=False),
    Column("updated_at", DateTime, nullable=False),
    Column("finished_at", DateTime),
)

# A need once per family. `wants_help` is None until the family was asked: a need found is no referral wanted.
need = Table(
    "need",
    metadata,
    Column("id", String(32), primary_key=True),
    _of_family(),
    Column("label", String(32), nullable=False),
    Column("source", String(12), nullable=False),
    Column("wants_help", Boolean),
    Column("state", String(10), nullable=False),
    Column("found_at", DateTime, nullable=False),
    Column("closed_at", DateTime),
    UniqueConstraint("family", "label"),
)

# Consent to share, for one purpose and one receiver, in the words that were read. Rows are only ever added; the last
# one counts.
sharing = Table(
    "sharing",
    metadata,
    Column("id", String(32), primary_key=True),
    _of_family(),
    Column("conversation", ForeignKey("conversation.id", ondelete="CASCADE")),
    Column("purpose", String(16), nullable=False),
    Column("subject", String(80), nullable=False),
    Column("granted", Boolean, nullable=False),
    Column("wording_sealed", LargeBinary, nullable=False),
    Column("language", String(2), nullable=False),
    Column("channel", String(8), nullable=False),
    Column("at", DateTime, nullable=False),
)

# A family put forward to a program or a service. `follows` is the one that closed before it.
referral = Table(
    "referral",
    metadata,
    Column("id", String(32), primary_key=True),
    _of_family(),
    Column("need", String(32), nullable=False),
    Column("target", String(80), nullable=False),
    Column("name", String(200), nullable=False),
    Column("state", String(16), nullable=False),
    Column("reason", String(24)),
    Column("packet_sealed", LargeBinary, nullable=False),
    Column("sharing", ForeignKey("sharing.id")),
    Column("owner", ForeignKey("staff.id")),
    Column("due_at", DateTime),
    Column("follows", ForeignKey("referral.id")),
    Column("created_at", DateTime, nullable=False),
    Column("updated_at", DateTime, nullable=False),
    Index("ix_referral_due", "state", "due_at"),
)

# Every move of a referral; rows are only ever added.
referral_move = Table(
    "referral_move",
    metadata,
    Column("id", String(32), primary_key=True),
    _of_referral(),
    Column("before", String(16), nullable=False),
    Column("after", String(16), nullable=False),
    Column("actor", String(40), nullable=False),
    Column("reason", String(24)),
    Column("note_sealed", LargeBinary),
    Column("at", DateTime, nullable=False),
)

# The link of a receiver without software: only its hash is kept.
receiver_link = Table(
    "receiver_link",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    _of_referral(),
    Column("expires_at", DateTime, nullable=False),
    Column("created_at", DateTime, nullable=False),
    Column("used_at", DateTime),
    Column("revoked_at", DateTime),
)

# What we ask a family later. One of a kind for a referral; `tries` counts the texts that went out.
follow_up = Table(
    "follow_up",
    metadata,
    Column("id", String(32), primary_key=True),
    _of_family(),
    Column("conversation", ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False),
    Column("referral", ForeignKey("referral.id", ondelete="CASCADE"), index=True),
    Column("kind", String(24), nullable=False),
    Column("state", String(10), nullable=False),
    Column("due_at", DateTime, nullable=False),
    Column("tries", Integer, nullable=False, default=0),
    Column("details_sealed", LargeBinary),
    Column("answer", String(24)),
    Column("created_at", DateTime, nullable=False),
    Column("sent_at", DateTime),
    Column("answered_at", DateTime),
    UniqueConstraint("referral", "kind"),
    Index("ix_follow_up_due", "state", "due_at"),
)

# How a family was served, 1 to 5.
rating = Table(
    "rating",
    metadata,
    Column("id", String(32), primary_key=True),
    _of_family(),
    Column("referral", ForeignKey("referral.id", ondelete="CASCADE")),
    Column("score", Integer, nullable=False),
    Column("at", DateTime, nullable=False),
)

# The one plan: wishes, strengths, supports, steps and the team. `key` keeps a thing from standing there twice.
plan_item = Table(
    "plan_item",
    metadata,
    Column("id", String(32), primary_key=True),
    _of_family(),
    Column("kind", String(12), nullable=False),
    Column("need", String(32)),
    Column("key", String(80)),
    Column("text_sealed", LargeBinary, nullable=False),
    Column("who_sealed", LargeBinary),
    Column("by_date", Date),
    Column("state", String(10), nullable=False),
    Column("actor", String(40), nullable=False),
    Column("created_at", DateTime, nullable=False),
    Column("updated_at", DateTime, nullable=False),
    UniqueConstraint("family", "key"),
)

# A plan that the family shows to a person it chose: only the link's hash is kept.
share_link = Table(
    "share_link",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    _of_family(),
    Column("with_sealed", LargeBinary),
    Column("expires_at", DateTime, nullable=False),
    Column("created_at", DateTime, nullable=False),
    Column("opened_at", DateTime),
    Column("revoked_at", DateTime),
)

# In an order in which rows may be taken away.
EVERY = (
    share_link,
    plan_item,
    rating,
    follow_up,
    receiver_link,
    referral_move,
    referral,
    sharing,
    need,
    screening,
    child,
    facts,
)
