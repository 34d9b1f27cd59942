"""Takes a family's message into the casebook, once."""

from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from casebook import tables
from casebook.crypto import KeyRing
from casebook.queries import consents, erased
from casebook.queries.rows import ADDRESS, CHANGE_CONVERSATION, add_line, new_id, now
from casebook.records import Accepted

inbox, conversation = tables.inbox.c, tables.conversation.c

KNOWN_MESSAGE = select(inbox.conversation, inbox.seq).where(
    inbox.provider == bindparam("provider"), inbox.provider_id == bindparam("provider_id")
)
ADD_TO_INBOX = insert(tables.inbox)
BY_ADDRESS = select(conversation.id, conversation.closed_at, conversation.page_language).where(
    conversation.channel == bindparam("channel"), conversation.address_index == bindparam("address_index")
)


def accept(
    connection: Connection,
    keys: KeyRing,
    *,
    channel: str,
    address: str,
    provider: str,
    provider_id: str,
    text: str,
    language: str | None = None,
    choice: tuple[int, int] | None = None,
    media: int = 0,
    media_kind: str | None = None,
    carrier_keyword: str | None = None,
) -> Accepted:
    """Store one message and its place in the inbox; a known provider id answers with the first receipt."""
    known = connection.execute(KNOWN_MESSAGE, {"provider": provider, "provider_id": provider_id}).first()
    if known:
        return Accepted(known.conversation, known.seq, duplicate=True)
    if erased.is_erased(connection, keys, provider, provider_id):
        return Accepted("", 0, duplicate=True)  # its conversation is no more
    talk = open_conversation(connection, keys, channel, address, language)
    message, seq = add_line(connection, keys, talk, "family", text, provider_id=provider_id)
    row = {
        "message": message,
        "conversation": talk,
        "seq": seq,
        "provider": provider,
        "provider_id": provider_id,
        "choice_seq": choice[0] if choice else None,
        "choice_index": choice[1] if choice else None,
        "media": media,
        "media_kind": media_kind,
        "carrier_keyword": carrier_keyword,
        "received_at": now(),
    }
    connection.execute(ADD_TO_INBOX, row)
    return Accepted(talk, seq, duplicate=False)


def open_conversation(
    connection: Connection, keys: KeyRing, channel: str, address: str, language: str | None = None
) -> str:
    """The id of the address's conversation, made when there is none; a closed one is opened again.

    `language` is what the family's page is set to: at first it is a guess, a change of it is a wish.
    """
    index = keys.index(channel, address)
    known = connection.execute(BY_ADDRESS, {"channel": channel, "address_index": index}).first()
    if known is None:
        return _create(connection, keys, channel, address, index, language)
    changes: dict[str, Any] = {} if known.closed_at is None else {"closed_at": None}
    if language and language != known.page_language:
        changes |= {"page_language": language, "language": language, "language_chosen": True}
    if changes:
        connection.execute(CHANGE_CONVERSATION, {"the_id": known.id} | changes)
    return str(known.id)


def _create(connection: Connection, keys: KeyRing, channel: str, address: str, index: str, language: str | None) -> str:
    talk, family = new_id(), new_id()
    connection.execute(insert(tables.family).values(id=family, created_at=now()))
    connection.execute(
        insert(tables.conversation).values(
            id=talk,
            family=family,
            channel=channel,
            address_index=index,
            address_sealed=keys.seal(ADDRESS, talk, address),
            language=language or "en",
            language_chosen=False,
            page_language=language,
            # A number that stopped our texts stays stopped, also when all else of it was deleted.
            opted_out_at=now() if channel == "sms" and consents.stopped(connection, channel, index) else None,
            created_at=now(),
            updated_at=now(),
        )
    )
    return talk
