"""Reads YAML without its silent repairs: a key written twice, and a bare `no` or `on` that turns into false or true."""

from pathlib import Path
from typing import Any

import yaml

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class NotYaml(ValueError):
    """The file cannot be read at all; `line` is where reading stopped, None when it is not known."""

    def __init__(self, problem: str, line: int | None) -> None:
        super().__init__(problem)
        self.line = line


class _Loader(_Base):  # type: ignore[misc]
    """Safe YAML that notes (line, what is odd) for keys that the plain loader would swallow."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.oddities: list[tuple[int, str]] = []


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [(loader.construct_object(key, deep=True), key) for key, _ in node.value]
    for at, (key, written) in enumerate(keys):
        line = written.start_mark.line + 1
        if isinstance(key, bool):
            loader.oddities.append((line, f"the bare key `{written.value}` is read as {str(key).lower()}"))
        if any(key == earlier for earlier, _ in keys[:at]):
            loader.oddities.append((line, f"the key `{key}` is written twice, and only the last one counts"))
    return dict(loader.construct_mapping(node, deep=True))


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def load(path: Path) -> tuple[Any, list[tuple[int, str]]]:
    """What the file holds, and its oddities by line. Raises NotYaml."""
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
        return loader.get_single_data(), sorted(loader.oddities)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise NotYaml(str(error.problem), mark.line + 1 if mark else None) from error
    except (yaml.YAMLError, ValueError) as error:  # a sign YAML does not allow, bytes that are not UTF-8, a 13th month
        raise NotYaml(str(error).splitlines()[0], None) from error
