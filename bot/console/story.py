"""What the story so far is told from, and how single things in it are worded."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from bot.console.words import Words
from bot.messages import Language
from casebook.care.records import FamilyRecord, Sharing
from casebook.queries.dossier import Dossier
from casebook.queries.family_view import FamilyView
from casebook.records import Conversation
from services.casework.children import ages_told
from services.eligibility import all_programs

MOST_NAMES: Final = 4  # needs, doors or referrals in one line


class Fact(NamedTuple):
    """A line: a key of its label, its words, when it came to be, and where it leads (a phone to call, a page)."""

    label: str
    text: str
    at: datetime | None = None
    link: str | None = None


class Telling(NamedTuple):
    """What the lines are told from, and in which language; `today` is the day in Connecticut."""

    talk: Conversation
    view: FamilyView
    words: Words
    language: Language
    today: date

    @property
    def record(self) -> FamilyRecord:
        """The family's record."""
        return self.view.record

    @property
    def slots(self) -> dict[str, Any]:
        """What the assistant holds of this talk, which may not have reached the record."""
        return (self.talk.state or {}).get("slots") or {}

    def label(self, group: str, code: str) -> str:
        """The words for a code."""
        return self.words.label(group, code, self.language)

    def say(self, key: str, **values: object) -> str:
        """A sentence for staff."""
        return self.words.ui(key, self.language, **values)


def ways(record: Dossier, words: Words, language: str) -> list[Fact]:
    """How the family is reached, in which language, since when."""
    talk = record.conversation
    facts = [
        Fact("story_language", words.label("languages", talk.language, language)),
        Fact("story_channel", words.label("channels", talk.channel, language)),
    ]
    if record.phone:
        facts.append(Fact("story_phone", spoken(record.phone), link=f"tel:{record.phone}"))
    facts.append(Fact("story_since", words.moment(talk.created_at, language)))
    facts.append(Fact("story_family", talk.family[:8]))
    return facts


def spoken(phone: str) -> str:
    """A number of ours in groups that can be read aloud; others as they are."""
    if phone.startswith("+1") and len(phone) == 12:
        return f"({phone[2:5]}) {phone[5:8]}-{phone[8:]}"
    return phone


def place_of(telling: Telling) -> str:
    """Town and ZIP code as the family told them; nothing when it did not."""
    slots = telling.slots
    return str(telling.record.facts.get("place") or "") or " ".join(
        str(slots[key]) for key in ("town", "zip") if slots.get(key)
    )


def months_of(telling: Telling) -> list[float]:
    """The ages of the children today, in months."""
    grown = [age for child in telling.record.children if (age := child.age_on(telling.today)) is not None]
    return grown or ages_told(telling.record.facts) or ages_told(telling.slots)


def subject(sharing: Sharing, language: Language) -> str:
    """Whom a consent is for, by its name where it is a program."""
    names = {f"program:{each.id}": each.name.in_language(language) for each in all_programs()}
    return names.get(sharing.subject, sharing.subject.partition(":")[0])


def few(names: Iterable[str]) -> str:
    """The first names of a list, and how many more there are."""
    listed = list(dict.fromkeys(names))
    more = f" +{len(listed) - MOST_NAMES}" if len(listed) > MOST_NAMES else ""
    return " · ".join(listed[:MOST_NAMES]) + more
