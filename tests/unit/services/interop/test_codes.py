"""The codes of content/interop, and the moves of a referral."""

import pytest

from resources_db.needs import NEEDS
from services.interop.checking.facts import code_systems
from services.interop.codes import need_codes, reasons
from services.interop.transitions import BY, MOVES, REASONED, is_legal
from services.library.documents import document
from services.library.root import CONTENT

DOMAINS = code_systems()["http://hl7.org/fhir/us/sdoh-clinicalcare/CodeSystem/SDOHCC-CodeSystemTemporaryCodes"]
PAGE = document(CONTENT / "interop" / "codes.yml")


def test_every_need_is_there_and_called_what_staff_call_it() -> None:
    console = document(CONTENT / "messages" / "console.yml")["needs"]
    assert list(PAGE["needs"]) == list(NEEDS)
    assert {need: PAGE["needs"][need]["name"] for need in NEEDS} == {need: console[need] for need in NEEDS}


@pytest.mark.parametrize("need", NEEDS)
def test_a_social_need_has_a_domain_of_the_guide_and_a_code_and_any_other_has_neither(need: str) -> None:
    entry = PAGE["needs"][need]
    for domain in (entry["domain"], *entry.get("narrower", {})):
        found = need_codes(need, domain)
        assert domain is None or domain in DOMAINS
        assert bool(found.codings) is (domain is not None)


@pytest.mark.parametrize("need", NEEDS)
def test_a_need_without_a_full_set_of_codes_says_why(need: str) -> None:
    entry = PAGE["needs"][need]
    assert ("left_out" in entry) is not ("icd10" in entry and "snomed" in entry)


def test_an_unknown_need_or_domain_is_refused() -> None:
    for label, domain in (("wealth_need", None), ("food_need", "homelessness")):
        with pytest.raises(KeyError):
            need_codes(label, domain)


def test_a_referral_moves_only_as_the_guide_lets_it() -> None:
    assert is_legal("accepted", "completed")
    for before, after in (
        ("accepted", "rejected"),
        ("requested", "on-hold"),
        ("completed", "in-progress"),
        ("x", "draft"),
    ):
        assert not is_legal(before, after)
    assert all(is_legal(state, "entered-in-error") for state in MOVES if state != "entered-in-error")


def test_only_the_side_that_may_say_it_moves_a_referral() -> None:
    assert is_legal("requested", "accepted", "target")
    assert not is_legal("requested", "accepted", "requester")
    assert is_legal("accepted", "cancelled", "requester")
    assert is_legal("accepted", "cancelled", "target")
    assert BY["requester"] | BY["target"] == set(MOVES)


def test_there_are_reasons_for_every_way_in_which_a_referral_stops() -> None:
    assert {"full", "not_eligible", "no_answer", "declined", "no_transport", "consent_withdrawn"} <= set(reasons())
    assert {"rejected", "cancelled", "on-hold", "failed"} == REASONED
