"""Several pieces of good news in a row get other words each time, and what must be seen stays said."""

from itertools import pairwise

import pytest

from services import safety


@pytest.mark.parametrize("crisis", ["crisis_self_harm", "crisis_violence", "crisis_medical"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_no_two_answers_in_a_row_are_the_same(crisis: str, language: str) -> None:
    said = [safety.better(crisis, language, times=times) for times in range(6)]
    assert len(set(said[:3])) == 3
    assert all(one != next_ for one, next_ in pairwise(said))


def test_pills_that_were_taken_must_be_seen_however_often_all_seems_well() -> None:
    for times in range(5):
        said = safety.better("crisis_self_harm", "en", "taken_to_die", times)
        assert "emergency room" in said
