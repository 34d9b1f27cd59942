"""What a doctor has seen and treated ends a danger of the body; what was given and did harm does not."""

import pytest

from services import safety


@pytest.mark.parametrize(
    "text",
    [
        "ya lo llevamos a emergencia le dieron antibiotico. esta mejor gracias a Dios",
        "lo llevé al hospital y le pusieron suero",
        "en la clinica le dieron una receta",
        "le dieron antibiótico y ya está mejor",
        "we took him to the er and they gave him antibiotics",
        "the doctor prescribed him medicine for it",
        "we brought her to urgent care, the nurse gave her a shot and said its ok",
    ],
)
def test_who_was_treated_was_seen(text: str) -> None:
    assert safety.seen(text)


@pytest.mark.parametrize(
    "text",
    [
        "lo llevo a emergencia ahora",
        "¿lo llevamos a emergencia?",
        "si no mejora lo llevamos a emergencia y que le den algo",
        "le dieron antibiótico y le salieron ronchas",
        "they gave her amoxicillin and now she has hives",
        "they gave him the wrong pills",
        "lo llevamos al hospital pero no lo atendieron",
        "should we take him to the er so they give him antibiotics",
        "my mom gave him antibiotics",
        "they gave him his dads prescription by mistake",
        "le dieron antibiótico la semana pasada y no se le quita",
    ],
)
def test_who_was_not_or_was_harmed_was_not(text: str) -> None:
    assert not safety.seen(text)
