"""Where the content folder is: the one place that knows."""

from pathlib import Path
from typing import Final

CONTENT: Final[Path] = Path(__file__).resolve().parents[2] / "content"
