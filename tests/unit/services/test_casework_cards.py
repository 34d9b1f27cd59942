"""What a family reads of one service: nothing is left out that is known, nothing is said that is not."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from services.casework.card_data import card_data
from services.casework.cards import card, opening
from services.casework.commands import door_asked
from services.casework.offer import Offer
from services.casework.telling import ONE, ROOM, tell
from services.directory.question import Found, Then, Window

NOW = datetime(2026, 11, 24, 12)  # a Tuesday
PANTRY = Found(
    service_id="p", name="Park Street Pantry", organization="Helpers", summary="Free groceries each week.",
    next_step=None, phone="860-555-0101", sms=None, url="https://pantry.example.org",
    address="1 Park Street, Hartford, CT 06106", town="Hartford", miles=0.4, reach="local", hours_state="open",
    why=("need", "near"), verified_on=date(2026, 11, 1), closes_at=datetime(2026, 11, 24, 17), cost="free",
    languages=("es", "English"), documents=("a photo ID", "proof of address"), map_url="https://map.example.org/1",
)  # fmt: skip


def offer(found: Found = PANTRY) -> Offer:
    town = found.town if found.reach == "local" else None
    return Offer(
        "k", found.name, found.name, found.summary, found.next_step or "", town, found.miles, found.phone, found=found
    )


def test_a_card_tells_all_that_is_known_in_english() -> None:
    assert card(offer(), NOW, "en", "web").splitlines() == [
        "Park Street Pantry (Hartford, 0.4 mi): Free groceries each week.",
        "Open now, until 5 PM.",
        "Where: 1 Park Street, Hartford, CT 06106.",
        "Free.",
        "Bring: a photo ID, proof of address.",
        "Call 860-555-0101.",
        "Map: https://map.example.org/1",
    ]


def test_a_card_tells_all_that_is_known_in_spanish_and_a_phone_gets_no_map() -> None:
    assert card(offer(), NOW, "es", "sms").splitlines()[1:] == [
        "Abierto ahora, hasta las 5 p.m.",
        "Dónde: 1 Park Street, Hartford, CT 06106.",
        "Gratis. Hablan español.",
        "Lleve: a photo ID, proof of address.",
        "Llame al 860-555-0101.",
    ]


def test_a_place_that_must_stay_hidden_has_no_address_no_map_and_no_distance() -> None:
    hidden = replace(
        PANTRY, address=None, town=None, miles=None, map_url=None, why=("need", "serves_town", "hidden_place")
    )
    told = card(offer(hidden), NOW, "en", "web")
    assert "They tell you where when you call." in told
    assert not any(word in told for word in ("Where", "Map", " mi)", "Park Street,"))


def test_an_old_entry_says_so() -> None:
    assert "Nobody has checked this" in card(offer(replace(PANTRY, stale=True)), NOW, "en", "web")


def closed(next_open: datetime | None, *why: str, state: str = "closed") -> Found:
    return replace(PANTRY, hours_state=state, closes_at=None, next_open=next_open, why=why)


HOURS = [
    (closed(datetime(2026, 11, 24, 13)), "Opens today at 1 PM.", "Abre hoy a la 1 p.m."),
    (closed(datetime(2026, 11, 25, 9, 30)), "Opens tomorrow at 9:30 AM.", "Abre mañana a las 9:30 a.m."),
    (closed(datetime(2026, 11, 27, 9)), "Opens Friday at 9 AM.", "Abre el viernes a las 9 a.m."),
    (closed(datetime(2026, 12, 11, 12)), "Opens Friday, 12/11, at 12 PM.", "Abre el viernes 11/12 a las 12 p.m."),
    (closed(None), "Closed now.", "Cerrado ahora."),
    (closed(None, state="unknown"), "", ""),
    (closed(None, "holiday", state="unknown"), "Today is a holiday. Call first.", "Hoy es día feriado. Llame antes."),
    (replace(PANTRY, closes_at=None), "Open day and night.", "Abierto de día y de noche."),
]


@pytest.mark.parametrize(("found", "english", "spanish"), HOURS)
def test_hours_are_told_as_people_say_them(found: Found, english: str, spanish: str) -> None:
    assert (opening(found, NOW, "en"), opening(found, NOW, "es")) == (english, spanish)


def test_a_text_holds_two_numbered_doors_each_with_its_hours_and_phone() -> None:
    told = tell([offer(), offer(replace(PANTRY, name="Asylum Pantry"))], NOW, "en", "sms", first=1)
    assert told.splitlines() == [
        "1. Park Street Pantry (Hartford, 0.4 mi): Free groceries each week. Open now, until 5 PM. Call 860-555-0101.",
        "2. Asylum Pantry (Hartford, 0.4 mi): Free groceries each week. Open now, until 5 PM. Call 860-555-0101.",
    ]


@pytest.mark.parametrize("channel", ["sms", "web"])
@pytest.mark.parametrize("length", [10, 60, 119])
def test_no_answer_outgrows_its_room_and_no_sentence_is_cut(channel: str, length: int) -> None:
    words = "w" * length + "."
    doors = [offer(replace(PANTRY, name=f"Pantry {n}", summary=words)) for n in (1, 2)]
    told = tell(doors, NOW, "es", channel)
    assert len(told) <= ROOM[channel]
    assert all(
        len(door) <= ONE[channel] and door.endswith((".", "1"))
        for door in told.split("\n\n" if channel == "web" else "\n")
    )
    assert "w" not in told or words in told


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("details 2", 2),
        ("DETALLES 2", 2),
        ("Detalle 1.", 1),
        ("details", 1),
        ("más sobre 3", 3),
        ("2", None),
        ("details please", None),
    ],
)
def test_details_are_asked_for_by_number_in_both_languages(text: str, number: int | None) -> None:
    assert door_asked(text) == number


SATURDAY = Window("sa", datetime(2026, 11, 28), datetime(2026, 11, 29))
MORNING = (datetime(2026, 11, 28, 9), datetime(2026, 11, 28, 13))
AFTERNOON = (datetime(2026, 11, 28, 14, 30), datetime(2026, 11, 28, 17))


@pytest.mark.parametrize(
    ("then", "english", "spanish"),
    [
        (
            Then(SATURDAY, "open", (MORNING, AFTERNOON)),
            "Open on Saturday, 9 AM to 1 PM and 2:30 PM to 5 PM.",
            "Abierto el sábado, de las 9 a.m. a la 1 p.m. y de las 2:30 p.m. a las 5 p.m.",
        ),
        (Then(SATURDAY, "closed"), "Closed on Saturday.", "Cerrado el sábado."),
        (
            Then(SATURDAY, "unknown"),
            "I don't know their hours. Call first.",
            "No sé su horario. Llame antes.",
        ),
        (
            Then(SATURDAY, "unknown", holiday=True),
            "That day is a holiday. Call first.",
            "Ese día es feriado. Llame antes.",
        ),
        (
            Then(Window("weekend", SATURDAY.start, datetime(2026, 11, 30)), "open", (MORNING,)),
            "Open on Saturday, 9 AM to 1 PM.",
            "Abierto el sábado, de las 9 a.m. a la 1 p.m.",
        ),
    ],
)
def test_the_hours_of_a_day_that_was_asked_about_are_told(then: Then, english: str, spanish: str) -> None:
    asked = replace(PANTRY, then=then)
    assert (opening(asked, NOW, "en"), opening(asked, NOW, "es")) == (english, spanish)


def test_who_asks_about_now_hears_when_it_closes_and_is_told_what_is_not_known() -> None:
    now = Window("now", NOW, datetime(2026, 11, 24, 12, 1))
    assert opening(replace(PANTRY, then=Then(now, "open")), NOW, "en") == "Open now, until 5 PM."
    nobody_knows = replace(PANTRY, hours_state="unknown", closes_at=None, then=Then(now, "unknown"))
    assert opening(nobody_knows, NOW, "en") == "I don't know their hours. Call first."


def test_who_asks_about_hours_is_told_them_however_little_room_there_is() -> None:
    long = replace(PANTRY, summary="Free groceries. " * 20, then=Then(SATURDAY, "closed"))
    assert "Closed on Saturday." in tell([offer(long)] * 3, NOW, "en", "sms")


NOTICED = replace(PANTRY, alert="Closed until further notice", hours_state="closed", closes_at=None)


def test_a_places_own_notice_is_on_its_card_and_its_page_in_both_languages() -> None:
    assert "They say: Closed until further notice." in card(offer(NOTICED), NOW, "en", "sms").splitlines()
    assert "Ellos avisan: Closed until further notice." in card_data(offer(NOTICED), NOW, "es")["notes"]
    assert not any("They say" in note for note in card_data(offer(), NOW, "en")["notes"])


def test_a_text_tells_a_notice_whole_or_says_that_there_is_one() -> None:
    long = replace(NOTICED, alert="Our door is shut while the roof is mended. " * 8)
    assert "They say: Closed until further notice." in tell([offer(NOTICED)] * 2, NOW, "en", "sms")
    told = tell([offer(long)] * 2, NOW, "en", "sms")
    assert told.count("They have a notice. Ask when you call.") == 2
    assert "roof" not in told
    assert len(told) <= ROOM["sms"]
