"""The plan as a page and on paper: the family's link changes it, a shared one only shows it, both end."""

import sys
from io import BytesIO
from pathlib import Path

from bot.plan.saving import SavedPlan
from bot.testing import Stage
from casebook.care import reading, tables
from casebook.queries.intake import open_conversation

sys.path.insert(0, str(Path(__file__).parent))
from care import Home


async def test_a_referral_stands_in_the_plan_by_itself(stage: Stage) -> None:
    home = await Home.make(stage)
    await home.refer()
    page = await (await stage.session.get(await home.plan_link())).text()
    assert "Birth to Three for how my child grows and learns" in page
    assert "have not answered yet" in page


async def test_a_family_writes_its_wishes_in_its_own_words(stage: Stage) -> None:
    home = await Home.make(stage)
    link = await home.plan_link()
    await stage.session.post(f"{link}/items", data={"kind": "wish", "text": "that he says <mamá>"})
    await stage.session.post(f"{link}/items", data={"kind": "support", "text": "su abuela"})
    page = await (await stage.session.get(link)).text()
    assert "that he says &lt;mamá&gt;" in page
    assert [item.kind for item in (await home.record()).plan] == ["wish", "support"]


async def test_a_shared_link_shows_the_plan_and_changes_nothing(stage: Stage) -> None:
    home = await Home.make(stage)
    await home.refer()
    link = await home.plan_link("his grandmother")
    page = await (await stage.session.get(link)).text()
    assert "Birth to Three" in page
    assert "<form" not in page
    for path in ("items", "shares", "shares/end"):
        assert (await stage.session.post(f"{link}/{path}", data={"kind": "wish", "text": "x"})).status == 403
    assert (await stage.session.get(f"{link}/record.json")).status == 403


async def test_the_family_shares_and_stops_sharing(stage: Stage) -> None:
    home = await Home.make(stage)
    link = await home.plan_link()
    page = await (await stage.session.post(f"{link}/shares", data={"whom": "his teacher"})).text()
    shared = page.partition('href="' + stage.address)[2].partition('"')[0]
    assert (await stage.session.get(shared)).status == 200
    [row] = [each for each in await stage.rows(tables.share_link) if each.with_sealed]
    await stage.session.post(f"{link}/shares/end", data={"id": row.token_hash})
    assert (await stage.session.get(shared)).status == 410


async def test_nobody_ends_the_links_of_another_family(stage: Stage) -> None:
    home = await Home.make(stage)
    own, shared = await home.plan_link(), await home.plan_link("his teacher")
    await stage.text("hello", phone="+18605550177")
    await stage.answers(1, phone="+18605550177")
    other = Home(stage, type(home.where)((await stage.conversation(address="+18605550177")).family))
    [row] = [each for each in await stage.rows(tables.share_link) if each.with_sealed]
    await stage.session.post(f"{await other.plan_link()}/shares/end", data={"id": row.token_hash})
    assert (await stage.session.get(shared)).status == 200
    assert (await stage.session.get(own)).status == 200


async def test_the_paper_holds_both_languages_and_a_code(stage: Stage) -> None:
    home = await Home.make(stage)
    await home.refer()
    link = await home.plan_link()
    await stage.session.post(f"{link}/items", data={"kind": "wish", "text": "que hable 🎉"})
    answer = await stage.session.get(f"{link}/plan.pdf")
    assert answer.content_type == "application/pdf"
    made = BytesIO(await answer.read()).getvalue()
    assert made.startswith(b"%PDF")
    assert made.count(b"/Type /Page\n") + made.count(b"/Type /Page/") + made.count(b"/Type /Page ") >= 2
    assert b"/Image" in made


async def test_the_family_saves_all_that_is_kept(stage: Stage) -> None:
    home = await Home.make(stage)
    await home.refer()
    held = await (await stage.session.get(f"{await home.plan_link()}/record.json")).json()
    assert held["record"]["referrals"][0]["name"] == "Birth to Three"
    assert held["conversations"][0]["lines"][0]["text"] == "my son does not talk yet"


async def test_what_is_saved_in_the_chat_stands_in_the_plan_once(stage: Stage) -> None:
    casebook = stage.house.casebook
    address = "t" * 43
    await casebook.write(lambda c: open_conversation(c, casebook.keys, "web", address))
    plan = SavedPlan(casebook)
    for _ in range(2):
        await plan.save(address, {"key": "program:wic", "name": "WIC", "phone": "1-800-555-0100"})
    assert await plan.saved(address) == {"program:wic"}
    talk = await stage.conversation("web", address)
    record = await casebook.read(lambda c: reading.read(c, casebook.keys, talk.family))
    assert [item.text for item in record.plan] == ["WIC, 1-800-555-0100"]
    assert await plan.saved("u" * 43) == frozenset()
