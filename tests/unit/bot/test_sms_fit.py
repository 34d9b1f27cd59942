"""What is said fits into two texts, and choices can be answered by number."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.sms.fit import fit
from casebook.records import Say
from services.library.messages import Messages
from services.library.root import CONTENT
from services.texts.budget import answer_parts
from services.texts.segments import segments

MESSAGES = Messages.load(CONTENT / "messages" / "conversation.yml")
CHOICES = ({"title": "Yes", "choice": {"intent": "affirm"}}, {"title": "No", "choice": {"intent": "deny"}})


def test_many_replies_become_two_texts_in_order() -> None:
    words = [word * 30 for word in ("one", "two", "three", "four", "five")]
    texts = fit([Say(word) for word in words], "en", MESSAGES)
    assert len(texts) == 2
    assert "\n".join(text.text for text in texts).split("\n") == words


def test_a_little_is_one_text() -> None:
    assert fit([Say("I am a program."), Say("What do you need?")], "en", MESSAGES) == [
        Say("I am a program.\nWhat do you need?")
    ]


def test_a_reply_of_several_lines_is_cut_between_them() -> None:
    texts = fit([Say("lead\n" + "a" * 200 + "\n" + "b" * 200), Say("What is your town?")], "en", MESSAGES)
    assert [text.text for text in texts] == ["lead\n" + "a" * 200, "b" * 200 + "\nWhat is your town?"]


def test_the_cut_keeps_the_longer_text_short() -> None:
    texts = fit([Say("a" * 200), Say("b" * 10), Say("c" * 200)], "en", MESSAGES)
    assert max(len(text.text) for text in texts) <= 211


def test_choices_are_numbered_in_the_last_text() -> None:
    texts = fit([Say("Do you have HUSKY?", CHOICES)], "en", MESSAGES)
    assert texts == [Say("Do you have HUSKY?\nReply: 1 Yes, 2 No", CHOICES)]


def test_spanish_choices_are_led_in_spanish() -> None:
    assert "Responda: 1 Yes" in fit([Say("¿Tiene HUSKY?", CHOICES)], "es", MESSAGES)[0].text


def test_nothing_to_say_is_nothing_to_send() -> None:
    assert fit([], "en", MESSAGES) == []


LONG = Say(" ".join(f"Place number {number} is open on weekdays and has food for families." for number in range(1, 40)))


def test_what_does_not_fit_two_texts_waits_until_it_is_asked_for() -> None:
    first, second = fit([LONG], "en", MESSAGES)
    assert all(segments(say.text).parts <= answer_parts("en") for say in (first, second))
    assert first.text.endswith("families.")
    assert second.text.endswith("families.\nReply: 1 Read the rest")
    (more,) = second.choices
    begun = second.text.removesuffix("\nReply: 1 Read the rest")
    told = f"{first.text} {begun} {more['choice']['entities']['text']}"
    assert told == LONG.text


def test_the_rest_brings_its_choices_and_its_own_rest() -> None:
    *_, second = fit([replace(LONG, choices=CHOICES)], "en", MESSAGES)
    entities = second.choices[0]["choice"]["entities"]
    assert entities["choices"] == list(CHOICES)
    again = fit([Say(entities["text"], tuple(entities["choices"]))], "en", MESSAGES)
    assert again[-1].text.endswith(("Read the rest", "Reply: 1 Yes, 2 No"))


def test_the_rest_says_of_whom_it_is_and_how_to_go_on_is_no_rest() -> None:
    place = "1. WIC: " + " ".join(
        f"They help with food for mothers and small children, part {n}." for n in range(1, 24)
    )
    told = Say(place + " Bring your ID.")
    *_, second = fit([told], "en", MESSAGES)
    assert second.choices[0]["choice"]["entities"]["text"].startswith("1. WIC: ")
    short = Say("\n".join(["a" * 380 + ".", "b" * 380 + "."]))
    after = Say(
        "Does this help? Write DETAILS 1 to learn more, MORE for other choices, or PERSON to talk with someone."
    )
    assert not fit([short, after], "en", MESSAGES)[-1].choices


def test_a_spanish_answer_is_cut_later_because_it_costs_more_parts() -> None:
    says = fit(
        [Say(" ".join("Allí hay comida para la familia, de lunes a viernes. " for _ in range(40)))], "es", MESSAGES
    )
    assert all(segments(say.text).parts <= answer_parts("es") for say in says)
    assert says[-1].text.endswith("Responda: 1 Leer lo que falta")


@given(st.lists(st.text(alphabet="abc. é\n¿?", max_size=400), min_size=1, max_size=6), st.booleans())
def test_no_answer_is_more_than_two_texts_or_dearer_than_it_may_be(texts: list[str], offers: bool) -> None:
    says = fit([Say(text, CHOICES if offers else ()) for text in texts if text.strip()], "es", MESSAGES)
    assert len(says) <= 2
    assert all(segments(say.text).parts <= answer_parts("es") or " " not in say.text.partition("\n")[0] for say in says)
