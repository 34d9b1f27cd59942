"""What a family in Hartford is told first, out of the directory that comes with OneDoor."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest
import yaml

from resources_db.database import open_database
from resources_db.importers.importing import Wishes, import_feed
from resources_db.queries import Directory
from services.directory import indexing
from services.directory.places import connecticut
from services.directory.question import Question
from services.directory.search import search
from services.library.root import CONTENT

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/search/first.yml").read_text(encoding="utf-8"))
NOON = datetime(2026, 11, 24, 12)


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Directory]:
    with closing(open_database(tmp_path_factory.mktemp("starter") / "directory.db")) as database:
        import_feed(database, CONTENT / "directory", date.today(), Wishes())
        yield Directory(database, indexing.refresh)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["en"]))
def test_what_any_good_worker_would_name_comes_first(starter: Directory, case: dict[str, Any], language: str) -> None:
    facts = {"place": connecticut().find("06106"), "age_months": case.get("age_months"), "language": language}
    found = search(starter, Question(case["need"], NOON, text=case[language], limit=3, **facts))
    assert found[0].service_id == str(uuid5(NAMESPACE_URL, f"onedoor:service:{case['first']}")), found[0].name
