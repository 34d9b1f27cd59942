"""Writes the stock project and trains it once for each state of the examples."""

import asyncio
import json
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.processes import Started
from bot.setup.fingerprint import fingerprint
from bot.setup.paths import RASA_ENVIRONMENT, RASA_PYTHON, ROOT

HERE = Path(__file__).parent / "project"
EXAMPLES = ROOT / "data" / "nlu"
ACTION = "action_answer"
TRAINING_LIMIT = 3 * 3600.0
# What Rasa fills into the empty config.yml that `rasa init` writes.
DEFAULTS = "lib/python3.10/site-packages/rasa/engine/recipes/config_files/default_config.yml"
# Sequences for the policies that learn; without any, Rasa leaves them out.
STORIES = (
    ("food_need", "inform", "more_options", "thanks"),
    ("developmental_concern", "inform", "inform", "affirm"),
    ("housing_need", "deny", "utilities_need", "inform"),
    ("child_care_need", "inform", "transportation_need", "more_options"),
    ("health_care_need", "dont_know_or_skip", "talk_to_person", "goodbye"),
)


@dataclass(frozen=True, slots=True)
class Project:
    """A trained stock project; `training_seconds` as measured when it was trained."""

    folder: Path
    model: Path
    training_seconds: float


async def ensure_project(cache: Path, epochs: int | None) -> Project:
    """Write and train the project unless this very one is in `cache`; `epochs` replaces Rasa's own number."""
    config = yaml.safe_dump(stock_config(epochs), sort_keys=False)
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    talk = yaml.safe_dump({"version": "3.1", **stock_talk(domain)}, sort_keys=False)
    wanted = f"{fingerprint([EXAMPLES, HERE])}\n{config}\n{talk}"
    folder = cache / ("stock" if epochs is None else f"stock-{epochs}")
    if (known := _known(folder, wanted)) is not None:
        return known
    _write(folder, {"config.yml": config, "data/talk.yml": talk, "domain.yml": yaml.safe_dump(stock_domain(domain))})
    seconds = await _train(folder)
    (folder / "trained.json").write_text(json.dumps({"inputs": wanted, "seconds": seconds}))
    return Project(folder, folder / "models" / "stock.tar.gz", seconds)


def stock_config(epochs: int | None) -> dict[str, Any]:
    """Pipeline and policies as the installed Rasa writes them for a new project."""
    config: dict[str, Any] = yaml.safe_load((RASA_ENVIRONMENT / DEFAULTS).read_text(encoding="utf-8"))
    if epochs is not None:
        for part in (*config["pipeline"], *config["policies"]):
            part.update({"epochs": epochs} if "epochs" in part else {})
    return config


def stock_domain(domain: dict[str, Any]) -> dict[str, Any]:
    """Our intents, entities and slots; one action; sessions as `rasa init` sets them."""
    kept = {name: domain[name] for name in ("version", "intents", "entities", "slots") if name in domain}
    session = {"session_expiration_time": 60, "carry_over_slots_to_new_session": True}
    return {"version": "3.1", **kept, "actions": [ACTION], "session_config": session}


def stock_talk(domain: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """A rule for every intent and a few stories; each turn runs the action."""
    rules = [{"rule": intent, "steps": _steps([intent])} for intent in domain["intents"]]
    stories = [{"story": " ".join(intents), "steps": _steps(intents)} for intents in STORIES]
    return {"rules": rules, "stories": stories}


def _steps(intents: list[str] | tuple[str, ...]) -> list[dict[str, str]]:
    return [step for intent in intents for step in ({"intent": intent}, {"action": ACTION})]


def _known(folder: Path, wanted: str) -> Project | None:
    stamp, model = folder / "trained.json", folder / "models" / "stock.tar.gz"
    if not stamp.is_file() or not model.is_file():
        return None
    trained = json.loads(stamp.read_text())
    return Project(folder, model, float(trained["seconds"])) if trained["inputs"] == wanted else None


def _write(folder: Path, files: dict[str, str]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HERE, folder)
    shutil.copytree(EXAMPLES, folder / "data" / "nlu")
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


async def _train(folder: Path) -> float:
    command = [str(RASA_PYTHON), "-m", "rasa", "train", "--out", "models", "--fixed-model-name", "stock", "--force"]
    began = time.monotonic()
    process = Started(command, folder, {}, folder / "train.log")
    try:
        await asyncio.wait_for(process.succeed("train stock Rasa"), TRAINING_LIMIT)
    finally:
        await process.stop()
    return round(time.monotonic() - began, 1)
