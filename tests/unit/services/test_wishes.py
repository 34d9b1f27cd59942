"""One plain thing is heard by its name, is answered by who gives it, and stays what is asked."""

from datetime import datetime

import pytest

from services.casework.grown_ups import who_needs_care
from services.casework.of_whom import GROWN_UP, PREGNANCY, told_of
from services.casework.only_for import for_this_family, needs_a_name
from services.casework.wished import wished
from services.casework.wishes import asked_of_the_wish, names_more, of_the_grown_up, still_wished, wish_for, wish_told
from services.directory.last_resort import last_resort


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("my kid broke his glasses", "glasses"),
        ("donde consigo espejuelos", "glasses"),
        ("say that again I didn't have my glasses", None),
        ("how do i get my drivers license", "licence"),
        ("the court took my license", None),
        ("perdi la id de mi mai", "state_id"),
        ("he took my id and locked me in", None),
        ("need a birth certificate for my son", "birth_certificate"),
        ("my name is not on the birth certificate", None),
        ("me cortaron el telefono", "free_phone"),
        ("coche para la bebe", "stroller"),
        ("there is no bus stop for us with a stroller", None),
        ("quien recoja al nene en la escuela", "after_school"),
        ("the school wont take him without a bill in my name", "school_no_address"),
        ("me piden un recibo de luz para matricular al nene", "school_no_address"),
        ("no puedo pagar el recibo de la luz y mi hija empieza la escuela", None),
        ("dont have money for bills and school starts monday", None),
        ("i need to register for energy assistance and they want my gas bill", None),
        ("registrar mi carro y me piden prueba de direccion", None),
        ("nos botan del apartamento mañana", "bed_tonight"),
        ("el refugio dice que no hay camas", "bed_tonight"),
        ("my mom said we have to get out of the house tonight", "bed_tonight"),
        ("my baby has no place to sleep, need a crib", None),
        ("i gotta leave my kids with someone tonight", None),
        ("tengo que salir a trabajar hoy", None),
        ("my wife is expecting and has no doctor", "no_care_in_pregnancy"),
        ("estoy embarazada y no tengo seguro", "no_care_in_pregnancy"),
        ("i lost my insurance, expecting my first paycheck friday, no insurance til then", None),
        ("mi perra esta embarazada, hay clinica", None),
        ("me sacaron una muela hoy", None),
        ("no tengo donde ir a lavar la ropa", None),
        ("mi mai se cayo y no se puede bañar sola", "elder_care"),
        ("abuelo tiene demencia", "dementia_care"),
        ("my husband had a stroke and i cant leave him alone", "spouse_care"),
        ("my mom watches him but she broke her hip", None),
        ("mi esposo se cayo del techo y no trabaja", None),
    ],
)
def test_it_is_heard_by_its_name(text: str, id: str | None) -> None:
    wish = wish_told(text)
    assert (wish.id if wish else None) == id


def test_it_stays_what_is_asked_until_something_else_is_named() -> None:
    before = "he broke his glasses"
    assert still_wished(before, "we have husky, i dont need to apply", ["health_care_need"]) is not None
    assert still_wished(before, "a dentist for my daughter", ["health_care_need"]) is None
    assert still_wished(before, "and food", ["food_need"]) is None


def test_two_things_of_a_need_are_both_looked_for() -> None:
    both, one = "glasses and a dentist for him", "vision not dentist"
    wish = wish_for("health_care_need", both)
    assert wish is not None
    assert names_more(wish, both)
    assert not names_more(wish, one)


def test_what_nobody_gives_goes_to_2_1_1_by_its_name() -> None:
    wish = wish_told("free haircut for my son")
    assert wish is not None
    line, *others = wished(wish, lambda _id: None, datetime(2026, 11, 30, 12), "en")
    assert (line.key, others) == (f"service:{last_resort().id}", [])
    assert "free haircuts" in line.next_step


@pytest.mark.parametrize(
    ("words", "said", "id"),
    [
        (
            "mi mama de 71 no se puede bañar sola, quien la cuide",
            "me pueden pagar por cuidarla yo?",
            "paid_to_care_parent",
        ),
        ("my wife is pregnant and saw no doctor", "we have no papers", "pregnant_no_papers"),
        ("lo suspendieron", "a quien reclamo lo del bullying", "bullying_report"),
        ("we need food", "we have no papers", None),
        ("the school wants proof of address", "what if i have no lease", "enroll_no_address"),
        ("the school wants proof of address", "and i cant pay my light bill", None),
        ("la escuela me pide un recibo de luz", "y necesito ayuda con el recibo de la luz", None),
    ],
)
def test_what_is_asked_about_a_wish_has_its_answer(words: str, said: str, id: str | None) -> None:
    assert asked_of_the_wish(words, said) == id


def test_a_grown_up_of_whom_was_told_is_kept_in_the_words() -> None:
    dementia = "cuido a mi papa con alzheimer"
    assert of_the_grown_up(dementia, "y un descanso pa mi").startswith(dementia)
    later = wish_told(of_the_grown_up("the dentist", "who can sit with her"))
    assert later is not None
    assert later.of_a_grown_up


def test_what_is_told_once_is_kept_and_taken_back() -> None:
    kept = told_of("my wife is 5 months pregnant", [])
    assert kept == [PREGNANCY]
    assert told_of("we need food", kept) == kept
    assert told_of("no estoy embarazada", kept) == []
    assert told_of("i was pregnant at 19", []) == []
    assert told_of("mi mai de 80 no se puede bañar sola", ["line:211"]) == ["line:211", GROWN_UP]


def test_doors_for_somebody_else_are_left_out(door_of) -> None:
    line, glasses = door_of("maternal-mental-health-hotline"), door_of("glasses-husky")
    grief = "my dad died and i cry all day"

    def left(words: str | None, ages: tuple[float, ...] = (), *, pregnant: bool = False) -> list[str]:
        doors = for_this_family("caregiver_wellbeing", words, [line, glasses], ages=ages, pregnant=pregnant)
        return [each.key for each in doors]

    assert left(grief) == []
    assert left("i cry all day since the baby came") == [line.key]
    assert left("no estoy embarazada, lloro") == []
    assert left(grief, (6.0,)) == left(grief, pregnant=True) == [line.key]
    assert left(None) == [line.key]


@pytest.fixture
def door_of():
    from services.casework.offer import Offer
    from services.directory.slugs import service_id

    def door(slug: str) -> Offer:
        return Offer(f"service:{service_id(slug)}", slug, slug, "Help.", "Call.")

    return door


def test_a_door_for_one_thing_stands_for_no_program_of_its_phone(door_of) -> None:
    assert needs_a_name(door_of("glasses-husky"))
    assert not needs_a_name(door_of("husky-member-line"))


@pytest.mark.parametrize(
    ("words", "is_named"),
    [
        ("my dad died 2 months ago and i cry all day", False),
        ("sober 14 months, need somebody to talk to", False),
        ("i had the flu for weeks and i cant cope", False),
        ("my doctor gave me a pill for it, i need to talk", False),
        ("perdi a mi papa y no paro de llorar", False),
        ("me duele el pecho de los nervios", False),
        ("lloro en la guagua todos los dias", False),
        ("i work at a nursing home and im burnt out", False),
        ("idk why im so mad all the time since i had her", True),
        ("lloro sin razon desde q nacio", True),
        ("tuve a la nena hace 2 semanas y lloro", True),
        ("perdi el bebe y no duermo", True),
    ],
)
def test_a_line_for_mothers_is_named_to_mothers(words: str, is_named: bool, door_of) -> None:
    line = door_of("maternal-mental-health-hotline")
    assert (for_this_family("caregiver_wellbeing", words, [line], ages=(), pregnant=False) == [line]) is is_named


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("somebody to sit with my grandfather days while i work. he is 81", "my grandfather"),
        ("no its not for a child. for my grandfather. hes 81", "my grandfather"),
        ("no es para un niño es para mi papa que tiene 79", "mi papa"),
        ("busco quien cuide a mi abuela mientras trabajo", "mi abuela"),
        ("my mom sits with my kids while i work", None),
        ("i need someone to stay with my daughter", None),
    ],
)
def test_who_is_to_be_sat_with_is_a_grown_up_and_no_child(text: str, who: str | None) -> None:
    assert who_needs_care(text) == who
