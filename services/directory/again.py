"""Shows a service once more to a family that was told of it: whatever it asked for since, it may ask about this one."""

from dataclasses import replace

from resources_db.records import Service
from services.directory.asking import Wish
from services.directory.matching import match
from services.directory.question import Found, Question
from services.directory.showing import found_of


def shown_again(service: Service, question: Question) -> Found | None:
    """What is told of it; where it no longer suits what is known of the family, what is told of it to anybody."""
    plain = replace(question, need=None, text=None)
    anybody = replace(plain, place=None, age_months=None)
    found = match(service, plain, Wish()) or match(service, anybody, Wish())
    return None if found is None else found_of(found, plain)
