"""Whatever happens, in whatever order: the sums agree on every day, and undo gives each row back.

Open items less unapplied cash = the account carried forward = the aging total, on any day; what is
stored is what the entries say; and the trail alone brings an empty book to the same rows.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from collectdesk.domain.errors import CannotUndo, InvalidInput, NotFound
from collectdesk.domain.plan_life import judge_plan
from collectdesk.store import ledger, plans, recording, steps
from collectdesk.usecases.book_settings import book_settings
from collectdesk.usecases.charge_rules import SetInterestRule, set_interest_rule
from collectdesk.usecases.checking import check_book
from collectdesk.usecases.figures import aging_report
from collectdesk.usecases.insights import insights
from collectdesk.usecases.plan_standings import schedule_of
from collectdesk.usecases.settings import SaveSettings, save_settings
from collectdesk.usecases.work import Work
from tests.usecases.conftest import Shop, opened_shop
from tests.usecases.life import Life

FIRST_DAY = date(2026, 1, 30)
MOST_UNDONE = 12


def sums_agree(shop: Shop, customers: list[int], day: date) -> None:
    """Open items less credit on account = account carried forward = aging, for each customer.

    Nothing is ever paid beyond its total, and no credit used beyond its amount.
    """

    def sums(work: Work) -> list[tuple[int, list[int], int, int, int]]:
        aged = {row.customer_id: row.total for row in aging_report(work, day).rows}
        by_invoice = {row.customer_id: row.total for row in aging_report(work, day, "invoice").rows}
        return [
            (
                ledger.unapplied(work.db, day, customer).get(customer, 0),
                [debit.balance for debit in ledger.open_debits(work.db, day, [customer])],
                sum(entry.amount for entry in ledger.entries(work.db, customer, day)),
                aged.get(customer, 0),
                by_invoice.get(customer, 0),
            )
            for customer in customers
        ]

    for held, balances, carried, aged, aged_by_invoice in shop.desk.ask(sums):
        assert held >= 0
        assert min(balances, default=1) > 0
        assert sum(balances) - held == carried == aged == aged_by_invoice


def undo_gives_back(shop: Shop, happen: Callable[[], None]) -> None:
    """Let it happen, take it back and do it again; a refusal changes nothing."""
    label, before = shop.desk.undo_label, shop.whole_book()
    made = steps_made(shop)
    try:
        happen()
    except (InvalidInput, NotFound):
        assert shop.whole_book() == before
        return
    if steps_made(shop) != made + 1 or not shop.desk.undo_label or shop.desk.undo_label == label:
        return
    after = shop.whole_book()
    shop.desk.undo()
    assert shop.whole_book() == before
    shop.desk.redo()
    assert shop.whole_book() == after


def many_undone_come_back(shop: Shop, customers: list[int]) -> None:
    """Take back what can be, one step after the other, and do all of it again."""
    before, undone = shop.whole_book(), 0
    while shop.desk.undo_label and undone < MOST_UNDONE:
        try:
            shop.desk.undo()
        except CannotUndo:
            break
        undone += 1
    for back in (0, 9, 30):
        sums_agree(shop, customers, shop.clock.today() - timedelta(days=back))
    for _ in range(undone):
        shop.desk.redo()
    assert shop.whole_book() == before


def steps_made(shop: Shop) -> int:
    """How many steps the trail holds."""

    def counted(work: Work) -> int:
        return int(work.db.execute_sql("SELECT COUNT(*) FROM step").fetchone()[0])

    return shop.desk.ask(counted)


def plans_are_as_judged(work: Work) -> None:
    """The state of each signed plan is what its dated money says."""
    for plan in plans.to_judge(work.db, range(1, 10)):
        verdict = judge_plan(
            schedule_of(plan), plan.money, work.today, work.calendar, plan.cure_days
        )
        assert (plan.state, plan.ended_on) == (verdict.state.value, verdict.ended_on)


def all_rows(work: Work) -> dict[str, list[Any]]:
    """Every row of the tables that steps are recorded of."""
    return {
        table: work.db.execute_sql(f"SELECT * FROM {table} ORDER BY id").fetchall()
        for table in recording.RECORDED
    }


def trail(work: Work) -> list[list[steps.RowChange]]:
    """The rows of each step, oldest step first."""
    found = work.db.execute_sql("SELECT id FROM step ORDER BY id").fetchall()
    return [steps.read_step(work.db, row[0]) for row in found]


def replayed(shop: Shop, folder: Path) -> dict[str, list[Any]]:
    """The rows of an empty book after every step of the trail was done to it again."""
    other = opened_shop(folder, FIRST_DAY)
    recorded = shop.desk.ask(trail)

    def again(work: Work) -> dict[str, list[Any]]:
        for changes in recorded:
            # Taking the opposite back is doing it, and checks that each row was as it was before.
            opposite = [steps.RowChange(c.table, c.row_id, c.after, c.before) for c in changes]
            steps.put_back(work.db, opposite, "")
        return all_rows(work)

    with closing(other.desk):
        return other.desk.ask(again)


@settings(max_examples=18, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10**6), length=st.integers(25, 50))
def test_any_history_adds_up_on_any_day_and_can_be_undone(seed: int, length: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shop = opened_shop(Path(folder), FIRST_DAY)
        with closing(shop.desk):
            customers = [shop.customer("One"), shop.customer("Two", terms="2/10 net 30")]
            agreed = replace(
                shop.desk.ask(book_settings), interest_mode="simple", interest_rate_bp=1_800
            )
            shop.do(save_settings, SaveSettings(agreed))
            own = SetInterestRule(customers[1], "fixed_fee", fee=1_500)
            shop.do(set_interest_rule, own)
            life = Life(shop, Random(seed), customers)
            for _ in range(4):
                life.issue()
            for _ in range(length):
                undo_gives_back(shop, life.luck.choice(life.things()))
            report = shop.desk.ask(check_book)
            assert [check for check in report.checks if check.problems] == []
            shop.desk.ask(plans_are_as_judged)
            shop.desk.ask(insights)
            many_undone_come_back(shop, customers)
            for back in range(0, 90, 4):
                sums_agree(shop, customers, shop.clock.today() - timedelta(days=back))
            again = Path(folder) / "again"
            again.mkdir()
            assert replayed(shop, again) == shop.desk.ask(all_rows)
