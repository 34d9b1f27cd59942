"""Families that nobody is: one with everything, and as many others as a test wants."""

from datetime import UTC, date, datetime, timedelta
from random import Random

from resources_db.needs import NEEDS
from services.interop.codes import ethnicities, need_codes, races, reasons
from services.interop.records import (
    Answer,
    Coding,
    Consent,
    FamilyCase,
    Goal,
    Instrument,
    Move,
    Need,
    Organization,
    Person,
    Question,
    Referral,
    Screening,
    Service,
)
from services.interop.transitions import BY, MOVES, REASONED

NOW = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
OURS = Organization("onedoor", "OneDoor Demo", "+18605550100", "https://onedoor.example")
OUR_CODES = "https://onedoor.example/codes/answers"
YES, NO = Coding(OUR_CODES, "yes", "Yes"), Coding(OUR_CODES, "no", "No")
SOMETIMES = Coding("http://loinc.org", "LA6729-3")
INSTRUMENT = Instrument(
    "https://onedoor.example/instruments/social_needs",
    "2026-11",
    "What families need",
    "en",
    (
        Question("food", "Does food run out before there is money for more?", Coding("http://loinc.org", "88123-5")),
        Question("ride", "Is it hard to get to the places you need?", Coding(OUR_CODES, "ride", "Rides"), (YES, NO)),
        Question("else", "What else is on your mind?"),
    ),
)


def full_family() -> FamilyCase:
    """A case with every kind of thing in it: food and rides, a goal, a referral that was completed."""
    answers = (
        Answer("a1", "food", at(1), value=SOMETIMES, domain="food-insecurity"),
        Answer("a2", "ride", at(1), value=YES, domain="transportation-insecurity"),
        Answer("a3", "else", at(1), text="My child does not talk yet"),
        Answer("a4", "food", at(2), domain="food-insecurity"),
    )
    receiver = Organization("pantry", "Pantry of the Example Town", "+12035550122")
    return FamilyCase(
        written_at=NOW,
        address="https://onedoor.example",
        ours=OURS,
        software="OneDoor",
        version="0.1.0",
        person=Person("p1", "es", "1994-05", ("2106-3", "2131-1"), "2135-2", ("Ana", "Example"), "+12035550111"),
        children=(Person("c1", "es", "2025-05", ("1002-5",), "2135-2", ("Leo", "Example")),),
        screenings=(Screening("s1", "p1", INSTRUMENT, at(1), answers),),
        needs=(
            Need("n1", "p1", "food_need", at(1), evidence=("a1", "a3")),
            Need("n2", "p1", "transportation_need", at(1), "person", evidence=("a2",), confirmed_at=at(2)),
            Need("n3", "c1", "developmental_concern", at(1), evidence=("a3",)),
            Need("n4", "p1", "housing_need", at(1), domain="homelessness", closed_at=at(9)),
            Need("n5", "p1", "utilities_need", at(1), mistaken=True),
        ),
        goals=(
            Goal("g1", "p1", "Enough to eat until the end of the month", ("n1",), date(2026, 11, 3), date(2027, 1, 3)),
        ),
        consents=(
            Consent("k1", "p1", "referral", "May we tell the pantry?", "en", at(2), True, frozenset({"name", "phone"})),
            Consent("k2", "c1", "referral", "May we tell Birth to Three?", "en", at(2), True),
            Consent("k3", "p1", "research", "May we use your answers?", "en", at(2), False),
        ),
        referrals=(
            Referral(
                "r1",
                "p1",
                receiver,
                ("n1",),
                "k1",
                (
                    Move("draft", at(2), "requester"),
                    Move("requested", at(3), "requester"),
                    Move("accepted", at(4), "target"),
                    Move("on-hold", at(5), "target", "waiting"),
                    Move("in-progress", at(6), "target"),
                    Move("completed", at(8), "target"),
                ),
                service=Service("sv1", "Food boxes", ("food_need",), "+12035550122", ("en", "es"), "capacity"),
                goals=("g1",),
                screenings=("s1",),
                reason="Food runs out",
                outcome="enrolled",
            ),
            Referral(
                "r2",
                "c1",
                Organization("b23", "Birth to Three of the Example Town"),
                ("n3",),
                "k2",
                (Move("requested", at(3), "requester"), Move("rejected", at(4), "target", "not_eligible")),
                service=Service("sv2", "Birth to Three", ("developmental_concern",), "+12035550133"),
                quiet=True,
                urgent=True,
            ),
        ),
    )


def at(day: int) -> datetime:
    """Noon of a day of November 2026."""
    return datetime(2026, 11, day, 12, tzinfo=UTC)


def family(seed: int) -> FamilyCase:
    """Another family for each number: 0 to 3 children, 1 to 5 needs, referrals in every state."""
    random = Random(seed)
    person = _person(random, "p", adult=True)
    children = tuple(_person(random, f"c{i}", adult=False) for i in range(random.randint(0, 3)))
    who = [person.id, *(child.id for child in children)]
    screenings = tuple(_screening(random, f"s{i}", random.choice(who)) for i in range(random.randint(0, 2)))
    answers = [answer.id for screening in screenings for answer in screening.answers]
    needs = tuple(_need(random, f"n{i}", random.choice(who), answers) for i in range(random.randint(1, 5)))
    consents = tuple(_consent(random, f"k{about}", about) for about in who)
    goals = tuple(_goal(random, f"g{need.id}", need) for need in needs if random.random() < 0.5)
    granted = {consent.about: consent for consent in consents if consent.granted}
    referrals = tuple(
        _referral(random, f"r{need.id}", need, granted[need.about], goals, screenings)
        for need in needs
        if need.about in granted and random.random() < 0.7
    )
    return FamilyCase(
        NOW, "https://onedoor.example/", OURS, "OneDoor", "0.1.0", person, children,
        random.choice(["PRN", "GRPRN", "GUARD"]), screenings, needs, goals, consents, referrals,
    )  # fmt: skip


def _person(random: Random, name: str, *, adult: bool) -> Person:
    month = f"{random.randint(1975, 2006) if adult else random.randint(2018, 2026)}-{random.randint(1, 9):02}"
    return Person(
        name,
        random.choice([None, "en", "es", "pt"]),
        random.choice([None, month]),
        tuple(random.sample(sorted(races()), random.randint(0, 2))),
        random.choice([None, *ethnicities()]),
        random.choice([None, ("Ana María", "Example"), ("", "Example")]),
        random.choice([None, "+12035550111"]) if adult else None,
    )


def _screening(random: Random, name: str, about: str) -> Screening:
    domains = {"food": "food-insecurity", "ride": "transportation-insecurity", "else": None}
    questions = random.sample(INSTRUMENT.questions, random.randint(1, 3))
    answers = []
    for question in questions:
        value = random.choice([None, *question.options]) if question.options else None
        text = random.choice([None, "a veces no alcanza", "Ñandú & <b>"]) if value is None else None
        answers.append(
            Answer(f"{name}{question.link_id}", question.link_id, at(1), value, text, domains[question.link_id])
        )
    return Screening(name, about, INSTRUMENT, at(1), tuple(answers), random.random() < 0.8)


def _need(random: Random, name: str, about: str, answers: list[str]) -> Need:
    label = random.choice(NEEDS)
    narrower = {"housing_need": ["homelessness", "inadequate-housing"], "education_need": ["educational-attainment"]}
    by = random.choice(["software", "person"])
    return Need(
        name,
        about,
        label,
        at(1),
        "person" if by == "person" else "software",
        random.choice([None, *narrower.get(label, [])]),
        tuple(random.sample(answers, min(len(answers), random.randint(0, 2)))),
        random.choice([None, at(3)]),
        random.choice([None, at(9)]),
        random.random() < 0.1,
    )


def _goal(random: Random, name: str, need: Need) -> Goal:
    due = random.choice([None, date(2027, 2, 1)])
    state = random.choice(["open", "reached", "given_up"])
    return Goal(name, need.about, "Llegar a las citas", (need.id,), date(2026, 11, 3), due, state)  # type: ignore[arg-type]


def _consent(random: Random, name: str, about: str) -> Consent:
    shares = frozenset(random.sample(["name", "phone", "characteristics"], random.randint(0, 3)))
    withdrawn = random.choice([None, None, at(19)])
    until = random.choice([None, NOW + timedelta(days=90), at(15)])
    granted = random.random() < 0.8
    return Consent(name, about, "referral", "¿Podemos contarles?", "es", at(2), granted, shares, withdrawn, until)  # type: ignore[arg-type]


def _referral(
    random: Random, name: str, need: Need, consent: Consent, goals: tuple[Goal, ...], screenings: tuple[Screening, ...]
) -> Referral:
    phone, capacity = random.choice([None, "+12035550144"]), random.choice([None, "capacity", "waitlist"])
    service = Service(f"sv{name}", "Service", (need.label,), phone, ("es",), capacity)  # type: ignore[arg-type]
    moves = _moves(random)
    done = moves[-1].state == "completed"
    return Referral(
        name,
        need.about,
        Organization(f"o{random.randint(1, 3)}", "Receiver", random.choice([None, "+12035550155"])),
        (need.id,),
        consent.id,
        moves,
        random.choice([None, service]),
        goals=tuple(goal.id for goal in goals if need.id in goal.needs),
        screenings=tuple(each.id for each in screenings if each.about == need.about),
        reason=random.choice([None, "Food runs out"]),
        urgent=random.random() < 0.2,
        quiet=random.random() < 0.1,
        outcome=random.choice([None, "enrolled", "not-enrolled-on-waitlist"]) if done else None,  # type: ignore[arg-type]
    )


def _moves(random: Random) -> tuple[Move, ...]:
    """A walk through the legal states, as long as chance will have it."""
    found = [Move(random.choice(["draft", "requested"]), at(3), "requester")]
    while (onward := sorted(MOVES[found[-1].state])) and random.random() < 0.85:
        state = random.choice(onward)
        by = "target" if state in BY["target"] else "requester"
        reason = random.choice(sorted(reasons())) if state in REASONED else None
        found.append(Move(state, at(3 + min(len(found), 15)), by, reason))  # type: ignore[arg-type]
    return tuple(found)


def known_labels() -> list[str]:
    """The need labels that have codes elsewhere."""
    return [label for label in NEEDS if need_codes(label).domain]
