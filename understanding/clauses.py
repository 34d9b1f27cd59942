"""A message cut into what it says one thing at a time, without what it says it does not need."""

import re

CUTS = re.compile(
    r"[.!?;:,\n]+|\s[-–—]+\s|\s(?:&|\+)\s|"  # a full stop inside a number ("2.5") stays: it is followed by no space
    r"\b(?:and|but|also|plus|cause|cuz|because|then|besides|another thing|on top of that|"
    r"y|e|pero|tambi[eé]n|tmb|adem[aá]s|aparte|aunque|porque|xq|encima|otra cosa|sino)\b",
    re.IGNORECASE,
)
# "I don't need food" is a denial by itself; "not food" only when what is wanted follows ("not food, just a ride"),
# since "not enough food" and "no food" tell a lack.
DENIED = re.compile(
    r"^(?:(?:i|we) (?:don'?t|do not) (?:need|want)|(?:it'?s |this is |i'?m )?not (?:about|for|looking for)|"
    r"no (?:necesito|necesitamos|quiero|queremos|busco|buscamos|es por|es para|es sobre|se trata de))\s+\S",
    re.IGNORECASE,
)
SET_AGAINST = re.compile(r"^(?:it'?s )?(?:not|no|no es)(?:\s+[^\W\d_]+){1,3}$", re.IGNORECASE)
WANTED = re.compile(
    r"^(?:just|only|(?:i|we) (?:only |just )?need|it'?s|"
    r"es|solo|s[oó]lo|solamente|nada m[aá]s|necesito|necesitamos|lo que)\b",
    re.IGNORECASE,
)
NUMBER = re.compile(r"(?<=\d)[.,](?=\d)")
ZIP = re.compile(r"\b0[56]\d{3}\b")  # says where, and would say "a fact" of a short clause
SHORTEST = 3  # letters; less says nothing on its own
MOST = 6  # clauses; the others tell nothing more


def split(text: str) -> list[str]:
    """Return the first clauses of `text`, without those that name what is not needed; [] when it is one clause."""
    parts = _parts(text)
    return [] if len(parts) < 2 else _kept(parts)[:MOST]


def spoken_for(text: str) -> str:
    """Return `text` without its denied clauses, or whole when nothing is denied."""
    parts = _parts(text)
    kept = _kept(parts)
    return text if kept == parts else ", ".join(kept)


def _parts(text: str) -> list[str]:
    cut = CUTS.split(NUMBER.sub("·", text))
    found = (ZIP.sub("", part.replace("·", ".")).strip() or part.strip() for part in cut)
    return [part for part in found if sum(map(str.isalpha, part)) >= SHORTEST]


def _kept(parts: list[str]) -> list[str]:
    """Return the parts that are not denied; the last always stays, as something must be wanted."""
    following = [*parts[1:], ""]
    return [part for part, after in zip(parts, following, strict=False) if not (after and _is_denied(part, after))]


def _is_denied(part: str, after: str) -> bool:
    return bool(DENIED.match(part)) or bool(SET_AGAINST.match(part) and WANTED.match(after))
