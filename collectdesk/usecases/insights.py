"""What the owner can learn: the figures, the months behind them, aging."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from collectdesk.domain.dates import add_months_clamped, first_of_month, month_end
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.figure import Figure
from collectdesk.domain.figures import Span
from collectdesk.domain.rows import AgingReport
from collectdesk.store import sums
from collectdesk.usecases.figures import aging_report
from collectdesk.usecases.measures import figures
from collectdesk.usecases.work import Work


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """What was invoiced and collected in a month."""

    month: date
    invoiced: int
    collected: int


@dataclass(frozen=True, slots=True)
class Insights:
    """The figures of the business, those for a closer look, and the months behind them.

    ``since`` is the first day asked for; without one each figure says how far it looks back.
    """

    as_of: date
    currency: str
    figures: tuple[Figure, ...]
    months: tuple[MonthFigures, ...]
    aging: AgingReport
    more: tuple[Figure, ...] = ()
    since: date | None = None


def insights(
    work: Work, as_of: date | None = None, months: int = 12, since: date | None = None
) -> Insights:
    """All figures as of the end of a day, over the time from ``since`` or their usual one."""
    day = as_of or work.today
    if since is not None and since > day:
        raise InvalidInput("The first day comes before the last.", "from")
    aging = aging_report(work, day)
    first, more = figures(work, Span(since, day), aging.totals)
    return Insights(
        as_of=day,
        currency=work.currency,
        figures=first,
        months=_months(work, day, months),
        aging=aging,
        more=more,
        since=since,
    )


def _months(work: Work, day: date, count: int) -> tuple[MonthFigures, ...]:
    listed = []
    for back in range(count - 1, -1, -1):
        month = add_months_clamped(first_of_month(day), -back)
        end = min(day, month_end(month))
        listed.append(
            MonthFigures(
                month,
                sums.invoiced(work.db, month, end, day),
                sums.collected(work.db, month, end, day),
            )
        )
    return tuple(listed)
