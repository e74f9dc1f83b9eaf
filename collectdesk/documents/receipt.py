"""The receipt: thanks for a payment, and what it settled."""

from __future__ import annotations

from collectdesk.documents.blocks import ending, sums
from collectdesk.documents.envelopes import Layout
from collectdesk.documents.flow import Flow
from collectdesk.documents.head import Fact
from collectdesk.documents.pdf import PdfFile
from collectdesk.documents.styles import CELL_STRONG
from collectdesk.documents.table import Column, Table
from collectdesk.documents.worded import begin
from collectdesk.documents.wording import Wording, day
from collectdesk.domain.papers import ReceiptPaper


def draw_receipt(paper: ReceiptPaper, pdf: PdfFile, layout: Layout) -> Flow:
    """Draw the receipt; the caller closes the flow."""
    words = Wording(paper.language, paper.currency)
    facts = [
        Fact(words["date"], day(paper.issued)),
        Fact(words["customer_no"], paper.customer.number),
        Fact(words["received"], day(paper.received)),
        Fact(words["method"], paper.method),
        Fact(words["reference"], paper.reference),
    ]
    flow = begin(paper, facts, words, pdf, layout)
    flow.gap(12, 2.8)
    if paper.items:
        _items(flow, words, paper)
    lines = [(words["not_applied"], words.amount(paper.unapplied))] if paper.unapplied else []
    sums(flow, lines, (words["amount_received"], words.money(paper.amount)))
    label = words["account_balance" if paper.balance >= 0 else "account_credit"]
    account = f"{label}: {words.money(abs(paper.balance))}"
    ending(flow, (*paper.closing, account), paper.sender)
    flow.could_be_one_page()
    return flow


def _items(flow: Flow, words: Wording, paper: ReceiptPaper) -> None:
    columns = [
        Column(words["invoice"], style=CELL_STRONG, most=0.3),
        Column(words["issued"]),
        Column(words["applied"], "right"),
        Column(words["remaining"], "right"),
    ]
    rows = [
        (item.number, day(item.issued), words.amount(item.applied), words.amount(item.remaining))
        for item in paper.items
    ]
    Table(flow, columns, rows).draw()
