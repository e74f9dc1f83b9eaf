"""Today comes from one place, and can be set from outside for a run that repeats exactly."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from collectdesk.base.clock import DayClock, FixedClock, SystemClock, clock_from_environment


def test_the_system_clock_tells_local_time_without_a_time_zone() -> None:
    before = datetime.now()
    told = SystemClock().now()
    assert before <= told <= datetime.now()
    assert told.tzinfo is None


def test_a_fixed_clock_stands_still() -> None:
    clock = FixedClock(datetime(2026, 2, 28, 23, 59))
    assert clock.now() == datetime(2026, 2, 28, 23, 59)
    assert clock.today() == date(2026, 2, 28)


def test_without_the_variable_the_machine_tells_the_day() -> None:
    assert isinstance(clock_from_environment({}), SystemClock)
    assert isinstance(clock_from_environment({"COLLECTDESK_TODAY": "  "}), SystemClock)


def test_the_variable_sets_the_day_and_leaves_the_time_running() -> None:
    clock = clock_from_environment({"COLLECTDESK_TODAY": "2024-02-29"})
    assert clock == DayClock(date(2024, 2, 29))
    assert clock.today() == clock.now().date() == date(2024, 2, 29)


@pytest.mark.parametrize("text", ["yesterday", "31.03.2026", "2026-02-30"])
def test_a_date_that_does_not_exist_is_refused_in_plain_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"COLLECTDESK_TODAY must be a date like 2026-03-31"):
        clock_from_environment({"COLLECTDESK_TODAY": text})


@pytest.mark.parametrize("text", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_that_no_book_holds_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="from 1900 to 2199"):
        clock_from_environment({"COLLECTDESK_TODAY": text})


def test_a_machine_whose_clock_was_never_set_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SystemClock, "now", lambda _: datetime(1, 1, 1))
    with pytest.raises(ValueError, match=r"This computer's clock .* the year 1\. Set it right"):
        clock_from_environment({})
