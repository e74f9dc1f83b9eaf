"""The notice: one letter about everything a customer has past due."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from collectdesk.documents.blocks import (
    CHARGE_HEIGHT,
    TIGHT_TOTAL,
    TOTAL_HEIGHT,
    aging,
    ending,
    labelled_amount,
    total_line,
)
from collectdesk.documents.envelopes import Layout
from collectdesk.documents.flow import Flow
from collectdesk.documents.head import Fact
from collectdesk.documents.pdf import PdfFile
from collectdesk.documents.safe_text import one_line
from collectdesk.documents.slip import draw_slip
from collectdesk.documents.slip_page import PaidFor, add_paid_for, draw_paid_for
from collectdesk.documents.styles import CELL_STRONG, SMALL
from collectdesk.documents.table import Column, Table
from collectdesk.documents.worded import begin
from collectdesk.documents.wording import Wording, day
from collectdesk.domain.dates import short_date
from collectdesk.domain.papers import ChargeRow, NoticePaper, NoticeRow

_STRIP: Final = 36.8
"""The height of an aging strip on the tightest page."""


def draw_notice(paper: NoticePaper, pdf: PdfFile, layout: Layout) -> Flow:
    """Draw the notice; the caller closes the flow."""
    words = Wording(paper.language, paper.currency)
    facts = [
        Fact(words["date"], day(paper.issued)),
        Fact(words["customer_no"], paper.customer.number),
        Fact(words["past_due"], words.money(paper.total), late=True),
        Fact(words["please_pay_by"], day(paper.pay_by)),
    ]
    flow = begin(paper, facts, words, pdf, layout)
    flow.gap(12, 2.8)
    draw_rows(flow, words, paper.rows, paper.charges)
    total_line(flow, words["past_due"], words.money(paper.total), TIGHT_TOTAL)
    listed_on = flow.page_count
    _aging(flow, words, paper)
    _after(flow, words, paper)
    if paper.slip:
        paid_for = _paid_for(words, paper)
        if flow.page_count > listed_on:
            add_paid_for(flow, words, paid_for)
        draw_slip(
            flow, words, paper.firm, paper.customer, paper.slip,
            lambda: draw_paid_for(flow, words, paid_for),
        )  # fmt: skip
    return flow


def _paid_for(words: Wording, paper: NoticePaper) -> PaidFor:
    rows = [(row.number, day(row.due), words.amount(row.balance)) for row in paper.rows]
    columns = words["invoice"], words["due"], words["balance"]
    total = words["past_due"], words.money(paper.total)
    return PaidFor(columns, rows, total, paper.charges)


def _aging(flow: Flow, words: Wording, paper: NoticePaper) -> None:
    """The aging strip; a letter does without it before it takes another page."""
    if paper.aging is None:
        return
    flow.could_spare(_STRIP)
    if flow.layout.bare:
        return
    flow.gap(10, 2.8)
    aging(flow, words, paper.aging)


def draw_rows(
    flow: Flow, words: Wording, listed: Sequence[NoticeRow], charges: Sequence[ChargeRow]
) -> None:
    """The table of the invoices that are asked for, and the charges."""
    with_po = any(row.po_number for row in listed)
    columns = [
        Column(words["invoice"], style=CELL_STRONG, most=0.2),
        Column(words["your_po"], most=0.18),
        Column(words["issued"]),
        Column(words["due"]),
        Column(words["days_late"], "right"),
        Column(words["total"], "right"),
        Column(words["balance"], "right"),
    ]
    rows: list[Sequence[str]] = [
        (
            row.number,
            row.po_number,
            day(row.issued),
            day(row.due),
            f"{row.days_late:,}" if row.days_late > 0 else words["not_due"],
            words.amount(row.total),
            words.amount(row.balance),
        )
        for row in listed
    ]
    if not with_po:
        columns = [columns[0], *columns[2:]]
        rows = [(row[0], *row[2:]) for row in rows]
    Table(flow, columns, rows, below=TOTAL_HEIGHT + CHARGE_HEIGHT * len(charges)).draw()
    for charge in charges:
        labelled_amount(flow, charge.label, words.amount(charge.amount))


def _after(flow: Flow, words: Wording, paper: NoticePaper) -> None:
    if paper.contacts:
        flow.gap(8)
        told = [
            f"{short_date(contact.on, paper.issued)} {one_line(contact.what)}"
            for contact in paper.contacts
        ]
        flow.text(f"{words['contacts']}: {'; '.join(told)}.", SMALL)
    ending(flow, paper.closing, paper.sender)
