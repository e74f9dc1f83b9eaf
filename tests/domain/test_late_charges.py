"""Lateness is charged once for each day, month and invoice, on what was open and undisputed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.interest import InterestMode, InterestRule
from collectdesk.domain.late_charges import (
    Charged,
    LateInvoice,
    Steps,
    interest_bases,
    level,
    parse_rates,
    period_charge,
    reference_rate,
    right_fee,
    steps_of,
)
from collectdesk.domain.money import round_half_up

DUE = date(2026, 1, 31)
ISSUED = date(2026, 1, 1)
YEARLY_18 = InterestRule(InterestMode.SIMPLE, 1_800)


def late(total: int, *changes: tuple[date, int], **facts: Any) -> LateInvoice:
    balances = steps_of([(ISSUED, total), *changes])
    return LateInvoice(DUE, balances, balances, DUE, **facts)


def charged(rule: InterestRule, invoice: LateInvoice, until: date) -> tuple[int, int]:
    found = period_charge(rule, invoice, until)
    return (found.interest, found.fee) if found else (0, 0)


def test_the_worked_case_of_simple_interest() -> None:
    assert charged(YEARLY_18, late(250_000), DUE + timedelta(days=45)) == (5_548, 0)


@pytest.mark.parametrize(
    ("came", "on", "right"),
    [
        (5_000, 3, 2_500),  # leaves just the least balance
        (5_001, 3, 0),
        (15_000, 5, 0),  # all of it within the grace
        (15_000, 6, 2_500),
    ],
)
def test_a_fee_is_right_if_enough_was_open_when_the_grace_ended(
    came: int, on: int, right: int
) -> None:
    until = DUE + timedelta(days=20)
    made = Charged(InterestMode.FIXED_FEE, 0, DUE, until, principal=15_000)
    agreed = InterestRule(InterestMode.FIXED_FEE, grace_days=5, fee=2_500, minimum=10_000)
    entered_late = late(15_000, (DUE + timedelta(days=on), -came))
    assert right_fee(made, 2_500, entered_late, agreed) == right
    assert right_fee(made, 2_500, late(15_000), agreed) is None


def test_nothing_on_the_due_date_and_within_the_grace() -> None:
    graced = InterestRule(InterestMode.SIMPLE, 1_800, grace_days=5)
    assert period_charge(YEARLY_18, late(100_000), DUE) is None
    assert period_charge(graced, late(100_000), DUE + timedelta(days=5)) is None
    assert charged(graced, late(100_000), DUE + timedelta(days=6)) == charged(
        YEARLY_18, late(100_000), DUE + timedelta(days=6)
    )


@pytest.mark.parametrize(
    ("rule", "step", "once"),
    [
        (InterestRule(InterestMode.SIMPLE, 1_000), 1, 493),  # 100.00 × 10 % × 180 ÷ 365
        (InterestRule(InterestMode.FULL_MONTHS, 33), 1, 165),  # five months at 0.33
        (InterestRule(InterestMode.STARTED_MONTHS, 125), 7, 750),
    ],
)
@pytest.mark.parametrize("total", [10_000, 3_350])
def test_many_charges_come_to_what_one_would(
    rule: InterestRule, step: int, once: int, total: int
) -> None:
    last = DUE + timedelta(days=180)
    whole = charged(rule, late(total), last)[0]
    invoice, sum_of_charges = late(total), 0
    for days in [*range(step, 180, step), 180]:
        found = period_charge(rule, invoice, DUE + timedelta(days=days))
        if found is not None:
            sum_of_charges += found.interest
            invoice = replace(invoice, charged_until=found.until)
    assert sum_of_charges == whole
    assert total != 10_000 or whole == once


def test_a_payment_lowers_the_principal_from_the_day_after_it() -> None:
    paid = (date(2026, 2, 10), -40_000)
    # 10 days on 1,000.00 and 20 days on 600.00 at 18 %
    assert charged(YEARLY_18, late(100_000, paid), date(2026, 3, 2)) == (1_085, 0)


def test_the_day_of_the_last_payment_still_bears_interest() -> None:
    settled = (DUE + timedelta(days=73), -100_000)
    assert charged(YEARLY_18, late(100_000, settled), DUE + timedelta(days=73)) == (3_600, 0)


@pytest.mark.parametrize(
    ("until", "full", "started"),
    [
        (date(2026, 1, 31), 0, 0),
        (date(2026, 2, 1), 0, 1),
        (date(2026, 2, 27), 0, 1),
        (date(2026, 2, 28), 1, 1),
        (date(2026, 3, 1), 1, 2),
        (date(2026, 3, 30), 1, 2),
        (date(2026, 3, 31), 2, 2),
        (date(2027, 1, 31), 12, 12),
    ],
)
def test_months_are_clamped_to_month_ends(until: date, full: int, started: int) -> None:
    by_full = InterestRule(InterestMode.FULL_MONTHS, 100)
    by_started = InterestRule(InterestMode.STARTED_MONTHS, 100)
    assert charged(by_full, late(100_000), until) == (full * 1_000, 0)
    assert charged(by_started, late(100_000), until) == (started * 1_000, 0)


def test_monthly_interest_bears_interest_only_where_that_was_agreed() -> None:
    plain = InterestRule(InterestMode.FULL_MONTHS, 150)
    compounding = replace(plain, compounds=True)
    assert charged(plain, late(100_000), date(2026, 4, 1)) == (3_000, 0)
    assert charged(compounding, late(100_000), date(2026, 4, 1)) == (3_023, 0)


def test_months_count_from_the_due_day_and_each_once() -> None:
    rule = InterestRule(InterestMode.FULL_MONTHS, 150)
    assert charged(rule, late(100_000), date(2026, 2, 27)) == (0, 0)
    first = period_charge(rule, late(100_000), date(2026, 3, 15))
    assert first is not None
    assert (first.interest, first.until) == (1_500, date(2026, 2, 28))
    later = LateInvoice(DUE, late(100_000).balances, late(100_000).bases, first.until)
    assert charged(rule, later, date(2026, 3, 30)) == (0, 0)
    assert charged(rule, later, date(2026, 4, 30)) == (3_000, 0)


def test_a_started_month_counts_from_its_first_day() -> None:
    rule = InterestRule(InterestMode.STARTED_MONTHS, 150)
    first = period_charge(rule, late(100_000), date(2026, 2, 1))
    assert first is not None
    assert (first.interest, first.until) == (1_500, date(2026, 2, 28))
    invoice = LateInvoice(DUE, late(100_000).balances, late(100_000).bases, first.until)
    assert charged(rule, invoice, date(2026, 2, 28)) == (0, 0)
    assert charged(rule, invoice, date(2026, 3, 1)) == (1_500, 0)


def test_a_fixed_fee_comes_once_past_the_grace_and_from_the_minimum_on() -> None:
    rule = InterestRule(InterestMode.FIXED_FEE, grace_days=5, fee=2_500, minimum=10_000)
    assert charged(rule, late(10_000), DUE + timedelta(days=6)) == (0, 2_500)
    assert charged(rule, late(9_999), DUE + timedelta(days=6)) == (0, 0)
    assert charged(rule, late(10_000, fee_charged=True), DUE + timedelta(days=60)) == (0, 0)


def test_the_worked_case_of_the_uk() -> None:
    rule = InterestRule(InterestMode.UK, 475)
    invoice = late(500_000)
    assert charged(rule, invoice, DUE + timedelta(days=101)) == (17_640, 7_000)


def test_the_principal_told_is_that_at_the_end_of_the_months_charged() -> None:
    """Two full months up to 19 January bear on 2,500.00; half of it was paid on the 29th."""
    due = date(2025, 11, 19)
    balances = ((date(2025, 11, 9), 250_000), (date(2026, 1, 29), 125_000))
    invoice = LateInvoice(due, balances, balances, due)
    charge = period_charge(InterestRule(InterestMode.FULL_MONTHS, 150), invoice, date(2026, 1, 31))
    assert charge is not None
    assert (charge.interest, charge.until) == (7_500, date(2026, 1, 19))
    assert charge.principal == 250_000


def test_the_uk_fixed_sum_is_that_of_the_debt_though_a_payment_covered_it_on_the_due_date() -> None:
    """5,000.00 was paid before the due date, and the payment came back after it."""
    paid = date(2026, 2, 1), 0
    balances = ((date(2026, 1, 1), 500_000), paid, (date(2026, 3, 1), 500_000))
    invoice = LateInvoice(date(2026, 2, 14), balances, balances, date(2026, 2, 14))
    charge = period_charge(InterestRule(InterestMode.UK, 425), invoice, date(2026, 3, 11))
    assert charge is not None
    assert (charge.interest, charge.fee) == (1_678, 7_000)  # 10 days at 12.25 %


def test_the_eu_grants_eight_points_over_the_reference_and_forty_euros() -> None:
    rule = InterestRule(InterestMode.EU, 215)
    assert charged(rule, late(100_000), DUE + timedelta(days=365)) == (10_150, 4_000)


def test_nothing_is_charged_unless_the_owner_chose_so() -> None:
    assert period_charge(InterestRule(), late(10**9), date(2031, 1, 1)) is None


@given(st.integers(0, 10**9), st.integers(0, 5_000), st.integers(0, 2_000), st.integers(0, 500))
def test_interest_never_falls_with_time(total: int, rate: int, days: int, more: int) -> None:
    rule = InterestRule(InterestMode.SIMPLE, rate)
    day = DUE + timedelta(days=days)
    later = day + timedelta(days=more)
    assert charged(rule, late(total), day) <= charged(rule, late(total), later)


def test_a_disputed_part_bears_none_while_it_is_disputed() -> None:
    balances = steps_of([(ISSUED, 100_000)])
    disputed = steps_of([(date(2026, 2, 10), 40_000), (date(2026, 2, 20), -40_000)])
    bases = interest_bases(balances, disputed, ())
    # 10 days on 1,000, 10 on 600, 10 on 1,000 at 18 %
    assert charged(YEARLY_18, LateInvoice(DUE, balances, bases, DUE), date(2026, 3, 2)) == (
        1_282,
        0,
    )


def test_what_is_wholly_disputed_bears_neither_interest_nor_fee() -> None:
    balances = steps_of([(ISSUED, 100_000)])
    bases = interest_bases(balances, steps_of([(ISSUED, 100_000)]), ())
    invoice = LateInvoice(DUE, balances, bases, DUE)
    for mode in (InterestMode.SIMPLE, InterestMode.UK, InterestMode.EU, InterestMode.FIXED_FEE):
        assert period_charge(InterestRule(mode, 500, fee=100), invoice, date(2026, 5, 1)) is None


def test_a_running_plan_without_interest_pauses_it() -> None:
    balances = steps_of([(ISSUED, 100_000)])
    bases = interest_bases(balances, (), [(date(2026, 2, 10), date(2026, 3, 2))])
    assert [level(bases, date(2026, 2, day)) for day in (9, 10)] == [100_000, 0]
    assert level(bases, date(2026, 3, 2)) == 100_000


days = st.integers(1, 200)
payments = st.lists(st.tuples(st.integers(-20, 220), st.integers(1, 30_000)), max_size=5)


@given(payments=payments, until=days)
def test_one_run_is_the_interest_on_the_falling_balance(
    payments: list[tuple[int, int]], until: int
) -> None:
    total = sum(amount for _, amount in payments) + 10_000
    paid = [(DUE + timedelta(days=after), -amount) for after, amount in payments]
    balances = steps_of([(ISSUED - timedelta(days=30), total), *paid])
    last = DUE + timedelta(days=until)
    open_each_day = [level(balances, DUE + timedelta(days=day)) for day in range(until)]
    expected = round_half_up(Fraction(sum(open_each_day) * 1_800, 10_000 * 365))
    assert charged(YEARLY_18, LateInvoice(DUE, balances, balances, DUE), last)[0] == expected


@given(runs=st.lists(days, min_size=1, max_size=6), mode=st.sampled_from(list(InterestMode)))
def test_no_day_and_no_fee_is_charged_twice_however_often_it_is_run(
    runs: list[int], mode: InterestMode
) -> None:
    rule = InterestRule(mode, 300, fee=1_500)
    balances: Steps = steps_of([(ISSUED, 365_000)])
    until, fee, total = DUE, False, 0
    for after in sorted(runs):
        invoice = LateInvoice(DUE, balances, balances, until, fee)
        found = period_charge(rule, invoice, DUE + timedelta(days=after))
        if found:
            total += found.total
            until, fee = found.until, fee or found.fee > 0
    once = charged(rule, LateInvoice(DUE, balances, balances, DUE), DUE + timedelta(days=max(runs)))
    # With 3,650.00 each day's interest is whole cents, so that nothing is lost by rounding.
    assert total == sum(once)


def test_rates_are_read_and_the_one_in_force_is_found() -> None:
    rates = parse_rates("2026-07-01 4.25\n\n2025-12-18 4.5\n")
    assert rates == ((date(2025, 12, 18), 450), (date(2026, 7, 1), 425))
    assert reference_rate(InterestMode.UK, rates, date(2026, 7, 15)) == 450
    assert reference_rate(InterestMode.EU, rates, date(2026, 7, 15)) == 425
    assert reference_rate(InterestMode.SIMPLE, rates, date(2026, 7, 15)) is None
    with pytest.raises(InvalidInput, match="reference rate"):
        reference_rate(InterestMode.UK, rates, date(2025, 1, 1))
    with pytest.raises(InvalidInput, match="not a day and a rate"):
        parse_rates("July 4.25")
