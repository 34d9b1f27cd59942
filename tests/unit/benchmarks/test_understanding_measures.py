"""Figures of understanding: what counts as right, and out of how many."""

from typing import Any

import pytest

from benchmarks.understanding import measures
from benchmarks.understanding.cases import Case
from benchmarks.understanding.measures import ASKED_BACK, Read

NEEDS = frozenset({"food_need", "housing_need"})


def read(told: str, acted: str = "", *, trap: bool = False, crisis: str | None = None, **facts: Any) -> Read:
    """A case that means `told` (labels with +), acted on as `acted` ("label 0.7 + label 0.5")."""
    case = Case("…", "en", tuple(told.split("+")), "teen", facts.get("noted"), trap)
    pairs = (part.split() for part in acted.split("+") if part)
    labels = tuple((name, float(sure[0]) if sure else 1.0) for name, *sure in pairs)
    return Read(case, labels, crisis, facts.get("language", "en"), facts.get("entities", {}), facts.get("doubt"))


def test_a_right_label_anywhere_counts_but_best_means_first() -> None:
    found = measures.headline([read("food_need", "thanks+food_need"), read("thanks", "thanks")], NEEDS)
    assert found["any_right"]["hits"] == 2
    assert found["best_right"]["hits"] == 1


def test_a_second_label_read_first_is_right_but_not_the_main_one() -> None:
    found = measures.headline([read("food_need+housing_need", "housing_need+food_need")], NEEDS)
    assert (found["best_right"]["hits"], found["main_right"]["hits"]) == (1, 0)
    assert found["needs_exact"]["share"] == 1.0


def test_f1_is_over_sets_and_a_need_read_in_talk_is_a_mistake() -> None:
    reads = [read("food_need+housing_need", "food_need"), read("thanks", "housing_need")]
    found = measures.headline(reads, NEEDS)
    assert found["needs_f1_micro"] == pytest.approx(2 * 1 / (2 + 2))
    assert found["needs_f1_macro"] == pytest.approx((1.0 + 0.0) / 2)


def test_the_exact_set_is_asked_only_where_a_need_is_told() -> None:
    assert measures.headline([read("thanks", "thanks")], NEEDS)["needs_exact"]["of"] == 0


@pytest.mark.parametrize(("months", "hits"), [(23, 1), (25.0, 1), (26, 0), (None, 0)])
def test_an_age_is_right_within_a_month(months: float | None, hits: int) -> None:
    row = read("food_need", noted={"child_age_months": 24}, entities={"child_age_months": months})
    assert measures.facts([row])["child_age_months"]["found"]["hits"] == hits


def test_a_fact_that_nobody_told_is_invented_but_only_where_facts_were_noted() -> None:
    reads = [read("food_need", noted=noted, entities={"town": "Avon"}) for noted in ({"zip": "06101"}, None)]
    assert measures.facts(reads)["town"]["invented"] == measures.share([True])


def test_false_alarms_on_look_alikes_and_on_everyday_messages_are_told_apart() -> None:
    reads = [
        read("crisis_violence", crisis="crisis_medical"),
        read("crisis_violence"),
        read("thanks", trap=True, crisis="crisis_medical"),
        read("thanks"),
    ]
    found = measures.crisis(reads)
    assert found["recall"]["share"] == 0.5
    assert found["by_class"]["crisis_violence"]["right_answer"]["hits"] == 0
    assert found["false_alarms"]["traps"]["by_class"] == {"crisis_medical": 1}
    assert found["false_alarms"]["everyday"]["hits"] == 0


def test_a_family_that_is_asked_whether_it_is_safe_is_heard_but_no_alarm_is_counted() -> None:
    reads = [read("crisis_violence", doubt="crisis_violence"), read("thanks", doubt="crisis_violence"), read("thanks")]
    found = measures.crisis(reads)
    assert (found["recall"]["hits"], found["recall_or_asked"]["hits"]) == (0, 1)
    assert found["false_alarms"]["everyday"]["hits"] == 0
    assert found["asked_for_nothing"]["everyday"]["share"] == 0.5


def test_calibration_compares_confidence_with_what_came_true() -> None:
    reads = [read("food_need", "food_need 0.95"), read("thanks", "food_need 0.95"), read("thanks")]
    found = measures.calibration(reads)
    assert found == {"bins": [{"confidence": 0.95, "right": 0.5, "messages": 2}], "expected_error": 0.45}


def test_confusion_says_when_the_family_was_asked() -> None:
    assert measures.confusion([read("thanks")]) == {"thanks": {ASKED_BACK: 1}}


def test_an_interval_is_wide_for_few_and_never_leaves_zero_to_one() -> None:
    few, many = measures.share([True] * 5), measures.share([True] * 500)
    assert few["low"] < many["low"] < few["high"] == many["high"] == 1.0
    assert measures.share([])["share"] is None
