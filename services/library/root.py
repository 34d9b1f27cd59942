"""Where the content folder is: the one place that knows."""

from pathlib import Path
from typing import Final

ROOT: Final[Path] = Path(__file__).resolve().parents[2]
CONTENT: Final[Path] = ROOT / "content"
