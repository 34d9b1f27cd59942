"""A message cut into what it says one thing at a time, without what it says it does not need."""

import re

CUTS = re.compile(
    r"[.!?;:,\n]+|\s[-–—]+\s|\s(?:&|\+)\s|"  # a full stop inside a number ("2.5") stays: it is followed by no space
    r"\b(?:and|but|also|plus|cause|cuz|because|then|besides|another thing|on top of that|"
    r"y|e|pero|tambi[eé]n|tmb|adem[aá]s|aparte|aunque|porque|xq|encima|otra cosa|sino)\b",
    re.IGNORECASE,
)
DENIED = re.compile(
    r"^(?:it'?s |its |this is |we'?re |i'?m |es )?"
    r"(?:not about|not for|not looking for|not|no es (?:por|para|sobre)?|no se trata de|"
    r"(?:i |we )?(?:don'?t|do not|dont) (?:need|want)(?: help with)?|no (?:necesito|necesitamos|quiero|ocupo|busco))\s+"
    r"(?P<what>.+)$",
    re.IGNORECASE,
)
GOES_ON = re.compile(r"^(?:just|only|i need|we need|solo|s[oó]lo|solamente|nada m[aá]s|necesito|lo que)\b", re.IGNORECASE)
NUMBER = re.compile(r"(?<=\d)[.,](?=\d)")
SHORTEST = 3  # letters; less says nothing on its own
MOST = 12


def split(text: str) -> list[str]:
    """Return the clauses of `text` in order, without those that name what is not needed; [] when it is one clause."""
    parts = [part.strip() for part in CUTS.split(NUMBER.sub("·", text))]
    parts = [part.replace("·", ".") for part in parts if sum(map(str.isalpha, part)) >= SHORTEST]
    kept = [part for i, part in enumerate(parts) if not _is_denied(part, parts[i + 1 : i + 2])]
    return [] if len(parts) < 2 else kept[:MOST]


def spoken_for(text: str) -> str:
    """Return `text` without its denied clauses, or whole when nothing else would be left."""
    kept = split(text)
    parts = [part for part in CUTS.split(NUMBER.sub("·", text)) if sum(map(str.isalpha, part)) >= SHORTEST]
    return text if not kept or len(kept) == len(parts[:MOST]) else ", ".join(kept)


def _is_denied(part: str, after: list[str]) -> bool:
    """Whether `part` is a need denied ("not food"), as against a lack told ("no food"): something else must follow."""
    return bool(DENIED.match(part)) and bool(after)
