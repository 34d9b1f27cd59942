"""Parts of the training data: for the learning curve, and to teach stock Rasa what we are taught."""

from pathlib import Path

import pytest

from benchmarks.understanding import part

PAGE = "nlu:\n- intent: thanks\n  examples: |\n    - ty {name}\n"


@pytest.fixture
def examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "nlu"
    for name in ("topics/talk", *(f"voices/v{number}" for number in range(4))):
        file = folder / "en" / f"{name}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(PAGE.format(name=file.stem))
    monkeypatch.setattr(part, "EXAMPLES", folder)
    return folder


def taught(folder: Path) -> set[str]:
    return {file.stem for file in (folder / "nlu").rglob("*.yml")}


def test_topics_are_always_taught_and_each_share_of_the_voices_holds_the_one_before(
    examples: Path, tmp_path: Path
) -> None:
    parts = []
    for fraction in (0.0, 0.5, 1.0):
        counts = part.draw(tmp_path / "part", fraction)
        parts.append(taught(tmp_path / "part"))
        assert counts == {"en": {"examples": len(parts[-1]), "files": len(parts[-1])}}
    assert parts[0] == {"talk"}
    assert parts[0] < parts[1] < parts[2]
    assert len(parts[1]) == 3


def test_without_voices_there_is_no_curve(examples: Path) -> None:
    assert part.has_voices()
    for file in examples.glob("*/voices/*.yml"):
        file.unlink()
    assert not part.has_voices()
