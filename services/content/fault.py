"""One thing that is wrong in the content, said so that the person who wrote it can put it right."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Where it stands (a path from the project's root, with a line where known), what is wrong, and what to do.

    `problem` is a sentence without its full stop; `what_to_do` is one with it.
    """

    path: str
    problem: str
    what_to_do: str

    def __str__(self) -> str:
        return f"{self.path}: {self.problem}. {self.what_to_do}"
