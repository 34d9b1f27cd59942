"""Reads the YAML documents of one folder of content."""

from pathlib import Path
from typing import Any

import yaml

# The C twin of the safe loader, where it was built: content is read at every start.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def document(path: Path) -> dict[str, Any]:
    """The mapping that a YAML file holds. Raises ValueError, naming the file, when it holds anything else."""
    with path.open(encoding="utf-8") as file:
        found = yaml.load(file, _Loader)
    if not isinstance(found, dict):
        raise ValueError(f"{path.name}: expected a mapping, found {type(found).__name__}")
    return found


def documents(folder: Path) -> list[dict[str, Any]]:
    """The documents of every `*.yml` file in a folder, in the order of their names."""
    return [document(path) for path in sorted(folder.glob("*.yml"))]
