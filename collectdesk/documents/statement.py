"""The statement of account: every event with a running balance, or what is open item by item."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from collectdesk.documents.blocks import (
    AGING_SPARE,
    TIGHT_TOTAL,
    TOTAL_HEIGHT,
    aging,
    aging_height,
    title,
    total_line,
)
from collectdesk.documents.envelopes import Layout
from collectdesk.documents.flow import Flow
from collectdesk.documents.head import Fact, start_letter
from collectdesk.documents.pdf import PdfFile
from collectdesk.documents.slip import draw_slip, slip_room
from collectdesk.documents.slip_page import PaidFor, draw_paid_for
from collectdesk.documents.styles import BODY, CELL_STRONG, QUIET, STRONG
from collectdesk.documents.table import Cells, Column, Table
from collectdesk.documents.wording import Wording, day
from collectdesk.domain.papers import Slip, StatementPaper

_ROW_PAD: Final = 5.0
_ABOVE_AGING: Final = (10.0, 2.8)
_ABOVE_TOLD: Final = (6.0, 2.0)
_ABOVE_CLOSING: Final = 8.0


def draw_statement(paper: StatementPaper, pdf: PdfFile, layout: Layout) -> Flow:
    """Draw the statement; the caller closes the flow."""
    words = Wording(paper.language, paper.currency)
    owed = paper.closing > 0
    flow = start_letter(
        pdf, layout, words, paper.firm, paper.customer, words["statement"],
        _facts(words, paper), paper.stamp if owed else None,
    )  # fmt: skip
    title(flow, words["statement"])
    flow.text(_period(words, paper), BODY.coloured(QUIET))
    if paper.paragraphs:
        flow.gap(4)
        flow.paragraphs(paper.paragraphs)
    flow.clear_narrow()
    flow.gap(12, 2.8)
    if paper.style == "open_item":
        _open_items(flow, words, paper)
    else:
        _entries(flow, words, paper)
    closing = words.filled("closing_balance", to=day(paper.period_to))
    total_line(flow, closing, words.money(paper.closing), TIGHT_TOTAL)
    _after(flow, words, paper)
    return flow


def _facts(words: Wording, paper: StatementPaper) -> list[Fact]:
    facts = [
        Fact(words["date"], day(paper.issued)),
        Fact(words["customer_no"], paper.customer.number),
        Fact(words["balance"], words.money(paper.closing)),
    ]
    if paper.past_due > 0:
        facts.append(Fact(words["past_due"], words.money(paper.past_due), late=True))
    return [fact for fact in facts if fact.value.strip()]


def _period(words: Wording, paper: StatementPaper) -> str:
    if paper.style == "open_item":
        return words.filled("open_item_statement", to=day(paper.period_to))
    return words.filled(
        "statement_for", **{"from": day(paper.period_from), "to": day(paper.period_to)}
    )


def _entries(flow: Flow, words: Wording, paper: StatementPaper) -> None:
    columns = [
        Column(words["date"]),
        Column(words["what"], grows=True),
        Column(words["reference"], most=0.2),
        Column(words["charge"], "right"),
        Column(words["credit"], "right"),
        Column(words["running"], "right"),
    ]
    opening = (
        day(paper.period_from), words["opening_balance"], "", "", "", words.amount(paper.opening),
    )  # fmt: skip
    rows = [
        (
            day(entry.on),
            entry.what,
            entry.reference,
            words.amount(entry.charge) if entry.charge else "",
            words.amount(entry.credit) if entry.credit else "",
            words.amount(entry.running),
        )
        for entry in paper.entries
    ]
    _table(flow, paper, columns, [opening, *rows])
    if not rows:
        flow.gap(6)
        flow.text(words["nothing_happened"], BODY.coloured(QUIET))


def _open_items(flow: Flow, words: Wording, paper: StatementPaper) -> None:
    if not paper.open_items:
        flow.text(words["nothing_open"], BODY.coloured(QUIET))
        return
    columns = [
        Column(words["item"], style=CELL_STRONG, most=0.2),
        Column(words["what"], grows=True),
        Column(words["date"]),
        Column(words["due"]),
        Column(words["original"], "right"),
        Column(words["open"], "right"),
    ]
    rows = [
        (
            item.number,
            item.what,
            day(item.issued),
            day(item.due),
            words.amount(item.original),
            words.amount(item.open),
        )
        for item in paper.open_items
    ]
    _table(flow, paper, columns, rows)


def _table(
    flow: Flow, paper: StatementPaper, columns: Sequence[Column], rows: Sequence[Cells]
) -> None:
    with_slip = 0.0
    if paper.slip and paper.closing > 0:
        with_slip = _height_after(flow, paper) + slip_room(flow)
    Table(flow, columns, rows, _ROW_PAD, TOTAL_HEIGHT, with_slip).draw()


def _height_after(flow: Flow, paper: StatementPaper) -> float:
    """From the last row to the end of the text, where something is owed."""
    height = flow.taken(TOTAL_HEIGHT, TIGHT_TOTAL)
    if paper.aging:
        height += flow.taken(*_ABOVE_AGING) + aging_height(flow)
    if paper.not_asked:
        height += flow.taken(*_ABOVE_TOLD) + flow.height_of([_told(paper)])
    if paper.closing_text:
        height += flow.taken(_ABOVE_CLOSING) + flow.height_of(paper.closing_text)
    return height


def _after(flow: Flow, words: Wording, paper: StatementPaper) -> None:
    if paper.closing > 0 and paper.aging:
        flow.gap(*_ABOVE_AGING)
        flow.could_spare(AGING_SPARE)
        aging(flow, words, paper.aging)
    if paper.not_asked:
        flow.gap(*_ABOVE_TOLD)
        flow.text(_told(paper))
    if paper.closing <= 0:
        flow.gap(6)
        flow.text(_nothing_to_pay(words, paper.closing), STRONG)
    if paper.closing_text:
        flow.gap(_ABOVE_CLOSING)
        flow.paragraphs(paper.closing_text)
    slip = paper.slip
    if slip and paper.closing > 0:
        draw_slip(
            flow, words, paper.firm, paper.customer, slip,
            lambda: draw_paid_for(flow, words, _paid_for(words, slip)),
        )  # fmt: skip


def _paid_for(words: Wording, slip: Slip) -> PaidFor:
    return PaidFor((words["invoice"],), (), (words["amount_due"], words.money(slip.amount_due)))


def _told(paper: StatementPaper) -> str:
    return " ".join(paper.not_asked)


def _nothing_to_pay(words: Wording, closing: int) -> str:
    if closing == 0:
        return words["nothing_to_pay"]
    credit = words.filled("credit_to_use", amount=words.money(-closing))
    return f"{words['nothing_to_pay']} {credit}"
