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
        ("y si pido eso pa la niña no le ace daño a el para los papeles despues?", "public_charge"),
        ("si pido husky le afecta la residencia a mi esposo", "public_charge"),
        ("does it hurt his green card if i apply for snap", "public_charge"),
    ],
)
def test_trouble_that_help_may_bring_is_asked_of_law(text: str, answer: str | None) -> None:
    assert ordinary.is_ordinary(text)
    assert safety.read(text, VIOLENCE).crisis is None
    assert safety.read(text, WISH).crisis is None
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
    ],
)
def test_who_threatens_somebody_is_no_question_of_law(text: str) -> None:
    assert not ordinary.is_ordinary(text)
    assert safety.read(text, VIOLENCE).crisis == "crisis_violence"


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
