"""The sums that are looked at every day: aging of any date, and the status line."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from collectdesk.domain import figures as formulas
from collectdesk.domain.aging import (
    BUCKETS_BY_DUE,
    BUCKETS_BY_INVOICE,
    AgingBy,
    bucket_floors,
)
from collectdesk.domain.dates import MONTHS, first_of_month
from collectdesk.domain.money import MINUS, round_half_up
from collectdesk.domain.rows import AgingReport, AgingRow, StatusLine
from collectdesk.store import aging as stored
from collectdesk.store import sums, worklist
from collectdesk.usecases.work import Work

_TOTALS = "Total"


def aging_report(work: Work, as_of: date, by: str = "due") -> AgingReport:
    """Aging of every customer as of the end of a day, replayed from what was dated by then.

    Customers with nothing open and nothing unapplied are left out; the rest stand by number.
    """
    basis = AgingBy(by)
    column = "due_date" if basis is AgingBy.DUE else "issue_date"
    floors = bucket_floors(as_of, basis)
    listed, open_items = stored.aged_accounts(
        work.db, as_of, floors, column, replayed=_needs_replay(work, as_of)
    )
    buckets = BUCKETS_BY_DUE if basis is AgingBy.DUE else BUCKETS_BY_INVOICE
    return AgingReport(
        as_of=as_of,
        by=basis.value,
        currency=work.currency,
        buckets=buckets,
        rows=tuple(listed),
        totals=_total_row(listed, len(buckets)),
        open_invoices=open_items,
    )


def receivables(work: Work, as_of: date) -> tuple[int, int]:
    """What all customers owed at the end of a day less what was unapplied, and what of it was not
    yet due; in minor units."""
    current_from = bucket_floors(as_of, AgingBy.DUE)[0]
    return stored.receivables(work.db, as_of, current_from, replayed=_needs_replay(work, as_of))


def _needs_replay(work: Work, as_of: date) -> bool:
    """Stored balances are those of today, as long as nothing was entered under a later clock."""
    changed = stored.last_step_day(work.db)
    return as_of < work.today or (changed is not None and changed > as_of)


def _total_row(listed: list[AgingRow], buckets: int) -> AgingRow:
    columns = zip(*(row.amounts for row in listed), strict=True)
    amounts = tuple(map(sum, columns)) or (0,) * buckets
    held = sum(row.unapplied for row in listed)
    return AgingRow("", _TOTALS, amounts, held, sum(amounts) - held)


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
    if owed < 0:  # more is on account than is owed: no money is waited for
        return None
    since = work.today - timedelta(days=formulas.DSO_DAYS - 1)
    return formulas.dso(owed, sums.invoiced(work.db, since, work.today), formulas.DSO_DAYS)


def _days(value: Fraction | None) -> str:
    return "–" if value is None else str(round_half_up(value)).replace("-", MINUS)
