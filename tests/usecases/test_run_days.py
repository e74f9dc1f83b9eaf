"""The form and the window of an invoice tell by when it must leave for the customer's pay run."""

from __future__ import annotations

from datetime import date

from collectdesk.usecases.days_off import AddDaysOff, add_days_off
from collectdesk.usecases.invoice_detail import invoice_detail
from collectdesk.usecases.invoice_forms import InvoiceForm, LineForm, invoice_preview
from collectdesk.usecases.invoice_rows import invoice_register
from collectdesk.usecases.payments import ReversePayment, reverse_payment
from tests.usecases.conftest import Shop

THURSDAYS = "every Thu, cut-off 3"


def told(shop: Shop, customer: int, issued: date) -> str:
    line = LineForm("Gloves", price="10.00")
    form = InvoiceForm(customer_id=customer, issue_date=issued, terms="net 30", lines=(line,))
    return shop.desk.ask(invoice_preview, form).pay_run


def test_receive_by_and_send_by_stand_beside_each_other(shop: Shop) -> None:
    """Three business days in the mail, as set: there on Monday the 20th, so sent on the 15th."""
    customer = shop.customer(pay_run=THURSDAYS)
    assert told(shop, customer, date(2026, 3, 27)) == (
        "For their run of Thu 23 Apr it must be there by Mon 20 Apr: send it by Wed 15 Apr."
    )
    assert told(shop, shop.customer(), date(2026, 3, 27)) == ""


def test_what_is_sent_too_late_names_the_run_that_pays_it(shop: Shop) -> None:
    customer = shop.customer(pay_run=THURSDAYS)
    invoice = shop.invoice(customer, issued="2026-03-10", terms="net 30", sent=False)
    assert shop.desk.ask(invoice_detail, invoice).pay_run == (
        "For their run of Thu 9 Apr it must be there by Mon 6 Apr: send it by Wed 1 Apr."
    )
    shop.on("2026-04-02")
    assert shop.desk.ask(invoice_detail, invoice).pay_run == (
        "Sent today it misses their run of Thu 9 Apr (it must be there by Mon 6 Apr)"
        " and is paid on Thu 16 Apr."
    )
    shop.on("2026-04-10")  # past due: the run is over
    assert shop.desk.ask(invoice_detail, invoice).pay_run == ""


def test_a_payment_is_proposed_for_their_next_run_or_else_for_friday(shop: Shop) -> None:
    """On Tuesday 31 March, and on the Thursday before a Friday off."""
    shop.do(add_days_off, AddDaysOff(date(2026, 4, 3), name="Good Friday"))
    days = {}
    for pay_run in ("", "every Thu, cut-off 3", "15th of the month"):
        customer = shop.customer(f"Pays {pay_run}", pay_run=pay_run)
        days[pay_run] = shop.page(customer).console.suggested_date
    assert days == {
        "": date(2026, 4, 2),
        "every Thu, cut-off 3": date(2026, 4, 2),
        "15th of the month": date(2026, 4, 15),
    }
    shop.on("2026-04-02")
    assert shop.page(customer - 2).console.suggested_date == date(2026, 4, 10)


def test_what_was_sent_in_time_is_not_to_be_sent_and_a_charge_has_no_run(shop: Shop) -> None:
    customer = shop.customer(pay_run=THURSDAYS)
    invoice = shop.invoice(customer, issued="2026-03-27", terms="net 30")
    shop.on("2026-03-31")
    assert shop.desk.ask(invoice_detail, invoice).pay_run == (
        "Sent on Fri 27 Mar it is in time for their run of Thu 23 Apr."
    )
    payment = shop.pay(customer, 10_000)
    shop.do(reverse_payment, ReversePayment(payment, date(2026, 3, 31), 2_500))
    fees = shop.desk.ask(invoice_register, "FEE", "open")
    assert [shop.desk.ask(invoice_detail, fee.invoice_id).pay_run for fee in fees] == [""]
