"""Finds the names in a sentence: nobody can write them shorter or otherwise, so no check of wording judges them."""

import re

from services.content.pairs import pairs
from services.content.project import Project


def names_in(project: Project) -> re.Pattern[str]:
    """Matches each name of content/reading.yml, of a program or of a town, the longest first."""
    listed = [name for names in project.page("content/reading.yml").get("exempt", {}).values() for name in names]
    programs = [pair for _, page in project.under("content/programs") for key, pair in pairs(page) if key == "name"]
    towns = [town["name"] for town in project.page("content/places/connecticut.yml").get("towns", ())]
    every = {*listed, *towns, *(name for pair in programs for name in pair.values())}
    longest_first = sorted(map(re.escape, every), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})(?!\w)" if every else r"(?!)", re.IGNORECASE)
