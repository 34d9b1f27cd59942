"""What is asked of absences, a grandmother's cash, DSS and after-school care has its answer."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from services.casework.offer import Offer
from services.casework.only_for import for_this_family
from services.casework.plainly_asked import plainly_asked
from services.directory.senses import in_its_sense
from services.directory.slugs import service_keys

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "answers" / "absences.yml").read_text("utf-8"))
CIRI = next(iter(service_keys(["ciri"])))


def answer_to(case: dict[str, Any]) -> str | None:
    given = [f"told:{case['told']}"] if "told" in case else []
    return plainly_asked(case["say"], case.get("in", ()), given, case.get("words"))


@pytest.mark.parametrize(("id", "case"), [(id, case) for id, cases in CASES["asked"].items() for case in cases])
def test_what_is_plainly_asked_has_its_answer(id: str, case: dict[str, Any]) -> None:
    assert answer_to(case) == id


@pytest.mark.parametrize("case", CASES["none"])
def test_what_somebody_else_misses_and_a_danger_have_none_of_these(case: dict[str, Any]) -> None:
    assert answer_to(case) is None


def named_to(words: str) -> list[str]:
    door = Offer(key=CIRI, name="CIRI", sign="", summary="", next_step="")
    return [each.key for each in for_this_family("legal_need", words, [door], ages=(), pregnant=False)]


@pytest.mark.parametrize(
    "words",
    [
        "Immigration? No honey we are American",
        "You not listening. I already told you I dont need immigration",
        "i got papers im born here lol",
        "inmigracion? no mija, somos de puerto rico",
        "no es de inmigracion, es por la tutela",
    ],
)
def test_who_says_it_is_not_about_immigration_hears_of_none_of_its_lawyers(words: str) -> None:
    assert named_to(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "i need a lawyer for my green card",
        "we are citizens but my husband has no papers",
        "im a citizen, can i petition for my mother",
        "necesito un abogado de inmigracion",
        "somos ciudadanos menos mi esposo",
    ],
)
def test_a_family_of_mixed_papers_still_hears_of_them(words: str) -> None:
    assert named_to(words) == [CIRI]


@pytest.mark.parametrize(
    "text", ["I dont have no papers for them just birth certificates", "no tengo papeles, solo las actas de nacimiento"]
)
def test_papers_beside_a_birth_certificate_are_those_of_a_court(text: str) -> None:
    assert "documents" in in_its_sense(text)
