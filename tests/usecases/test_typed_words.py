"""What somebody typed stays as it was typed, whichever country's words the program speaks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from collectdesk import bootstrap
from collectdesk.usecases.calls import LogCall, log_call
from collectdesk.usecases.customers import AddNote, add_note
from collectdesk.usecases.disputes import NewDispute, OpenDispute, open_dispute
from collectdesk.usecases.history import history_rows
from collectdesk.usecases.letters.letter_checks import OwnText
from collectdesk.usecases.letters.letter_texts import SaveLetterText, letter_texts, save_letter_text
from collectdesk.usecases.papers import printing
from collectdesk.usecases.papers.printing import PaperRequest
from collectdesk.usecases.payments import (
    IssueCreditNote,
    RecordPayment,
    issue_credit_note,
    record_payment,
)
from collectdesk.usecases.promises import NewPromise
from collectdesk.usecases.trail import trail
from tests.usecases.conftest import MovableClock, Shop

TYPED = {
    "USD": "Cheque in the post, cancelled; colour, VAT and instalments of the solicitor",
    "GBP": "Attorney, past due: an installment, past-due tax ID, routing number, sales tax",
}


@pytest.mark.parametrize("currency", TYPED)
def test_what_somebody_typed_is_never_respelled(tmp_path: Path, currency: str) -> None:
    clock, typed = MovableClock(date(2026, 3, 31)), TYPED[currency]
    book = tmp_path / "Harbour.collectdesk"
    bootstrap.new_book(book, currency=currency, clock=clock)
    shop = Shop(bootstrap.open_desk(book, clock), clock)
    customer = shop.customer(typed, note=typed)
    invoice = shop.invoice(customer, "500", "2026-01-30")
    disputed = shop.invoice(customer, "80", "2026-01-30")
    shop.do(add_note, AddNote(customer, typed))
    shop.do(record_payment, RecordPayment(customer, 1_000, date(2026, 3, 30), "cheque", typed))
    shop.do(issue_credit_note, IssueCreditNote(invoice, 1_000, typed))
    shop.do(open_dispute, OpenDispute(customer, NewDispute(disputed, 8_000, "damaged", typed)))
    promised = NewPromise(2_000, date(2026, 4, 7), reference=typed)
    shop.do(log_call, LogCall(customer, "not_sent", spoke_to=typed, note=typed, promise=promised))
    told = "\n".join(f"{row.rest} {row.detail}" for row in shop.desk.ask(history_rows, customer))
    # The dispute, whom, what they said and promised, the note, the payment, why it was credited.
    assert told.count(typed) == 7
    record = str(shop.desk.ask(printing.paper_for, PaperRequest("customer_record", customer)))
    assert record.count(typed) >= 5
    assert typed in shop.page(customer).head.name
    lines = [line for row in shop.desk.ask(trail, customer) for line in row.changed]
    assert any(typed[:40] in line for line in lines)
    shop.desk.close()


@pytest.mark.parametrize("currency", TYPED)
def test_letter_words_of_the_owner_are_never_respelled(tmp_path: Path, currency: str) -> None:
    clock, typed = MovableClock(date(2026, 3, 31)), TYPED[currency]
    book = tmp_path / "Harbour.collectdesk"
    bootstrap.new_book(book, currency=currency, clock=clock)
    desk = bootstrap.open_desk(book, clock)
    (reminder,) = (row for row in desk.ask(letter_texts) if row.letter == "reminder")
    own = OwnText(typed, reminder.text.salutation, reminder.text.opening, reminder.text.closing)
    desk.do(save_letter_text, SaveLetterText("reminder", own))
    (saved,) = (row for row in desk.ask(letter_texts) if row.letter == "reminder")
    assert saved.text.heading == typed
    desk.close()
