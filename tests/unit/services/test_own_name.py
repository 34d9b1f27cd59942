"""A program and its own line in the directory are one door in every language."""

from dataclasses import replace

from services.casework.offer import Offer, service_door
from services.casework.ordering import of_its_name, unlike
from services.directory.question import Found

PROGRAM = Offer("program:ceap", "Energy assistance (CEAP)", "Ayuda para la calefacción (CEAP)", "", "", phone="1")


def _found() -> Found:
    blank = dict.fromkeys(Found.__dataclass_fields__)
    told = {"service_id": "1", "name": "Ayuda para la calefacción (CEAP)", "own_name": PROGRAM.sign, "summary": ""}
    return Found(**{**blank, **told, "reach": "statewide", "last_resort": False})


def test_a_line_is_known_by_its_own_name_where_it_is_told_in_another_language() -> None:
    line = service_door(_found())
    assert of_its_name(PROGRAM, [line]) == line
    assert unlike([line, PROGRAM]) == [line]
    assert of_its_name(PROGRAM, [service_door(replace(_found(), own_name="Another line"))]) is None
