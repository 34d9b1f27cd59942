"""What families ask of law sounds of danger and is none; the danger beside it still rings."""

import pytest

from services import safety
from services.answers import is_for_told
from services.casework.plainly_asked import plainly_asked
from services.safety import ordinary

VIOLENCE, WISH = {"crisis_violence": 0.9}, {"crisis_self_harm": 0.9}


@pytest.mark.parametrize(
    "text",
    [
        "can he say i kidnapped them",
        "if i go to my moms w the kids can he say i kidnapped them? we arnt married",
        "is it kidnapping if i take my kids to my mom",
        "would it be kidnapping",
        "can they charge me with kidnapping if i leave",
    ],
)
def test_leaving_with_the_own_children_is_asked_of_law(text: str) -> None:
    assert safety.read(text).crisis is None
    assert plainly_asked(text) == "leave_with_kids"


@pytest.mark.parametrize(
    "text",
    [
        "he kidnapped my son",
        "he says he will kidnap them",
        "my ex tried to kidnap my daughter",
        "he said hell kidnap the kids if i leave",
        "my daughter has been kidnapped",
    ],
)
def test_a_child_who_is_taken_rings(text: str) -> None:
    assert safety.read(text).crisis == "crisis_violence"
    assert plainly_asked(text) != "leave_with_kids"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("WILL THEY GO AFTER THEIR MOTHER IF I ASK FOR THAT. I DONT WANT TROUBLE FOR HER", "kin_child_support"),
        ("will the state come after him if i apply for cash", "tfa_other_parent"),
        ("van a ir contra la mama si pido la ayuda", "kin_child_support"),
    ],
)
def test_trouble_for_the_other_parent_is_asked_about_at_most(text: str, answer: str | None) -> None:
    for sure in (VIOLENCE, WISH):
        assert safety.read(text, sure).crisis is None
        assert safety.read(text, sure).doubt == next(iter(sure))
    assert plainly_asked(text) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("y si pido eso pa la niña no le ace daño a el para los papeles despues?", "public_charge"),
        ("si pido husky le afecta la residencia a mi esposo", "public_charge"),
        ("does it hurt his green card if i apply for snap", "public_charge"),
        ("does it hurt my husbands green card if i apply for snap", "public_charge"),
        ("le hace daño a mis papeles si pido wic", "public_charge"),
    ],
)
def test_what_help_may_do_to_papers_is_asked_of_law_and_a_wish_to_die_is_heard(text: str, answer: str | None) -> None:
    assert ordinary.is_ordinary(text)
    assert (safety.read(text, VIOLENCE).crisis, safety.read(text, VIOLENCE).doubt) == (None, None)
    assert safety.read(text, WISH).crisis == "crisis_self_harm"
    assert plainly_asked(text) == answer


@pytest.mark.parametrize(
    "text",
    [
        "he says he will go after their mother if i ask for help",
        "my brother swore he will come after her if i apply",
        "me amenaza con hacerme daño con los papeles si pido ayuda",
        "he threatens to hurt my status if i ask for help",
        "he hurts me because of his papers",
        "my husband hits me, does it hurt his green card if i apply for help",
        "he took my passport, does it hurt my papers if i ask for help",
        "tengo miedo, le hace daño a mis papeles si pido ayuda, el me pega",
        "cuando pido ayuda me hace daño y me esconde los papeles",
        "si pido ayuda me va a hacer daño, tiene mis papeles",
        "el me hace daño cuando le pido comida, no tengo papeles",
        "si pido ayuda el me hace daño y me rompe los papeles",
        "mi marido me hace daño y no tengo papeles si pido ayuda me quita los nenes",
        "he will ruin my papers if i ask for help",
        "he hurts me when i ask for food, i have no papers",
        "van a cobrarle al papa si pido manutencion, el me va a romper la cara",
        "will they go after his dad if i ask for tfa? last time he found us and he broke my jaw",
        "si pido manutencion la pandilla de el va a buscar a mi hijo",
        "van a perseguir al papa si pido cupones? despues el se desquita conmigo",
        "will they go after my mom if i ask for child support, his cousins know where she lives",
    ],
)
def test_who_threatens_somebody_is_no_question_of_law(text: str) -> None:
    assert not ordinary.is_ordinary(text)
    assert safety.read(text, VIOLENCE).crisis == "crisis_violence"


@pytest.mark.parametrize(
    "text",
    [
        "esto me hace mal, sin papeles, si pido ayuda nada, ya no quiero seguir",
        "no papers, if i ask for help i hurt my kids, theyd be better off",
    ],
)
def test_who_has_no_papers_and_no_strength_left_is_heard(text: str) -> None:
    assert safety.read(text, {"crisis_self_harm": 0.6}).crisis is not None


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("y eso del abogado es pa mi? a mi no me an mandado papel de corte solo me la subieron", "rent_lawyer_when"),
        ("yo lo q kiero saber es si el landlord me puede cambiar la cerradura", "lockout"),
        ("can my landlord change the locks", "lockout"),
        ("ay q pagar la ambulansia?", "ambulance_bill"),
        ("ambulance gon cost like 2 grand", "ambulance_bill"),
        ("si llamo al 988 me la quitan?", "baby_taken_rule"),
        ("si digo de los brasos viene el dcf a mi casa?", "baby_taken_rule"),
        ("if i call 211 will they take her", "baby_taken_rule"),
        ("my landlord pushed me and changed the locks", None),
        ("send an ambulance he is not breathing", None),
        ("if i call will he take the kids", None),
        ("me subieron la luz", None),
        ("si pido una cuna me reportan a DCF si o no", None),
    ],
)
def test_it_is_heard_in_plain_words(text: str, answer: str | None) -> None:
    assert plainly_asked(text) == answer


def test_nobody_hears_of_dcf_who_told_of_neither_it_nor_a_child() -> None:
    told = safety.told.who
    assert not is_for_told("dcf_court_lawyer", told("is the lawyer for me, they raised my rent"))
    assert is_for_told("dcf_court_lawyer", told("do i get a lawyer", ("dcf came to my house",)))
    assert is_for_told("dcf_court_lawyer", told("they took my kids do i get a lawyer"))
    assert is_for_told("lockout", told("can he lock me out"))
