"""The case review: what a meeting may read, and what not."""

import json
from dataclasses import asdict, replace
from datetime import date

import pytest
from made_up_site import cases

from services.directory.places import connecticut
from services.reports.records import Case, Step
from services.reports.review import BANDS, Profile, pack

EVERYBODY = cases(1, 400)


def plain(text: str) -> str | None:
    """A scrubber that takes out one name and gives up on another."""
    return None if "Zoe" in text else text.replace("Ana", "").strip()


def reviewed(case: Case) -> dict[str, object]:
    (found,) = pack([case], EVERYBODY, plain)
    return asdict(found)


def usual(**more: object) -> Case:
    """A case like many others."""
    return replace(EVERYBODY[0], child_age_months=20, town="Hartford", language="en", steps=(
        Step(date(2025, 5, 1), "need_found", "developmental_concern"),
        Step(date(2025, 5, 15), "asked", "developmental_concern", "WIC"),
    ), **more)  # fmt: skip


def test_no_name_day_town_or_key_is_in_it() -> None:
    text = json.dumps([asdict(each) for each in pack(EVERYBODY[:60], EVERYBODY, plain)])
    assert '"f1' not in text
    assert "2025" not in text
    assert not [town for town in ("Hartford", "New Haven", "Waterbury", "Bolton", "Union") if town in text]


def test_days_count_from_the_first_step() -> None:
    (found,) = pack([usual()], EVERYBODY, plain)
    assert [step.day for step in found.steps] == [0, 14]


def test_what_many_families_share_is_told() -> None:
    (found,) = pack([usual()], EVERYBODY, plain)
    assert found.profile == Profile("0-2", "Capitol", "en")
    assert found.steps[1].program == "WIC"


def test_a_rare_language_or_region_is_left_out_or_told_less_exactly() -> None:
    (found,) = pack([usual()], [*EVERYBODY, replace(usual(), family="x", language="pt", town="Union")], plain)
    assert found.profile.language == "en"
    (rare,) = pack([replace(usual(), language="pt", town="Union")], EVERYBODY, plain)
    assert rare.profile.language is None
    assert rare.profile.region != "Northeastern Connecticut"


def test_a_program_that_few_were_referred_to_has_no_name() -> None:
    steps = (Step(date(2025, 5, 1), "asked", "developmental_concern", "The Only One of Its Kind"),)
    assert "Only One" not in json.dumps(reviewed(replace(usual(), steps=steps)), default=str)


def test_a_need_that_few_have_is_only_another_need() -> None:
    steps = (Step(date(2025, 5, 1), "need_found", "legal_need"),)
    assert "legal" not in json.dumps(reviewed(replace(usual(), steps=steps)), default=str)


@pytest.mark.parametrize("town", ["Hartford", "Union", "Atlantis", None])
@pytest.mark.parametrize("months", [None, 0, 35, 36, 215, 300])
def test_whatever_is_told_of_a_case_so_many_families_share(town: str | None, months: int | None) -> None:
    (found,) = pack([replace(usual(), town=town, child_age_months=months)], EVERYBODY, plain)
    told = found.profile
    alike = [each for each in EVERYBODY if each.steps[0].need == "developmental_concern" and _may_be(each, told)]
    assert told == Profile(None, None, None) or len(alike) >= 11


def _may_be(case: Case, told: Profile) -> bool:
    """Whether a family is one of those that a reader would have to choose from."""
    place = connecticut().towns.get(case.town or "")
    if told.region and (place is None or place.region != told.region):
        return False
    if told.language and case.language != told.language:
        return False
    if told.age is None:
        return True
    first, last = map(int, told.age.split("-"))
    return case.child_age_months is not None and first * 12 <= case.child_age_months < (last + 1) * 12


def test_in_a_small_place_nothing_of_who_they_are_is_told() -> None:
    few = cases(2, 10)
    for each in pack(few, few, plain):
        assert each.profile == Profile(None, None, None)
        assert each.needs == ("_other",)


def test_a_note_is_shown_only_when_a_coordinator_edited_it_for_this() -> None:
    assert reviewed(usual(note="The bus stops at noon", note_edited=True))["note"] == "The bus stops at noon"
    assert reviewed(usual(note="The bus stops at noon"))["note"] is None


@pytest.mark.parametrize("note", ["Ana has no bus", "Zoe has no bus"])
def test_a_note_that_may_name_somebody_is_held_back_and_said_to_be(note: str) -> None:
    found = reviewed(usual(note=note, note_edited=True))
    assert (found["note"], found["held_back"]) == (None, True)


def test_the_order_is_not_that_in_which_they_came() -> None:
    forwards = pack(EVERYBODY[:30], EVERYBODY, plain)
    assert pack(EVERYBODY[:30][::-1], EVERYBODY, plain) == forwards
    assert [each.number for each in forwards] == list(range(1, 31))


def test_a_case_without_steps_can_be_told() -> None:
    (found,) = pack([replace(usual(), steps=())], EVERYBODY, plain)
    assert (found.steps, found.needs) == ((), ())


def test_the_bands_of_age_follow_each_other() -> None:
    assert [start for start, _ in BANDS] == sorted(start for start, _ in BANDS)
