"""What is kept of each answer: its words in both languages, which talks it fits, the need that asking it tells of."""

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any

from services.library.documents import document
from services.library.root import CONTENT


def answer_words(id: str, language: str) -> str:
    """The answer in the family's language. Raises KeyError for an unknown id."""
    return str(_answers()[id]["answer"]["es" if language == "es" else "en"])


def answer_title(id: str, language: str) -> str:
    """The question itself, short and in the family's own voice: a choice where it is not sure what was asked."""
    return str(_answers()[id]["title"]["es" if language == "es" else "en"])


def need_told(id: str, language: str) -> tuple[str, str] | None:
    """The need that asking this tells of ("my snap stopped"), and the words to look for help with; None for none."""
    answer = _answers()[id]
    if "need" not in answer:
        return None
    return str(answer["need"]), str(answer["words"]["es" if language == "es" else "en"])


def fits(id: str, needs: Iterable[str]) -> bool:
    """Whether an answer belongs to a talk about these needs, or to any talk: the same words mean much."""
    only = _answers()[id].get("needs")
    return only is None or not set(only).isdisjoint(needs)


def only_where_it_fits(id: str) -> bool:
    """Whether an answer would hurt in any other talk ("I don't want to keep it")."""
    return bool(_answers()[id].get("nowhere_else", False))


def by_words_only(id: str) -> bool:
    """Whether an answer is heard by its expressions alone: the network hears too much in it ("do I qualify for it")."""
    return bool(_answers()[id].get("by_words", False))


def stands_alone(id: str) -> bool:
    """Whether places behind an answer would push to something, or say it twice."""
    return bool(_answers()[id].get("alone", False))


def is_for_ages(id: str, ages: Collection[float]) -> bool:
    """Whether an answer is for one of the children that were told of, by their months; also where none was."""
    until = _answers()[id].get("until_months")
    return until is None or not ages or min(ages) <= float(until)


def is_for_told(id: str, told: Collection[str]) -> bool:
    """Whether an answer frightens nobody: one of DCF is for who told of it, or of a child (content/safety/told.yml)."""
    only = _answers()[id].get("who")
    return only is None or not set(only).isdisjoint(told)


def helps_in_danger(id: str, kinds: Collection[str]) -> bool:
    """Whether an answer is one to a danger of these kinds that stands; any other turns away from it."""
    answer = _answers()[id]
    return bool(answer.get("in_danger", False)) and not {"any", *kinds}.isdisjoint(answer.get("of_danger", ("any",)))


def tells_of_danger(id: str) -> bool:
    """Whether who asks it may be in danger, or afraid of one: then nobody is calmed because it is a question."""
    return "of_danger" in _answers().get(id, ())


def is_of_no_danger(id: str) -> bool:
    """Whether who plainly asks it in a calm talk is in no danger, though its words sound so ("go after her mother")."""
    return bool(_answers().get(id, {}).get("no_danger", False))


def is_known(id: str) -> bool:
    """Whether there is an answer of that id."""
    return id in _answers()


@cache
def _answers() -> Mapping[str, Mapping[str, Any]]:
    """Every answer by its id, file by file."""
    pages = (document(path) for path in sorted((CONTENT / "answers").glob("*.yml")))
    return {each["id"]: each for page in pages for each in page["answers"]}
