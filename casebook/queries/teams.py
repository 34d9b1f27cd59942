"""Teams of the desk: made, named, filled and taken away by leads; conversations wait for them. Each act is audited."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from casebook import console_tables, tables
from casebook.console_records import Staff
from casebook.queries.board import ANSWERING
from casebook.queries.rows import audit, new_id

team, member, staff = console_tables.team, console_tables.team_member, tables.staff
LONGEST = 60


class NameTaken(Exception):
    """Another team has this name."""


@dataclass(frozen=True, slots=True)
class Team:
    """A team and the ids of its members."""

    id: str
    name: str
    members: frozenset[str]


def all_teams(connection: Connection) -> list[Team]:
    """Every team, by name."""
    rows = connection.execute(
        select(team, member.c.staff).outerjoin(member, member.c.team == team.c.id).order_by(team.c.name, team.c.id)
    ).all()
    names = {row.id: row.name for row in rows}
    return [
        Team(key, name, frozenset(row.staff for row in rows if row.id == key and row.staff))
        for key, name in names.items()
    ]


def of(connection: Connection, staff_id: str) -> frozenset[str]:
    """The ids of the teams in which somebody is."""
    return frozenset(connection.execute(select(member.c.team).where(member.c.staff == staff_id)).scalars())


def colleagues(connection: Connection) -> list[Staff]:
    """Everyone who answers families, by name."""
    here = (staff.c.disabled_at.is_(None), staff.c.role.in_(ANSWERING))
    rows = connection.execute(select(staff).where(*here).order_by(staff.c.name, staff.c.id))
    return [Staff(row.id, row.email, row.name, row.role) for row in rows]


def create(connection: Connection, name: str, by: str) -> str:
    """Make a team; answers its id. Raises NameTaken."""
    _unused(connection, name, None)
    key = new_id()
    connection.execute(insert(team).values(id=key, name=name))
    audit(connection, f"staff:{by}", "team_create", key)
    return key


def rename(connection: Connection, team_id: str, name: str, by: str) -> bool:
    """Give it another name; False when there is no such team. Raises NameTaken."""
    _unused(connection, name, team_id)
    if connection.execute(update(team).where(team.c.id == team_id).values(name=name)).rowcount != 1:
        return False
    audit(connection, f"staff:{by}", "team_rename", team_id)
    return True


def fill(connection: Connection, team_id: str, members: Collection[str], by: str) -> bool:
    """Let it have exactly these members (ids that answer no families are left out); False without such a team."""
    if connection.execute(select(team.c.id).where(team.c.id == team_id).with_for_update()).first() is None:
        return False
    known = sorted({each.id for each in colleagues(connection)} & {*members})
    connection.execute(delete(member).where(member.c.team == team_id))
    if known:
        connection.execute(insert(member), [{"team": team_id, "staff": each} for each in known])
    audit(connection, f"staff:{by}", "team_members", team_id, f"{len(known)} members")
    return True


def remove(connection: Connection, team_id: str, by: str) -> bool:
    """Take it away; what waited for it waits for everyone. False when there is no such team."""
    talk = tables.conversation
    connection.execute(update(talk).where(talk.c.team == team_id).values(team=None))
    connection.execute(delete(member).where(member.c.team == team_id))
    if connection.execute(delete(team).where(team.c.id == team_id)).rowcount != 1:
        return False
    audit(connection, f"staff:{by}", "team_remove", team_id)
    return True


def _unused(connection: Connection, name: str, but: str | None) -> None:
    taken = connection.execute(select(team.c.id).where(team.c.name == name)).scalar()
    if taken not in (None, but):
        raise NameTaken
