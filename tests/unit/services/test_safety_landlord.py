"""A landlord's threat with the locks is no violence at home; a partner, or a landlord who hits, still is."""

import pytest

from services import safety
from services.safety import told

PAPER = ("my landlord gave me a notice to quit",)
PAPEL = ("el landlord me dio un papel q tengo q irme",)


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("my landlord says if im not out by the 15th he changes the locks and throws my stuff out", ()),
        ("he said hell change the locks and put my things outside", PAPER),
        ("can he kick us out tonight and lock us out", PAPER),
        ("es q el me dijo q si no me boy pal 15 el cambia la cerradura y me bota las cosas.. puede?", PAPEL),
        ("dice que me saca las cosas a la calle", ("la dueña vendio la casa",)),
        ("super says he gonna padlock the door friday cuz im late", ()),
        ("el casero va a cambiar el candado y nos deja afuera", ()),
    ],
)
def test_the_locks_and_the_things_of_who_rents_are_of_the_landlord(text: str, earlier: tuple[str, ...]) -> None:
    assert told.calm("crisis_violence", text, earlier) == "lockout"


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("he says he will change the locks and throw my stuff out", ()),
        ("my husband says he will change the locks and throw my stuff out", PAPER),
        ("he changes the locks and throws my stuff out", ("my husband is the landlord",)),
        ("mi marido dice que cambia la cerradura y me bota las cosas", PAPEL),
        ("el me bota las cosas a la calle", ("mi marido es el dueño de la casa",)),
        ("my landlord pushed me and said he will change the locks", ()),
        ("he changes the locks on us, he comes in my room at night", PAPER),
        ("the landlord will throw me out if i dont have sex with him", ()),
        ("el casero me empujo y dijo que cambia la cerradura", ()),
        ("cambia la cerradura y me bota las cosas", (*PAPEL, "el casero me golpeo ayer")),
        ("my landlord has a gun and will throw us out", ()),
        ("the landlord keeps my passport and will lock me out", ()),
        ("the landlord said if i dont do what he wants in bed he puts us out on the street", ()),
        ("my landlord wants me to send him pictures or he changes the locks", ()),
        ("el dueño dice que si no me acuesto con él me saca a la calle", ()),
        ("the landlord threatened to throw me out and he broke my arm", ()),
        ("my stepdad is the landlord and he said hes gonna put me out", ()),
        ("my babys father is my landlord he changed the locks", ()),
        ("mi padrastro es el dueño y me va a sacar a la calle", ()),
        ("vivo con el dueño, él me deja en la calle si salgo sin permiso", ()),
        ("he locked me out and threw my clothes in the yard", ("i got an eviction notice",)),
        ("él me bota las cosas a la calle y me deja afuera de noche", ("me llegó el desalojo",)),
        ("he locked me out", (*PAPER, "hi", "i need food", "hartford", "thanks")),
    ],
)
def test_a_partner_a_landlord_who_hits_and_nobody_known_are_not(text: str, earlier: tuple[str, ...]) -> None:
    assert told.calm("crisis_violence", text, earlier) is None


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("the landlord changed the locks and he comes in at night", "the landlord and he comes in at night"),
        ("el casero cambió la cerradura. me quiere quemar", "el casero me quiere quemar"),
        ("i need food", "i need food"),
    ],
)
def test_what_stands_beside_the_locks_is_left_to_be_read(text: str, beside: str) -> None:
    assert told.beside_calm("crisis_violence", text) == beside
    assert told.beside_calm("crisis_medical", text) == told.fold(text).strip()


@pytest.mark.parametrize(
    "text",
    [
        "my landlord hit me",
        "the landlord pushed my son",
        "landlord grabbed me in the hallway",
        "el casero me empujo y dijo q cambia la cerradura",
        "el dueño me pego",
    ],
)
def test_a_landlord_who_hits_rings_by_a_phrase(text: str) -> None:
    assert safety.read(text).crisis == "crisis_violence"


@pytest.mark.parametrize(
    "text",
    [
        "ay no nena estas equivocada, es el landlord no es mi marido. yo toy bien",
        "no not my man its my landlord",
        "its the landlord not my husband",
        "im talking about my landlord",
        "hablo del casero",
        "no es mi esposo, es el dueño",
    ],
)
def test_who_says_that_the_landlord_was_meant_takes_it_back(text: str) -> None:
    found = safety.afterwards.denied(text, "crisis_violence")
    assert found is not None
    assert found[0] == "landlord"
    assert safety.afterwards.ends(found[0])


@pytest.mark.parametrize(
    "text",
    [
        "my husband is the landlord",
        "its the landlord, he is my ex",
        "its my landlord, he hits me",
        "es el landlord, el me pego",
        "mi marido es el dueño",
        "its my landlord and he touches my daughter",
        "its the landlord he broke my arm",
        "its the landlord he came into my daughters room",
        "its the landlord he wants me in his bed",
        "hablo del casero, me tiene encerrada",
        "es el casero que me va a romper la cara",
        "es el casero y me quiere quemar la casa",
        "hes the landlord and also my daughters father",
        "he is the owner of the house, we live together",
        "es el casero con quien vivo",
        "es el dueño de la casa y también el papá de mis nenes",
    ],
)
def test_a_landlord_who_is_the_husband_or_hurts_takes_nothing_back(text: str) -> None:
    found = safety.afterwards.denied(text, "crisis_violence")
    assert found is None or found[0] != "landlord"


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("im talking about the landlord he slammed me into the wall", "he slammed me into the wall"),
        ("hablo del casero, él me espera afuera", "el me espera afuera"),
    ],
)
def test_what_is_told_of_the_landlord_who_was_meant_is_still_read(text: str, rest: str) -> None:
    assert safety.afterwards.denied(text, "crisis_violence") == ("landlord", rest)


@pytest.mark.parametrize(
    "text",
    ["landlord says sleep with him or we get thrown out", "el casero dice que si me acuesto con él no pago renta"],
)
def test_a_bed_for_the_rent_leaves_a_doubt_where_no_network_hears_it(text: str) -> None:
    assert safety.read(text, {"crisis_violence": 0.01}).doubt == "crisis_violence"
