"""Slowing down an address that keeps failing."""

from bot.console.throttle import FORGET, FREE_TRIES, LONGEST, REMEMBERED, Throttle


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def failing(times: int) -> tuple[Throttle, Clock]:
    clock = Clock()
    throttle = Throttle(clock)
    for _ in range(times):
        throttle.failed("198.51.100.7")
    return throttle, clock


def test_an_office_may_mistype_many_times() -> None:
    throttle, _clock = failing(FREE_TRIES - 1)
    assert throttle.wait("198.51.100.7") == 0


def test_each_failure_past_the_free_ones_doubles_the_wait() -> None:
    waits = []
    for extra in range(4):
        throttle, _clock = failing(FREE_TRIES + extra)
        waits.append(throttle.wait("198.51.100.7"))
    assert waits == [1, 2, 4, 8]


def test_the_wait_ends_and_never_grows_past_a_quarter_of_an_hour() -> None:
    throttle, clock = failing(FREE_TRIES + 500)
    assert throttle.wait("198.51.100.7") == LONGEST
    clock.now += LONGEST
    assert throttle.wait("198.51.100.7") == 0


def test_another_address_is_not_held_up() -> None:
    throttle, _clock = failing(FREE_TRIES + 5)
    assert throttle.wait("198.51.100.8") == 0


def test_an_hour_without_failures_clears_the_slate() -> None:
    throttle, clock = failing(FREE_TRIES + 5)
    clock.now += FORGET + 1
    throttle.failed("198.51.100.7")
    assert throttle.wait("198.51.100.7") == 0


def test_the_memory_is_bounded() -> None:
    throttle = Throttle(Clock())
    for number in range(REMEMBERED + 10):
        throttle.failed(str(number))
    assert len(throttle._failures) == REMEMBERED
