"""What the owner waits for asks the book a fixed number of questions, however much it holds.

Who adds a question for each row makes these tests fail: the same screens and steps are counted on a
small book and on one with many times as much of everything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from collectdesk import bootstrap
from collectdesk.base.clock import FixedClock
from collectdesk.store import ledger, rows
from collectdesk.store.engine import BookDatabase
from collectdesk.usecases.calls import LogCall, call_log, log_call
from collectdesk.usecases.charges import charge_preview
from collectdesk.usecases.customer_habits import customer_habits
from collectdesk.usecases.desk import Desk
from collectdesk.usecases.figures import aging_report, status_line
from collectdesk.usecases.forecasts import cash_forecast
from collectdesk.usecases.invoice_rows import invoice_register
from collectdesk.usecases.limit_reviews import limit_reviews
from collectdesk.usecases.pages import customer_listing, customer_page
from collectdesk.usecases.papers.file_papers import (
    evidence_paper,
    hand_over_paper,
    record_paper,
    statement_with_copies,
)
from collectdesk.usecases.papers.notices import notices_due
from collectdesk.usecases.papers.statements import statement_rows
from collectdesk.usecases.payments import RecordPayment, record_payment
from collectdesk.usecases.placing import placed_now
from collectdesk.usecases.promises import NewPromise
from collectdesk.usecases.proofs import missing_proofs
from collectdesk.usecases.step_lines import steps_due
from collectdesk.usecases.watch_list import alerts, watch_list
from collectdesk.usecases.work import Work
from tests.benchmarks.big_book import Size, make_big_book
from tests.conftest import TODAY

_CUSTOMER = 1
_MONTH = TODAY.replace(day=1)
_SIZES = {
    "small": Size(customers=12, invoices=60, payments=40, calls=60, promises=40),
    "large": Size(customers=60, invoices=900, payments=600, calls=900, promises=600),
}


class Counted:
    """A desk, and what each screen or step asks of the book.

    What a step writes is not counted: it writes each row that changes.
    """

    def __init__(self, desk: Desk, db: BookDatabase) -> None:
        self.desk = desk
        self._ran: list[str] = []
        db.query_hooks.append(lambda event: self._ran.append(" ".join(event.sql.split())))

    def of(self, act: Callable[[Desk], object]) -> list[str]:
        """The questions that it asks, once everything before has settled."""
        self.desk.ask(_nothing)
        self._ran.clear()
        act(self.desk)
        return [sql for sql in self._ran if sql.startswith(("SELECT", "WITH"))]


def _nothing(work: Work) -> BookDatabase:
    return work.db


def _name_invoices(work: Work, _: None) -> None:
    """Open promises of the customer, each for some of its open invoices."""
    found = work.db.execute_sql(
        "SELECT id FROM invoice WHERE customer_id = ? AND balance > 0 ORDER BY id", (_CUSTOMER,)
    ).fetchall()
    for (invoice,) in found:
        promise = rows.PROMISES.add(
            work.db, customer_id=_CUSTOMER, made_on=work.today, amount=5_000, method="cheque",
            promised_for=work.today, deadline=work.today + timedelta(days=3),
        )  # fmt: skip
        rows.PROMISE_INVOICES.add(work.db, promise_id=promise, invoice_id=invoice)


def _agree_plans(work: Work, _: None) -> None:
    """A running plan over one open invoice of each other customer."""
    found = work.db.execute_sql(
        "SELECT customer_id, MIN(id), MIN(balance) FROM invoice"
        " WHERE balance > 0 AND customer_id != ? GROUP BY customer_id",
        (_CUSTOMER,),
    ).fetchall()
    for customer, invoice, amount in found:
        plan = rows.PLANS.add(
            work.db, customer_id=customer, agreed_on=work.today, signed_on=work.today,
            amount=amount, state="active",
        )  # fmt: skip
        rows.PLAN_INVOICES.add(work.db, plan_id=plan, invoice_id=invoice)
        rows.INSTALMENTS.add(
            work.db, customer_id=customer, plan_id=plan, position=1, amount=amount,
            due_on=work.today + timedelta(days=7),
        )  # fmt: skip


def _trouble(work: Work, _: None) -> None:
    """With each other customer a dispute, a short payment, a charge, a delivery not invoiced and a
    task."""
    found = work.db.execute_sql(
        "SELECT customer_id, MAX(id), MAX(number) FROM invoice"
        " WHERE balance > 0 AND customer_id != ? GROUP BY customer_id",
        (_CUSTOMER,),
    ).fetchall()
    for customer, invoice, number in found:
        rows.DISPUTES.add(
            work.db, customer_id=customer, invoice_id=invoice, amount=100, reason="price",
            opened_on=work.today, next_on=work.today,
        )  # fmt: skip
        payment = rows.CREDITS.add(
            work.db, customer_id=customer, kind="payment", dated=work.today, amount=100,
            received_on=work.today, method="cheque", unapplied=0,
        )  # fmt: skip
        rows.ALLOCATIONS.add(
            work.db, customer_id=customer, credit_id=payment, invoice_id=invoice, amount=100,
            dated=work.today, code="price",
        )  # fmt: skip
        draft = {
            "customer_id": customer, "issue_date": work.today, "terms": "net 30", "net": 100,
            "due_date": work.today, "tax": 0, "total": 100, "balance": 0,
        }  # fmt: skip
        rows.INVOICES.add(work.db, number=f"D-{number}", delivered_on=work.today, **draft)
        charge = rows.INVOICES.add(
            work.db, number=f"L-{number}", kind="late_fee", lifecycle="issued", parent_id=invoice,
            **draft | {"balance": 100},
        )  # fmt: skip
        rows.CHARGES.add(
            work.db, id=charge, customer_id=customer, mode="fixed_fee", rate_bp=0,
            since=work.today, until=work.today, principal=100,
        )  # fmt: skip
        rows.FOLLOW_UPS.add(work.db, customer_id=customer, due_on=work.today, what="Call")
        ledger.refresh_invoices(work.db, [invoice])


def _file_papers(work: Work, _: None) -> None:
    """A printed copy of every other invoice of the customer and a dispute that was settled; for
    each, the first invoice has a letter and a payment of a cent."""
    found = work.db.execute_sql(
        "SELECT id FROM invoice WHERE customer_id = ? AND kind = 'invoice'"
        " ORDER BY balance DESC, id",
        (_CUSTOMER,),
    ).fetchall()
    (first,) = found[0]
    for (invoice,) in found[1::2]:
        document = rows.DOCUMENTS.add(
            work.db, customer_id=_CUSTOMER, number=f"P-{invoice}", kind="invoice", title="Invoice",
            issued_on=work.today, paper="{}", page="letter", envelope="",
        )  # fmt: skip
        rows.DOCUMENT_INVOICES.add(work.db, document_id=document, invoice_id=invoice)
        rows.DOCUMENT_INVOICES.add(work.db, document_id=document, invoice_id=first)
        cent = rows.CREDITS.add(
            work.db, customer_id=_CUSTOMER, kind="payment", dated=work.today, amount=1,
            received_on=work.today, method="cheque", unapplied=0,
        )  # fmt: skip
        rows.ALLOCATIONS.add(
            work.db, customer_id=_CUSTOMER, credit_id=cent, invoice_id=first, amount=1,
            dated=work.today,
        )  # fmt: skip
        rows.DISPUTES.add(
            work.db, customer_id=_CUSTOMER, invoice_id=invoice, amount=100, reason="price",
            opened_on=work.today, state="resolved", resolved_on=work.today, resolution="valid",
        )  # fmt: skip
    ledger.refresh_invoices(work.db, [first])


def _opened(path: Path, size: Size) -> Desk:
    make_big_book(path, TODAY, size)
    clock = FixedClock(datetime(TODAY.year, TODAY.month, TODAY.day, 9, 30))
    desk = bootstrap.open_desk(path, clock)
    desk.do(_name_invoices, None)
    desk.do(_agree_plans, None)
    desk.do(_trouble, None)
    desk.do(_file_papers, None)
    return desk


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Counted]]:
    """The same business small and large."""
    folder = tmp_path_factory.mktemp("counted")
    with ExitStack() as open_books:
        counted = {}
        for name, size in _SIZES.items():
            desk = _opened(folder / f"{name}.collectdesk", size)
            open_books.enter_context(closing(desk))
            counted[name] = Counted(desk, desk.ask(_nothing))
        yield counted


def _asking(query: Callable[..., Any], *args: Any, **kwargs: Any) -> Callable[[Desk], object]:
    return lambda desk: desk.ask(query, *args, **kwargs)


def _paying(amount: int) -> Callable[[Desk], object]:
    return lambda desk: desk.do(record_payment, RecordPayment(_CUSTOMER, amount, TODAY))


def _calling(**facts: Any) -> Callable[[Desk], object]:
    return lambda desk: desk.do(log_call, LogCall(_CUSTOMER, note="waiting", **facts))


def _owing(work: Work) -> int:
    """The customer's invoice with the most payments and credits on it."""
    found = work.db.execute_sql(
        "SELECT i.id FROM invoice i LEFT JOIN allocation a ON a.invoice_id = i.id"
        " WHERE i.customer_id = ? AND i.kind = 'invoice' AND i.lifecycle = 'issued'"
        " GROUP BY i.id ORDER BY COUNT(a.id) DESC, i.id LIMIT 1",
        (_CUSTOMER,),
    )
    return int(found.fetchone()[0])


def _proving(desk: Desk) -> object:
    return desk.ask(evidence_paper, desk.ask(_owing))


_PROMISE = NewPromise(1_000, TODAY + timedelta(days=2))

_ACTS: dict[str, tuple[int, Callable[[Desk], object]]] = {
    "today's list": (5, _asking(customer_listing, "today", "", 50)),
    "all customers": (5, _asking(customer_listing, "all", "", 50)),
    "a keystroke": (8, _asking(customer_listing, "all", "h", 50)),
    "a customer's screen": (26, _asking(customer_page, _CUSTOMER)),
    "a page of the register": (3, _asking(invoice_register, "", "all", None, 50)),
    "the log of calls": (3, _asking(call_log, "", 50)),
    "the status line": (8, _asking(status_line)),
    "aging": (8, _asking(aging_report, TODAY)),
    "aging of an earlier day": (8, _asking(aging_report, TODAY - timedelta(days=100))),
    "what nobody would look for": (16, _asking(alerts)),
    "the watch list": (43, _asking(watch_list)),
    "steps of the manual": (14, _asking(steps_due)),
    "proofs that are missing": (8, _asking(missing_proofs)),
    "charges that are due": (10, _asking(charge_preview)),
    "limits to look at": (8, _asking(limit_reviews)),
    "habits": (8, _asking(customer_habits)),
    "the forecast": (30, _asking(cash_forecast, back=8)),
    "the lists of a new day": (24, _asking(placed_now)),
    "statements of the month": (8, _asking(statement_rows, TODAY)),
    "notices that are due": (13, _asking(notices_due)),
    "a whole case to hand over": (32, _asking(hand_over_paper, _CUSTOMER)),
    "the evidence of an invoice": (18, _proving),
    "a customer's record": (20, _asking(record_paper, _CUSTOMER)),
    "a statement with copies": (18, _asking(statement_with_copies, _CUSTOMER, _MONTH, "open-item")),
    "a payment saved": (24, _paying(100)),
    "a call saved": (18, _calling(answer="no_answer")),
    "a call with a promise saved": (26, _calling(answer="not_sent", promise=_PROMISE)),
}
"""Each with the most questions that it may ask, in any book."""


@pytest.mark.parametrize("act", _ACTS)
def test_what_is_waited_for_asks_no_more_of_a_large_book(
    books: dict[str, Counted], act: str
) -> None:
    most, run = _ACTS[act]
    small, large = (books[name].of(run) for name in _SIZES)
    asked = "\n".join(f"{times} x {sql[:300]}" for sql, times in Counter(large).most_common(5))
    assert len(large) <= most, asked
    assert len(large) <= len(small) + 2, asked
