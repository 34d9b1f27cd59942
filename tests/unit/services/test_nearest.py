"""What is told in content stands for what was told, and for what is looked for: no rule about people is in code."""

from dataclasses import replace
from datetime import datetime

from services.casework.nearest import nearest_for
from services.casework.needs import as_if_told
from services.casework.of_whom import need_of_the_grown_up
from services.casework.offer import Offer
from services.directory.places import connecticut
from services.directory.question import Found, Question
from services.income import usual_homes

HARTFORD = connecticut().find("06106")
CENTERS = Offer("program:fqhc", "Health centers", "Health centers", "", "Text your town.")


def _found(id: str, reach: str = "local") -> Found:
    blank = {name: None for name in Found.__dataclass_fields__}
    blank |= {"service_id": id, "name": id, "summary": "", "reach": reach, "last_resort": False}
    return Found(**blank)


def test_the_nearest_place_stands_for_the_program_of_all_of_them() -> None:
    asked: list[Question] = []

    def find(question: Question) -> list[Found]:
        asked.append(question)
        return [_found("far", "state"), _found("named"), _found("near")]

    assert HARTFORD is not None
    now = datetime(2026, 11, 30, 12)
    assert nearest_for(CENTERS, HARTFORD, "en", now, find, ["service:named"]).key == "service:near"
    assert (asked[0].need, asked[0].place, asked[0].now) == ("health_care_need", HARTFORD, now)
    other = replace(CENTERS, key="program:wic")
    assert nearest_for(other, HARTFORD, "en", now, find, []) is other
    assert nearest_for(CENTERS, HARTFORD, "en", now, lambda _question: [], []) is CENTERS


def test_what_was_told_before_stands_with_the_words_it_is_for() -> None:
    assert as_if_told("education_need", "a place to study", young_parent=True, pregnant=True).startswith("teen mom")
    assert as_if_told("health_care_need", "a doctor", young_parent=True, pregnant=True) == "pregnant a doctor"
    assert as_if_told("food_need", "food", young_parent=True, pregnant=True) == "food"


def test_a_child_s_need_is_the_caregiver_s_in_the_care_of_a_grown_up() -> None:
    assert need_of_the_grown_up("child_care_need") == "caregiver_wellbeing"
    assert need_of_the_grown_up("food_need") == "food_need"
    assert usual_homes() == (2, 3, 4)
