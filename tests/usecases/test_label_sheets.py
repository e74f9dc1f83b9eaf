"""Labels and payment codes come from the book: the right people, the right amounts."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from collectdesk.domain.errors import Cancelled, InvalidInput
from collectdesk.domain.papers import InvoicePaper, StampSpec
from collectdesk.usecases import settings
from collectdesk.usecases.book_settings import book_settings
from collectdesk.usecases.customers import ContactForm, SaveContact, save_contact
from collectdesk.usecases.papers import label_sheets, printing
from collectdesk.usecases.papers.printing import PaperRequest
from collectdesk.usecases.ports import no_progress
from tests.usecases.conftest import Shop


def test_an_address_label_names_the_person_who_pays(shop: Shop) -> None:
    customer = shop.customer("Łódź Café", billing_address="1 Main St\nOakland, CA 94607")
    shop.do(save_contact, SaveContact(ContactForm(None, customer, "Zofia", "AP clerk")))
    (label,) = shop.desk.ask(label_sheets.address_labels, [customer])
    assert label.lines == ("Łódź Café", "Zofia, AP clerk", "1 Main St", "Oakland, CA 94607")


def test_stamps_carry_the_facts_of_each_customers_notice(shop: Shop) -> None:
    customer = shop.customer()
    shop.invoice(customer, issued="2026-01-30")
    (label,) = shop.desk.ask(label_sheets.notice_stamps, [customer])
    assert label.stamp is not None
    assert "late" in " ".join(label.stamp.texts)
    assert label_sheets.draw_labels((label,), "L7163", 14).startswith(b"%PDF-")


def test_sheets_calibration_and_test_prints_are_there_for_the_window() -> None:
    assert "5160" in label_sheets.sheet_names()
    many = label_sheets.same_stamps(StampSpec("copy", ("Copy",)), 40)
    assert label_sheets.draw_labels(many, "L7651", 60, 1, -1).startswith(b"%PDF-")
    assert label_sheets.draw_calibration("L7651", 2, 2).startswith(b"%PDF-")
    assert label_sheets.draw_envelope_test("a4", "din5008_b").startswith(b"%PDF-")
    with pytest.raises(InvalidInput):
        label_sheets.draw_labels(many, "L7651", 66)


def test_the_owners_payment_link_is_on_the_slip_with_the_invoice_in_it(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer)
    own = replace(
        shop.desk.ask(book_settings),
        payment_link="https://pay.example/{number}",
        bank_lines="IBAN DE89 3704 0044 0532 0130 00",
    )
    shop.do(settings.save_settings, settings.SaveSettings(own))
    paper = shop.desk.ask(printing.paper_for, PaperRequest("invoice", invoice))
    assert isinstance(paper, InvoicePaper)
    assert paper.slip is not None
    number = shop.shown(customer, invoice).number
    assert paper.slip.pay_code == f"https://pay.example/{number}"  # the book is not in euro


def test_words_that_do_not_fit_a_stamp_are_told(shop: Shop) -> None:
    endless = StampSpec("final", ("Words without any end at all that go on " * 4,))
    order = label_sheets.LabelOrder("same", label_sheets.sheet_names()[0], stamp=endless, count=3)
    with pytest.raises(InvalidInput, match="do not fit"):
        label_sheets.draw_order(shop.desk, order, no_progress)


def test_thousands_of_labels_tell_how_far_they_are_and_can_be_stopped(shop: Shop) -> None:
    someone = shop.customer("Łódź Café", billing_address="1 Main St\nOakland, CA 94607")
    order = label_sheets.LabelOrder("addresses", "5160", customers=(someone,) * 90)
    told: list[tuple[int, int]] = []

    def stop_soon(done: int, total: int, what: str) -> None:
        told.append((done, total))
        if done > 40:
            raise Cancelled

    with pytest.raises(Cancelled):
        label_sheets.draw_order(shop.desk, order, stop_soon)
    assert told == [(0, 90), (25, 90), (50, 90)]
    drawn = label_sheets.draw_order(shop.desk, order, no_progress)
    assert len(PdfReader(io.BytesIO(drawn.content)).pages) == 3
