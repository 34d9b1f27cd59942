"""A wish for a referral to something is a wish for that thing ("i need a referral for speech therapy")."""

import re
from functools import cache
from typing import Final

from services.casework.put_as_question import begins_to_ask
from services.directory.things import vocabulary
from services.library.documents import document
from services.library.root import CONTENT

MOST_WORDS: Final = 16  # who writes more tells what it is about


def without_the_referral(text: str) -> str:
    """Such a wish as it would be told of a thing that is known; any other message, and every question, as it stands."""
    if "?" in text or len(text.split()) > MOST_WORDS or begins_to_ask(text, surely=False):
        return text
    wish = _wished().sub(r"\g<wish> ", text)
    return wish if vocabulary().asked(wish).things else text


@cache
def _wished() -> re.Pattern[str]:
    page = document(CONTENT / "language" / "referring.yml")["wished_for_a_thing"]
    return re.compile(rf"(?<!\w)(?P<wish>{page['who']}) (?:{page['referral']}) (?=\w)", re.IGNORECASE)
