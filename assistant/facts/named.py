"""Whether a word stands where a child's name would: "Marcus, 6, got suspended", "jaylah is 13 months", "mi Alexa"."""

import re

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
    if _is_known(doc[i].text[:-1] if is_contracted(doc, i) else doc[i].text):  # "Ella's 6" is not Spanish "ellas"
        return False
    if _is_capital(doc, i) and before in among("child", "before_written_names"):  # "my daughter Ana", "dad to Leo"
        return True
    return before in ENDS or before in among("before_names_of_children")


def is_written_as_name(doc: Doc, i: int) -> bool:
    """Return True when such a word has a capital letter besides."""
    return is_name(doc, i) and _is_capital(doc, i)


def is_initial(doc: Doc, i: int) -> bool:
    """Return True when a capital stands for a child's name ("T (5)", "K. M. (2)", "Ana P. (5)")."""
    written = doc.user_data["written"][i] if 0 <= i < len(doc) else ""
    led = text_at(doc, i - 1) in ENDS | among("before_names_of_children") or is_written_as_name(doc, i - 1)
    led = led and text_at(doc, i - 2) not in among("things")  # "bldg. B (2)"
    return len(written) == 1 and written.isupper() and written != "I" and led


def is_sexed(doc: Doc, start: int, end: int) -> bool:
    """Return True when "male", "F/" or the like stands right by the age from `start` up to `end` ("26 month male")."""
    before = start - 1
    while before > 0 and text_at(doc, before) in among("behind_sexes"):
        before -= 1
    return any(_is_sex(doc, at) for at in (before, end + (text_at(doc, end) == "/")))


def _is_sex(doc: Doc, i: int) -> bool:
    if text_at(doc, i) not in ("m", "f"):
        return text_at(doc, i) in among("sexes")
    led = text_at(doc, i - 1) in ENDS | among("patients") or (text_at(doc, i - 1) == "/" and i == 2)
    return led and str(doc.user_data["written"][i]).isupper()  # not "unit F/4"


def is_contracted(doc: Doc, i: int) -> bool:
    """Return True when the word at `i` ends in a written 's, which may be "is" ("Leo's two")."""
    return 0 <= i < len(doc) and re.search(r"['’`´]s$", str(doc.user_data["written"][i])) is not None


def name_before(doc: Doc, i: int) -> int | None:
    """Return where the name stands that leads to the number at `i` ("Leo is now", "Leo,", "Leo's"), else None."""
    while text_at(doc, i - 1) in among("before_a_unit", "nearly"):
        i -= 1
    if is_contracted(doc, i - 1) and text_at(doc, i - 1) not in among("owners"):
        return i - 1 if is_name(doc, i - 1) else None
    if text_at(doc, i - 1) not in among("after_names_of_children", "is_verbs", "age_verbs"):
        return None
    at = i - 2
    while text_at(doc, at + 1) != "," and text_at(doc, at) in among("will", "is_verbs"):  # "Leo will be"
        at -= 1
    return at if is_name(doc, at) else None


def is_little_one(doc: Doc, end: int) -> bool:
    """Return True when "little man", "this one is now" or "my little one's" leads to what stands at `end`."""
    while text_at(doc, end - 1) in among("before_a_unit", "is_verbs"):
        end -= 1
    last = text_at(doc, end - 1)
    said = last[:-1] if is_contracted(doc, end - 1) else last
    return [text_at(doc, end - 2), said] in words()["little_men"]


def _is_capital(doc: Doc, i: int) -> bool:
    written = str(doc.user_data["written"][i])
    return written[:1].isupper() and not written.isupper()


def _is_known(text: str) -> bool:
    """Whether the word is a thing, a grown-up, a small word or a day."""
    if text in among("child") - among("children"):
        return False
    return text in among("children", *NO_NAMES) or text in words()["months"] or text in words()["today"]
