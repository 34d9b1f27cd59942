"""Draws the plots in Rasa's environment (matplotlib): `python -m benchmarks.understanding.plots JSON FOLDER`."""

import json
import sys
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

INK, SEA, SAND = "#1b2a33", "#0b5d5b", "#c96f2b"
SIDES = {"onedoor": SEA, "stock": SAND}
NAMES = {"en": "English", "es": "Spanish", "pt": "Portuguese"}
ASKED_BACK = "(asked back)"


def main() -> None:
    """Write understanding-*.png and print their names."""
    figures, folder = json.loads(Path(sys.argv[1]).read_text()), Path(sys.argv[2])
    drawn = [_confusion(rows, language, folder) for language, rows in figures["onedoor"]["confusion"].items()]
    drawn.append(_calibration(figures, folder))
    if "curve" in figures:
        drawn.append(_curve(figures["curve"], folder))
    print(json.dumps(drawn))


def _confusion(rows: dict[str, dict[str, int]], language: str, folder: Path) -> str:
    labels = sorted({*rows, *(taken for counts in rows.values() for taken in counts)})
    sums = {true: sum(rows.get(true, {}).values()) or 1 for true in labels}
    shares = [[rows.get(true, {}).get(taken, 0) / sums[true] for taken in labels] for true in labels]
    side = 2 + 0.24 * len(labels)
    figure, axes = plt.subplots(figsize=(side, side))
    axes.imshow(shares, cmap="GnBu", vmin=0, vmax=1)
    for row, true in enumerate(labels):
        for column, taken in enumerate(labels):
            if number := rows.get(true, {}).get(taken, 0):
                colour = "white" if shares[row][column] > 0.6 else INK
                axes.text(column, row, number, ha="center", va="center", fontsize=5, color=colour)
    axes.set_xticks(range(len(labels)), labels=labels, rotation=90, fontsize=6)
    axes.set_yticks(range(len(labels)), labels=labels, fontsize=6)
    axes.set(xlabel="best label read", ylabel="main label", title=f"{NAMES[language]}: what messages are taken for")
    return _saved(figure, folder / f"understanding-confusion-{language}.png")


def _calibration(figures: dict[str, Any], folder: Path) -> str:
    languages = list(figures["onedoor"]["calibration"])
    figure, all_axes = plt.subplots(1, len(languages), figsize=(4 * len(languages), 4), squeeze=False)
    for axes, language in zip(all_axes[0], languages, strict=True):
        axes.plot([0, 1], [0, 1], color="#999999", linewidth=1, linestyle=":")
        for side, colour in SIDES.items():
            found = figures.get(side, {}).get("calibration", {}).get(language, {"bins": []})["bins"]
            places = [[cell[name] for cell in found] for name in ("confidence", "right")]
            axes.plot(*places, color=colour, linewidth=1, label=side if found else None)
            axes.scatter(*places, s=[max(8, cell["messages"]) for cell in found], color=colour, alpha=0.6, linewidths=0)
        axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="confidence of the best label", title=NAMES[language])
        axes.legend(frameon=False)
    all_axes[0][0].set_ylabel("share that is right")
    return _saved(figure, folder / "understanding-calibration.png")


def _curve(points: list[dict[str, Any]], folder: Path) -> str:
    figure, axes = plt.subplots(figsize=(6, 4))
    for language, colour in zip(points[0]["by_language"], (SEA, SAND, INK), strict=False):
        taught = [sum(known["examples"] for known in point["examples"].values()) for point in points]
        rows = [point["by_language"][language] for point in points]
        name = NAMES[language]
        axes.plot(
            taught, [row["any_right"]["share"] for row in rows], "o-", color=colour, label=f"{name}: a right label"
        )
        axes.plot(taught, [row["needs_f1_micro"] for row in rows], "o--", color=colour, label=f"{name}: needs F1")
    axes.set(xlabel="training examples, both languages", ylim=(0, 1), title="Learning curve on voices never trained on")
    axes.legend(frameon=False)
    return _saved(figure, folder / "understanding-curve.png")


def _saved(figure: Any, file: Path) -> str:
    figure.tight_layout()
    figure.savefig(file, dpi=130, metadata={"Software": None})
    plt.close(figure)
    return file.name


if __name__ == "__main__":
    main()
