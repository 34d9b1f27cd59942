"""The private tables; columns named `*_sealed` hold what casebook.crypto sealed."""

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

metadata = MetaData()

# One family may own several conversations; merging them is a coordinator's decision.
family = Table(
    "family",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("created_at", DateTime, nullable=False),
)

# One conversation is one channel address: a phone number or a browser's resume token.
conversation = Table(
    "conversation",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("family", ForeignKey("family.id"), nullable=False, index=True),
    Column("channel", String(8), nullable=False),
    Column("address_index", String(64), nullable=False),
    Column("address_sealed", LargeBinary, nullable=False),
    Column("language", String(2), nullable=False),
    Column("language_chosen", Boolean, nullable=False, default=False),
    # The language that the family's page was last set to: a change of it is a stated wish.
    Column("page_language", String(2)),
    Column("owner", String(8), nullable=False, default="bot"),
    Column("staff", ForeignKey("staff.id"), nullable=True),
    Column("queue_reason", String(40)),
    Column("queue_priority", Integer, nullable=False, default=0),
    Column("queued_at", DateTime),
    # The desk's own: the team it is shared with, since when the owner has it and from whom (the owner, who took it, or
    # a colleague), the last line that a person answered or that asked for no answer, and until when (or until the
    # family writes after `snoozed_seq`) nobody need look at it.
    Column("team", String(32)),
    Column("assigned_at", DateTime),
    Column("assigned_by", String(32)),
    Column("answered_seq", Integer),
    Column("snoozed_until", DateTime),
    Column("snoozed_seq", Integer),
    Column("opted_out_at", DateTime),
    Column("greeted_at", DateTime),
    # The danger that was found last, when, and how many answers each topic got (JSON, the last one last); all empty
    # once it is over.
    Column("crisis_at", DateTime),
    Column("crisis", String(24)),
    Column("crisis_answers", String(1000)),
    # A doubt: which danger, and when the family was asked. `doubt` alone is empty once it answered.
    Column("doubt", String(24)),
    Column("doubt_at", DateTime),
    # The message in which this danger, or the doubt before it, was heard first.
    Column("danger_seq", Integer),
    Column("closed_at", DateTime),
    Column("last_seq", Integer, nullable=False, default=0),
    # The last line that each side has had before its eyes, and which of the staff had it first.
    Column("family_read", Integer, nullable=False, default=0, server_default="0"),
    Column("staff_read", Integer, nullable=False, default=0, server_default="0"),
    Column("staff_read_by", String(32)),
    Column("state_sealed", LargeBinary),
    Column("created_at", DateTime, nullable=False),
    Column("updated_at", DateTime, nullable=False),
    UniqueConstraint("channel", "address_index"),
    Index("ix_conversation_queue", "owner", "queue_priority", "queued_at"),
    Index("ix_conversation_doubt", "doubt", "doubt_at"),
)

# The transcript: every line in both directions and staff's notes, in the order of `seq`.
message = Table(
    "message",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("conversation", ForeignKey("conversation.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("sender", String(8), nullable=False),
    Column("staff", ForeignKey("staff.id")),
    Column("provider_id", String(80)),
    Column("body_sealed", LargeBinary, nullable=False),
    Column("choices_sealed", LargeBinary),
    # What a page shows beside the words: cards of help, the progress of a questionnaire.
    Column("extras_sealed", LargeBinary),
    Column("at", DateTime, nullable=False),
    UniqueConstraint("conversation", "seq"),
)

# What families sent and is still to be worked; the unique key is what makes a repeated webhook harmless.
inbox = Table(
    "inbox",
    metadata,
    Column("message", ForeignKey("message.id"), primary_key=True),
    Column("conversation", ForeignKey("conversation.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("provider", String(12), nullable=False),
    Column("provider_id", String(80), nullable=False),
    Column("choice_seq", Integer),
    Column("choice_index", Integer),
    Column("media", Integer, nullable=False, default=0),
    Column("media_kind", String(8)),
    Column("carrier_keyword", String(8)),
    Column("received_at", DateTime, nullable=False),
    Column("processed_at", DateTime),
    # When the assistant could not read it; it is worked once more.
    Column("missed_at", DateTime),
    Column("outcome", String(24)),
    # What the assistant read in it: labels with confidence, whether it was asked back or handed over.
    Column("reading_sealed", LargeBinary),
    UniqueConstraint("provider", "provider_id"),
    Index("ix_inbox_waiting", "processed_at", "conversation", "seq"),
)

# Texts of erased families, by a keyed hash of their id with the carrier: neither its list nor a webhook that is sent
# again brings them back. Nothing else is kept of them, and this only for days (casebook/queries/erased.py).
erased_text = Table(
    "erased_text",
    metadata,
    Column("text_index", String(64), primary_key=True),
    Column("at", DateTime, nullable=False, index=True),
)

# What staff say that a message means. `state` is open, approved (then `example_sealed` holds the words that may be
# learned from, names and numbers taken out) or left_out. Goes with its message.
marking = Table(
    "marking",
    metadata,
    Column("message", ForeignKey("message.id", ondelete="CASCADE"), primary_key=True),
    Column("conversation", ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("language", String(2), nullable=False),
    Column("labels_sealed", LargeBinary, nullable=False),
    Column("marked_by", ForeignKey("staff.id"), nullable=False),
    Column("marked_at", DateTime, nullable=False),
    Column("state", String(10), nullable=False, index=True),
    Column("example_sealed", LargeBinary),
    Column("decided_by", ForeignKey("staff.id")),
    Column("decided_at", DateTime),
)

# What the provider still has to take, in order per conversation.
outbox = Table(
    "outbox",
    metadata,
    Column("message", ForeignKey("message.id"), primary_key=True),
    Column("conversation", ForeignKey("conversation.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("not_before", DateTime, nullable=False),
    Column("provider_id", String(80), index=True),
    Column("delivery", String(12)),
    Column("error_code", Integer),
    Column("created_at", DateTime, nullable=False),
    Column("sent_at", DateTime),
    # Set while nobody can tell whether the provider has the text: from then on a list without it is proof.
    Column("unsure_until", DateTime),
    # How often it went again after the phone could not be reached.
    Column("resends", Integer, nullable=False, default=0, server_default="0"),
    Index("ix_outbox_waiting", "state", "conversation", "seq"),
)

# The ledger of consent to be texted; rows are only ever added. It outlives its conversation: `address_index` finds the
# number's last word again. `source` is who said it, `how` by which rule, `message` the line in which, `wording_sealed`
# what was said, or shown before the family said yes to it.
consent = Table(
    "consent",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("conversation", ForeignKey("conversation.id"), index=True),
    Column("channel", String(8)),
    Column("address_index", String(64), index=True),
    Column("purpose", String(24), nullable=False),
    Column("granted", Boolean, nullable=False),
    Column("source", String(24), nullable=False),
    Column("how", String(40)),
    Column("language", String(2)),
    Column("message", String(32)),
    Column("wording_sealed", LargeBinary),
    Column("at", DateTime, nullable=False),
)

# How far each provider's list of texts has been read.
phone_watch = Table(
    "phone_watch",
    metadata,
    Column("provider", String(12), primary_key=True),
    Column("read_until", DateTime, nullable=False),
)

# Things a person must look at that are no conversation of their own: dead letters, a part that is down.
alert = Table(
    "alert",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(24), nullable=False),
    Column("conversation", ForeignKey("conversation.id")),
    Column("at", DateTime, nullable=False),
    Column("resolved_at", DateTime),
)

staff = Table(
    "staff",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("email", String(254), nullable=False, unique=True),
    Column("name", String(80), nullable=False),
    Column("role", String(12), nullable=False),
    Column("password_hash", String(200)),
    Column("invite_hash", String(64)),
    Column("invite_expires_at", DateTime),
    Column("failed_logins", Integer, nullable=False, default=0),
    Column("locked_until", DateTime),
    # The second factor: its secret, since when it holds, the last time step used; and one that is being set up.
    Column("totp_sealed", LargeBinary),
    Column("totp_since", DateTime),
    Column("totp_next_sealed", LargeBinary),
    Column("totp_step", Integer),
    # Who the organization's sign-in says that this is: a hash of issuer and subject, bound at the first sign-in.
    Column("identity_hash", String(64), unique=True, index=True),
    Column("disabled_at", DateTime),
    Column("created_at", DateTime, nullable=False),
)

staff_session = Table(
    "staff_session",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("staff", ForeignKey("staff.id"), nullable=False, index=True),
    Column("csrf", String(64), nullable=False),
    # "full", or before it "code" (a code of the second factor is awaited) or "enrol" (one must be set up).
    Column("stage", String(8), nullable=False, default="full", server_default="full"),
    Column("created_at", DateTime, nullable=False),
    Column("seen_at", DateTime, nullable=False),
    Column("expires_at", DateTime, nullable=False),
)

# Who did what to whose record; rows are only ever added. `detail` holds codes, never words of a family.
audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("at", DateTime, nullable=False),
    Column("actor", String(40), nullable=False),
    Column("action", String(40), nullable=False),
    Column("subject", String(32), index=True),
    Column("detail", String(200)),
    Column("hash", String(64)),  # over the row and the hash before it: casebook.chain
)
