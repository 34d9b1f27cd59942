"""Who says that it is not about immigration hears of none of its lawyers; a family of mixed papers still does."""

import pytest

from services.casework.offer import Offer
from services.casework.only_for import for_this_family
from services.directory.senses import in_its_sense
from services.directory.slugs import service_keys

CIRI = next(iter(service_keys(["ciri"])))


def named_to(words: str) -> list[str]:
    door = Offer(key=CIRI, name="CIRI", sign="", summary="", next_step="")
    return [each.key for each in for_this_family("legal_need", words, [door], ages=(), pregnant=False)]


@pytest.mark.parametrize(
    "words",
    [
        "Immigration? No honey we are American. I asked about the cash from DSS do I need court papers for that",
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
        "my kids are citizens, i am undocumented, i need an immigration lawyer",
        "i dont have money for an immigration lawyer",
        "no tengo abogado de inmigracion",
        "i dont want immigration to take my kids, need a lawyer",
        "i dont have immigration papers",
        "i didnt go to my immigration court",
        "they are citizens i overstayed",
        "soy ciudadana y mi mama indocumentada necesita abogado",
        "im a us citizen how do i bring my mother here",
        "i was born here my parents are undocumented",
        "somos de aqui de hartford y necesito abogado de inmigracion",
        "mi mama no tiene papeles y yo naci aqui",
    ],
)
def test_a_family_of_mixed_papers_still_hears_of_them(words: str) -> None:
    assert named_to(words) == [CIRI]


@pytest.mark.parametrize(
    "text", ["I dont have no papers for them just birth certificates", "no tengo papeles, solo las actas de nacimiento"]
)
def test_papers_beside_a_birth_certificate_are_those_of_a_court(text: str) -> None:
    assert "documents" in in_its_sense(text)
