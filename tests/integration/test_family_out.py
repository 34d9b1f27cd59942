"""What leaves the casebook: a bundle that the checker passes, and figures that count what happened."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.testing import Stage
from casebook.care import changes, counting
from casebook.care.records import Child, PlanItem
from casebook.queries.rows import new_id, now
from services.interop import bundle, check
from services.interop.of_record import family_case
from services.reports import of_casebook

sys.path.insert(0, str(Path(__file__).parent))
from care import Home


async def told(stage: Stage) -> Home:
    home = await Home.make(stage)
    referral = await home.refer()
    wish = PlanItem(new_id(), "wish", "that he talks", "open", "family", now(), now(), need="developmental_concern")
    await home.apply(
        changes.TellFacts({"place": "06106", "insurance": "husky", "races": ["2106-3"], "ethnicity": "2135-2"}),
        changes.KeepChild(Child(new_id(), 18.0, now().date())),
        changes.FindNeed("transportation_need", "screening", True),
        changes.KeepPlanItem(wish),
    )
    await home.apply(changes.MoveReferral(referral, "accepted"), actor="receiver")
    await home.apply(changes.MoveReferral(referral, "completed"), actor="family")
    return home


@pytest.mark.parametrize("withdrawn", [False, True])
async def test_a_family_goes_out_as_a_bundle_that_the_checker_passes(stage: Stage, withdrawn: bool) -> None:
    home = await told(stage)
    if withdrawn:
        no = changes.Share(new_id(), "refer", "program:birth_to_three", False, "stop", "en", "sms")
        await home.apply(no)
    case = family_case(await home.record(), "en", "https://onedoor.example", datetime.now(UTC))
    made = bundle(case)
    assert [str(each) for each in check(made)] == []
    kinds = {entry["resource"]["resourceType"] for entry in made["entry"]}
    assert {"Patient", "Condition", "Consent", "Goal"} <= kinds
    assert "+18605550123" not in str(made)


async def test_a_draft_that_nobody_agreed_to_is_not_told(stage: Stage) -> None:
    home = await Home.make(stage)
    await home.apply(changes.OpenReferral(new_id(), "food_need", "program:snap", "SNAP", {}))
    case = family_case(await home.record(), "en", "https://onedoor.example", datetime.now(UTC))
    assert case.referrals == ()


async def test_the_figures_count_a_connection_and_its_days(stage: Stage) -> None:
    home = await told(stage)
    await home.apply(changes.Rate(5))
    keys = stage.house.casebook.keys
    found = await stage.house.casebook.read(lambda c: counting.everything(c, keys))
    rows = of_casebook.rows(found)
    [referral] = rows.referrals
    assert referral.connected_on == referral.asked_on == referral.closed_on
    assert [family.town for family in rows.families] == ["Hartford"]
    assert [each.satisfied for each in rows.ratings] == [True]
    assert {each.need for each in rows.needs} == {"developmental_concern", "transportation_need"}
    stuck, everybody = of_casebook.cases(found)
    assert (len(stuck), len(everybody)) == (0, 1)
