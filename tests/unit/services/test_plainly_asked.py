"""What is plainly asked of asthma, coverage and school has its answer; ordinary talk of the same things has none."""

import pytest

from services.casework.plainly_asked import plainly_asked, told_of
from services.casework.reported import kept_with, refusals


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("hes wheezing a little at night and we got like 2 puffs left. im in norwich", "inhaler_low"),
        ("al nene se le acabo la pompa", "inhaler_low"),
        ("shes down to her last couple puffs, cant get the dr till monday", "inhaler_low"),
        ("a la nena le queda poquita pompa y el medico esta cerrao", "inhaler_low"),
        ("al nene se le acabo la pompa y no tenemos seguro, estamos en bristol", "inhaler_uninsured"),
        ("her asthma pump is done and i got no money til friday", "inhaler_uninsured"),
        ("how much is an inhaler without insurance", "inhaler_cost"),
        ("he wheezes when he runs around but hes ok", "asthma_watch"),
        ("le pita el pechito un poco cuando duerme", "asthma_watch"),
        ("letter my kids husky is ending, I work now", "husky_ending"),
        ("dss says medicaid for my boys ends jan 31 bc of my new job, danbury", "husky_ending"),
        ("letter my kids husky is ending, i work now. he has asthma and i cant pay for the pump", "husky_ending"),
        ("me llego carta q le van a quitar el husky a la nena porq ahora gano mas", "husky_ending"),
        ("they cutting off my kids husky cuz i make more now", "husky_ending"),
        ("le quitaron el husky a mi hijo por no mandar un papel", "husky_renewal_late"),
        ("what is husky b, how much a month", "husky_b_premium"),
        ("hes 5 and birth to three told me hes too old", "too_old_for_b23"),
        ("ya paso de la edad de birth to three", "too_old_for_b23"),
        ("504 o iep cual es mejor", "iep_or_504"),
        ("is special ed forever", "special_ed_forever"),
        ("la educacion especial es de por vida", "special_ed_forever"),
        ("pero dime meriden tiene fair rent commission si o no", "fair_rent_town"),
        ("¿qué papeles piden para el WIC?", "wic_which_id"),
        ("what papers do they want for wic", "wic_which_id"),
        ("yo how old u gotta be to get a job", "teen_work_papers"),
        ("does bristol have a fair rent commission", "fair_rent_town"),
    ],
)
def test_what_is_plainly_told_or_asked_has_its_answer(text: str, answer: str) -> None:
    assert plainly_asked(text) == answer


@pytest.mark.parametrize(
    "text",
    [
        "my mom is out of her inhaler",
        "the school needs a form for his inhaler",
        "does husky pay for the dentist",
        "can i still get husky if i get the raise",
        "I lost my job and need health insurance",
        "how do i call birth to three",
        "my daughter has an iep",
        "the lights are off and his nebulizer is out",
        "he has two left feet on the soccer team",
        "so he has nothing dec 31?",
        "que les digo",
        "what is the fair rent commission",
        "do they take a commission",
    ],
)
def test_ordinary_talk_of_the_same_things_has_none(text: str) -> None:
    assert plainly_asked(text) is None


@pytest.mark.parametrize(
    ("text", "before", "answer"),
    [
        ("so he has nothing dec 31?", "husky_ending", "husky_gap"),
        ("y entonces se queda sin nada en enero?", "husky_ending", "husky_gap"),
        ("what do I tell them on the phone", "husky_ending", "husky_call"),
        ("y yo?", "husky_gap", "husky_parent"),
        ("y con que la pago", "inhaler_low", "inhaler_cost"),
        ("can the pharmacy just give me one", "inhaler_low", "inhaler_pharmacy"),
        ("cuando lo llevo a emergencia", "inhaler_low", "asthma_watch"),
        ("is the er gonna charge me", "inhaler_low", "er_no_insurance"),
        ("y si le da de noche?", "inhaler_uninsured", "asthma_watch"),
        ("do they lose it for good", "husky_ending", "husky_gap"),
        ("who do i write to at the school", "too_old_for_b23", "eval_letter"),
        ("cuanto se tardan", "too_old_for_b23", "school_eval_time"),
        ("4 es la familia no año. ok y en meriden tienen esa comision q tu dice", "rent_raise", "fair_rent_town"),
        ("do we have that commission here in danbury", "rent_raise", "fair_rent_town"),
    ],
)
def test_what_hangs_on_an_answer_is_heard_where_that_was_given(text: str, before: str, answer: str) -> None:
    assert plainly_asked(text, kept=told_of(before)) == answer


@pytest.mark.parametrize(
    ("text", "need", "words", "answer"),
    [
        (
            "do they turn it back on or do i do a new one",
            "food_need",
            "my stamps got cut off this month",
            "snap_back_on",
        ),
        ("me los ponen otra vez o lleno otra", "food_need", "me cortaron los cupones", "snap_back_on"),
        ("vuelvo a solicitar?", "food_need", "me pararon los cupones", "snap_back_on"),
        ("do they turn it back on or do i do a new one", "utilities_need", "they shut my lights off", "power_back_on"),
        ("la prenden otra vez o lleno una solicitud nueva", "utilities_need", "me cortaron la luz", "power_back_on"),
        ("do they turn it back on", "food_need", "we need food", None),
        ("i need another job", "food_need", "my stamps stopped", None),
        ("so what do i do by dec 8", "housing_need", "notice to quit", "quit_date"),
        ("y si la escuela los paga?", "developmental_concern", None, "evaluation_free"),
        ("y si la escuela los paga?", "food_need", None, None),
        ("tengo que ir el 15?", "housing_need", "nos quieren sacar, tengo corte el 15", "court_date"),
        ("do i have to go to the food bank", "housing_need", "eviction", None),
    ],
)
def test_what_hangs_on_a_need_is_heard_of_that_need(
    text: str, need: str, words: str | None, answer: str | None
) -> None:
    assert plainly_asked(text, [need], words=words) == answer


def test_that_an_answer_was_given_is_kept_and_refuses_no_door() -> None:
    kept = kept_with(["service:1"], told_of("husky_ending"))
    assert refusals(kept) == ["service:1"]
    assert told_of("snap_work") == []
