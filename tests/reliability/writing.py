"""A book that is written as fast as it can be, by the window's worker or by commands.

Each record is a payment of one cent, told apart by its reference: it touches the payment, its
allocation, the invoice's balance, the search and the trail, so that half a step would show.
"""

from __future__ import annotations

import contextlib
import io
import os
import signal
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from collectdesk import bootstrap
from collectdesk.base.clock import FixedClock
from collectdesk.cli.main import run as run_command
from collectdesk.usecases.checking import check_book
from collectdesk.usecases.customers import CustomerForm, SaveCustomer, save_customer
from collectdesk.usecases.desk import Desk
from collectdesk.usecases.invoice_forms import InvoiceForm, LineForm
from collectdesk.usecases.invoices import IssueInvoice, issue_invoice
from collectdesk.usecases.payments import RecordPayment, record_payment
from collectdesk.usecases.work import Work
from collectdesk.usecases.worker import Task, Worker

CLOCK = FixedClock(datetime(2026, 3, 31, 9, 30))
Acknowledge = Callable[[int], None]
Writer = Callable[[Path, Acknowledge, int], None]


def make_book(path: Path) -> None:
    """A book with one customer and one large invoice."""
    bootstrap.new_book(path, firm="Harbor Supplies", clock=CLOCK)
    desk = bootstrap.open_desk(path, CLOCK)
    form = CustomerForm(number="C-1", name="Łódź & Söhne")
    customer = desk.do(save_customer, SaveCustomer(form)).result
    lines = (LineForm("Nitrile gloves", price="100,000.00"),)
    invoice = InvoiceForm(customer_id=customer, issue_date=CLOCK.today(), lines=lines)
    desk.do(issue_invoice, IssueInvoice(invoice))
    desk.close()


def pay(desk: Desk, number: int) -> None:
    """Write the record with that number."""
    command = RecordPayment(1, 1, CLOCK.today(), "cheque", f"R{number}", ())
    desk.do(record_payment, command)


def by_worker(book: Path, acknowledge: Acknowledge, first: int) -> None:
    """Write as the window does: tasks on the thread that owns the book."""

    def post(call: Callable[[], object]) -> None:
        call()

    worker = Worker(lambda: bootstrap.open_desk(book, CLOCK))

    def put(number: int) -> None:
        def done(_: object) -> None:
            acknowledge(number)
            put(number + 1)

        worker.put(Task(lambda desk: pay(desk, number), done, _stop, lambda: True))

    worker.open(lambda desk: None, lambda _: put(first), _stop, post)
    worker.join()


def _stop(error: BaseException) -> None:
    raise error


def by_commands(book: Path, acknowledge: Acknowledge, first: int) -> None:
    """Write as a script does: a command that opens and closes the book for each record."""
    os.environ["COLLECTDESK_TODAY"] = CLOCK.today().isoformat()
    number = first
    while True:
        words = ["payment", str(book), "--customer", "C-1", "--amount", "0.01", "--date"]
        words += [CLOCK.today().isoformat(), "--method", "cheque", "--reference", f"R{number}"]
        with contextlib.redirect_stdout(io.StringIO()):
            code = run_command(words)
        if code:
            os._exit(code)
        acknowledge(number)
        number += 1


class Child:
    """A process of its own that writes until it is killed, and tells what was acknowledged."""

    def __init__(self, book: Path, writer: Writer, first: int) -> None:
        self._read, write = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            self._write(book, writer, first, write)
        os.close(write)

    def _write(self, book: Path, writer: Writer, first: int, pipe: int) -> None:
        os.close(self._read)
        try:
            writer(book, lambda number: _tell(pipe, number), first)
        finally:
            os._exit(1)

    def wait_for_first(self) -> bytes:
        """The first acknowledgement."""
        return os.read(self._read, 4096)

    def kill(self) -> list[int]:
        """Kill -9; returns the numbers that it had acknowledged since ``wait_for_first``."""
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        told = b""
        while piece := os.read(self._read, 65536):
            told += piece
        os.close(self._read)
        return [int(word) for word in told.split()]


def _tell(pipe: int, number: int) -> None:
    os.write(pipe, b"%d\n" % number)


def records_in(desk: Desk) -> list[int]:
    """The numbers of the records that the book holds, in the order of writing."""
    return desk.ask(_records)


def _records(work: Work) -> list[int]:
    found = work.db.execute_sql("SELECT substr(reference, 2) FROM credit ORDER BY id")
    return [int(number) for (number,) in found]


def problems_after(book: Path, acknowledged: int, before: int = 0) -> tuple[int, list[str]]:
    """Open the book as its owner would; the last record in it, and what is wrong.

    ``acknowledged`` is the last number that was, ``before`` the last from earlier rounds.
    """
    desk = bootstrap.open_desk(book, CLOCK)
    try:
        found = records_in(desk)
        wrong = [
            f"{check.name}: {problem}"
            for check in desk.ask(check_book).checks
            for problem in check.problems
        ]
    finally:
        desk.close()
    last = found[-1] if found else before
    if found != list(range(1, last + 1)):
        wrong.append("records are missing in between")
    if last < acknowledged:
        wrong.append(f"acknowledged up to {acknowledged}, kept up to {last}")
    return last, wrong
