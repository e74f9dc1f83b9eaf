"""The figures of the business over a time, each with its name, its formula and what it is in.

Where published sources disagree, the figure says which variant it is. Values are rounded once, half
up, when they are shown. Money in minor units.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from collectdesk.domain import figures as formulas
from collectdesk.domain.dates import (
    MONTHS,
    add_months_clamped,
    first_of_month,
    long_date,
    month_end,
    short_date,
)
from collectdesk.domain.figure import Figure, average, in_days, in_percent
from collectdesk.domain.habits import PaidSums
from collectdesk.domain.money import major_string
from collectdesk.domain.promise import PromiseRecord
from collectdesk.domain.rows import AgingRow
from collectdesk.domain.words import counted
from collectdesk.domain.workings import Workings, own_rate
from collectdesk.store import aging, habits, learning, sums
from collectdesk.usecases.checks import written
from collectdesk.usecases.collecting_costs import collecting_costs
from collectdesk.usecases.figures import receivables
from collectdesk.usecases.past_promises import promises_on, record_of
from collectdesk.usecases.work import Work

_IN_CREDIT: Final = "more is on account than is owed"
_NO_SALES: Final = "nothing was invoiced in this time"
_YEAR: Final = "12 months"
_LONG_AGO: Final = date(1970, 1, 1)


class _Seen:
    """What several figures look at, asked for once.

    ``receivables`` are all on the last day, less unapplied cash, and those of them not yet due.
    """

    def __init__(self, work: Work, span: formulas.Span, owed: AgingRow) -> None:
        self.work = work
        self.db = work.db
        self.span = span
        self.receivables = (owed.total, owed.amounts[0])
        self.unapplied = owed.unapplied
        self.workings = Workings(work.currency)

    @cached_property
    def paid(self) -> PaidSums:
        """What was paid in twelve months, or in the time asked for."""
        return habits.paid_in_all(self.db, self.span.year, self.span.last)

    def period(self, usual: str) -> str:
        """The time asked for, else the usual one, in few words."""
        first, last = self.span.first, self.span.last
        if first is None:
            return usual
        return f"{short_date(first, self.work.today)} to {short_date(last, self.work.today)}"

    def money(
        self,
        key: str,
        name: str,
        value: int,
        meaning: str,
        workings: str = "",
        period: str = "",
    ) -> Figure:
        """A figure that is a sum."""
        number, told = major_string(value, self.work.currency), written(self.work, value)
        return Figure(name, told, meaning, key, number, "money", workings, period)


def figures(
    work: Work, span: formulas.Span, owed: AgingRow
) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """The figures that an owner looks at first, and those for a closer look.

    ``owed`` are the totals of the aging by due date as of the last day of the span.
    """
    seen = _Seen(work, span, owed)
    return (
        (*_speed(seen), _cei(seen), *_kept(seen), *_costs(seen)),
        (*_paying(seen), *_sums(seen), _days_to_invoice(seen), *_early(seen)),
    )


def _speed(seen: _Seen) -> tuple[Figure, ...]:
    owed, current = seen.receivables
    first, last = seen.span.quarter, seen.span.last
    days = (last - first).days + 1
    sales = sums.invoiced(seen.db, first, last, last)
    shown, period = seen.workings, _days_back(seen)
    delinquent = formulas.average_days_delinquent(owed, current, sales, days)
    unknown = _unknown(owed, sales)
    return (
        in_days(
            "dso",
            "Days sales outstanding (DSO)",
            None if owed < 0 else formulas.dso(owed, sales, days),
            f"Receivables ÷ credit sales of {days} days × {days}",
            shown.dso("receivables", owed, sales, days),
            period,
            unknown,
        ),
        _counted_back(seen),
        in_days(
            "best_possible_dso",
            "Best possible DSO",
            formulas.best_possible_dso(current, sales, days),
            "The DSO if nobody were late: current receivables ÷ credit sales × days",
            shown.dso("not yet due", current, sales, days),
            period,
            _unknown(current, sales),
        ),
        in_days(
            "average_days_delinquent",
            "Average days delinquent (ADD)",
            None if owed < 0 else delinquent,
            "DSO less the best possible DSO: the days that lateness costs, below zero where more"
            f" is on account than is {seen.work.spelled('past due')}",
            shown.delinquent(owed, current, sales, days),
            period,
            unknown,
        ),
    )


def _days_back(seen: _Seen) -> str:
    return seen.period(f"last {counted(formulas.DSO_DAYS, 'day')}")


def _unknown(owed: int, sales: int) -> str:
    """Why days of sales cannot be told; empty in a book without any sales and debts."""
    if owed < 0:
        return _IN_CREDIT
    return _NO_SALES if owed else ""


def _counted_back(seen: _Seen) -> Figure:
    owed, last = seen.receivables[0], seen.span.last
    months: list[tuple[date, int]] = []
    back = formulas.count_back_dso(owed, _noted(_sales_by_month(seen, last), months), last)
    figure = in_days(
        "dso_count_back",
        "DSO by count-back",
        None if owed < 0 else back.days,
        "Month by month, sales are taken off the receivables, newest first; the month that"
        " still runs counts its days so far",
        seen.workings.count_back(owed, months, last),
        "latest months",
        _IN_CREDIT,
    )
    return replace(figure, value=back.text(), number="") if back.more_than else figure


def _noted(
    months: Iterator[tuple[date, int]], noted: list[tuple[date, int]]
) -> Iterator[tuple[date, int]]:
    """The months, each noted as it is taken."""
    for month in months:
        noted.append(month)
        yield month


def _sales_by_month(seen: _Seen, day: date) -> Iterator[tuple[date, int]]:
    """From the newest month back to the first, each asked for when it is needed."""
    first = sums.first_sale(seen.db, day)
    month = first_of_month(day)
    while first is not None and month >= first_of_month(first):
        yield month, sums.invoiced(seen.db, month, min(day, month_end(month)), day)
        month = add_months_clamped(month, -1)


def _cei(seen: _Seen) -> Figure:
    first, last = _cei_time(seen.span)
    begin, _ = receivables(seen.work, first - timedelta(days=1))
    owed, current = seen.receivables if last == seen.span.last else receivables(seen.work, last)
    sales = sums.invoiced(seen.db, first, last, last)
    return in_percent(
        "cei",
        "Collection effectiveness (CEI)",
        formulas.cei(begin, sales, owed, current),
        "(Opening + sales − closing) ÷ (opening + sales − closing current), from"
        f" {long_date(first)} to {long_date(last)}, over the {formulas.CEI_VARIANT};"
        f" {formulas.CEI_OTHERS}. Above 100 % where money came in ahead",
        f"{long_date(first)} to {long_date(last)}, over the {formulas.CEI_VARIANT}:"
        f" {seen.workings.effectiveness(begin, sales, owed, current)}",
        seen.period(f"{MONTHS[last.month - 1]} {last.year}"),
        "there was nothing to collect in this time" if begin or sales or owed else "",
    )


def _cei_time(span: formulas.Span) -> tuple[date, date]:
    """The time asked for, else the last full month."""
    if span.first is not None:
        return span.first, span.last
    whole = span.last == month_end(span.last)
    last = span.last if whole else first_of_month(span.last) - timedelta(days=1)
    return first_of_month(last), last


def _kept(seen: _Seen) -> tuple[Figure, ...]:
    first = seen.span.since(_LONG_AGO)
    record = _promise_record(seen.work, first, seen.span.last)
    return (
        in_percent(
            "kept_by_count",
            "Promises kept",
            record.rate_by_count,
            "Kept ÷ judged, by count",
            f"kept {record.kept} ÷ judged {record.resolved}",
            seen.period("so far"),
        ),
        in_percent(
            "kept_by_value",
            "Promised money received in time",
            record.rate_by_value,
            "Received by the deadlines ÷ promised",
            seen.workings.received(record.received_in_time, record.promised),
            seen.period("so far"),
        ),
    )


def _promise_record(work: Work, first: date, last: date) -> PromiseRecord:
    if last >= work.today:
        return habits.promises_judged(work.db, first, last)
    listed = promises_on(work, last).values()
    return record_of((one for promises in listed for one in promises), first, last)


def _costs(seen: _Seen) -> tuple[Figure, ...]:
    rate = seen.work.settings.own_rate_bp
    first, last = seen.span.year, seen.span.last
    overdue, paid_late = aging.overdue_times_days(seen.db, last), seen.paid.times_days_late_only
    lost = sums.credited(seen.db, "write_off", first, last, last)
    lost += sums.credited(seen.db, "settlement", first, last, last)
    recovered = sums.charged(seen.db, "recovery", first, last, last)
    sales = sums.invoiced(seen.db, first, last, last)
    return (
        in_percent(
            "bad_debt",
            "Bad debt",
            formulas.bad_debt_share(lost, recovered, sales),
            "(Write-offs and what settlements gave up − recoveries) ÷ credit sales"
            " of twelve months, or of the time asked for",
            seen.workings.bad_debt(lost, recovered, sales),
            seen.period(_YEAR),
            _NO_SALES if lost or recovered else "",
        ),
        seen.money(
            "financing_cost",
            seen.work.spelled("What is past due costs you"),
            formulas.financing_cost([(overdue, 1)], rate),
            seen.work.spelled("Each past-due balance × its days late") + f" × {own_rate(rate)}",
            seen.workings.financing(overdue, rate),
            "so far",
        ),
        seen.money(
            "late_payment_cost",
            "Late payments have cost you",
            formulas.financing_cost([(paid_late, 1)], rate),
            "Each late payment of twelve months, or of the time asked for, × its days late"
            f" × {own_rate(rate)}",
            seen.workings.financing(paid_late, rate),
            seen.period(_YEAR),
        ),
    )


def _paying(seen: _Seen) -> tuple[Figure, ...]:
    paid, weighted = seen.paid, seen.workings.weighted
    period = seen.period(_YEAR)
    return (
        in_days(
            "days_to_pay",
            "Days to pay",
            paid.days_to_pay,
            "Σ (days from invoice to payment × amount) ÷ Σ amount",
            weighted(paid.times_days_to_pay, paid.amount),
            period,
        ),
        in_days(
            "days_beyond_terms",
            "Days beyond terms",
            paid.days_beyond_terms,
            "Σ (days from due date to payment × amount) ÷ Σ amount; early offsets late",
            weighted(paid.times_days_late, paid.amount),
            period,
        ),
        in_days(
            "days_beyond_terms_late_only",
            "Days beyond terms, late only",
            paid.days_beyond_terms_late_only,
            "The same with early payments counted as on time",
            weighted(paid.times_days_late_only, paid.amount),
            period,
        ),
    )


def _sums(seen: _Seen) -> tuple[Figure, ...]:
    owed, current = seen.receivables
    first, last, db = seen.span.quarter, seen.span.last, seen.db
    told: tuple[tuple[str, str, int], ...] = (
        ("invoiced", "Invoiced", sums.invoiced(db, first, last, last)),
        ("collected", "Collected", sums.collected(db, first, last, last)),
        ("credit_notes", "Credit notes", sums.credited(db, "credit_note", first, last, last)),
        ("discounts", "Discounts taken", sums.credited(db, "discount", first, last, last)),
        ("written_off", "Written off", sums.credited(db, "write_off", first, last, last)),
        ("settled", "Given up in settlements", sums.credited(db, "settlement", first, last, last)),
        ("small_balances", "Small balances written off",
         sums.credited(db, "small_balance", first, last, last)),
        ("recovered", "Recovered", sums.charged(db, "recovery", first, last, last)),
        ("collecting_costs", seen.work.spelled("Paid to agency, attorney or court"),
         collecting_costs(seen.work, first, last)),
        ("interest", "Interest charged", sums.charged(db, "interest", first, last, last)),
        ("late_fees", "Late fees charged", sums.charged(db, "late_fee", first, last, last)),
        ("waived", "Charges waived", sums.credited(db, "waiver", first, last, last)),
    )  # fmt: skip
    when = f"Dated from {long_date(first)} to {long_date(last)}"
    period = _days_back(seen)
    return (
        seen.money(
            "receivables",
            "Receivables",
            owed,
            "Open items less what is on account",
            seen.workings.receivables(owed + seen.unapplied, seen.unapplied),
        ),
        seen.money("current", "Not yet due", current, "Open items due today or later"),
        *(seen.money(key, name, value, when, period=period) for key, name, value in told),
    )


def _days_to_invoice(seen: _Seen) -> Figure:
    return average(
        "days_to_invoice",
        "Days from delivery to invoice",
        learning.days_to_invoice(seen.db, seen.span.year, seen.span.last),
        "Average of the invoices whose day of delivery is known",
        seen.period(_YEAR),
    )


def _early(seen: _Seen) -> tuple[Figure, ...]:
    """How early a customer hears from us, how early a problem is found, and who is past due."""
    first, last = seen.span.year, seen.span.last
    ((accounts, _),) = learning.past_due_accounts(seen.db, [last])
    target = seen.work.settings.past_due_target
    return (
        average(
            "days_to_first_contact",
            "Days to first contact",
            learning.days_to_first_contact(seen.db, first, last),
            "Average from the invoice to the first talk or letter about it",
            seen.period(_YEAR),
        ),
        average(
            "days_to_first_problem",
            "Days to the first problem found",
            learning.days_to_first_problem(seen.db, first, last),
            "Average from the invoice to the dispute of what was found wrong",
            seen.period(_YEAR),
        ),
        Figure(
            seen.work.spelled("Past-due accounts"),
            f"{accounts:,} of at most {target:,}",
            seen.work.spelled(
                "Customers with something past due; the line to stay under is in Settings,"
                " Work list"
            ),
            "past_due_accounts",
            str(accounts),
            "count",
        ),
    )
