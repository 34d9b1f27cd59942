"""Services that sound alike stand in one group to which a family's words lead; some answer by their sound alone."""

from dataclasses import replace
from datetime import datetime

import pytest

from resources_db.records import Service
from services.directory.fakes import FixedDirectory
from services.directory.likeness import heard, sound_of, voices_of
from services.directory.question import Question
from services.directory.search import search
from services.directory.sounding import group_asked, groups_of

WATCHES = "Watches little ones from six in the evening until dawn"


def saying(said: str, name: str = "Second Shift") -> Service:
    service = Service(name, name, "Helpers", {}, description=said)
    return replace(service, voice=voices_of([service])[0])


def groups(said: str) -> tuple[str, ...]:
    return groups_of(heard(saying(said).voice))


@pytest.mark.parametrize(
    ("said", "asked", "language"),
    [
        ("Food pantry with groceries for families in need", "kids are hungry", "en"),
        (WATCHES, "i work nights who keeps my baby", "en"),
        ("Company for elders with memory loss, and rest for their families", "a mi mamá se le olvida todo", "es"),
    ],
)
def test_a_familys_words_lead_to_the_group_of_what_answers_them(said: str, asked: str, language: str) -> None:
    assert group_asked(sound_of(asked, language, {})) in groups(said)


def test_a_service_stands_in_two_groups_so_that_a_border_hides_nothing() -> None:
    assert len(set(groups("Food pantry with groceries for families in need"))) == 2


def test_what_bears_no_word_of_the_question_is_offered_where_it_sounds_like_an_answer() -> None:
    directory = FixedDirectory((saying(WATCHES), saying("Repairs bicycles and rents out tools", "Wheelhouse")))
    question = Question(None, datetime(2026, 11, 24, 12), text="trabajo de noche, quien cuida la nena", language="es")
    assert [found.name for found in search(directory, question) if found.name in {"Second Shift", "Wheelhouse"}] == [
        "Second Shift"
    ]


def test_what_an_editor_says_it_is_not_for_is_not_offered_by_its_sound() -> None:
    question = Question("child_care_need", datetime(2026, 11, 24, 12), text="trabajo de noche, quien cuida la nena")
    question = replace(question, language="es")
    for denied in ((), ("child_care_need",)):
        kept = replace(saying(WATCHES), fits={"x": 0.1}, denied=denied)  # described already: no need is borne
        named = [found.name for found in search(FixedDirectory((kept,)), question)]
        assert ("Second Shift" in named) is (denied == ())
