"""What a family's case looks like to another system."""

import json
import re
from base64 import b64decode
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from interop_families import INSTRUMENT, NOW, at, family, full_family

from services.interop import BadCase, bundle, check, for_referral
from services.interop.records import Consent, FamilyCase, Move, Need


def resources(case: FamilyCase, kind: str) -> list[dict[str, Any]]:
    return [each["resource"] for each in bundle(case)["entry"] if each["resource"]["resourceType"] == kind]


@pytest.mark.parametrize("first", range(0, 200, 20))
def test_the_bundles_of_generated_families_have_no_fault(first: int) -> None:
    for seed in range(first, first + 20):
        found = check(bundle(family(seed), "transaction" if seed % 2 else "collection"))
        assert not found, f"family {seed}: {found[0]}"


def test_what_goes_to_one_receiver_has_no_fault_either() -> None:
    for seed in range(40):
        case = family(seed)
        for referral in case.referrals:
            assert check(bundle(for_referral(case, referral.id))) == []


def test_the_same_case_gives_the_same_bundle_and_another_house_gives_other_ids() -> None:
    again = bundle(full_family())
    assert bundle(full_family()) == again
    other = bundle(replace(full_family(), ours=replace(full_family().ours, id="another")))
    assert not {each["resource"]["id"] for each in again["entry"]} & {each["resource"]["id"] for each in other["entry"]}


def test_no_id_of_the_casebook_leaves_the_house() -> None:
    case = full_family()
    secret = replace(case, person=replace(case.person, id="conv-7f3a"), children=(), screenings=(), needs=(), goals=(),
                     consents=(), referrals=())  # fmt: skip
    assert "7f3a" not in json.dumps(bundle(secret))


def test_every_moment_is_utc_and_one_without_a_zone_is_taken_as_utc() -> None:
    naive = replace(full_family(), written_at=datetime(2026, 11, 20, 15, 30))
    found = bundle(naive)
    assert found["timestamp"] == "2026-11-20T15:30:00Z"
    moments = re.findall(r'"(\d{4}-\d\d-\d\dT[^"]*)"', json.dumps(found))
    assert moments
    assert all(each.endswith("Z") for each in moments)


def test_name_and_phone_go_out_only_under_a_consent_that_shares_them() -> None:
    shared = json.dumps(bundle(full_family()))
    assert "Ana" in shared and "+12035550111" in shared  # noqa: PT018
    case = full_family()
    for consents in (
        (),
        tuple(replace(each, shares=frozenset()) for each in case.consents),
        tuple(replace(each, withdrawn_at=at(19)) for each in case.consents),
        tuple(replace(each, until=at(19)) for each in case.consents),
    ):
        text = json.dumps(bundle(replace(case, consents=consents, referrals=case.referrals if consents else ())))
        assert not re.search("Ana|Leo|2035550111", text)
        assert '"masked"' in text


def test_what_a_child_is_called_needs_a_consent_about_the_child() -> None:
    assert "Leo" not in json.dumps(bundle(full_family()))


def test_the_adult_beside_a_child_is_named_under_the_consent_about_the_child() -> None:
    case = full_family()
    shared = tuple(replace(each, shares=frozenset({"phone", "name"})) for each in case.consents if each.about == "c1")
    (related,) = resources(replace(case, consents=shared, referrals=case.referrals[1:]), "RelatedPerson")
    assert related["telecom"][0]["value"] == "+12035550111"
    assert not [each for each in resources(case, "RelatedPerson") if "telecom" in each]


def test_race_and_ethnicity_go_out_only_when_the_consent_says_so() -> None:
    case = full_family()
    assert "us-core-race" not in json.dumps(bundle(case))
    share = Consent("k9", "p1", "figures", "May we tell it?", "en", at(2), True, frozenset({"characteristics"}))
    found = bundle(replace(case, consents=(*case.consents, share)))
    assert check(found) == []
    text = json.dumps(found)
    assert "us-core-race" in text
    assert "2106-3" in text
    assert "Other race" in text  # a category that US Core has no code for goes out in words
    assert "2131-1" not in text


def test_a_need_found_by_software_is_unconfirmed_and_says_that_software_found_it() -> None:
    food, rides, *_ = resources(full_family(), "Condition")
    assert food["verificationStatus"]["coding"][0]["code"] == "unconfirmed"
    assert food["extension"][0]["valueReference"]["reference"].startswith("Device/")
    assert "asserter" not in food
    assert rides["verificationStatus"]["coding"][0]["code"] == "confirmed"
    assert "extension" not in rides


def test_a_worry_about_development_is_a_concern_in_words_and_never_a_coded_diagnosis() -> None:
    worry = next(each for each in resources(full_family(), "Condition") if "meta" not in each)
    assert worry["code"] == {"text": "Child's development"}
    assert [each["coding"][0]["code"] for each in worry["category"]] == ["health-concern"]


def test_a_narrower_domain_that_a_coordinator_chose_changes_the_code() -> None:
    home = next(each for each in resources(full_family(), "Condition") if "Z59.00" in json.dumps(each))
    assert "homelessness" in json.dumps(home["category"])
    assert home["clinicalStatus"]["coding"][0]["code"] == "resolved"
    assert home["abatementDateTime"] == "2026-11-09T12:00:00Z"


def test_an_answer_is_a_screening_response_only_for_a_question_with_a_standard_code() -> None:
    kinds = [each["meta"]["profile"][0].rpartition("-")[2] for each in resources(full_family(), "Observation")]
    assert kinds == ["ObservationScreeningResponse", "ObservationAssessment", "ObservationScreeningResponse",
                     "ObservationProgramEnrollmentStatus"]  # fmt: skip


def test_what_the_family_would_rather_not_say_is_told_as_that() -> None:
    declined = [each for each in resources(full_family(), "Observation") if "dataAbsentReason" in each]
    assert [each["dataAbsentReason"]["coding"][0]["code"] for each in declined] == ["asked-declined"]


def test_a_referral_is_told_as_the_guides_self_referral() -> None:
    case = full_family()
    task, rejected = resources(case, "Task")
    ours, receiver, _ = resources(case, "Organization")
    assert task["requester"]["reference"] == f"Organization/{ours['id']}"
    assert task["owner"]["reference"] == f"Organization/{receiver['id']}"
    sent = [each["valueReference"]["reference"].partition("/")[0] for each in task["input"]]
    assert sent == ["ServiceRequest", "QuestionnaireResponse"]
    assert [each["text"] for each in task["note"]][:4] == ["draft", "requested", "accepted",
                                                           "on-hold: It waits for somebody or something"]  # fmt: skip
    assert task["output"][0]["valueReference"]["reference"].startswith("Procedure/")
    assert (rejected["status"], rejected["statusReason"]) == ("rejected", {"text": "The family is not eligible"})


def test_a_family_that_must_not_be_contacted_is_marked_so() -> None:
    quiet = [each for each in resources(full_family(), "ServiceRequest") if "orderDetail" in each]
    assert [each["orderDetail"][0]["coding"][0]["code"] for each in quiet] == ["contacting-subject-prohibited"]


def test_a_consent_carries_the_very_words_that_were_asked() -> None:
    given, _, refused = resources(full_family(), "Consent")
    assert b64decode(given["sourceAttachment"]["data"]).decode() == "May we tell the pantry?"
    assert (given["status"], refused["status"], refused["provision"]["type"]) == ("active", "rejected", "deny")


def test_a_receiver_gets_its_own_referral_and_nothing_of_the_rest() -> None:
    narrowed = for_referral(full_family(), "r2")
    text = json.dumps(bundle(narrowed))
    assert (len(narrowed.needs), len(narrowed.consents), narrowed.screenings) == (1, 1, ())
    assert not re.search(r"food|pantry|\bAna\b|Z59|1994", text)
    assert [each["resource"]["resourceType"] for each in bundle(narrowed)["entry"]].count("Patient") == 1


def changed(**of: Any) -> FamilyCase:
    """The full family with its first referral changed."""
    case = full_family()
    return replace(case, referrals=(replace(case.referrals[0], **of),))


SENT = Move("requested", at(3), "requester")


@pytest.mark.parametrize(
    ("case", "why"),
    [
        (changed(moves=(SENT, Move("completed", at(4), "target"))), "from requested to completed"),
        (changed(moves=(SENT, Move("accepted", at(4), "requester"))), "accepted by the requester"),
        (changed(moves=(SENT, Move("accepted", at(1), "target"))), "back in time"),
        (changed(moves=(Move("accepted", at(3), "target"),)), "does not begin"),
        (changed(moves=(SENT, Move("rejected", at(4), "target"))), "without a reason"),
        (changed(moves=(SENT, Move("rejected", at(4), "target", "moody"))), "reason moody"),
        (changed(consent="k3"), "sent without consent"),
        (changed(consent="k2"), "no consent of the person"),
        (changed(moves=(Move("requested", at(1), "requester"),)), "sent without consent"),
        (changed(needs=("n99",)), "need n99"),
        (changed(needs=()), "for no need"),
        (replace(full_family(), needs=(Need("n1", "p1", "riches", at(1)),), goals=(), referrals=()), "is riches"),
        (replace(full_family(), children=()), "not of this family"),
        (replace(full_family(), person=replace(full_family().person, races=("1",))), "the race 1"),
    ],
)  # fmt: skip
def test_a_case_that_must_not_be_told_is_refused_with_the_reason(case: FamilyCase, why: str) -> None:
    with pytest.raises(BadCase, match=why):
        bundle(case)


def test_a_referral_sent_after_consent_was_withdrawn_is_refused() -> None:
    case = full_family()
    withdrawn = tuple(replace(each, withdrawn_at=datetime(2026, 11, 2, 18)) for each in case.consents)
    with pytest.raises(BadCase, match="after the consent was withdrawn"):
        bundle(replace(case, consents=withdrawn))


def test_a_case_with_nothing_but_a_person_can_be_told() -> None:
    case = replace(full_family(), children=(), screenings=(), needs=(), goals=(), consents=(), referrals=())
    assert check(bundle(case)) == []
    assert INSTRUMENT.url not in json.dumps(bundle(case))
    assert bundle(case)["timestamp"].startswith(f"{NOW:%Y-%m-%d}")
