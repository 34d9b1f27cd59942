"""Makes Rasa's own environment and trains the model, each only when its inputs have changed."""

import fcntl
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.errors import OneDoorError
from bot.setup.fingerprint import fingerprint, is_current
from bot.setup.paths import RASA_ENVIRONMENT, RASA_PYTHON, ROOT, Paths

# Everything that the trained model depends on.
MODEL_INPUTS = (
    "domain.yml",
    "config.yml",
    "data",
    "assistant",
    "understanding",
    "content/places",
    "content/programs",
    "uv.lock",
)
TRAINING_LIMIT = 900


class SetupFailed(OneDoorError):
    """A part could not be made; the message says which and where its output is."""


@dataclass(frozen=True, slots=True)
class Trained:
    """What training came to; `seconds` is None when the model was current already."""

    model: Path
    seconds: float | None


def ensure_environment(log: Path) -> bool:
    """Sync Rasa's environment from the lock; False when it was current. Raises SetupFailed."""
    with _alone(log.parent / "setup.lock"):
        return _ensure_environment(log)


def _ensure_environment(log: Path) -> bool:
    wanted = fingerprint([ROOT / "uv.lock"])
    stamp = RASA_ENVIRONMENT / ".onedoor"
    if RASA_PYTHON.exists() and is_current(stamp, wanted):
        return False
    uv = os.environ.get("UV") or shutil.which("uv")
    if uv is None:
        raise SetupFailed("uv is not on the path: run `python3 -m pip install uv`")
    _run(
        [uv, "sync", "--frozen", "--python", "3.10", "--no-default-groups", "--group", "rasa", "--no-install-project"],
        {**os.environ, "UV_PROJECT_ENVIRONMENT": str(RASA_ENVIRONMENT), "VIRTUAL_ENV": ""},
        log,
        "Rasa's environment",
    )
    stamp.write_text(wanted)
    return True


def ensure_model(paths: Paths, log: Path) -> Trained:
    """Train when an input has changed. Raises SetupFailed."""
    with _alone(paths.models.resolve() / "train.lock"):
        return _ensure_model(paths, log)


def _ensure_model(paths: Paths, log: Path) -> Trained:
    learned = [paths.learned] if paths.learned.is_dir() else []
    wanted = fingerprint([*(ROOT / name for name in MODEL_INPUTS), *learned])
    stamp = paths.models / "inputs.sha256"
    if paths.model.is_file() and is_current(stamp, wanted):
        return Trained(paths.model, None)
    data = ["--data", "data", *(str(folder.absolute()) for folder in learned)]
    command = [str(RASA_PYTHON), "-m", "assistant.train", "--out", str(paths.models), *data]
    output = _run(command, _environment(), log, "the model")
    stamp.write_text(wanted)
    return Trained(paths.model, float(json.loads(output.strip().splitlines()[-1])["seconds"]))


def tune(*options: str) -> None:
    """Tune the encoder on the examples of the repository; its lines go to standard error. Raises SetupFailed."""
    done = subprocess.run([str(RASA_PYTHON), "-m", "assistant.tuning.run", *options], cwd=ROOT, env=_environment())
    if done.returncode != 0:
        raise SetupFailed("the encoder could not be tuned; the reason stands above")


def _environment() -> dict[str, str]:
    return {
        "PATH": os.environ.get("PATH", ""),
        "HOME": os.environ.get("HOME", "/"),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "RASA_TELEMETRY_ENABLED": "false",
    }


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Hold a lock, so that two commands that start together make a thing once."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _run(command: list[str], environment: dict[str, str], log: Path, what: str) -> str:
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as errors:
        done = subprocess.run(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=errors, timeout=TRAINING_LIMIT
        )
    if done.returncode != 0:
        raise SetupFailed(f"could not make {what}; its output is in {log}")
    return done.stdout.decode()
