"""A site that nobody runs, with as many families as a test wants."""

from datetime import date, timedelta
from random import Random

from resources_db.needs import NEEDS
from services.interop.codes import ethnicities, races, reasons
from services.reports.records import Case, Family, NeedFound, Rating, Referral, Rows, Step

TOWNS = ("Hartford", "New Haven", "Bridgeport", "Waterbury", "Bolton", "Union", None)
FIRST = date(2025, 1, 1)


def site(seed: int, families: int) -> Rows:
    """Rows of a year of a site."""
    random = Random(seed)
    people = tuple(_family(random, f"f{i}") for i in range(families))
    needs = tuple(
        NeedFound(each.family, need, _day(random))
        for each in people
        for need in random.choices(NEEDS[:9], [9, 7, 5, 4, 3, 2, 2, 1, 1], k=random.randint(0, 3))
    )
    referrals = tuple(_referral(random, each) for each in needs if random.random() < 0.8)
    ratings = tuple(
        Rating(each.family, random.random() < 0.95, _day(random)) for each in people if random.random() < 0.6
    )
    return Rows(people, needs, referrals, ratings)


def cases(seed: int, families: int) -> list[Case]:
    """As many cases, with steps, of a site."""
    random = Random(seed)
    return [_case(random, f"f{i}") for i in range(families)]


def _family(random: Random, key: str) -> Family:
    return Family(
        key,
        random.choices(["en", "es", "pt"], [60, 35, 5])[0],
        random.choices(TOWNS, [40, 25, 15, 10, 3, 1, 6])[0],
        tuple(random.sample(sorted(races()), random.choice([0, 1, 1, 1, 2]))),
        random.choice([None, *ethnicities()]),
    )


def _referral(random: Random, need: NeedFound) -> Referral:
    accepted = need.on + timedelta(days=random.randint(1, 9)) if random.random() < 0.75 else None
    connected = accepted + timedelta(days=random.randint(1, 60)) if accepted and random.random() < 0.7 else None
    ended = connected is None and random.random() < 0.5
    closed = need.on + timedelta(days=70) if connected or ended else None
    return Referral(
        need.family,
        need.need,
        need.on,
        accepted,
        connected,
        closed,
        random.choice(sorted(reasons())) if ended else None,
    )


def _case(random: Random, key: str) -> Case:
    start = _day(random)
    need = random.choices(NEEDS[:4], [8, 6, 4, 1])[0]
    program = random.choices(["WIC", "Birth to Three", "Grandma's Kitchen"], [10, 8, 0.4])[0]
    steps = (
        Step(start, "need_found", need),
        Step(start + timedelta(days=2), "asked", need, program),
        Step(start + timedelta(days=14), "ended", need, program, "full"),
    )
    return Case(
        key,
        steps,
        random.choice([None, 3, 20, 40, 80, 200]),
        random.choices(TOWNS, [40, 25, 15, 10, 3, 1, 6])[0],
        random.choices(["en", "es", "pt"], [60, 35, 5])[0],
    )


def _day(random: Random) -> date:
    return FIRST + timedelta(days=random.randint(0, 364))
