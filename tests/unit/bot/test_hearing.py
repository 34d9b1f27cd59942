"""How sure the network must be of a danger: surer in the middle of a calm talk, where messages are short."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from bot.turn.hearing import Hearing
from casebook.records import Conversation, Danger, Pending

MOMENT = datetime(2026, 11, 22)
TALK = {"slots": {"needs": ["food_need"]}}
CALM, VIOLENCE = Danger(), "crisis_violence"
TEXT = "tell her ring after three when I am up"


def hearing(chance: float, label: str = "crisis_self_harm") -> Hearing:
    return Hearing(lambda _text: {label: chance}, lambda _text: None, lambda _text: None)


def pending(text: str = TEXT, state: dict[str, Any] | None = TALK, danger: Danger = CALM) -> Pending:
    talk = Conversation(
        id="c", family="f", channel="sms", language="en", language_chosen=False, owner="bot", staff=None,
        queue_reason=None, queue_priority=0, queued_at=None, opted_out=False, greeted=True, crisis_at=None,
        closed_at=None, last_seq=2, created_at=MOMENT, updated_at=MOMENT, state=state, danger=danger,
    )  # fmt: skip
    return Pending("m", 3, text, None, 0, None, MOMENT, talk)


def test_in_a_calm_talk_what_the_network_alone_half_hears_is_asked_about() -> None:
    read = hearing(0.7).read(pending(), "en")
    assert (read.crisis, read.doubt) == (None, "crisis_self_harm")
    assert read.reason == "classifier 0.70"


@pytest.mark.parametrize(
    "first",
    [pending(state=None), pending(state={"slots": {"needs": []}}), pending(danger=Danger(crisis="crisis_violence"))],
)
def test_a_first_message_and_one_in_a_danger_ring_as_before(first: Pending) -> None:
    assert hearing(0.7).read(first, "en").crisis == "crisis_self_harm"


def test_in_a_calm_talk_a_weak_phrase_rings_only_where_the_network_alarms() -> None:
    sibling = replace(pending(), text="3. also hes been hitting the baby is that normal")
    assert hearing(0.45, VIOLENCE).read(sibling, "en").doubt == VIOLENCE
    assert hearing(0.6, VIOLENCE).read(sibling, "en").crisis == VIOLENCE
    nothing = Hearing(lambda _text: None, lambda _text: None, lambda _text: None)
    assert nothing.read(sibling, "en").crisis == VIOLENCE  # with no network a phrase counts in full


def test_in_a_talk_a_phrase_and_a_sure_network_ring() -> None:
    assert hearing(0.95).read(pending(), "en").crisis == "crisis_self_harm"
    assert hearing(0.7).read(replace(pending(), text="i want to die"), "en").crisis == "crisis_self_harm"


def test_in_a_calm_talk_a_faint_doubt_is_shown_to_a_person_and_asked_of_nobody() -> None:
    wish = "no se que es siga. yo lo que quiero es que hable"
    read = hearing(0.36).read(replace(pending(), text=wish), "es")
    assert (read.doubt, read.quiet) == ("crisis_self_harm", True)
    assert not hearing(0.36).read(replace(pending(state=None), text=wish), "es").quiet
    assert not hearing(0.65).read(replace(pending(), text=wish), "es").quiet


def test_what_a_calm_talk_is_not_asked_about_does_not_ring_in_rasa_either() -> None:
    heard = hearing(0.55)
    assert heard.of_turn(pending()) == heard.without_danger
    assert heard.of_turn(pending(state=None)) == heard.all_of
    assert hearing(0.7).of_turn(pending()).__name__ == "all_of"


def test_a_faint_doubt_is_asked_about_where_harm_is_told() -> None:
    assert not hearing(0.3, VIOLENCE).read(replace(pending(), text="ya rompió la puerta de afuera"), "es").quiet


@pytest.mark.parametrize(
    "lit", ["we lit the camping propane heater inside to warm my grandpa", "prendí el horno pa calentar la casa"]
)
def test_a_flame_that_warms_a_room_is_asked_about_in_any_talk(lit: str) -> None:
    read = hearing(0.02).read(replace(pending(), text=lit), "es")
    assert (read.doubt, read.quiet) == ("crisis_medical", False)


def test_a_joke_that_only_a_weak_phrase_hears_is_asked_of_nobody_in_a_calm_talk() -> None:
    joke = "mi suegra me va a matar a preguntas, ella tiene 70 y quiere saber todo jaja"
    assert hearing(0.02, VIOLENCE).read(replace(pending(), text=joke), "es").quiet
    assert not hearing(0.2, VIOLENCE).read(replace(pending(), text=joke), "es").quiet


def test_who_answers_our_question_must_sound_of_danger_beyond_doubt() -> None:
    asked = {"slots": {"needs": ["food_need"]}, "loop": {"name": "details_form", "requested_slot": "which_child"}}
    girl = replace(pending(state=asked), text="the girl, 4. she was at her mommas")
    assert hearing(0.93, VIOLENCE).read(girl, "en").crisis is None
    assert hearing(0.98, VIOLENCE).read(girl, "en").crisis == VIOLENCE


def test_the_own_childhood_is_set_aside_and_never_lowers_a_plain_phrase_of_danger(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nothing = Hearing(lambda _text: None, lambda _text: None, lambda _text: None)
    past = replace(pending(), text="my dad would always want to kill me growing up and now i cant sleep")
    assert nothing.read(past, "en").crisis is None
    monkeypatch.setattr("services.safety.is_weak", lambda _pattern: False)
    assert nothing.read(past, "en").crisis == VIOLENCE


def test_in_a_calm_talk_a_plain_question_of_benefits_is_no_doubt_and_a_danger_in_like_words_stays_one() -> None:
    plain = "will they go after their mother if i ask for that. i dont want trouble for her"
    assert hearing(0.75).read(replace(pending(), text=plain), "en").doubt is None
    threat = "he said he will go after my mother if i ask for help"
    assert hearing(0.75).read(replace(pending(), text=threat), "en").doubt == "crisis_self_harm"
    call = "is it safe to call if we dont have papers"
    assert hearing(0.95).read(replace(pending(), text=call), "en").crisis == "crisis_self_harm"


@pytest.mark.parametrize(
    ("text", "chance", "earlier", "heard"),
    [
        ("my landlord says he changes the locks", 0.82, (), (None, None)),
        ("my landlord says he changes the locks", 0.95, (), (None, VIOLENCE)),
        ("he changes the locks and throws my stuff out", 0.82, ("my landlord called",), (None, VIOLENCE)),
        ("él me bota las cosas a la calle", 1.0, ("el casero subió la renta",), (None, VIOLENCE)),
        ("he changes the locks and throws my stuff out", 0.82, ("i got an eviction notice",), (VIOLENCE, None)),
        ("él me bota las cosas a la calle", 0.95, ("me llegó el desalojo",), (VIOLENCE, None)),
        (
            "somo 4 yo mi marido y do muchacho. el dice q si no pago me saca",
            0.7,
            ("el dueño subió la renta",),
            (None, None),
        ),
        ("mi marido dice q si no pago me saca", 0.7, ("el dueño subió la renta",), (VIOLENCE, None)),
    ],
)
def test_a_landlords_locks_are_calm_only_where_the_landlord_is_named_and_the_network_is_not_sure(
    text: str, chance: float, earlier: tuple[str, ...], heard: tuple[str | None, str | None]
) -> None:
    locks = Hearing(lambda said: {VIOLENCE: chance if said == text else 0.0}, lambda _: None, lambda _: None)
    read = locks.read(replace(pending(text, state=None), earlier=earlier), "en")
    assert (read.crisis, read.doubt) == heard


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("the landlord changed the locks and he comes in at night", "the landlord and he comes in at night"),
        ("el casero cambió la cerradura y entra de noche", "el casero y entra de noche"),
    ],
)
def test_what_is_told_beside_a_landlords_locks_rings(text: str, beside: str) -> None:
    chances = {text: 0.7, beside: 0.7}
    read = Hearing(lambda said: {VIOLENCE: chances.get(said, 0.0)}, lambda _: None, lambda _: None)
    assert read.read(pending(text, state=None), "en").crisis == VIOLENCE
    chances[beside] = 0.0
    assert read.read(pending(text, state=None), "en").doubt is None


@pytest.mark.parametrize(
    ("text", "quiet"),
    [
        ("he changes the locks and throws my stuff out. can he", True),
        ("él cambia la cerradura y me bota las cosas, puede?", True),
        ("he changes the locks and throws my stuff out. what do i do", False),
        ("él cambia la cerradura y me bota las cosas, qué hago", False),
    ],
)
def test_who_asks_what_a_landlord_named_before_may_do_is_answered_and_a_person_looks(text: str, quiet: bool) -> None:
    said = replace(pending(text, state=None), earlier=("my landlord called", "el casero llamó"))
    read = hearing(1.0, VIOLENCE).read(said, "en")
    assert (read.doubt, read.quiet) == (VIOLENCE, quiet)


@pytest.mark.parametrize(
    ("text", "earlier", "danger", "heard"),
    [
        ("my face kinda swole on that side", ("my tooth hurts",), CALM, (None, "crisis_medical", True)),
        ("tiene la cara inchada un poco", ("le duele la muela",), CALM, (None, "crisis_medical", True)),
        ("tiene la cara inchada un poco", (), CALM, ("crisis_medical", None, False)),
        ("cara inchada y no respira", ("le duele la muela",), CALM, ("crisis_medical", None, False)),
        ("cara inchada. quiero morirme", ("le duele la muela",), CALM, ("crisis_medical", None, False)),
        (
            "tiene la cara inchada",
            ("le duele la muela",),
            Danger(crisis="crisis_medical"),
            ("crisis_medical", None, False),
        ),
    ],
)
def test_a_face_swollen_by_a_tooth_is_answered_and_a_person_looks_and_what_stands_beside_rings(
    text: str, earlier: tuple[str, ...], danger: Danger, heard: tuple[str | None, str | None, bool]
) -> None:
    nothing = Hearing(lambda _text: None, lambda _text: None, lambda _text: None)
    read = nothing.read(replace(pending(text, state=None, danger=danger), earlier=earlier), "es")
    assert (read.crisis, read.doubt, read.quiet) == heard


def test_who_meant_the_landlord_takes_the_locks_back_and_nothing_else() -> None:
    stands = Danger(crisis=VIOLENCE, answers={VIOLENCE: 1})
    chances = {"he came with a pipe": 0.9}
    locks = Hearing(lambda said: {VIOLENCE: chances.get(said, 0.0)}, lambda _: None, lambda _: None)
    meant = "its the landlord he changed the locks"
    assert locks.read(pending(meant, danger=stands), "en").crisis is None
    chances |= {meant: 1.0, "he changed the locks": 1.0}
    assert locks.read(pending(meant, danger=stands), "en").crisis is None
    assert locks.read(pending("its the landlord he came with a pipe", danger=stands), "en").crisis == VIOLENCE


OF_ANOTHER = Danger(crisis="crisis_self_harm", answers={"self_harm_other": 1})


@pytest.mark.parametrize(("chance", "rings"), [(0.57, None), (0.98, "crisis_medical")])
def test_who_names_whose_wish_it_is_tells_no_other_danger_that_the_network_is_not_sure_of(
    chance: float, rings: str | None
) -> None:
    named = replace(
        pending("who? my brother, hes 34", danger=OF_ANOTHER), began="he says he dont wanna be here no more"
    )
    assert hearing(chance, "crisis_medical").read(named, "en").crisis == rings
