"""Takes down what of a feed cannot be used: a row that is lost is refused, anything else is a remark."""

from collections.abc import Callable
from dataclasses import dataclass

from resources_db.importers.parts import Json
from resources_db.importers.report import Findings, Refusal
from resources_db.importers.stage import FILE, LINE, ROW, Stage, Staged


@dataclass(frozen=True, slots=True)
class Notes:
    """The faults of one feed, each with the file and line of the row that it is about."""

    stage: Stage
    findings: Findings

    def about(self, entity: str, key: str | None, record: Json) -> Callable[..., None]:
        """A Note (see parts.py) for one record."""

        def note(part: str, reason: str, row: Json | None = None, *, lost: bool = False) -> None:
            staged = self._staged(row) or self._staged(record) or self._first(entity, key)
            own = staged is not None and row is not None and row.get(ROW) == staged.n and row is not record
            if lost and own and staged and staged.listed:
                self.stage.refuse(staged.n, reason)
            else:
                self._remark(staged, row or {}, record, key, part, reason)

        return note

    def lose(self, entity: str, key: str, record: Json, reason: str) -> None:
        """Refuse the rows of an organization or place; a record that is only nested in others is remarked on."""
        listed = [row for row in self.stage.with_key(entity, key) if row.listed]
        for row in listed:
            self.stage.refuse(row.n, reason)
        if not listed:
            self._remark(None, {}, record, key, entity, reason)

    def _staged(self, row: Json | None) -> Staged | None:
        number = (row or {}).get(ROW)
        return self.stage.row(number) if isinstance(number, int) else None

    def _first(self, entity: str, key: str | None) -> Staged | None:
        return next(iter(self.stage.with_key(entity, key)), None) if key else None

    def _remark(self, staged: Staged | None, row: Json, record: Json, key: str | None, part: str, reason: str) -> None:
        file = staged.file if staged else record.get(FILE) or ""
        line = row.get(LINE) or (staged.line if staged else record.get(LINE))
        self.findings.kept[Refusal(file, line, key, part, reason)] = None
