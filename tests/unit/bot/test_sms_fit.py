"""What is said fits into two texts, and choices can be answered by number."""

from bot.channels.sms.fit import fit
from casebook.records import Say
from services.library.messages import Messages
from services.library.root import CONTENT

MESSAGES = Messages.load(CONTENT / "messages" / "conversation.yml")
CHOICES = ({"title": "Yes", "choice": {"intent": "affirm"}}, {"title": "No", "choice": {"intent": "deny"}})


def test_many_replies_become_two_texts_in_order() -> None:
    says = [Say(word) for word in ("one", "two", "three", "four", "five")]
    texts = fit(says, "en", MESSAGES)
    assert len(texts) == 2
    assert "\n".join(text.text for text in texts).split("\n") == ["one", "two", "three", "four", "five"]


def test_the_cut_keeps_the_longer_text_short() -> None:
    texts = fit([Say("a" * 100), Say("b" * 10), Say("c" * 100)], "en", MESSAGES)
    assert max(len(text.text) for text in texts) <= 111


def test_choices_are_numbered_in_the_last_text() -> None:
    texts = fit([Say("Do you have HUSKY?", CHOICES)], "en", MESSAGES)
    assert texts == [Say("Do you have HUSKY?\nReply: 1 Yes, 2 No", CHOICES)]


def test_spanish_choices_are_led_in_spanish() -> None:
    assert "Responda: 1 Yes" in fit([Say("¿Tiene HUSKY?", CHOICES)], "es", MESSAGES)[0].text


def test_nothing_to_say_is_nothing_to_send() -> None:
    assert fit([], "en", MESSAGES) == []
