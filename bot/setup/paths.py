"""Where things are: the repository, and the data directory's files."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RASA_ENVIRONMENT = ROOT / ".venv-rasa"
RASA_PYTHON = RASA_ENVIRONMENT / "bin" / "python"


@dataclass(frozen=True, slots=True)
class Paths:
    """The files of one data directory."""

    data: Path

    @property
    def models(self) -> Path:
        return self.data / "models"

    @property
    def model(self) -> Path:
        return self.models / "assistant.tar.gz"

    @property
    def reader(self) -> Path:
        """The part of the model that the gateway runs itself."""
        return self.models / "reader.npz"

    @property
    def learned(self) -> Path:
        """What staff approved to be learned from (see bot/setup/learned.py)."""
        return self.data / "learned"

    @property
    def instruments(self) -> Path:
        """Questionnaires that this site has imported."""
        return self.data / "instruments"

    @property
    def demo(self) -> Path:
        return self.data / "demo.json"

    @property
    def rasa_log(self) -> Path:
        return self.data / "rasa.log"
