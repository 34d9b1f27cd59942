"""The reader in this process: it hears danger with Rasa down, and what it computes is handed to Rasa with the turn."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np

from bot.turn.by_name import heard_as
from services.answers import may_ask
from services.casework.commands import command
from services.casework.courtesy import without_opening
from services.casework.grown_ups import is_for_no_child
from services.casework.needs import all_needs
from services.casework.not_meant import not_meant, puts_a_question, told_by_the_way
from services.casework.referral_wished import without_the_referral
from services.casework.wishes import wish_told
from services.safety.opt_out import asks_to_stop, speaks_of_others, wants_more
from services.safety.same_word import same_words
from services.safety.scores import wish_to_stop
from understanding.reader import Reader
from understanding.text import TooLong, plain

# The network hears a wish for silence now and then where somebody else's texts are spoken of (tests/cases/texts): there
# its word counts only where it is sure (content/safety/thresholds.yml).
STOP = "stop_messages"
IDLE = ("greet", "help_capabilities", "goodbye")  # as which a greeting is heard that tells its matter at once
BEHIND = 0.5  # of any need behind it: surer than half, as it is read alone
FACT = "inform"
TOLD_BESIDE = 0.25  # of a need beside a danger: eight in ten are heard, and of eight dangers one gets a need too many
BRIEF = 7  # words of a message that says little more than what is wished for
ROUNDING = 4  # digits of a chance on its way to Rasa


class Understanding:
    """What a message is about, by the model that `onedoor train` left at `path`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._chances = lru_cache(maxsize=256)(
            self._read
        )  # a turn asks twice: for danger, then for Rasa; a parse a batch
        self._reader: Reader | None = None

    def scores(self, text: str) -> Mapping[str, float] | None:
        """The chance that a message is first about each label. Raises OSError when there is no model.

        All dangers together count for the likeliest of them: which one it is may be open while it is sure that one is.
        None for our own words ("plan"), which mean what we say they mean; the phrases of danger still hear them.
        """
        rows = self._chances(text)
        if rows is None or command(text):
            return None
        scores = dict(zip(self._open().labels, map(float, rows[0]), strict=True))
        dangers = {label: score for label, score in scores.items() if label.startswith("crisis_")}
        likeliest = max(dangers, key=lambda label: dangers[label])
        return scores | {likeliest: sum(dangers.values())}

    def chances(self, text: str) -> list[list[float]] | None:
        """The same as Rasa's labeler takes it over, None for a text that Rasa reads without it."""
        rows = self._chances(text)
        return None if rows is None else rows.round(ROUNDING).tolist()

    def calm(self, text: str) -> list[list[float]] | None:
        """The same as if there were no danger: what a message asks for that only sounded of one."""
        rows = self._chances(text)
        if rows is None:
            return None
        dangers = np.array([label.startswith("crisis_") for label in self._open().labels])
        rest = np.where(dangers, 0.0, rows)
        rest[0] /= max(rest[0].sum(), 1e-9)
        return [list(map(float, row)) for row in rest.round(ROUNDING)]

    def needs(self, text: str) -> list[list[float]] | None:
        """The same for the needs alone that a message tells beside its danger; None where it tells none."""
        rows = self._chances(text)
        if rows is None:
            return None
        told = np.array([label in all_needs() for label in self._open().labels]) & (rows[1] >= TOLD_BESIDE)
        return np.where(told, rows[1], 0.0)[None].repeat(2, axis=0).round(ROUNDING).tolist() if told.any() else None

    def _read(self, text: str) -> np.ndarray | None:
        try:
            words = plain(same_words(without_the_referral(text)))
        except TooLong:
            return None
        rows, labels = self._open().chances(words), list(self._open().labels)
        self._behind_the_opening(text, rows, labels)
        for label in not_meant(text, dict(zip(labels, map(float, rows[0]), strict=True))):
            rows[:, labels.index(label)] = 0.0  # no other takes its chance: in doubt we ask back
        for label in told_by_the_way(text):
            _tell(rows, labels, label, asks=puts_a_question(text))
        if (wish := wish_told(text)) is not None:
            briefly = len(text.split()) <= BRIEF or is_for_no_child(text)
            heard_as(rows, labels, wish.needs, wish.instead_of, briefly=briefly)
        stop = labels.index(STOP)
        if not asks_to_stop(text) and (wants_more(text) or self._is_no_wish(text, float(rows[0, stop]))):
            rows[:, stop] = 0.0
        return rows

    def _behind_the_opening(self, text: str, rows: np.ndarray, labels: list[str]) -> None:
        """Hear the need behind a greeting that drowns it; of danger what either of both readings hears."""
        if labels[int(rows[0].argmax())] not in IDLE or (rest := without_opening(text)) is None:
            return
        behind = self._open().chances(plain(same_words(rest)))
        needs = [at for at, label in enumerate(labels) if label in all_needs()]
        if int(behind[0].argmax()) not in needs or behind[0, needs].sum() < BEHIND:
            return
        dangers = np.array([label.startswith("crisis_") for label in labels])
        rows[:] = np.where(dangers, np.maximum(rows, behind), behind)

    def _is_no_wish(self, text: str, chance: float) -> bool:
        """Whether what may be a wish for silence speaks of others' texts, or asks ("can they take that away")."""
        may_be = wish_to_stop({STOP: chance}, elsewhere=False) is not None
        return self._is_elsewhere(text, chance) or (may_be and may_ask(text))

    def _is_elsewhere(self, text: str, chance: float) -> bool:
        return speaks_of_others(text) and wish_to_stop({STOP: chance}, elsewhere=True) is None

    def _open(self) -> Reader:
        if self._reader is None:
            self._reader = Reader.load(self._path)
        return self._reader


def _tell(rows: np.ndarray, labels: list[str], need: str, *, asks: bool) -> None:
    """Take a need's chances away, that a message only sounds of; it is a fact where it asks nothing."""
    at, fact = labels.index(need), labels.index(FACT)
    if not asks:
        rows[0, fact] += rows[0, at]
        rows[1, fact] = rows[1, [fact, at]].max()
    rows[:, at] = 0.0
