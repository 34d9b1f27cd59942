"""A face that a bad tooth has swollen is to be seen today; what makes it a danger still is one."""

import pytest

from services.safety import told

TOOTH = ("my tooth been killing me all week",)
MUELA = ("le duele la muela y no tenemos seguro",)


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("my face kinda swole on that side is that bad or can it wait til friday", TOOTH),
        ("her cheek is puffy from a bad tooth, wait for the dentist or go now", ()),
        ("his jaw is swollen but he breathes fine and no fever", TOOTH),
        ("y si le duele mucho ahora de noche esta llorando tiene la cara inchada un poco", MUELA),
        ("tiene el cachete hinchado por una muela picada", ()),
        ("se le hincho un lado de la cara, respira bien", MUELA),
        ("he has a broken tooth and swollen gums", ()),
    ],
)
def test_a_face_swollen_by_a_tooth_has_an_answer_of_its_own(text: str, earlier: tuple[str, ...]) -> None:
    assert told.calm("crisis_medical", text, earlier) == "swollen_tooth"


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("his face is swollen", ()),
        ("my face is swollen and i cant swallow", TOOTH),
        ("face swollen and its hard to breathe", TOOTH),
        ("her cheek is swollen up to the eye", TOOTH),
        ("his face is swollen and he has a fever of 102", TOOTH),
        ("his face swole up after peanuts", TOOTH),
        ("my boyfriend hit me, my tooth is loose and my face swollen", ()),
        ("la cara hinchada y no puede tragar", MUELA),
        ("la cara hinchada y no respira bien", MUELA),
        ("tiene la cara hinchada, le pico una abeja", MUELA),
        ("mi marido me pego y tengo la cara hinchada y un diente roto", ()),
        ("tengo la cara hinchada", (*MUELA, "estoy embarazada de 30 semanas")),
        ("the side of his face is swollen", (*TOOTH, "he got stung by a bee")),
        ("her face is swollen", ("i need a dentist for me", "my kids need food")),
        ("la nena tiene la cara hinchada y orina poco", ("busco dentista",)),
        ("her tooth got infected face swollen and she took 20 tylenol", ()),
        ("me tome 15 tylenol por la muela y tengo la cachete hinchado", ()),
        ("cara hinchada por la muela y no responde", ()),
        ("tiene la quijada hinchada por la muela y perdio el conocimiento", ()),
        ("tooth hurts cheek swollen and she had a seizure", ()),
        ("face so swollen cant see out her left side tooth abscess", ()),
        ("cara hinchada por la muela, veo doble", ()),
        ("la hinchazon de la cara por la muela ya le bajo al pecho", ()),
        ("her face is swollen from the tooth, shes 3 months old", ()),
        ("my stepdad did it, tooth is broken and my face is swollen", ()),
        ("cheek swollen and tooth broken, he did it again", ()),
    ],
)
def test_without_a_tooth_or_with_a_sign_of_more_it_has_not(text: str, earlier: tuple[str, ...]) -> None:
    assert told.calm("crisis_medical", text, earlier) is None


PAPER = ("the landlord is raising my rent",)
RENTA = ("el dueño me ta subiendo la renta 400 peso de golpe",)


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("somo 4 yo mi marido y do muchacho. el dice q si no pago me saca", RENTA),
        ("he said pay by friday or get out", PAPER),
        ("he says hell put us out if we dont pay", PAPER),
        ("dice que me bota si no le pago los 400", RENTA),
    ],
)
def test_pay_or_be_out_is_said_by_whom_one_pays_for_the_home(text: str, earlier: tuple[str, ...]) -> None:
    assert told.is_surely_calm("crisis_violence", text, earlier)


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("el dice q si no pago me saca", ()),
        ("mi marido dice q si no pago me saca", RENTA),
        ("he says if i dont sleep with him he puts me out", PAPER),
        ("he says pay or he kills me and throws me out", PAPER),
        ("si no pago me saca, y me empujo", RENTA),
        ("he said he will throw my stuff out", PAPER),
    ],
)
def test_a_partner_a_blow_or_another_price_is_not(text: str, earlier: tuple[str, ...]) -> None:
    assert not told.is_surely_calm("crisis_violence", text, earlier)
