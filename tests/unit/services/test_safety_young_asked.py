"""What is asked and told of a young one who may wish to die: a clear no, no crib, a question for who sees no point."""

import pytest

from services import safety
from services.safety import hour, told

YOUNG, OWN, BABY = ["self_harm_young"], ["crisis_self_harm"], ["fear_for_baby"]
CHILD = ("my 15 year old granddaughter stopped going to school",)
RAZOR = "ella se corta los brazos con una navaja"


def name(text: str, topics: list[str], before: str = "") -> str | None:
    found = hour.hint(text, topics, (), "en", before=f"{before}. {text}")
    return found.name.removeprefix(hour.MARK) if found else None


@pytest.mark.parametrize(
    "text",
    [
        "If I ask him about it won't that put the idea in his head?",
        "Is it bad to ask him straight out?",
        "wont asking make it worse if i ask",
        "should i ask her",
        "do i just ask him",
        "y si le pregunto no le meto la idea",
        "es malo si le pregunto",
        "le pregunto directo?",
    ],
)
@pytest.mark.parametrize("topics", [YOUNG, OWN, ["self_harm_other"]])
def test_whether_asking_plants_the_idea_has_its_answer(text: str, topics: list[str]) -> None:
    assert name(text, topics) == "ask_straight"


@pytest.mark.parametrize("text", ["should i ask the doctor", "can i ask her to leave", "le pregunto a la maestra"])
def test_another_question_has_not(text: str) -> None:
    assert name(text, YOUNG) != "ask_straight"


@pytest.mark.parametrize(
    "text",
    [
        "my brother is coming to take it",
        "my sister is on her way",
        "mi hermano viene en camino",
        "my mom is coming over",
    ],
)
def test_who_comes_where_somebody_may_die_says_nothing_of_a_crib(text: str) -> None:
    for topics in (YOUNG, OWN, ["self_harm_other"], ["played_down"]):
        found = hour.hint(text, topics, (), "en")
        assert found is not None
        assert not any(word in found.text for word in ("crib", "another room", "hand over"))
    of_a_baby = hour.hint(text, BABY, (), "en")
    assert of_a_baby is not None
    assert of_a_baby.name != found.name


def test_a_blade_that_was_handed_over_is_good_news_and_another_gift_is_none() -> None:
    assert name("ya ella me la dio sola", YOUNG, RAZOR) == "gave_it_up"
    assert name("she handed me the razor herself", YOUNG) == "gave_it_up"
    assert name("she gave me her necklace herself", YOUNG) != "gave_it_up"
    assert name("she didnt give it to me, she hid it", YOUNG, RAZOR) != "gave_it_up"


def test_whether_to_take_it_away_and_what_to_do_tonight() -> None:
    assert name("se la quito? y si se enoja", YOUNG, RAZOR) == "take_it_away"
    assert name("should i take it away from her", YOUNG, "she has a razor in her bag") == "take_it_away"
    assert name("q ago con ella esta noche", YOUNG, RAZOR) == "tonight_cuts"


@pytest.mark.parametrize(
    "text",
    [
        "she told me last night she doesn't see the point of anything",
        "he says there is no point",
        "she says nothing matters anymore",
        "dice que no le ve sentido a nada",
        "dice que nada le importa",
    ],
)
def test_a_child_who_sees_no_point_is_asked_about(text: str) -> None:
    sign = told.together(text, CHILD)
    assert sign is not None
    assert sign.id == "no_point_young"
    asked = safety.doubt_asked("crisis_self_harm", f"pattern {sign.id}/told", text, "en", "self_harm_young")
    assert "are you thinking of dying" in asked


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("he doesnt see the point of homework", CHILD),
        ("she sees no point in going to school", CHILD),
        ("i dont see the point of this form", CHILD),
        ("she doesnt see the point of anything", ()),
        ("no le ve sentido a la tarea", CHILD),
    ],
)
def test_homework_and_a_form_are_no_such_point(text: str, earlier: tuple[str, ...]) -> None:
    sign = told.together(text, earlier)
    assert sign is None or sign.id != "no_point_young"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        (
            "I called 988 and they were kind, a lady is coming tomorrow from the mobile team. I hid the pills. SAFE",
            True,
        ),
        ("SAFE. can u tell me abt food stamps if i move to torrington", True),
        ("SAFE but he is coming back", False),
        ("A SALVO pero el viene", False),
    ],
)
def test_our_word_stands_beside_who_comes_to_help_and_not_beside_who_hurts(text: str, safe: bool) -> None:
    assert (safety.safety_told(text, asked=False) == "safe") is safe
