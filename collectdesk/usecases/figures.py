"""The figures of the book: aging, the status line, and what the owner can learn from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from collectdesk.domain import figures as formulas
from collectdesk.domain.aging import (
    BUCKETS_BY_DUE,
    BUCKETS_BY_INVOICE,
    AgingBy,
    bucket_floors,
)
from collectdesk.domain.dates import MONTHS, add_months_clamped, first_of_month, month_end
from collectdesk.domain.promise import PromiseRecord
from collectdesk.domain.rows import AgingReport, AgingRow, StatusLine
from collectdesk.store import aging as stored
from collectdesk.store import facts, ledger, sums, worklist
from collectdesk.usecases.checks import written
from collectdesk.usecases.work import Work

_DSO_DAYS = 90
_TOTALS = "Total"


def aging_report(work: Work, as_of: date, by: str = "due") -> AgingReport:
    """Aging of every customer as of the end of a day, replayed from what was dated by then.

    Customers with nothing open and nothing unapplied are left out; the rest stand by number.
    """
    basis = AgingBy(by)
    column = "due_date" if basis is AgingBy.DUE else "issue_date"
    floors = bucket_floors(as_of, basis)
    accounts = stored.aged_accounts(
        work.db, as_of, floors, column, replayed=_needs_replay(work, as_of)
    )
    listed = [
        AgingRow(a.number, a.name, a.amounts, a.unapplied, sum(a.amounts) - a.unapplied,
                 a.customer_id)
        for a in accounts
    ]  # fmt: skip
    buckets = BUCKETS_BY_DUE if basis is AgingBy.DUE else BUCKETS_BY_INVOICE
    return AgingReport(
        as_of=as_of,
        by=basis.value,
        currency=work.currency,
        buckets=buckets,
        rows=tuple(listed),
        totals=_total_row(listed, len(buckets)),
        open_invoices=sum(account.open_items for account in accounts),
    )


def _needs_replay(work: Work, as_of: date) -> bool:
    """Stored balances are those of today, as long as nothing was entered under a later clock."""
    changed = stored.last_step_day(work.db)
    return as_of < work.today or (changed is not None and changed > as_of)


def _total_row(listed: list[AgingRow], buckets: int) -> AgingRow:
    amounts = tuple(sum(row.amounts[i] for row in listed) for i in range(buckets))
    return AgingRow(
        "", _TOTALS, amounts, sum(r.unapplied for r in listed), sum(r.total for r in listed)
    )


def status_line(work: Work) -> StatusLine:
    """The sums along the bottom of the window."""
    owed, past_due = worklist.sums(work.db)
    monday = work.today - timedelta(days=work.today.weekday())
    month = first_of_month(work.today)
    return StatusLine(
        outstanding=owed,
        past_due=past_due,
        promised_this_week=sums.promised(work.db, monday, monday + timedelta(days=6)),
        collected_this_month=sums.collected(work.db, month, work.today),
        month_name=MONTHS[work.today.month - 1],
        dso=_days(_dso(work, owed)),
        currency=work.currency,
        book_name="",
    )


def _dso(work: Work, owed: int) -> Fraction | None:
    since = work.today - timedelta(days=_DSO_DAYS - 1)
    return formulas.dso(max(0, owed), sums.invoiced(work.db, since, work.today), _DSO_DAYS)


def _days(value: Fraction | None) -> str:
    return "–" if value is None else str(round(value))


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its name, its value in words and how it comes about."""

    name: str
    value: str
    meaning: str


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """What was invoiced and collected in a month."""

    month: date
    invoiced: int
    collected: int


@dataclass(frozen=True, slots=True)
class Insights:
    """The figures of the business and the months behind them."""

    as_of: date
    currency: str
    figures: tuple[Figure, ...]
    months: tuple[MonthFigures, ...]
    aging: AgingReport


def insights(work: Work, as_of: date | None = None, months: int = 12) -> Insights:
    """All figures as of a day, over the last 90 days where they need sales."""
    day = as_of or work.today
    aging = aging_report(work, day)
    return Insights(
        day, work.currency, _figures(work, day, aging), _months(work, day, months), aging
    )


def _figures(work: Work, day: date, aging: AgingReport) -> tuple[Figure, ...]:
    since = day - timedelta(days=_DSO_DAYS - 1)
    sales = sums.invoiced(work.db, since, day)
    owed, current = aging.totals.total, aging.totals.amounts[0]
    return (
        Figure(
            "Days sales outstanding (DSO)",
            _shown(formulas.dso(owed, sales, _DSO_DAYS)),
            "Receivables ÷ credit sales of 90 days × 90",
        ),
        Figure(
            "DSO by count-back",
            formulas.count_back_dso(owed, _sales_by_month(work, day)).text(),
            "Month by month, sales are taken off the receivables, newest first",
        ),
        Figure(
            "Best possible DSO",
            _shown(formulas.best_possible_dso(current, sales, _DSO_DAYS)),
            "The DSO if nobody were late",
        ),
        Figure(
            "Average days delinquent (ADD)",
            _shown(formulas.average_days_delinquent(owed, current, sales, _DSO_DAYS)),
            "DSO less the best possible DSO: the days that lateness costs",
        ),
        Figure(
            "Collection effectiveness (CEI)",
            _percent(_cei(work, day, owed, current)),
            "Last full month, over the total credit sales of the period",
        ),
        Figure("Promises kept", _percent(_kept(work, day)), "Kept ÷ judged, by count"),
        Figure(
            "Bad debt",
            _percent(_bad_debt(work, day)),
            "(Write-offs − recoveries) ÷ credit sales of twelve months",
        ),
        Figure(
            "You are financing your customers with",
            _financing(work, day),
            "Each overdue balance × its days late × your own yearly rate",
        ),
    )


def _shown(value: Fraction | None) -> str:
    return "no sales yet" if value is None else f"{formulas.format_hundredths(value)} days"


def _percent(value: Fraction | None) -> str:
    return "nothing yet" if value is None else f"{formulas.format_hundredths(value * 100)} %"


def _sales_by_month(work: Work, day: date) -> list[tuple[date, int]]:
    first = sums.first_invoice_day(work.db)
    found: list[tuple[date, int]] = []
    month = first_of_month(day)
    while first is not None and month >= first_of_month(first) and len(found) < 60:
        found.append((month, sums.invoiced(work.db, month, min(day, month_end(month)))))
        month = add_months_clamped(month, -1)
    return found


def _cei(work: Work, day: date, owed: int, current: int) -> Fraction | None:
    end = day if day == month_end(day) else first_of_month(day) - timedelta(days=1)
    if end != day:
        closing = aging_report(work, end)
        owed, current = closing.totals.total, closing.totals.amounts[0]
    before = aging_report(work, first_of_month(end) - timedelta(days=1))
    sales = sums.invoiced(work.db, first_of_month(end), end)
    return formulas.cei(before.totals.total, sales, owed, current)


def _kept(work: Work, day: date) -> Fraction | None:
    states = [p.state for listed in facts.promises(work.db, day).values() for p in listed]
    record = PromiseRecord(
        kept=states.count("kept"),
        partly=states.count("partly_kept"),
        broken=states.count("broken"),
    )
    return record.rate_by_count


def _bad_debt(work: Work, day: date) -> Fraction | None:
    since = add_months_clamped(day, -12) + timedelta(days=1)
    written_off = sums.credited(work.db, "write_off", since, day)
    return formulas.bad_debt_share(written_off, 0, sums.invoiced(work.db, since, day))


def _financing(work: Work, day: date) -> str:
    overdue = [
        (debit.balance, (day - debit.due_date).days) for debit in ledger.open_debits(work.db, day)
    ]
    return written(work, formulas.financing_cost(overdue, work.settings.own_rate_bp))


def _months(work: Work, day: date, count: int) -> tuple[MonthFigures, ...]:
    listed = []
    for back in range(count - 1, -1, -1):
        month = add_months_clamped(first_of_month(day), -back)
        end = min(day, month_end(month))
        listed.append(
            MonthFigures(
                month, sums.invoiced(work.db, month, end), sums.collected(work.db, month, end)
            )
        )
    return tuple(listed)
