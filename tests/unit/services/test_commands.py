"""The words that we tell families to write."""

import pytest

from services.casework.commands import command


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("PERSON", "talk_to_person"),
        ("¡Más!", "more_options"),
        ("plan\nplan", "show_plan"),
        ("mi plan mi plan mi plan", "show_plan"),
        ("Persona. persona", "talk_to_person"),
        ("mi plan " * 60, "show_plan"),
        ("plan for a party", None),
        ("my plan is to leave him, my plan", None),
        ("persona plan", None),
        ("?? !!", None),
        ("", None),
    ],
)
def test_a_word_of_ours_means_what_we_say_also_when_it_is_sent_twice(text: str, intent: str | None) -> None:
    assert command(text) == intent


def test_a_long_message_is_no_word_of_ours() -> None:
    assert command("he said " * 2000) is None
