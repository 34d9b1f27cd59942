"""A closing "thank you" rings no clock; a question or a need beside it does, and so does all that came before it."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import Connection

from bot.testing import PHONE, Stage
from casebook import tables
from casebook.console_records import Wait
from casebook.queries import desk, staff, waits

sys.path.insert(0, str(Path(__file__).parent))
from desk_office import Office, open_office

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with open_office(tmp_path) as opened:
        yield opened


async def answered(stage: Stage, family: str, person: str) -> None:
    """A family wrote and a coordinator has answered."""
    await stage.text(family)
    await stage.answers(1)

    row = await stage.conversation()

    def work(connection: Connection) -> None:
        ana = staff.ensure_demo(
            connection, email="a@example.org", name="Ana Ruiz", password_hash="x", role="coordinator"
        )
        desk.take(connection, row.id, ana)
        desk.reply(connection, stage.house.casebook.keys, row.id, ana, person)

    await stage.house.casebook.write(work)


async def worked(stage: Stage, *texts: str) -> None:
    """The family writes and every turn is done."""
    for text in texts:
        await stage.text(text)
    while any(row.processed_at is None for row in await stage.rows(tables.inbox)):
        with stage.house.live.listen((await stage.conversation()).id) as moved:
            if all(row.processed_at for row in await stage.rows(tables.inbox)):
                return
            await moved.wait()


async def wait(stage: Stage) -> Wait | None:
    [talk] = await stage.house.casebook.read(waits.open_talks)
    return talk.wait


@pytest.mark.parametrize(
    ("first", "person", "last"),
    [
        ("we need food", "The pantry opens at nine.", "Thank you so much!"),
        ("we need food", "Is there anything else?", "No thank you, have a good day"),
        ("necesito comida", "La despensa abre a las nueve.", "ok, muchas gracias 🙏"),
        ("necesito comida", "¿Necesita algo más?", "No, eso es todo, gracias"),
    ],
)
async def test_closing_words_wait_for_no_answer(stage: Stage, first: str, person: str, last: str) -> None:
    await answered(stage, first, person)
    await worked(stage, last)
    assert await wait(stage) is None


@pytest.mark.parametrize(
    ("person", "texts"),
    [
        ("The pantry opens at nine.", ["Thanks! Do they have diapers?"]),
        ("The pantry opens at nine.", ["thanks but we still have no food"]),
        ("May I call you at ten?", ["ok"]),
        ("La despensa abre a las nueve.", ["gracias, también necesito pañales"]),
        ("¿La puedo llamar a las diez?", ["sí gracias"]),
    ],
)
async def test_what_asks_for_something_beside_the_thanks_waits_for_an_answer(
    stage: Stage, person: str, texts: list[str]
) -> None:
    await answered(stage, "hello", person)
    await worked(stage, *texts)
    found = await wait(stage)
    assert found is not None
    assert found.kind == "next"


async def test_thanks_after_a_question_that_nobody_answered_leave_it_waiting_since_the_question(stage: Stage) -> None:
    await answered(stage, "hello", "The pantry opens at nine.")
    await worked(stage, "and where is it?")
    since = await wait(stage)
    await worked(stage, "thanks")
    assert since is not None
    assert await wait(stage) == since


async def test_after_closing_words_the_next_question_waits_again(stage: Stage) -> None:
    await answered(stage, "hello", "The pantry opens at nine.")
    await worked(stage, "thanks")
    assert await wait(stage) is None
    await worked(stage, "wait, where is it?")
    assert await wait(stage) is not None


async def test_in_danger_no_word_closes_anything(stage: Stage) -> None:
    await stage.text("I want to kill myself")
    await stage.answers(1, PHONE)
    await answered(stage, "I am here", "I am with you.")
    await worked(stage, "ok thanks")
    assert await wait(stage) is not None


async def test_the_row_says_that_the_family_waits_for_no_answer(office: Office) -> None:
    talk = await office.waits(address="+18605550123", language="es")
    await office.do("ben", talk, "take")
    await office.do("ben", talk, "reply", reply="Abren a las nueve.")
    more: dict[str, Any] = {"address": "+18605550123", "language": "es"}
    await office.bench.hears("muchas gracias", **more, outcome="silent", closing=True)
    page = await office.page("ben")
    assert "Waits for no answer" in page
    assert "Needs an answer" not in page
    assert "Next answer" not in page
    await office.bench.hears("¿y los sábados?", **more, outcome="silent")
    page = await office.page("ben")
    assert "Needs an answer" in page
    assert "Next answer" in page
