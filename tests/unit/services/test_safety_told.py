"""What was told of who it is about is read together with the next message, and only then makes a danger of it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from services.safety import told

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "safety" / "told.yml").read_text("utf-8"))
GIRL_OF_14 = ["es mi hija de 14, no quiere ir a la escuela"]


def sign(case: dict[str, Any]) -> tuple[str | None, bool]:
    found = told.together(case["text"], case["earlier"])
    return (None, False) if found is None else (found.id, found.doubt)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_what_a_message_tells_depends_on_who_it_is_about(case: dict[str, Any]) -> None:
    wanted = case.get("alarm") or case.get("doubt")
    assert sign(case) == (wanted, "doubt" in case)
    if "topic" in case:
        assert told.topic("crisis_medical", case["text"], case["earlier"]) == case["topic"]


@pytest.mark.parametrize("case", [case for case in CASES if "alarm" in case], ids=lambda case: case["text"])
def test_without_whom_it_is_about_the_same_words_ring_nothing_here(case: dict[str, Any]) -> None:
    assert told.together(case["text"], []) is None


def test_a_seizure_is_over_some_messages_later() -> None:
    later = ["hes having a seizure", "he is ok now", "thank you", "i need food", "hartford"]
    assert told.together("hes still shaking", later[:1]) is not None
    assert "seizure" not in told.who("we waited for ten minutes", later)


@pytest.mark.parametrize(
    ("text", "earlier", "topic"),
    [
        ("llega llorando y dice que quisiera no despertar", GIRL_OF_14, "self_harm_young"),
        ("last nite he told my husband he'd be better off dead", ["my stepson is 11"], "self_harm_young"),
        ("dice que no quiere vivir", ["tengo un nene de 9"], "self_harm_young"),
        ("ayer dijo que ojalá no hubiera nacido", ["mi nieta de 13 vive conmigo"], "self_harm_young"),
        ("dice que no quiere vivir", [], "self_harm_other"),
        ("he says he dont wanna be here no more", [], "self_harm_other"),
        ("he says im worthless, i want to die", [], None),
        ("el dice que soy una inutil y ya no aguanto mas", [], None),
        ("quiero morirme", GIRL_OF_14, None),
        ("i want to die", ["my son is 9"], None),
        ("quiero morirme", ["mi bebe tiene 3 semanas"], "self_harm_maternal"),
        ("i dont want to be here anymore", ["i gave birth in may"], "self_harm_maternal"),
        ("my husband said hes gonna kill himself", [], "self_harm_other"),
        ("mi hermano se quiere matar", [], "self_harm_other"),
    ],
)
def test_the_answer_to_a_wish_to_die_is_for_whom_it_is_of(text: str, earlier: list[str], topic: str | None) -> None:
    assert told.topic("crisis_self_harm", text, earlier) == topic


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("me vienen pensamientos, una voz me dice que lo ahogue", "unreal_after_birth"),
        ("im scared of my thoughts, a voice tells me to do it", "unreal_after_birth"),
        ("no oigo voces, son pensamientos", "fear_for_baby"),
        ("mi marido la sacude y yo tengo pensamientos", "baby_shaken"),
        ("bad thoughts, and my husband shakes him", "baby_shaken"),
        ("pienso cosas feas con el bebe y ayer le tape la cara con la almohada", "child_hurt_by_me"),
        ("no confio en mi, le tape la boca", "child_hurt_by_me"),
        ("scary thoughts and i squeezed him", "child_hurt_by_me"),
        ("pienso cosas feas, que lo queme con el cafe", "fear_for_baby"),
        ("scary thoughts that i hurt him", "fear_for_baby"),
    ],
)
@pytest.mark.parametrize("baby", ["i have a 3 month old", "tengo un bebe de 3 meses"])
def test_harm_done_a_voice_and_anothers_hand_are_no_mere_thoughts_of_a_baby(text: str, topic: str, baby: str) -> None:
    assert told.topic("crisis_violence", text, [baby]) == topic


@pytest.mark.parametrize(
    "text",
    [
        "my husband keeps my passport and makes me sleep with his friends",
        "mi novio tiene mi pasaporte y me hace acostarme con sus amigos por dinero",
        "my husband has my passport and makes me clean houses and keeps the money",
        "mi esposo tiene mis papeles y me hace trabajar en la finca y se queda el dinero",
    ],
)
def test_a_partner_who_has_the_papers_and_sells_or_forces_is_not_only_a_partner(text: str) -> None:
    assert told.topic("crisis_violence", text) is None


@pytest.mark.parametrize(
    "text",
    [
        "my husband keeps my passport so i cant leave",
        "my husband takes my paycheck and has my passport",
        "mi esposo tiene mis papeles y no me deja trabajar",
    ],
)
def test_a_partner_who_has_the_papers_and_no_more_is_one(text: str) -> None:
    assert told.topic("crisis_violence", text) == "crisis_violence"


def test_they_have_their_name_once_it_was_told() -> None:
    assert told.named("they are gonna take my kids", ["dcf came to my house"]).startswith("dcf")
    assert told.named("they are gonna take my kids", ["i need food"]) == "they are gonna take my kids"
