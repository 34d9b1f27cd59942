"""What is plainly asked of a landlord, school, Birth to Three and the lights has its answer; dangers have none."""

import pytest

from services.casework.asked import told
from services.casework.offer import Offer
from services.casework.only_for import for_this_family
from services.casework.plainly_asked import plainly_asked
from services.directory.slugs import service_id

BIRTH_TO_THREE = ["program:birth_to_three"]
RENT = "behind on rent, the landlord wants us out"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("can my landlord change the locks if im late", "lockout"),
        ("el dueño dice q me tira las cosas a la calle", "lockout"),
        ("el landlord vendio el edificio, me tengo que ir?", "house_sold"),
        ("new owner wants us out, can he", "house_sold"),
        ("nunca me he atrasado con la renta y me quiere botar", "paid_up_told_to_leave"),
        ("i always pay my rent and the landlord wants me to leave can he do that", "paid_up_told_to_leave"),
        ("la renta la subieron a 1900 y me van a matar si no pago el viernes, danbury", "rent_raise"),
        ("si me quejo del moho el dueño me puede sacar?", "complain_evicted"),
        ("landlord said leave by sunday do i have to", "out_on_a_day"),
        ("who really helps pay rent besides 211", "rent_before_court"),
        ("a mi no me an mandado papel de corte, el abogado es pa mi si solo me la subieron", "rent_lawyer_when"),
        ("the school keeps calling me to come pick her up early", "sent_home_early"),
        ("la maestra me lo manda a la casa cada semana", "sent_home_early"),
        ("mi hijo tiene adhd y la escuela lo suspende cada rato", "suspended_adhd"),
        ("kinder teacher calls me every day she wont sit down", "teacher_calls"),
        ("la maestra dice q hay q evaluarla puedo pedirlo yo?", "eval_letter"),
        ("HOW DO I ASK FOR A IEP", "eval_letter"),
        ("me dieron una hoja de la escuela en ingles, la firmo?", "papers_in_english"),
        ("puedo ir a la junta de la escuela sin papeles?", "school_parent_papers"),
        ("if we move in with my mom does he have to change schools", "move_keep_school"),
        ("yo hablo k'iche', hay alguien que me habla asi?", "any_language"),
        ("can daycare kick him out because he doesnt talk", "daycare_no_talk"),
        ("theyre cutting my lights friday and my son is on oxygen", "medical_protection"),
        ("nebulizer letter for eversource, who signs it", "medical_how"),
        ("la calefaccion es electrica, hay ayuda?", "electric_heat"),
        ("can i apply for ceap online", "energy_online"),
        ("gano demasiado para la ayuda de calefaccion", "ceap_over"),
        ("THE 9 YEAR OLD NEEDS HER SHOTS FOR SCHOOL. SHE IS ON HUSKY", "shots_husky"),
    ],
)
def test_what_is_plainly_asked_has_its_answer(text: str, answer: str) -> None:
    assert plainly_asked(text) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("so they come to my house?", "b23_home"),
        ("ellos van a mi casa?", "b23_home"),
        ("do they cost money? we got husky", "b23_cost"),
        ("y eso hay que pagarlo?", "b23_cost"),
        ("quienes son los de la visita", "b23_visit"),
        ("yame y me dijeron q una muchacha me yama pa la visita. q me van a preguntar?", "b23_visit"),
        ("wat do i tell them wen they call back", "b23_say"),
        ("que les digo cuando me llamen", "b23_say"),
        ("y hay q hablar ingle para yamar ahi?", "b23_language"),
        ("i called they said someone will call me back. do i gotta do anything else while i wait", "b23_meanwhile"),
        ("y mientra q hago yo en la casa pa q hable?", "talk_at_home"),
        ("hes 3 and a half actually. so who then. the school?", "too_old_for_b23"),
    ],
)
def test_what_hangs_on_birth_to_three_is_heard_where_it_was_named(text: str, answer: str) -> None:
    assert plainly_asked(text, ["developmental_concern"], listed=BIRTH_TO_THREE) == answer
    assert plainly_asked(text, ["food_need"]) != answer


def test_what_another_door_costs_is_not_told_of_birth_to_three() -> None:
    assert plainly_asked("is it free", ["developmental_concern"], listed=["service:1", *BIRTH_TO_THREE]) is None


@pytest.mark.parametrize(
    "text",
    [
        "my husband says he'll change the locks if i dont come back",
        "he has changed the locks with her inside and wants her out",
        "me dio contra la pared, cambio la cerradura y ta afuera esperandome",
        "stepmom changed the lock",
        "landlord changed the locks tonight, i need someplace to stay",
        "we have to be out monday and my mother says she will not leave it alive",
        "the marshal brought an execution, do we have to be out friday",
        "they shut off the lights and my brothers breathing machine died",
        "power went out in the storm and he is on oxygen",
        "they sent her home from school with a fever again",
        "the school nurse calls me every day about his insulin pump",
        "mi esposo dice q me bota las cosas si me voy",
        "i signed the school paper in english",
        "el nene de 2 años no habla ni quiche ni español",
        "rent is due friday",
        "i want to buy a house from my landlord",
        "my boss calls me every day",
    ],
)
def test_dangers_and_other_talk_have_none(text: str) -> None:
    assert plainly_asked(text, ["housing_need"], words=RENT) is None


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ("la escuela lo manda a casa temprano porque se porta mal", []),
        ("no estoy embarasada, es mi niño que lo mandan a casa", []),
        ("mi nene nacio aqui yo soy de puerto rico, otro sitio pal bebe", []),
        ("my daughter is pregnant and the school wants her out", ["pregnant-students"]),
        ("we live in a motel and he needs a school", ["mckinney-vento"]),
        ("we just came from honduras, how does he start school", ["newcomer-enrollment", "ciri"]),
    ],
)
def test_a_door_for_others_is_named_to_those_who_tell_of_it(words: str, slugs: list[str]) -> None:
    all_of_them = ("pregnant-students", "mckinney-vento", "newcomer-enrollment", "ciri")
    doors = [Offer(f"service:{service_id(slug)}", slug, slug, "Help.", "Call.") for slug in all_of_them]
    found = for_this_family("education_need", words, doors, ages=(), pregnant=False)
    assert [each.sign for each in found] == slugs


def test_that_spanish_may_be_asked_for_is_told_where_the_door_says_so() -> None:
    infoline = Offer("program:x", "Infoline", "Infoline", "Una coordinadora le escucha.", "Llame. Puede pedir español.")
    assert told(infoline, "spoken", "es") == "Infoline: Puede pedir español."
