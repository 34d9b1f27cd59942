"""What is said fits into two texts, and choices can be answered by number."""

from bot.channels.sms.fit import fit
from casebook.records import Say
from services.library.messages import Messages
from services.library.root import CONTENT

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
