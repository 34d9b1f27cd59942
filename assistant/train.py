"""Train the model: `python -m assistant.train --out DIR`, run in the repository; prints one JSON line."""

import argparse
import contextlib
import hashlib
import json
import os
import sys
import time
from pathlib import Path

import yaml

from assistant import patches

NAME = "assistant"
# What makes a reader; the rest of a model takes seconds, this takes minutes.
READER_INPUTS = (
    "assistant/learning/*.py",
    *(f"understanding/{name}.py" for name in ("base", "encoder", "network", "spelling", "tokens")),
    "understanding/tuned/*",
)


def main() -> None:
    """Train on config.yml, domain.yml and data/, print {"seconds", "model"}; exit code 1 when it fails."""
    parser = argparse.ArgumentParser(prog="python -m assistant.train", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="directory for the model file")
    parser.add_argument("--config", default="config.yml")
    parser.add_argument("--domain", default="domain.yml")
    parser.add_argument("--data", nargs="+", default=["data"])
    options = parser.parse_args()
    started = time.monotonic()
    model = train_model(options.out, options.config, options.domain, options.data)
    if model is None:
        sys.exit("assistant: training failed; the reason stands above")
    print(json.dumps({"seconds": round(time.monotonic() - started, 1), "model": str(Path(model).resolve())}))


def train_model(out: Path, config: str, domain: str, data: list[str]) -> str | None:
    """Return the path of the model trained into `out`, None when Rasa refused."""
    os.environ["RASA_MAX_CACHE_SIZE"] = "0"  # Rasa's cache does not see a change in the modules a component uses
    patches.prepare()
    import rasa.core.policies.rule_policy  # noqa: F401  # registers itself, as the default components would have
    from rasa.model_training import train

    if "assistant.labeler" in Path(config).read_text(encoding="utf-8"):
        os.environ["ONEDOOR_READER"] = str(make_reader(out, data))
        data = without_examples(out, data)

    with contextlib.redirect_stdout(sys.stderr):  # Rasa prints; our standard output is one JSON line
        result = train(domain, config, data, str(out), force_training=True, fixed_model_name=NAME)
    return result.model if result.code == 0 else None


def make_reader(out: Path, data: list[str]) -> Path:
    """Return the reader in `out`, learned anew only when the examples or its code have changed."""
    from assistant.learning import examples, reader

    path, stamp = out / "reader.npz", out / "reader.sha256"
    ours, learned = examples.read(data[:1]), examples.read(data[1:]) if data[1:] else ([], [])
    found = ours[0] + learned[0], ours[1] + learned[1]
    inputs = _fingerprint(found)
    if not (path.is_file() and stamp.is_file() and stamp.read_text() == inputs):
        out.mkdir(parents=True, exist_ok=True)
        reader.learn(*found, tuned=len(ours[0])).save(path)
        stamp.write_text(inputs)
    return path


def without_examples(out: Path, data: list[str]) -> list[str]:
    """Return the training files for Rasa: with all examples it reads for two minutes what the reader learned already.

    It still wants to know each label, by one example.
    """
    from assistant.learning import examples

    texts, labels = examples.read(data)
    firsts = {borne[0]: text for text, borne in reversed(list(zip(texts, labels, strict=True)))}
    blocks = [{"intent": label, "examples": f"- {text}\n"} for label, text in sorted(firsts.items())]
    few = out / "one_of_each.yml"
    few.write_text(yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True), encoding="utf-8")
    return [str(few), *(str(file) for file in examples.files(data) if not examples.holds(file))]


def _fingerprint(found: tuple[list[str], list[list[str]]]) -> str:
    digest = hashlib.sha256(json.dumps(found).encode())
    for file in sorted(file for name in READER_INPUTS for file in Path().glob(name)):
        digest.update(file.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    main()
