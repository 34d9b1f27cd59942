"""Everything that must be there before the start, each part with its progress."""

from collections.abc import Callable

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bot.setup.directory import ensure_directory
from bot.setup.paths import Paths
from bot.setup.rasa import ensure_environment, ensure_model

type Step = tuple[str, Callable[[], object]]


def set_up(paths: Paths, database_url: str | None, *, own_rasa: bool = True) -> None:
    """Make what is missing or out of date; nothing of Rasa's when another runs it. Raises SetupFailed."""
    log = paths.data / "setup.log"
    rasa: list[Step] = [
        ("Rasa's environment (a few minutes the first time)", lambda: ensure_environment(log)),
        ("The model (four minutes when its data changed)", lambda: ensure_model(paths, log)),
    ]
    directory: Step = ("The starter directory", lambda: ensure_directory(paths.data, database_url))
    steps = [*(rasa if own_rasa else ()), directory]
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(20), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        tasks = [progress.add_task(name, total=None, start=False) for name, _ in steps]
        for task, (_, step) in zip(tasks, steps, strict=True):
            progress.start_task(task)
            step()
            progress.update(task, total=1, completed=1)
