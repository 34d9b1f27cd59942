"""stub"""
from pathlib import Path
from services.screening.instrument import Instrument
def find(name: str, folder: Path | None) -> Instrument | None:
    return None
