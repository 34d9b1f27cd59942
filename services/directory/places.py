"""Knows Connecticut's towns, villages, regions and ZIP codes, and reads them as people write them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from services.library.documents import document
from services.library.root import CONTENT

CONNECTICUT = CONTENT / "places" / "connecticut.yml"
_ZIP = re.compile(r"0?(6\d{3})(?:-?\d{4})?")  # a spreadsheet loses the leading zero
_ZIP_INSIDE = re.compile(r"(?<!\d)0(6\d{3})(?!\d)")
_STATE = re.compile(r"\b(ct|conn|connecticut)$|^(town|city) of\b|^(ciudad|pueblo) de\b")
_ALIKE = 84  # of 100: Hartfrd is Hartford (93), Boston is not Bolton (83)
_CLEARLY = 4  # points by which the best must beat the next town: "Est Haven" could be East or West
_SHORTEST = 5  # letters; shorter names are too easily something else


@dataclass(frozen=True, slots=True)
class Place:
    """A town, and the point in it (degrees) that distances are measured from: that of the ZIP or village when given."""

    town: str
    lat: float
    lon: float
    region: str
    county: str
    zip: str | None = None
    state: str = "CT"
    village: str | None = None  # as its sign has it, when the family named one: they live there, not in "Windham"

    @property
    def home(self) -> str:
        """The place as it is said back to a family: "Willimantic (Windham)", or the town."""
        return f"{self.village} ({self.town})" if self.village else self.town


@lru_cache(maxsize=16384)
def fold(words: str) -> str:
    """Words without accents, case and punctuation, for comparing."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", plain.lower()).strip()


class Places:
    """The towns of one state."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        towns = content["towns"]
        self.towns = {t["name"]: Place(t["name"], t["lat"], t["lon"], t["region"], t["county"]) for t in towns}
        self._zips = {code: tuple(point) for code, point in content["zips"].items()}
        self._names = {fold(name): t["name"] for t in towns for name in (*t["aliases"], *t["villages"])}
        self._names |= {fold(name): name for name in self.towns}
        own = {fold(name) for name in self.towns}
        self._signs = {fold(name): name for t in towns for name in t["villages"] if fold(name) not in own}
        self._villages = {fold(name): tuple(point) for name, point in content["village_points"].items()}
        self._groups = dict(_groups(self.towns.values()))

    def find(self, words: str) -> Place | None:
        """The place that a ZIP, town, village or a near miss of one names; None when unsure or out of state."""
        code = _ZIP.fullmatch(words.strip()) or _ZIP_INSIDE.search(words)
        if code:
            return self._at_zip("0" + code[1])
        name = _STATE.sub("", fold(words)).strip()
        known = name if name in self._names else self._like(name)
        return self._called(known) if known else None

    def named(self, words: str) -> frozenset[str]:
        """The towns that a service area names exactly: a town, village, ZIP, county or region; empty when none."""
        name = fold(words)
        if name in self._groups:
            return self._groups[name]
        if _ZIP.fullmatch(words.strip()):
            place = self.find(words)
            return frozenset({place.town}) if place else frozenset()
        town = self._names.get(name) or self._names.get(_STATE.sub("", name).strip())
        return frozenset({town}) if town else frozenset()

    def _at_zip(self, code: str) -> Place | None:
        if code not in self._zips:
            return None
        lat, lon, town = self._zips[code]
        home = self.towns[town]
        return Place(town, lat, lon, home.region, home.county, code)

    def _called(self, name: str) -> Place:
        """The town of a name that is known; of a village, measured from the village."""
        town = self.towns[self._names[name]]
        lat, lon = self._villages.get(name, (town.lat, town.lon))
        return replace(town, lat=lat, lon=lon, village=self._signs.get(name))

    def _like(self, name: str) -> str | None:
        """The one known name that a misspelled one is close to."""
        if len(name) < _SHORTEST:
            return None
        near = process.extract(name, self._names.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE - _CLEARLY, limit=8)
        if not near or near[0][1] < _ALIKE:
            return None
        best = near[0][0]
        town = self._names[best]
        rivals = [score for other, score, _ in near if self._names[other] != town]
        return None if rivals and near[0][1] - rivals[0] < _CLEARLY else str(best)


def _groups(towns: Iterable[Place]) -> Iterator[tuple[str, frozenset[str]]]:
    towns = list(towns)
    for county in {place.county for place in towns}:
        yield fold(f"{county} County"), frozenset(p.town for p in towns if p.county == county)
    for region in {place.region for place in towns}:
        members = frozenset(p.town for p in towns if p.region == region)
        for ending in ("Region", "Planning Region", "Council of Governments"):
            yield fold(f"{region} {ending}"), members


@cache
def connecticut(path: Path = CONNECTICUT) -> Places:
    """The state's places, read once."""
    return Places(document(path))
