"""What a printed invoice adds up to is what was issued, whatever is set since."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.papers import EarlyPrice, InvoicePaper
from collectdesk.usecases.book_settings import book_settings
from collectdesk.usecases.invoice_forms import InvoiceForm, LineForm
from collectdesk.usecases.invoices import IssueInvoice, issue_invoice
from collectdesk.usecases.papers import drawing
from collectdesk.usecases.papers.invoice_papers import invoice_paper, verification_paper
from collectdesk.usecases.papers.printing import PaperRequest
from collectdesk.usecases.payments import ReversePayment, reverse_payment
from collectdesk.usecases.ports import no_progress
from collectdesk.usecases.refunds import RefundCredit, refund_credit
from collectdesk.usecases.settings import SaveSettings, save_settings
from tests.documents.reading import whole_text
from tests.usecases.conftest import Shop


def tax_rounded_on_lines(shop: Shop, per_line: bool) -> None:
    now = shop.desk.ask(book_settings)
    shop.do(save_settings, SaveSettings(replace(now, tax_per_line=per_line)))


def printed(shop: Shop, *lines: LineForm) -> int:
    form = InvoiceForm(customer_id=shop.customer(), lines=lines)
    return int(shop.do(issue_invoice, IssueInvoice(form)))


@pytest.mark.parametrize(("per_line", "tax"), [(False, 8), (True, 9)])
def test_the_tax_of_an_issued_invoice_is_printed_as_it_was_rounded_then(
    shop: Shop, per_line: bool, tax: int
) -> None:
    tax_rounded_on_lines(shop, per_line)
    invoice = printed(shop, *[LineForm("Bolt", price="0.50", tax="5")] * 3)
    tax_rounded_on_lines(shop, not per_line)
    paper: InvoicePaper = shop.desk.ask(invoice_paper, invoice)
    assert [line.tax for line in paper.taxes] == [tax]
    assert paper.net + sum(line.tax for line in paper.taxes) == paper.total


def test_each_rate_is_printed_with_what_it_was_reckoned_on_also_where_that_is_no_cent(
    shop: Shop,
) -> None:
    invoice = printed(
        shop, LineForm("Bolt", price="10.00", tax="20"), LineForm("Nut", price="0.04", tax="5")
    )
    paper: InvoicePaper = shop.desk.ask(invoice_paper, invoice)
    assert [(line.net, line.tax) for line in paper.taxes] == [(1000, 200), (4, 0)]
    assert sum(line.net for line in paper.taxes) == paper.net


def test_the_early_price_is_printed_up_to_its_last_day_and_not_in_the_quiet_days_after(
    shop: Shop,
) -> None:
    customer = shop.customer(terms="2/10+3 net 30")
    invoice = shop.invoice(customer, "100.00", "2026-03-31")
    on_the_day: InvoicePaper = shop.on("2026-04-10").desk.ask(invoice_paper, invoice)
    assert on_the_day.early == EarlyPrice(9_800, date(2026, 4, 10))
    after: InvoicePaper = shop.on("2026-04-11").desk.ask(invoice_paper, invoice)
    assert (after.early, after.stamp, after.amount_due) == (None, None, 10_000)
    shop.pay(customer, 9_800, invoice)
    assert shop.balance(customer, invoice) == 0


def test_a_fee_is_printed_under_its_own_name_with_what_it_is_for(shop: Shop) -> None:
    customer = shop.customer()
    shop.invoice(customer, "100.00")
    cheque = shop.pay(customer, 10_000, dated="2026-03-20")
    fee = shop.do(reverse_payment, ReversePayment(cheque, date(2026, 3, 31), 2_500, "NSF"))
    paper: InvoicePaper = shop.desk.ask(invoice_paper, fee)
    assert (paper.heading, paper.amount_due, paper.note, paper.terms) == (
        "Returned-payment fee", 2_500, "", None,
    )  # fmt: skip
    (line,) = paper.lines
    assert (line.description, line.net) == ("Returned payment of 31 Mar 2026", 2_500)
    assert line.unit_price * line.quantity == 25
    with pytest.raises(InvalidInput, match="Nothing was delivered with FEE-0001"):
        shop.desk.ask(verification_paper, fee)


def test_what_was_paid_back_is_no_bill(shop: Shop) -> None:
    customer = shop.customer()
    shop.pay(customer, 10_000)
    refund = shop.do(refund_credit, RefundCredit(customer, 4_000, date(2026, 3, 31)))
    with pytest.raises(InvalidInput, match="RF-0001 is a refund and asks for nothing"):
        shop.desk.ask(invoice_paper, refund)


@pytest.mark.parametrize(
    ("terms", "asked", "stamp"),
    [
        ("2/10 net 30", "Pay $98.00 by 10 Apr 2026, or $100.00 by 30 Apr 2026.", "two_price"),
        ("2/10 net 10", "Pay $98.00 by 10 Apr 2026; after that $100.00 is due.", ""),
        ("2/10 EOM", "Pay $98.00 by 10 Apr 2026; after that $100.00 is due.", ""),  # due today
    ],
)
def test_an_early_price_is_told_beside_the_due_date_only_where_that_is_later(
    shop: Shop, terms: str, asked: str, stamp: str
) -> None:
    invoice = shop.invoice(shop.customer(terms=terms), "100.00", "2026-03-31")
    paper: InvoicePaper = shop.desk.ask(invoice_paper, invoice)
    assert (paper.stamp.id if paper.stamp else "") == stamp
    request = PaperRequest("invoice", invoice)
    assert asked in whole_text(drawing.preview(shop.desk, (request,), no_progress).content)
