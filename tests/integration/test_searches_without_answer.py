"""What families ask for and nobody offers is counted for the editors."""

from datetime import datetime

from bot.testing import Stage
from resources_db.keeping.worklists import all_missing
from services.directory.places import connecticut
from services.directory.question import Question


async def test_a_search_that_found_only_2_1_1_is_counted_without_the_familys_words(stage: Stage) -> None:
    house = stage.house
    place = connecticut().find("Avon")
    question = Question("legal_need", datetime(2026, 11, 24, 12), place, language="es", text="my secret words")
    assert [found.last_resort for found in house._desk().find(question)] == [True]
    house.counting.submit(lambda: None).result()  # counts are made one after another, apart from the families' turns
    with house.directory.reading() as connection:
        (noted,) = all_missing(connection)
    assert (noted.need, noted.town, noted.language, noted.count) == ("legal_need", "Avon", "es", 1)
