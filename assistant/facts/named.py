"""Whether a word stands where a child's name would: "Marcus, 6, got suspended", "jaylah is 13 months", "mi Alexa"."""

from spacy.tokens import Doc

from assistant.facts.lexicon import among, words
from assistant.facts.tokens import ENDS, tag_at, text_at

NO_NAMES = ("things", "waits", "adult", "self", "small", "is_verbs", "trouble", "weekdays", "fillers", "greetings")
TOWNS = "towns"  # where a message keeps the tokens that name towns


def is_name(doc: Doc, i: int) -> bool:
    """Return True when the word at `i` begins what is said, or is "my", and is none that names something else."""
    if not 0 <= i < len(doc) or tag_at(doc, i) != "word" or not doc[i].is_alpha or i in doc.user_data.get(TOWNS, ()):
        return False
    before = text_at(doc, i - 1)
    follows = str(doc.user_data["written"][i]).istitle() and before in among("child")  # "my daughter Ana"
    return not _is_known(doc[i].text) and (follows or before in ENDS or before in among("before_names_of_children"))


def is_written_as_name(doc: Doc, i: int) -> bool:
    """Return True when such a word has a capital letter besides."""
    return is_name(doc, i) and str(doc.user_data["written"][i]).istitle()


def _is_known(text: str) -> bool:
    """Whether the word is a thing, a grown-up, a small word or a day."""
    if text in among("child") - among("children"):
        return False
    return text in among("children", *NO_NAMES) or text in words()["months"] or text in words()["today"]
