"""Knows on which line of a file a record stands, so that a refusal can be found again."""

import json
import re
from typing import Any

import yaml

LINE = "__line__"
_KEYS = ("id", "ID", "Id", "name", "NAME", "Name")
_AS_WRITTEN = {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float"}
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """Safe YAML whose numbers, dates and times stay as written (10:30 is not 630); its mappings know their line."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own attribute
        first: [(tag, pattern) for tag, pattern in rules if tag not in _AS_WRITTEN]
        for first, rules in _Base.yaml_implicit_resolvers.items()
    }


def _mapping(loader: Any, node: Any) -> dict[str, Any]:
    return {**loader.construct_mapping(node, deep=True), LINE: node.start_mark.line + 1}


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


class BadYaml(ValueError):
    """The file is not YAML; `lineno` is where it stops being so."""

    def __init__(self, error: yaml.YAMLError) -> None:
        mark = getattr(error, "problem_mark", None)
        super().__init__(getattr(error, "problem", None) or "not YAML")
        self.lineno: int | None = mark.line + 1 if mark else None


def yaml_with_lines(text: str) -> Any:
    """The YAML document, its mappings carrying `__line__`. Raises BadYaml."""
    try:
        return yaml.load(text, _Loader)
    except yaml.YAMLError as error:
        raise BadYaml(error) from error


def lines_of(text: str, records: list[Any]) -> list[int | None]:
    """The line of each record, in order: by its mark, or for JSON by where its id or name is written."""
    lines: list[int | None] = []
    at, line = 0, 1
    for record in records:
        start = None if _mark(record) else _written(text, record, at)
        if start is not None:
            line += text.count("\n", at, start)
            at = start
        lines.append(_mark(record) or (None if start is None else line))
        at += start is not None  # the next record stands further on, even when it bears the same id
    return lines


def _mark(record: Any) -> int | None:
    return record.get(LINE) if isinstance(record, dict) else None


def _written(text: str, record: Any, after: int) -> int | None:
    key = next((k for k in _KEYS if isinstance(record, dict) and record.get(k)), None)
    if key is None:
        return None
    pattern = rf'"{key}"\s*:\s*{re.escape(json.dumps(record[key], ensure_ascii=False))}'
    match = re.compile(pattern).search(text, after)
    return match.start() if match else None
