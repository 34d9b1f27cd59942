"""Rows of vocabularies, of their terms, and of programs."""

from resources_db.importers.cleaning import text
from resources_db.importers.parts import Json, texts
from resources_db.importers.stage import Stage


def taxonomy_of(row: Json, _: Stage) -> Json:
    """A vocabulary."""
    return texts(row, "id", "name", "description", "uri", "version")


def term_of(row: Json, stage: Stage) -> Json:
    """A term, with the name of its vocabulary."""
    names = ("id", "code", "name", "description", "parent_id", "taxonomy_id", "language", "term_uri")
    return texts(row, *names) | {"taxonomy": vocabulary_of(row, stage)}


def vocabulary_of(term: Json, stage: Stage) -> str | None:
    """The name of a term's vocabulary, said by the term or by the vocabulary's own row."""
    if said := text(term.get("taxonomy")):
        return said
    detail = term.get("taxonomy_detail")
    if isinstance(detail, dict):
        return text(detail.get("name"))
    key = text(term.get("taxonomy_id"))
    found = stage.first("taxonomy", key) if key else None
    return text(found.row.get("name")) if found else None


def program_of(row: Json) -> Json:
    """A program of an organization."""
    return texts(row, "id", "organization_id", "name", "alternate_name", "description")
