"""Whatever happened, each figure of any day is what plain sums over the dated entries come to."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

from collectdesk.domain.errors import KnownError
from collectdesk.usecases.customer_habits import customer_habits
from collectdesk.usecases.figures import aging_report
from collectdesk.usecases.forecasts import cash_forecast
from collectdesk.usecases.insights import insights
from collectdesk.usecases.papers.notices import notices_due
from collectdesk.usecases.work import Work
from tests.usecases.conftest import Shop, opened_shop
from tests.usecases.life import Life

DAY = timedelta(days=1)
Row = dict[str, Any]


def rounded(value: Fraction) -> str:
    """Two decimals, half away from zero."""
    hundredths = int(abs(value) * 100 + Fraction(1, 2))
    sign = "-" if value < 0 and hundredths else ""
    return f"{sign}{hundredths // 100}.{hundredths % 100:02d}"


def ratio(part: int, whole: int, times: int) -> str:
    return rounded(Fraction(part * times, whole)) if whole > 0 else ""


@dataclass
class Entries:
    """The rows of a book, and what they add up to at the end of a day."""

    invoices: list[Row]
    credits: list[Row]
    allocations: list[Row]

    def open_on(self, day: date) -> list[tuple[Row, int]]:
        last = day.isoformat()
        return [
            (one, one["total"] - self._allocated("invoice_id", one["id"], last))
            for one in self.invoices
            if one["lifecycle"] != "draft"
            and one["issue_date"] <= last
            and not (one["void_on"] and one["void_on"] <= last)
        ]

    def on_account(self, day: date) -> int:
        last = day.isoformat()
        return sum(
            one["amount"] * (not one["reversed_on"] or one["reversed_on"] > last)
            - self._allocated("credit_id", one["id"], last)
            for one in self.credits
            if one["dated"] <= last
        )

    def _allocated(self, column: str, key: int, last: str) -> int:
        parts = (a for a in self.allocations if a[column] == key and a["dated"] <= last)
        return sum(part["amount"] for part in parts)

    def receivables(self, day: date) -> int:
        return sum(amount for _, amount in self.open_on(day)) - self.on_account(day)

    def current(self, day: date) -> int:
        last = day.isoformat()
        return sum(amount for one, amount in self.open_on(day) if one["due_date"] >= last)

    def sales(self, first: date, last: date, seen: date) -> int:
        return sum(
            one["total"]
            for one in self.invoices
            if one["kind"] == "invoice"
            and one["lifecycle"] != "draft"
            and not (one["void_on"] and one["void_on"] <= seen.isoformat())
            and first.isoformat() <= one["issue_date"] <= last.isoformat()
        )

    def aged(self, day: date, column: str) -> list[tuple[int, int]]:
        """Age and amount of everything open."""
        return [
            ((day - date.fromisoformat(one[column])).days, amount)
            for one, amount in self.open_on(day)
        ]


def buckets(aged: list[tuple[int, int]], edges: tuple[int, ...]) -> tuple[int, ...]:
    sums = [0] * (len(edges) + 1)
    for age, amount in aged:
        sums[sum(age > edge for edge in edges)] += amount
    return tuple(sums)


def count_back(entries: Entries, day: date) -> str:
    issued = [one["issue_date"] for one in entries.invoices if one["lifecycle"] == "issued"]
    oldest = min(issued, default="9999")[:7]
    left, days, first = entries.receivables(day), Fraction(0), day.replace(day=1)
    while left > 0 and first.isoformat()[:7] >= oldest:
        last = min(day, first.replace(day=calendar.monthrange(first.year, first.month)[1]))
        sold, length = entries.sales(first, last, day), (last - first).days + 1
        days += Fraction(left * length, sold) if sold > left else length
        left, first = max(0, left - sold), (first - DAY).replace(day=1)
    return "" if left > 0 else rounded(days)


def speed(entries: Entries, day: date) -> dict[str, str]:
    sold = entries.sales(day - 89 * DAY, day, day)
    owed, current = entries.receivables(day), entries.current(day)
    return {
        "receivables": rounded(Fraction(owed, 100)),
        "current": rounded(Fraction(current, 100)),
        "dso": ratio(owed, sold, 90),
        "best_possible_dso": ratio(current, sold, 90),
        "average_days_delinquent": ratio(owed - current, sold, 90),
        "dso_count_back": count_back(entries, day),
    }


def effectiveness(entries: Entries, day: date) -> str:
    """Of the last full month."""
    is_over = (day + DAY).day == 1
    last = day if is_over else day.replace(day=1) - DAY
    first = last.replace(day=1)
    begin, sold = entries.receivables(first - DAY), entries.sales(first, last, last)
    owed, current = entries.receivables(last), entries.current(last)
    return ratio(begin + sold - owed, begin + sold - current, 100)


def late(entries: Entries, day: date) -> dict[str, str]:
    overdue = [(one["customer_id"], (day - date.fromisoformat(one["due_date"])).days, amount)
               for one, amount in entries.open_on(day) if amount]  # fmt: skip
    overdue = [one for one in overdue if one[1] > 0]
    cost = Fraction(sum(days * amount for _, days, amount in overdue) * 9, 100 * 365)
    return {
        "financing_cost": rounded(cost / 100),
        "past_due_accounts": str(len({customer for customer, _, _ in overdue})),
    }


def told_of(shop: Shop, day: date) -> dict[str, Any]:
    """All that is told of a day."""
    ask = shop.desk.ask
    shown = ask(insights, day)
    return {
        "figures": {figure.key: figure.value for figure in (*shown.figures, *shown.more)},
        "months": shown.months,
        "aging": (shown.aging, ask(aging_report, day, "invoice")),
        "habits": ask(customer_habits, day),
        "forecast": ask(cash_forecast, day),
        "notices": [row.amount for row in ask(notices_due, day)],
    }


@dataclass
class DayByDay(Life):
    """All is entered on its own day and nobody else collects; each day is kept as it was told."""

    told: dict[date, dict[str, Any]] = field(default_factory=dict)

    def some_day(self, back: int = 40) -> date:
        return self.shop.clock.today()

    def place_with_agency(self) -> None:
        self.sleep()

    def sleep(self) -> None:
        today = self.shop.clock.today()
        self.told[today] = told_of(self.shop, today)
        super().sleep()


@pytest.mark.parametrize("seed", [2, 3])
def test_what_was_told_of_a_day_is_told_of_it_ever_after(tmp_path: Path, seed: int) -> None:
    """Payments that come back, promises that break, invoices that are void: later, not before."""
    shop, luck = opened_shop(tmp_path, date(2026, 1, 5)), Random(seed)
    life = DayByDay(shop, luck, [shop.customer(f"Customer {number}") for number in range(3)])
    with closing(shop.desk):
        for _ in range(150):
            with suppress(KnownError):
                luck.choice(life.things())()
        assert {day: told_of(shop, day) for day in life.told} == life.told


def lived(folder: Path, seed: int) -> Shop:
    shop, luck = opened_shop(folder, date(2025, 9, 1)), Random(seed)
    life = Life(shop, luck, [shop.customer(f"Customer {number}") for number in range(4)])
    for _ in range(300):
        try:
            luck.choice(life.things())()
        except KnownError:
            continue
    return shop


@pytest.fixture(scope="module", params=[4, 12])
def shop_with_a_past(request: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    shop = lived(tmp_path_factory.mktemp("lived"), request.param)
    yield shop
    shop.desk.close()


def read(work: Work, table: str) -> list[Row]:
    found = work.db.execute_sql(f"SELECT * FROM {table}")
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found]


@pytest.mark.parametrize("back", [0, 1, 9, 30, 62])
def test_figures_of_any_day_are_plain_sums(shop_with_a_past: Shop, back: int) -> None:
    desk = shop_with_a_past.desk
    day = desk.today - back * DAY
    entries = Entries(*(desk.ask(read, table) for table in ("invoice", "credit", "allocation")))
    shown = desk.ask(insights, day)
    told = {figure.key: figure.number for figure in (*shown.figures, *shown.more)}
    wanted = speed(entries, day) | late(entries, day) | {"cei": effectiveness(entries, day)}
    assert {key: told[key] for key in wanted} == wanted
    by_due, by_invoice = desk.ask(aging_report, day), desk.ask(aging_report, day, "invoice")
    aged = entries.aged(day, "due_date")
    assert by_due.totals.amounts == buckets(aged, (0, 30, 60, 90))
    assert by_due.totals.unapplied == by_invoice.totals.unapplied == entries.on_account(day)
    aged = entries.aged(day, "issue_date")
    assert by_invoice.totals.amounts == buckets(aged, (30, 60, 90))
