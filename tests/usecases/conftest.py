"""A small shop at its desk: a book, a clock that can be moved on, and the words of a day's work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from collectdesk import bootstrap
from collectdesk.base.clock import FixedClock
from collectdesk.domain.dates import parse_date_iso
from collectdesk.domain.rows import CustomerPage, CustomerRow, InvoiceRow
from collectdesk.usecases.calls import LogCall, log_call
from collectdesk.usecases.customers import CustomerForm, SaveCustomer, save_customer
from collectdesk.usecases.desk import Desk
from collectdesk.usecases.invoice_forms import InvoiceForm, LineForm
from collectdesk.usecases.invoices import (
    IssueInvoice,
    MarkSent,
    invoice_id_by_number,
    issue_invoice,
    mark_sent,
)
from collectdesk.usecases.pages import customer_listing, customer_page
from collectdesk.usecases.payments import RecordPayment, record_payment
from collectdesk.usecases.promises import promise_rows
from collectdesk.usecases.work import Work

DERIVED_BY_SQLITE = ("sqlite_", "customer_words_", "invoice_words_", "note_words_")
_WITHOUT_MARK = {"book": "(SELECT uuid, created_at, currency, laid_out_on FROM book)"}
TRAIL = ("step", "step_row")


class MovableClock:
    """Half past nine in the morning, on any day."""

    def __init__(self, day: date) -> None:
        self.day = day

    def today(self) -> date:
        return self.day

    def now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 9, 30)


@dataclass
class Shop:
    """An owner at the desk. Days are written 2026-03-31, money as a person types it."""

    desk: Desk
    clock: MovableClock

    def on(self, day: str) -> Shop:
        """Come in on that day: promises are judged, the list is laid out."""
        self.clock.day = parse_date_iso(day)
        self.desk.start_day()
        return self

    def do(self, usecase: Any, command: Any) -> Any:
        """The result of a step."""
        return self.desk.do(usecase, command).result

    def customer(self, name: str = "Harbor Point Dental", **facts: Any) -> int:
        """A new customer's id."""
        return int(self.do(save_customer, SaveCustomer(CustomerForm(name=name, **facts))))

    def invoice(
        self,
        customer: int,
        price: str = "1,000.00",
        issued: str = "",
        terms: str = "",
        sent: bool = True,
        **facts: Any,
    ) -> int:
        """An issued invoice's id; without a day it is dated today."""
        day = parse_date_iso(issued) if issued else self.clock.today()
        form = InvoiceForm(
            customer_id=customer,
            issue_date=day,
            terms=terms,
            lines=(LineForm("Nitrile gloves", price=price),),
            **facts,
        )
        invoice_id = int(self.do(issue_invoice, IssueInvoice(form)))
        if sent:
            self.do(mark_sent, MarkSent(invoice_id, day))
        return invoice_id

    def pay(
        self, customer: int, amount: int, *named: int, dated: str = "", method: str = "cheque"
    ) -> int:
        """A payment's id."""
        day = parse_date_iso(dated) if dated else self.clock.today()
        command = RecordPayment(customer, amount, day, method, "2291", named)
        return int(self.do(record_payment, command))

    def call(self, customer: int, answer: str, **facts: Any) -> int:
        """A logged call's id."""
        return int(self.do(log_call, LogCall(customer, answer, **facts)))

    def page(self, customer: int) -> CustomerPage:
        """What the panes show of a customer."""
        return self.desk.ask(customer_page, customer)

    def shown(self, customer: int, invoice: int) -> InvoiceRow:
        """An invoice as the customer's page lists it."""
        return next(row for row in self.page(customer).invoices if row.invoice_id == invoice)

    def numbered(self, number: str) -> int:
        """The id of the invoice or charge with a number."""
        return self.desk.ask(invoice_id_by_number, number)

    def balance(self, customer: int, invoice: int) -> int:
        """What is open on an invoice."""
        return self.shown(customer, invoice).balance

    def place(self, customer: int) -> tuple[str, str]:
        """Where the day's list has a customer (today, resting or neither), and its reason."""
        for tab in ("today", "resting"):
            for row in self.desk.ask(customer_listing, tab).rows:
                if row.customer_id == customer:
                    return tab, row.reason
        return "", ""

    def today(self) -> tuple[CustomerRow, ...]:
        """The day's list."""
        return self.desk.ask(customer_listing, "today").rows

    def promises(self, customer: int) -> list[str]:
        """The states of a customer's promises, newest first."""
        return [row.state for row in self.desk.ask(promise_rows, customer)]

    def whole_book(self) -> dict[str, list[Any]]:
        """Every row of the book but its trail."""
        return self.desk.ask(_whole_book)


def _whole_book(work: Work) -> dict[str, list[Any]]:
    tables = [
        name
        for (name,) in work.db.execute_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        if name not in TRAIL and not name.startswith(DERIVED_BY_SQLITE)
    ]
    return {
        name: sorted(
            work.db.execute_sql(f"SELECT * FROM {_WITHOUT_MARK.get(name, name)}"), key=repr
        )
        for name in tables
    }


def opened_shop(folder: Path, today: date) -> Shop:
    """A new shop with an empty book in the folder."""
    clock = MovableClock(today)
    path = folder / "Shop.collectdesk"
    bootstrap.new_book(path, firm="Harbor Supplies", clock=clock)
    return Shop(bootstrap.open_desk(path, clock), clock)


@pytest.fixture
def shop(tmp_path: Path, today: date) -> Iterator[Shop]:
    """A shop on Tuesday 31 March 2026, whose clock can be moved on."""
    opened = opened_shop(tmp_path, today)
    yield opened
    opened.desk.close()


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    """A desk with an empty book, on Tuesday 31 March 2026."""
    book = tmp_path / "Book.collectdesk"
    bootstrap.new_book(book, firm="Harbor Supplies", clock=clock)
    opened = bootstrap.open_desk(book, clock)
    yield opened
    opened.close()


@pytest.fixture
def late(shop: Shop) -> tuple[int, int]:
    """A customer and its invoice over 1,000.00, due on 1 March, a month ago."""
    customer = shop.customer(agency_intended=True, trade_name="HPD", tax_id="77-1")
    return customer, shop.invoice(customer, issued="2026-01-30")
