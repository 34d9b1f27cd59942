"""Reads a project's content and data once, so that every check looks at the same pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from services.content import shapes
from services.content.fault import Fault
from services.content.python_names import Names, names
from services.content.strict_yaml import NotYaml, load

type Page = tuple[str, Mapping[str, Any]]

FOLDERS: Final = ("content", "data")
DOMAIN: Final = "domain.yml"


@dataclass(frozen=True, slots=True)
class Project:
    """The pages that could be read and have their shape, by path from the root; a broken one is reported once."""

    root: Path
    pages: Mapping[str, Mapping[str, Any]]
    broken: frozenset[str]
    names: Names

    def under(self, folder: str) -> Iterator[Page]:
        """The pages of a folder and its folders, in the order of their paths."""
        return ((path, page) for path, page in self.pages.items() if path.startswith(f"{folder}/"))

    def page(self, path: str) -> Mapping[str, Any]:
        """One page; an empty one where it is missing or broken."""
        return self.pages.get(path, {})

    def whole(self, folder: str) -> bool:
        """Whether no page of a folder is broken: only then is something that is not found truly missing."""
        return not any(path.startswith(folder) for path in self.broken)


def read(root: Path) -> tuple[Project, list[Fault]]:
    """The project in a folder, and the faults of files that cannot be read or lack their shape."""
    pages: dict[str, Mapping[str, Any]] = {}
    faults: list[Fault] = []
    broken = set()
    for path in _files(root):
        name = path.relative_to(root).as_posix()
        found, wrong = _page(path, name)
        faults += wrong
        if found is None:
            broken.add(name)
        else:
            pages[name] = found
    in_actions, wrong = _names(root)
    return Project(root, pages, frozenset(broken), in_actions), faults + wrong


def _files(root: Path) -> list[Path]:
    return [root / DOMAIN, *sorted(path for folder in FOLDERS for path in (root / folder).rglob("*.y*ml"))]


def _names(root: Path) -> tuple[Names, list[Fault]]:
    try:
        return names(root), []
    except SyntaxError as error:
        fault = Fault(f"actions/{Path(error.filename or '').name}:{error.lineno}", "is no Python", "Correct it.")
        return Names(), [fault]


def _page(path: Path, name: str) -> tuple[Mapping[str, Any] | None, list[Fault]]:
    """The page, None when no other check can use it, and what is wrong with it."""
    if path.suffix != ".yml":
        return None, [Fault(name, "only files that end in .yml are read", "Rename it.")]
    if not path.exists():
        return None, [Fault(name, "is missing", "Put it back: nothing can be checked without it.")]
    try:
        found, oddities = load(path)
    except NotYaml as error:
        at = f"{name}:{error.line}" if error.line else name
        return None, [Fault(at, f"cannot be read: {error}", "Correct the YAML; long texts are safest in quotes.")]
    odd = [Fault(f"{name}:{line}", problem, "Keep one, or put it in quotes.") for line, problem in oddities]
    if not isinstance(found, dict):
        return None, [*odd, Fault(name, "holds no mapping of keys to values", "Write `key: value` at the top level.")]
    misshapen = shapes.faults(name, found)
    return (None if misshapen else found), odd + misshapen
