"""Answers for families: likely, not likely or cannot tell, with reasons, missing facts and the source."""

import json
from argparse import ArgumentParser
from datetime import date

import pytest

from bot.commands import programs as command
from services.eligibility import BadFact, all_programs, best_for, check
from services.eligibility.programs import program

TODAY = date(2026, 1, 10)
BABIES = program(
    {
        "id": "babies",
        "name": {"en": "Babies", "es": "Bebés"},
        "aliases": {"en": ["babies"], "es": ["bebés"]},
        "needs": ["prenatal_newborn"],
        "priority": 2,
        "summary": {"en": "s", "es": "s"},
        "next_step": {"en": "n", "es": "n"},
        "source": "https://example.org/babies",
        "verified_on": None,
        "rules": [
            {
                "fact": "child_age_months",
                "below": {date(2020, 1, 1): 12},
                "because": {"en": "Under 1.", "es": "Menor de 1."},
                "source": "https://example.org/age",
            },
            {
                "fact": "insurance",
                "one_of": ["husky_a"],
                "because": {"en": "Has HUSKY A.", "es": "Tiene HUSKY A."},
                "source": "https://example.org/husky",
            },
        ],
        "notes": [
            {"text": {"en": "Ask first.", "es": "Pregunte."}},
            {"text": {"en": "In Hartford.", "es": "En Hartford."}, "when": {"fact": "town", "is": "Hartford"}},
        ],
    }
)


def only(**facts):
    return check(facts, TODAY, [BABIES])[0]


def words(answer):
    return [reason.en for reason in answer.reasons]


def test_a_program_is_likely_when_every_rule_holds():
    answer = only(child_age_months=3, insurance="husky_a")
    assert (answer.answer, answer.missing, answer.source) == ("likely", (), "https://example.org/age")
    assert words(answer) == ["Under 1.", "Has HUSKY A.", "Ask first."]


def test_one_failed_rule_rules_it_out_whatever_is_missing_and_says_which():
    answer = only(insurance="private")
    assert (answer.answer, answer.missing, answer.source) == ("not_likely", (), "https://example.org/husky")
    assert words(answer) == ["Has HUSKY A."]


def test_a_missing_fact_leaves_it_open_and_is_named():
    answer = only(insurance="husky_a")
    assert (answer.answer, answer.missing) == ("cannot_tell", ("child_age_months",))
    assert words(answer) == ["Under 1.", "Ask first."]


def test_a_note_is_for_those_whom_it_concerns():
    assert "In Hartford." in words(only(child_age_months=3, town="Hartford"))
    assert "In Hartford." not in words(only(child_age_months=3, town="Meriden"))
    assert "In Hartford." not in words(only(child_age_months=3))


def test_an_unknown_given_as_null_is_the_same_as_one_left_out():
    assert only(child_age_months=None, insurance="husky_a") == only(insurance="husky_a")


@pytest.mark.parametrize(
    ("facts", "complaint"),
    [
        ({"shoe_size": 9}, "shoe_size: no such fact"),
        ({"child_age_months": "twenty"}, "child_age_months: expected a number"),
        ({"child_age_months": True}, "child_age_months: expected a number"),
        ({"child_age_months": -1}, "child_age_months: expected a number"),
        ({"child_age_months": float("nan")}, "child_age_months: expected a number"),
        ({"pregnant": "yes"}, "pregnant: expected true or false"),
        ({"pregnant": 1}, "pregnant: expected true or false"),
        ({"insurance": "aetna"}, "insurance: expected one of husky_a"),
        ({"insurance": ["husky_a"]}, "insurance: expected one of husky_a"),
        ({"concerns": "speech"}, "concerns: expected a list"),
        ({"concerns": ["hair"]}, "concerns: expected a list"),
        ({"concerns": [["speech"]]}, "concerns: expected a list"),
        ({"town": " "}, "town: expected the name of a town"),
    ],
)
def test_a_fact_that_cannot_be_is_refused_by_name_with_what_is_expected(facts, complaint):
    with pytest.raises(BadFact, match=complaint):
        check(facts, TODAY, [BABIES])


def test_a_school_or_condition_given_by_name_means_yes():
    named = check({"enrolled_school": "Some School", "school_has_sbhc": True}, TODAY)
    assert next(each for each in named if each.id == "school_based_health_center").answer == "likely"


def test_the_best_programs_for_a_need_leave_out_what_is_ruled_out_and_keep_their_order():
    facts = {"child_age_months": 48, "concerns": ["speech"]}
    names = [each.id for each in best_for("developmental_concern", facts, TODAY)]
    assert names == ["home_visiting", "help_me_grow", "child_development_infoline"]


def test_every_program_answers_a_family_of_whom_nothing_is_known():
    answers = check({}, TODAY)
    assert {each.id for each in answers} == {each.id for each in all_programs()}
    assert {each.answer for each in answers if each.id != "fqhc"} == {"cannot_tell"}
    assert all(each.reasons and each.source for each in answers)


def asked(capsys, *arguments):
    parser = ArgumentParser()
    command.add_parser(parser.add_subparsers())
    args = parser.parse_args(["programs", "check", *arguments])
    return command.run(args), capsys.readouterr()


def test_the_command_prints_one_json_document_of_the_agreed_shape(capsys):
    code, printed = asked(capsys, "--json", "--language", "es", "--facts", '{"child_age_months": 20}')
    document = json.loads(printed.out)
    assert code == 0
    assert set(document) == {"programs"}
    assert all(set(each) == {"id", "name", "answer", "reasons", "missing", "source"} for each in document["programs"])
    birth_to_three = next(each for each in document["programs"] if each["id"] == "birth_to_three")
    assert birth_to_three["reasons"][0].startswith("Es para niños")
    assert birth_to_three["missing"] == ["concerns", "diagnosed_condition"]


def test_the_command_prints_lines_for_people(capsys):
    code, printed = asked(capsys, "--facts", '{"child_age_months": 40}')
    assert code == 0
    assert "not_likely   Birth to Three (birth_to_three)\n  - It is for children under 3." in printed.out


def test_the_command_tells_bad_facts_from_bad_usage(capsys):
    refused, said = asked(capsys, "--facts", '{"insurance": "aetna"}')
    assert (refused, said.out) == (1, "")
    assert said.err.startswith("insurance: expected one of")
    for garbage in ("{", "[1]"):
        assert asked(capsys, "--facts", garbage)[0] == 2
