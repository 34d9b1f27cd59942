"""The talk about a child: contradictions are asked about, nobody is scored, and the right door ends it."""

from datetime import datetime

import pytest

from services.screening.asking import ask
from services.screening.development import age_of, instrument_for
from services.screening.doors import finish
from services.screening.flow import next_item
from services.screening.progress import Answer, Progress
from services.screening.shelf import talk
from services.screening.talk import Talk, hear
from services.screening.turns import Said, Step
from services.screening.values import value_in

NOW = datetime(2026, 11, 27, 12)


def said(text: str, **more: object) -> Said:
    return Said(text, "en", NOW, **more)  # type: ignore[arg-type]


def milestones() -> Talk:
    found = talk("milestones")
    assert found is not None
    return found


def answered(progress: Progress, **answers: str) -> Progress:
    for item, code in answers.items():
        progress = progress.with_answer(Answer(item, (code,)))
    return progress


def words(step: Step | None) -> str:
    assert step is not None
    return " ".join(line.text for line in step.lines)


def test_two_ages_are_asked_about_and_the_chosen_one_counts() -> None:
    told = Progress(facts={"age_months": 36.0, "age_before": 36.0, "age_now": 60.0})
    item = next_item(instrument_for(told), told, ())
    assert item is not None
    assert item.id == "which_age"
    assert "3 years" in item.ask.en
    assert "5 years" in item.ask.en
    assert age_of(answered(told, which_age="now")) == 60.0


def test_another_age_in_the_middle_is_asked_about() -> None:
    told = answered(Progress(facts={"age_months": 36.0}), lost_skills="no", concern="no")
    step = hear(milestones(), told, said("wait she is 5 now", age_months=60.0), ())
    assert step is not None
    assert step.progress.facts["age_now"] == 60.0


def test_two_children_are_told_apart() -> None:
    told = Progress(
        facts={"children": [{"id": "a", "name": None, "age": 18.0}, {"id": "b", "name": None, "age": 48.0}]}
    )
    line = ask(instrument_for(told), told, "en", ())
    assert line is not None
    assert [title for title, _ in line.choices] == ["18 months", "4 years"]


@pytest.mark.parametrize("months", [252.0, 300.0])
def test_a_grown_child_gets_a_kind_end_and_no_questions(months: float) -> None:
    told = Progress(facts={"age_months": months})
    assert next_item(instrument_for(told), told, ()) is None
    assert finish(instrument_for(told), told, said("")).end == "stopped"


@pytest.mark.parametrize(("months", "door"), [(18.0, "Birth to Three"), (48.0, "school"), (72.0, "Help Me Grow")])
def test_a_worry_ends_at_the_door_for_the_age(months: float, door: str) -> None:
    told = answered(Progress(facts={"age_months": months, "weeks_early": 0}), lost_skills="no")
    step = hear(milestones(), told, said("yes"), ())
    everything = words(step)
    assert door.casefold() in everything.casefold()
    for verdict in ("delay", "diagnos", "score", "normal"):
        assert verdict not in everything.casefold()


def test_lost_skills_go_straight_to_help_at_any_age() -> None:
    told = Progress(facts={"age_months": 30.0})
    step = hear(milestones(), told, said("yes"), ())
    assert step is not None
    assert step.end == "done"
    assert step.found


def test_early_birth_chooses_the_younger_list() -> None:
    full = answered(Progress(facts={"age_months": 9.5, "weeks_early": 0}), lost_skills="no", concern="no")
    early = answered(Progress(facts={"age_months": 9.5, "weeks_early": 12}), lost_skills="no", concern="no")
    assert {item.id for item in instrument_for(full).items} != {item.id for item in instrument_for(early).items}


@pytest.mark.parametrize(("said", "early"), [("6", "6"), ("nació de 34 semanas", "6"), ("at 38", "2"), ("41", "0")])
def test_the_week_of_birth_is_not_taken_for_the_weeks_that_were_missing(said: str, early: str) -> None:
    assert value_in(said, "weeks") == early
