"""The figures of the business over a time, each with its name, its formula and what it is in.

Where published sources disagree, the figure says which variant it is. Values are rounded once, half
up, when they are shown. Money in minor units.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from collectdesk.domain import figures as formulas
from collectdesk.domain.dates import add_months_clamped, first_of_month, month_end
from collectdesk.domain.money import major_string
from collectdesk.domain.promise import PromiseRecord
from collectdesk.store import alerts, facts, habits, ledger, sums
from collectdesk.store.facts import PromiseFile
from collectdesk.store.habits import PaidSums
from collectdesk.usecases.checks import written
from collectdesk.usecases.figures import aging_report
from collectdesk.usecases.work import Work

DSO_DAYS: Final = 90
_MOST_MONTHS_BACK: Final = 60
_LONG_AGO: Final = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its name, its value in words and how it comes about.

    ``number`` is the value for other programs, without unit or grouping; empty when there is none
    yet. ``unit`` is days, percent, money or count.
    """

    name: str
    value: str
    meaning: str
    key: str = ""
    number: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """The time that figures look at. Without ``first``, each looks back as far as is usual."""

    first: date | None
    last: date

    def since(self, usual: date) -> date:
        """The first day: the one asked for, else the usual one."""
        return self.first or usual

    @property
    def quarter(self) -> date:
        """The usual first day of figures over 90 days."""
        return self.since(self.last - timedelta(days=DSO_DAYS - 1))

    @property
    def year(self) -> date:
        """The usual first day of figures over twelve months."""
        return self.since(add_months_clamped(self.last, -12) + timedelta(days=1))


def main_figures(work: Work, span: Span) -> tuple[Figure, ...]:
    """The figures that an owner looks at first."""
    return (*_speed(work, span), _cei(work, span), *_kept(work, span), *_costs(work, span))


def more_figures(work: Work, span: Span) -> tuple[Figure, ...]:
    """The sums behind them, and figures for a closer look."""
    return (*_paying(work, span), *_sums(work, span), _days_to_invoice(work, span))


def _days(key: str, name: str, value: Fraction | None, meaning: str) -> Figure:
    if value is None:
        return Figure(name, "nothing yet", meaning, key, "", "days")
    text = formulas.format_hundredths(value)
    return Figure(name, f"{text} days", meaning, key, _plain(text), "days")


def _share(key: str, name: str, value: Fraction | None, meaning: str) -> Figure:
    if value is None:
        return Figure(name, "nothing yet", meaning, key, "", "percent")
    text = formulas.format_hundredths(value * 100)
    return Figure(name, f"{text} %", meaning, key, _plain(text), "percent")


def _money(work: Work, key: str, name: str, value: int, meaning: str) -> Figure:
    number = major_string(value, work.currency)
    return Figure(name, written(work, value), meaning, key, number, "money")


def _plain(text: str) -> str:
    return text.replace(",", "")


def _speed(work: Work, span: Span) -> tuple[Figure, ...]:
    owed, current = _receivables(work, span.last)
    first = span.quarter
    days = (span.last - first).days + 1
    sales = sums.invoiced(work.db, first, span.last)
    back = formulas.count_back_dso(owed, _sales_by_month(work, span.last))
    exact = "" if back.more_than else _plain(formulas.format_hundredths(back.days))
    return (
        _days(
            "dso",
            "Days sales outstanding (DSO)",
            formulas.dso(owed, sales, days),
            f"Receivables ÷ credit sales of {days} days × {days}",
        ),
        Figure(
            "DSO by count-back",
            back.text(),
            "Month by month, sales are taken off the receivables, newest first",
            "dso_count_back",
            exact,
            "days",
        ),
        _days(
            "best_possible_dso",
            "Best possible DSO",
            formulas.best_possible_dso(current, sales, days),
            "The DSO if nobody were late: current receivables ÷ credit sales × days",
        ),
        _days(
            "average_days_delinquent",
            "Average days delinquent (ADD)",
            formulas.average_days_delinquent(owed, current, sales, days),
            "DSO less the best possible DSO: the days that lateness costs",
        ),
    )


def _receivables(work: Work, day: date) -> tuple[int, int]:
    """All receivables at the end of a day, less unapplied cash, and those not yet due."""
    totals = aging_report(work, day).totals
    return totals.total, totals.amounts[0]


def _sales_by_month(work: Work, day: date) -> list[tuple[date, int]]:
    first = sums.first_invoice_day(work.db)
    found: list[tuple[date, int]] = []
    month = first_of_month(day)
    while first is not None and month >= first_of_month(first) and len(found) < _MOST_MONTHS_BACK:
        found.append((month, sums.invoiced(work.db, month, min(day, month_end(month)))))
        month = add_months_clamped(month, -1)
    return found


def _cei(work: Work, span: Span) -> Figure:
    first, last = _cei_time(span)
    begin, _ = _receivables(work, first - timedelta(days=1))
    owed, current = _receivables(work, last)
    sales = sums.invoiced(work.db, first, last)
    return _share(
        "cei",
        "Collection effectiveness (CEI)",
        formulas.cei(begin, sales, owed, current),
        "(Opening + sales − closing) ÷ (opening + sales − closing current), from"
        f" {first.isoformat()} to {last.isoformat()}, over the {formulas.CEI_VARIANT}",
    )


def _cei_time(span: Span) -> tuple[date, date]:
    """The time asked for, else the last full month."""
    if span.first is not None:
        return span.first, span.last
    whole = span.last == month_end(span.last)
    last = span.last if whole else first_of_month(span.last) - timedelta(days=1)
    return first_of_month(last), last


def record_of(promises: list[PromiseFile]) -> PromiseRecord:
    """How promises ended; open, renegotiated and cancelled ones do not count.

    Of each, at most what was promised counts as received, so that one paid too much hides no other.
    """
    states = [promise.state for promise in promises]
    judged = [p for p in promises if p.state in ("kept", "partly_kept", "broken")]
    return PromiseRecord(
        kept=states.count("kept"),
        partly=states.count("partly_kept"),
        broken=states.count("broken"),
        promised=sum(promise.amount for promise in judged),
        received_in_time=sum(min(promise.received, promise.amount) for promise in judged),
    )


def _kept(work: Work, span: Span) -> tuple[Figure, ...]:
    first = span.since(_LONG_AGO)
    record = record_of(
        [
            promise
            for listed in facts.promises(work.db, span.last).values()
            for promise in listed
            if promise.judged_on and promise.judged_on >= first
        ]
    )
    return (
        _share("kept_by_count", "Promises kept", record.rate_by_count, "Kept ÷ judged, by count"),
        _share(
            "kept_by_value",
            "Promised money received in time",
            record.rate_by_value,
            "Received by the deadlines ÷ promised",
        ),
    )


def _costs(work: Work, span: Span) -> tuple[Figure, ...]:
    rate = work.settings.own_rate_bp
    overdue = [
        (debit.balance, (span.last - debit.due_date).days)
        for debit in ledger.open_debits(work.db, span.last)
    ]
    first = span.year
    lost = sums.credited(work.db, "write_off", first, span.last)
    lost += sums.credited(work.db, "settlement", first, span.last)
    recovered = sums.charged(work.db, "recovery", first, span.last)
    sales = sums.invoiced(work.db, first, span.last)
    return (
        _share(
            "bad_debt",
            "Bad debt",
            formulas.bad_debt_share(lost, recovered, sales),
            "(Write-offs and what settlements gave up − recoveries) ÷ credit sales"
            " of twelve months, or of the time asked for",
        ),
        _money(
            work,
            "financing_cost",
            "You are financing your customers with",
            formulas.financing_cost(overdue, rate),
            "Each overdue balance × its days late × your own yearly rate",
        ),
        _money(
            work,
            "late_payment_cost",
            "Late payments have cost you",
            formulas.financing_cost([(_all_paid(work, span).times_days_late_only, 1)], rate),
            "Each late payment of twelve months, or of the time asked for, × its days late"
            " × your own yearly rate",
        ),
    )


def _all_paid(work: Work, span: Span) -> PaidSums:
    return sum(habits.paid(work.db, span.year, span.last).values(), PaidSums())


def _paying(work: Work, span: Span) -> tuple[Figure, ...]:
    paid = _all_paid(work, span)
    return (
        _days(
            "days_to_pay",
            "Days to pay",
            per_amount(paid.times_days_to_pay, paid),
            "Σ (days from invoice to payment × amount) ÷ Σ amount",
        ),
        _days(
            "days_beyond_terms",
            "Days beyond terms",
            per_amount(paid.times_days_late, paid),
            "Σ (days from due date to payment × amount) ÷ Σ amount; early offsets late",
        ),
        _days(
            "days_beyond_terms_late_only",
            "Days beyond terms, late only",
            per_amount(paid.times_days_late_only, paid),
            "The same with early payments counted as on time",
        ),
    )


def per_amount(weighted: int, paid: PaidSums) -> Fraction | None:
    """Average days weighted by amount; None when nothing was paid."""
    return Fraction(weighted, paid.amount) if paid.amount else None


def _sums(work: Work, span: Span) -> tuple[Figure, ...]:
    owed, current = _receivables(work, span.last)
    first = span.quarter
    told: tuple[tuple[str, str, Callable[[date, date], int]], ...] = (
        ("invoiced", "Invoiced", lambda a, b: sums.invoiced(work.db, a, b)),
        ("collected", "Collected", lambda a, b: sums.collected(work.db, a, b)),
        ("credit_notes", "Credit notes", lambda a, b: sums.credited(work.db, "credit_note", a, b)),
        ("discounts", "Discounts taken", lambda a, b: sums.credited(work.db, "discount", a, b)),
        ("written_off", "Written off", lambda a, b: sums.credited(work.db, "write_off", a, b)),
        ("settled", "Given up in settlements",
         lambda a, b: sums.credited(work.db, "settlement", a, b)),
        ("small_balances", "Small balances written off",
         lambda a, b: sums.credited(work.db, "small_balance", a, b)),
        ("recovered", "Recovered", lambda a, b: sums.charged(work.db, "recovery", a, b)),
        ("interest", "Interest charged", lambda a, b: sums.charged(work.db, "interest", a, b)),
        ("late_fees", "Late fees charged", lambda a, b: sums.charged(work.db, "late_fee", a, b)),
        ("waived", "Charges waived", lambda a, b: sums.credited(work.db, "waiver", a, b)),
    )  # fmt: skip
    when = f"Dated from {first.isoformat()} to {span.last.isoformat()}"
    return (
        _money(work, "receivables", "Receivables", owed, "Open items less unapplied cash"),
        _money(work, "current", "Not yet due", current, "Open items due today or later"),
        *(_money(work, key, name, add(first, span.last), when) for key, name, add in told),
    )


def _days_to_invoice(work: Work, span: Span) -> Figure:
    days = alerts.days_to_invoice(work.db, span.year, span.last)
    return _days(
        "days_to_invoice",
        "Days from delivery to invoice",
        Fraction(sum(days), len(days)) if days else None,
        "Average of the invoices whose day of delivery is known",
    )
