"""Reads what every provider's webhook holds: a phone number, a kind of attachment."""

import re

import phonenumbers

from bot.errors import Refused
from bot.messages import MediaKind

_KINDS: dict[str, MediaKind] = {"image": "photo", "audio": "voice", "video": "video"}


def phone(text: str) -> str:
    """E.164 where it can be read so; short codes stay as they are. Raises Refused for anything else."""
    try:
        return phonenumbers.format_number(phonenumbers.parse(text, "US"), phonenumbers.PhoneNumberFormat.E164)
    except phonenumbers.NumberParseException as error:
        if re.fullmatch(r"\+?[0-9]{3,15}", text):
            return text
        raise Refused("the sender is missing or no phone number") from error


def media_kind(content_type: str) -> MediaKind:
    """What an attachment is to a family ("image/jpeg" is a photo); anything else is a file."""
    return _KINDS.get(content_type.partition("/")[0].lower(), "file")
