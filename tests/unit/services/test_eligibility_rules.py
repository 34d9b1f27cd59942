"""The language of rules: every operator, and what a missing fact does to it."""

from datetime import date

import pytest

from services.eligibility.rules import Verdict, node, verdict

TODAY = date(2026, 1, 10)
YES = {"everyone": True}
NO = {"not": {"everyone": True}}
OPEN = {"fact": "pregnant", "is": True}


@pytest.mark.parametrize(
    ("test", "facts", "holds"),
    [
        ({"below": {date(2020, 1, 1): 36}}, {"child_age_months": 35.9}, True),
        ({"below": {date(2020, 1, 1): 36}}, {"child_age_months": 36}, False),
        ({"at_most": {date(2020, 1, 1): 36}}, {"child_age_months": 36}, True),
        ({"at_most": {date(2020, 1, 1): 36}}, {"child_age_months": 37}, False),
        ({"at_least": {date(2020, 1, 1): 36}}, {"child_age_months": 36}, True),
        ({"at_least": {date(2020, 1, 1): 36}}, {"child_age_months": 35}, False),
        ({"above": {date(2020, 1, 1): 36}}, {"child_age_months": 37}, True),
        ({"above": {date(2020, 1, 1): 36}}, {"child_age_months": 36}, False),
    ],
)
def test_a_limit_is_met_on_its_own_side_only(test, facts, holds):
    assert verdict(node({"fact": "child_age_months", **test}), facts, TODAY) == Verdict(holds)


def test_a_fact_may_be_held_against_one_value_or_several():
    assert verdict(node({"fact": "insurance", "one_of": ["husky_a", "husky_b"]}), {"insurance": "husky_b"}, TODAY).holds
    assert not verdict(node({"fact": "insurance", "one_of": ["husky_a"]}), {"insurance": "private"}, TODAY).holds
    assert verdict(node({"fact": "pregnant", "is": True}), {"pregnant": True}, TODAY).holds
    assert not verdict(node({"fact": "pregnant", "is": True}), {"pregnant": False}, TODAY).holds


def test_a_list_of_concerns_needs_one_in_common():
    rule = node({"fact": "concerns", "any_of": ["speech", "motor"]})
    assert verdict(rule, {"concerns": ["behavior", "motor"]}, TODAY).holds
    assert verdict(rule, {"concerns": ["behavior"]}, TODAY).holds is False
    assert verdict(rule, {"concerns": []}, TODAY).holds is False


def test_a_missing_fact_is_neither_yes_nor_no_and_is_named():
    assert verdict(node(OPEN), {}, TODAY) == Verdict(None, ("pregnant",))
    assert verdict(node({"not": OPEN}), {}, TODAY) == Verdict(None, ("pregnant",))


@pytest.mark.parametrize(
    ("rule", "holds"),
    [
        ({"any": [YES, OPEN]}, True),
        ({"any": [NO, OPEN]}, None),
        ({"any": [NO, NO]}, False),
        ({"all": [NO, OPEN]}, False),
        ({"all": [YES, OPEN]}, None),
        ({"all": [YES, YES]}, True),
    ],
)
def test_one_yes_settles_any_and_one_no_settles_all(rule, holds):
    found = verdict(node(rule), {}, TODAY)
    assert found.holds is holds
    assert found.missing == (("pregnant",) if holds is None else ())


def test_each_missing_fact_is_named_once_in_the_order_of_the_rule():
    town = {"fact": "town", "is": "Hartford"}
    assert verdict(node({"any": [OPEN, {"all": [town, OPEN]}]}), {}, TODAY).missing == ("pregnant", "town")


def test_the_newest_value_that_has_come_is_in_force():
    rule = node({"fact": "income_percent_fpl", "at_most": {date(2022, 10, 1): 200, date(2019, 10, 1): 185}})
    assert verdict(rule, {"income_percent_fpl": 190}, date(2022, 9, 30)).holds is False
    assert verdict(rule, {"income_percent_fpl": 190}, date(2022, 10, 1)).holds is True


def test_before_the_first_date_nothing_can_be_told():
    rule = node({"fact": "income_percent_fpl", "at_most": {date(2019, 10, 1): 185}})
    assert verdict(rule, {"income_percent_fpl": 1}, date(2019, 9, 30)) == Verdict(None)


def test_what_a_person_decides_stays_open_with_nothing_to_ask():
    assert verdict(node({"a_person_decides": True}), {}, TODAY) == Verdict(None)


@pytest.mark.parametrize(
    "bad",
    [
        {},
        {"fact": "shoe_size", "is": True},
        {"fact": "pregnant"},
        {"fact": "child_age_months", "below": {date(2020, 1, 1): 3}, "above": {date(2020, 1, 1): 1}},
        {"everyone": False},
    ],
)
def test_what_is_not_a_rule_is_refused(bad):
    with pytest.raises(ValueError, match=r"not a rule|exactly one"):
        node(bad)
