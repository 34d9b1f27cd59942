"""Who asks where to go is heard; who seeks a thing or a job there is not."""

import pytest

from services.casework.walk_in import walk_in_asked


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("algun sitio que yo pueda ir hoy", "today"),
        ("is there somewhere i can walk in today", "today"),
        ("where can i go right now", "now"),
        ("donde puedo ir ahora mismo", "now"),
        ("hay un sitio pa ir hoy?", "today"),
        ("can i just walk in somewhere today", "today"),
        ("puedo ir a algun sitio hoy", "today"),
        ("do you know any walk in places", "today"),
        ("donde puedo ir a buscar trabajo", None),
        ("where can i go for a dentist", None),
        ("where can i get a crib", None),
        ("where can i go to be safe", None),
        ("donde puedo ir a dormir hoy", None),
    ],
)
def test_where_to_go(said: str, when: str | None) -> None:
    assert walk_in_asked(said) == when
