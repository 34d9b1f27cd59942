"""The audit is a chain: a row that was changed, taken out or put in is found, and a cut end by its anchor."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from casebook import chain, tables
from casebook.chain import Verdict
from casebook.crypto import KeyRing
from casebook.database import Casebook
from casebook.queries.rows import audit

HANGS = tables.audit.c


@pytest.fixture(params=["sqlite", "postgres"])
def casebook(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casebook]:
    url = f"sqlite:///{tmp_path}/casebook.db" if request.param == "sqlite" else request.getfixturevalue("postgres")
    opened = Casebook(url, KeyRing.parse(KeyRing.generate()))
    yield opened
    if request.param == "postgres":
        opened.write_now(lambda c: tables.metadata.drop_all(c))
        opened.write_now(lambda c: c.exec_driver_sql("DROP TABLE casebook_version"))
    opened.close()


def verify(casebook: Casebook, anchor: chain.Head | None = None) -> Verdict:
    return casebook.write_now(lambda c: chain.verify(c, casebook.keys.audit_key, anchor))


async def rows(casebook: Casebook, number: int) -> None:
    async def one(index: int) -> None:
        await casebook.write(lambda c: audit(c, "bot", "test", None, f"row {index}"))

    await asyncio.gather(*(one(index) for index in range(number)))


async def test_rows_that_are_written_at_once_make_one_chain(casebook: Casebook) -> None:
    await rows(casebook, 50)
    found = verify(casebook)
    assert (found.whole, found.rows) == (True, 50)
    seqs = await casebook.read(lambda c: list(c.execute(select(HANGS.seq).order_by(HANGS.seq)).scalars()))
    assert seqs == list(range(1, 51))


async def test_a_changed_row_is_named(casebook: Casebook) -> None:
    await rows(casebook, 5)
    casebook.write_now(lambda c: c.execute(update(tables.audit).where(HANGS.seq == 3).values(actor="staff:nobody")))
    assert verify(casebook).broken == 3


async def test_a_row_taken_out_breaks_the_one_after(casebook: Casebook) -> None:
    await rows(casebook, 5)
    casebook.write_now(lambda c: c.execute(delete(tables.audit).where(HANGS.seq == 2)))
    assert verify(casebook).broken == 3


async def test_a_cut_end_is_seen_by_its_anchor(casebook: Casebook) -> None:
    await rows(casebook, 5)
    head = verify(casebook).head
    casebook.write_now(lambda c: c.execute(delete(tables.audit).where(HANGS.seq > 3)))
    assert verify(casebook).whole
    assert not verify(casebook, head).whole


async def test_a_work_that_fails_leaves_no_row(casebook: Casebook) -> None:
    def fails(connection: object) -> None:
        audit(connection, "bot", "test", None)  # type: ignore[arg-type]
        raise ValueError("it failed")

    await rows(casebook, 2)
    with pytest.raises(ValueError, match="it failed"):
        await casebook.write(fails)
    assert (verify(casebook).whole, verify(casebook).rows) == (True, 2)
