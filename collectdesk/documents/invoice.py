"""The invoice, its slip, and the terms and conditions on pages behind it."""

from __future__ import annotations

from collections.abc import Sequence

from collectdesk.documents.blocks import labelled_lines, sums, sums_height, title
from collectdesk.documents.envelopes import Layout
from collectdesk.documents.flow import Flow
from collectdesk.documents.head import Fact, start_letter
from collectdesk.documents.ink import Ink
from collectdesk.documents.pdf import PdfFile
from collectdesk.documents.safe_text import CELL_CAP, TERMS_CAP, many_lines, one_line
from collectdesk.documents.slip import draw_slip
from collectdesk.documents.slip_page import PaidFor, draw_paid_for
from collectdesk.documents.styles import BODY, HEADING, QUIET, SMALL, STRONG, Style
from collectdesk.documents.table import Column, Table
from collectdesk.documents.wording import Wording, day, number
from collectdesk.documents.wrap import wrap
from collectdesk.domain.papers import InvoiceLine, InvoicePaper, TermsText

_TERMS = Style(size=8, leading=10.8)
_COLUMN_GAP = 22.0
_NEAR = 4


def draw_invoice(paper: InvoicePaper, pdf: PdfFile, layout: Layout) -> Flow:
    """Draw the invoice; the caller closes the flow."""
    words = Wording(paper.language, paper.currency)
    heading = f"{_what(words, paper)} {one_line(paper.number, 60)}"
    flow = start_letter(
        pdf, layout, words, paper.firm, paper.customer, heading, _facts(words, paper), paper.stamp
    )
    title(flow, heading)
    labelled_lines(flow, words["ship_to"], paper.ship_to)
    if paper.customer.tax_id.strip():
        flow.gap(3 if paper.ship_to else 0)
        flow.text(words.filled("your_tax_id", id=one_line(paper.customer.tax_id, 60)), SMALL)
    flow.clear_narrow()
    flow.gap(8)
    lines, total = _sums(words, paper)
    _lines(flow, words, paper, sums_height(lines))
    sums(flow, lines, total)
    _how_to_pay(flow, words, paper)
    if paper.slip and paper.amount_due > 0:
        draw_slip(
            flow, words, paper.firm, paper.customer, paper.slip,
            lambda: draw_paid_for(flow, words, _paid_for(words, paper)),
        )  # fmt: skip
    if paper.terms:
        _terms(flow, words, paper.terms, paper.number)
    return flow


def _paid_for(words: Wording, paper: InvoicePaper) -> PaidFor:
    row = paper.number, day(paper.due), words.amount(paper.amount_due)
    columns = _what(words, paper), words["due"], words["amount"]
    return PaidFor(columns, [row], (words["amount_due"], words.money(paper.amount_due)))


def _what(words: Wording, paper: InvoicePaper) -> str:
    return one_line(paper.heading) or words["invoice"]


def _facts(words: Wording, paper: InvoicePaper) -> list[Fact]:
    facts = [
        Fact(words["number_short" if paper.heading else "invoice_no"], paper.number),
        Fact(words["date"], day(paper.issued)),
        Fact(words["delivered"], day(paper.delivered)),
        Fact(words["your_po"], paper.po_number),
        Fact(words["customer_no"], paper.customer.number),
        Fact(words["terms"], paper.terms_label),
        Fact(words["due"], day(paper.due)),
    ]
    return [fact for fact in facts if fact.value.strip()]


def _lines(flow: Flow, words: Wording, paper: InvoicePaper, below: float) -> None:
    if not paper.lines:
        flow.text(words["no_lines"], BODY.coloured(QUIET))
        return
    discounted = any(line.discount_percent for line in paper.lines)
    taxed = len(paper.taxes) > 1 and any(line.tax_name for line in paper.lines)
    columns = [
        Column(words["description"], grows=True),
        Column(words["quantity"], "right"),
        Column(words["unit_price"], "right"),
        *([Column(words["discount"], "right")] if discounted else []),
        *([Column(words["tax"], most=0.14)] if taxed else []),
        Column(words["amount"], "right"),
    ]
    rows = [_row(words, paper, line, discounted, taxed) for line in paper.lines]
    Table(flow, columns, rows, below=below).draw()


def _row(
    words: Wording, paper: InvoicePaper, line: InvoiceLine, discounted: bool, taxed: bool
) -> Sequence[str]:
    discount = f"{number(line.discount_percent)} %" if line.discount_percent else ""
    return (
        line.description,
        f"{number(line.quantity)} {one_line(line.unit, 20)}".strip(),
        number(line.unit_price, words.places),
        *([discount] if discounted else []),
        *([line.tax_name] if taxed else []),
        words.amount(line.net),
    )


def _sums(words: Wording, paper: InvoicePaper) -> tuple[list[tuple[str, str]], tuple[str, str]]:
    """The sums under the lines, and what they come to."""
    lines = [(words["subtotal"], words.amount(paper.net))]
    for tax in paper.taxes:
        label = words.filled(
            "tax_line", name=one_line(tax.name, 60), rate=number(tax.rate),
            net=words.amount(tax.net),
        )  # fmt: skip
        lines.append((label, words.amount(tax.tax)))
    if paper.paid or paper.adjusted:
        lines.append((words["total"], words.amount(paper.total)))
    for key, amount in (("paid", paper.paid), ("adjusted", paper.adjusted)):
        if amount:
            lines.append((words[key], words.amount(-amount)))
    label = words["amount_due"] if paper.amount_due >= 0 else words["credit_balance"]
    return lines, (label, words.money(abs(paper.amount_due)))


def _how_to_pay(flow: Flow, words: Wording, paper: InvoicePaper) -> None:
    flow.gap(6)
    if paper.amount_due > 0:
        full, due = words.money(paper.amount_due), day(paper.due)
        asks = "pay_full"
        if paper.overdue:
            asks = "was_due" if paper.rests else "pay_now"
        sentence = words.filled(asks, full=full, due=due)
        if paper.early:
            early, by = words.money(paper.early.amount), day(paper.early.by)
            key = "pay_early" if paper.early.by < paper.due else "pay_early_only"
            sentence = words.filled(key, early=early, by=by, full=full, due=due)
        quoted = words.filled("payment_reference", number=one_line(paper.number, 60))
        flow.text(f"{sentence} {quoted}", STRONG)
    if paper.note.strip():
        flow.gap(4)
        flow.text(paper.note, cap=CELL_CAP)
    if paper.firm.bank_lines and paper.amount_due > 0 and not paper.slip:
        flow.gap(6)
        labelled_lines(flow, words["how_to_pay"], paper.firm.bank_lines)


def _terms(flow: Flow, words: Wording, terms: TermsText, invoice_number: str) -> None:
    flow.new_page()
    flow.heading(words["terms_heading"], HEADING)
    version = words.filled(
        "terms_version", version=one_line(terms.version, 60), number=one_line(invoice_number, 60)
    )
    flow.text(version, SMALL)
    flow.gap(8)
    _two_columns(flow, many_lines(terms.text, TERMS_CAP))


def _two_columns(flow: Flow, paragraphs: Sequence[str]) -> None:
    """Text in two columns, page after page."""
    width = (flow.width - _COLUMN_GAP) / 2
    lines = [line for text in paragraphs for line in wrap(text, _TERMS, width)]
    while lines:
        fitting = max(1, int((flow.bottom - flow.y) // _TERMS.leading))
        rows = _column_end(lines, min(fitting, (len(lines) + 1) // 2), fitting)
        for column in range(2):
            x = flow.left + column * (width + _COLUMN_GAP)
            for row, line in enumerate(lines[:rows]):
                flow.canvas.text(x, flow.y + (row + 0.78) * _TERMS.leading, line, _TERMS)
            lines = _from_text(lines[rows:])
        flow.y += rows * _TERMS.leading
        if lines:
            flow.new_page()


def _column_end(lines: Sequence[Ink], rows: int, most: int) -> int:
    """How many lines go into a column: to the end of a paragraph where that is near."""
    ends = (end for end in range(rows, min(rows + _NEAR, most) + 1) if _ends_at(lines, end))
    return next(ends, rows)


def _ends_at(lines: Sequence[Ink], end: int) -> bool:
    return end >= len(lines) or not lines[end].width


def _from_text(lines: list[Ink]) -> list[Ink]:
    """The lines from the first that is not empty on: a column does not begin with a gap."""
    return lines[next((at for at, line in enumerate(lines) if line.width), len(lines)) :]
