"""Reads a message for danger and keywords before anything else does: no network, no memory; a model only if asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from services.library.root import CONTENT
from services.safety import crisis, keywords, ordinary, scores
from services.safety.fold import fold


@dataclass(frozen=True, slots=True)
class Reading:
    """What the safety layers saw: a `crisis`, or else a `doubt` (its likeliest label), and why.

    `reason` is "pattern wish_to_die/3" or "classifier 0.93", never the person's words; `matched` the pattern's id.
    `rule` is the one by which the message is a keyword. A `quiet` doubt is shown to a person, and asked of nobody.
    """

    crisis: str | None = None
    doubt: str | None = None
    reason: str | None = None
    matched: str | None = None
    keyword: keywords.Keyword | None = None
    rule: str = ""
    answered_by_carrier: bool = False
    quiet: bool = False


def read(
    text: str,
    scored: Mapping[str, float] | None = None,
    *,
    language: str | None = None,
    stopped: bool = False,
    provider: str = "twilio",
    content: Path = CONTENT,
) -> Reading:
    """Read one message; `scored` is what a classifier makes of it, by label from 0 to 1, where there is one.

    Either layer may raise the alarm and neither can call the other's off; only in the few kinds of ordinary.yml, where
    the network was found to err, it does not count. `stopped` says that this number has stopped
    our texts, so that a plain "yes" starts them again; `provider` is whose carrier may have answered a keyword already.
    Danger is looked for in every message, also in a keyword. Weak phrases are only a doubt where the network is all but
    sure of the contrary; where there is no network they count in full.
    """
    folded = fold(text)
    label, doubt, reason, matched = _danger(folded, scored or {}, language, content)
    said = keywords.find(text, folded, stopped, provider, content, scored)
    if said is None:
        return Reading(label, doubt, reason, matched)
    return Reading(label, doubt, reason, matched, said.keyword, said.rule, said.by_carrier)


def _surer(label: str, matched: str, scored: Mapping[str, float], language: str | None, content: Path) -> str | None:
    """The danger that the network is sure of, where a weak phrase names one that the network all but rules out.

    A child "locked in the bathroom" who says he wants to die is in danger by his own hand, not by somebody at home.
    """
    alarm = scores.highest(scored, language, "alarm", content) if crisis.is_weak(matched) else None
    ruled_out = alarm is not None and not scores.reach({label: scored.get(label, 0.0)}, content)
    return alarm if ruled_out and alarm != label else None


def _meant(folded: str, scored: Mapping[str, float], content: Path) -> Mapping[str, float]:
    """What a network makes of a folded message, where a danger that it only sounds of is the one meant."""
    said: dict[str, float] = {}
    for label, score in scored.items():
        other = ordinary.meant_instead(folded, label, content)
        said[other] = max(score, said.get(other, 0.0))
    return said


def _danger(
    folded: str, scored: Mapping[str, float], language: str | None, content: Path
) -> tuple[str | None, str | None, str | None, str | None]:
    """The crisis, the doubt, the reason and the pattern's id; a phrase mostly names its danger more exactly."""
    surely = ordinary.is_surely_ordinary(folded, content)
    likely_at_all = not scored or (not surely and scores.reach(scored, content))
    if found := crisis.find(folded, content, weak=likely_at_all):
        label, matched = found
        if crisis.is_weak(matched) and (meant := ordinary.meant_instead(folded, label, content)) != label:
            return meant, None, f"pattern {matched}", matched
        heard = _meant(folded, ordinary.heard(folded, scored, content), content)
        if (other := _surer(label, matched, heard, language, content)) is not None:
            return other, None, f"pattern {matched}, classifier {heard[other]:.2f}", matched
        return label, None, f"pattern {matched}", matched
    hint = None if surely else crisis.find_doubt(folded, content)
    plain_hint = hint is not None and not crisis.is_weak(hint[1])  # a weak one was weighed above
    heard = scored if plain_hint else ordinary.heard(folded, scored, content)
    scored = _meant(folded, heard, content)
    alarm = scores.highest(scored, language, "alarm", content)
    likely = scores.highest(scored, language, "doubt", content)
    sure = alarm or (likely if hint else None)
    sounds_of = scores.highest(heard, language, "alarm", content) or sure
    if sure and sounds_of and (first := ordinary.asked_first(folded, sounds_of, content)):
        return None, sure, f"pattern {first}/alone, classifier {scored[sure]:.2f}", hint[1] if hint else None
    if alarm:
        return alarm, None, f"classifier {scored[alarm]:.2f}", None
    if hint and likely:
        return likely, None, f"pattern {hint[1]}, classifier {scored[likely]:.2f}", hint[1]
    if hint:
        return None, hint[0], f"pattern {hint[1]}", hint[1]
    if likely:
        return None, likely, f"classifier {scored[likely]:.2f}", None
    return None, None, None, None
