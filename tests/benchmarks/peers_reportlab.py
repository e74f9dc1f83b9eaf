"""The page in ReportLab: each string placed by hand, and Platypus as ReportLab's guide shows it."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from collectdesk.base.resources import resource_path
from collectdesk.domain.papers import StatementPaper
from tests.benchmarks.statement_pages import aging_cells, money, table_rows

_WIDTH, _HEIGHT = letter
_LEFT, _RIGHT = 54, _WIDTH - 54
_COLUMNS = (54, 130, 300, 400, 470, _RIGHT)
_FONT = "Noto"


def register_fonts() -> None:
    """The font that all peers embed."""
    path = str(resource_path("fonts/NotoSans-Regular.ttf"))
    pdfmetrics.registerFont(TTFont(_FONT, path))


def hand_placed(papers: Iterable[StatementPaper]) -> bytes:
    """All pages in one file, every string with its own place."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=letter)
    for paper in papers:
        _page(canvas, paper)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _page(canvas: Canvas, paper: StatementPaper) -> None:
    _head(canvas, paper)
    y = _HEIGHT - 290
    canvas.setFont(_FONT, 7)
    for place, title in enumerate(("DATE", "WHAT", "REFERENCE", "CHARGE", "CREDIT", "BALANCE")):
        _cell(canvas, place, y, title)
    canvas.setFont(_FONT, 9)
    for row in table_rows(paper):
        y -= 14
        for place, text in enumerate(row):
            _cell(canvas, place, y, text)
        canvas.line(_LEFT, y - 4, _RIGHT, y - 4)
    canvas.setFont(_FONT, 11)
    canvas.drawString(_LEFT, y - 20, "Balance on 31 Oct 2026")
    canvas.drawRightString(_RIGHT, y - 20, money(paper.closing))
    _aging(canvas, paper, y - 60)
    _slip(canvas, paper)


def _head(canvas: Canvas, paper: StatementPaper) -> None:
    firm = paper.firm
    canvas.setFillColorRGB(0.12, 0.31, 0.62)
    canvas.roundRect(_LEFT, _HEIGHT - 68, 32, 32, 7, stroke=0, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.setFont(_FONT, 12)
    canvas.drawCentredString(_LEFT + 16, _HEIGHT - 56, "HS")
    canvas.setFillColorRGB(0.1, 0.1, 0.1)
    canvas.setFont(_FONT, 15)
    canvas.drawString(_LEFT + 41, _HEIGHT - 57, firm.name)
    canvas.setFont(_FONT, 8)
    for place, line in enumerate((*firm.address, f"{firm.phone} · {firm.email}")):
        canvas.drawRightString(_RIGHT, _HEIGHT - 44 - 11 * place, line)
    canvas.setFont(_FONT, 9.5)
    party = paper.customer
    for place, line in enumerate((party.name, party.attention, *party.address)):
        canvas.drawString(_LEFT, _HEIGHT - 164 - 12 * place, line)
    facts = (("Date", "1 Nov 2026"), ("Customer no.", party.number),
             ("Balance", money(paper.closing)))  # fmt: skip
    for place, (label, value) in enumerate(facts):
        canvas.drawString(390, _HEIGHT - 140 - 20 * place, label)
        canvas.drawRightString(_RIGHT, _HEIGHT - 140 - 20 * place, value)
    canvas.setFont(_FONT, 14)
    canvas.drawString(_LEFT, _HEIGHT - 240, "Statement of account")
    canvas.setFont(_FONT, 9.5)
    canvas.drawString(_LEFT, _HEIGHT - 258, paper.paragraphs[0])


def _cell(canvas: Canvas, place: int, y: float, text: str) -> None:
    if place >= 3:
        canvas.drawRightString(_COLUMNS[place], y, text)
    else:
        canvas.drawString(_COLUMNS[place], y, text)


def _aging(canvas: Canvas, paper: StatementPaper, y: float) -> None:
    share = (_RIGHT - _LEFT) / 5
    canvas.roundRect(_LEFT, y, _RIGHT - _LEFT, 33, 4)
    canvas.setFont(_FONT, 8)
    for place, (label, amount) in enumerate(aging_cells(paper)):
        middle = _LEFT + (place + 0.5) * share
        canvas.drawCentredString(middle, y + 21, label)
        canvas.drawCentredString(middle, y + 8, amount)


def _slip(canvas: Canvas, paper: StatementPaper) -> None:
    canvas.setDash(3, 2)
    canvas.line(_LEFT, 252, _RIGHT, 252)
    canvas.setDash()
    canvas.setFont(_FONT, 9)
    canvas.drawString(_LEFT, 230, paper.firm.name)
    for place, line in enumerate(paper.firm.address):
        canvas.drawString(_LEFT, 218 - 12 * place, line)
    canvas.drawString(_LEFT, 130, f"Customer {paper.customer.number} · {paper.customer.name}")
    labels = (("Amount due", money(paper.closing)), ("Please pay by", "15 Nov 2026"),
              ("Amount enclosed", "$"), ("Paid by", ""), ("Check no.", ""))  # fmt: skip
    for place, (label, value) in enumerate(labels):
        y = 220 - 24 * place
        canvas.roundRect(340, y - 7, _RIGHT - 340, 20, 4)
        canvas.drawString(348, y, label)
        canvas.drawRightString(_RIGHT - 8, y, value)
    canvas.setFont(_FONT, 7)
    canvas.drawString(_LEFT, 30, paper.firm.footer)


_BODY = ParagraphStyle("body", fontName=_FONT, fontSize=9.5, leading=13)
_TITLE = ParagraphStyle("title", fontName=_FONT, fontSize=14, leading=18)
_GRID = TableStyle(
    [
        ("FONT", (0, 0), (-1, -1), _FONT, 9),
        ("ALIGN", (3, 0), (-1, -1), "RIGHT"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.lightgrey),
    ]
)
_STRIP = TableStyle(
    [("FONT", (0, 0), (-1, -1), _FONT, 8), ("BOX", (0, 0), (-1, -1), 0.5, colors.grey),
     ("ALIGN", (0, 0), (-1, -1), "CENTER")]
)  # fmt: skip


def platypus(papers: Iterable[StatementPaper]) -> bytes:
    """All pages in one file, as a story of paragraphs and tables."""
    target = io.BytesIO()
    story: list[Any] = []
    for paper in papers:
        story += [*_story(paper), PageBreak()]
    SimpleDocTemplate(target, pagesize=letter, topMargin=36, bottomMargin=36).build(story)
    return target.getvalue()


def _story(paper: StatementPaper) -> list[Any]:
    firm, party = paper.firm, paper.customer
    address = "<br/>".join(_safe(line) for line in (party.name, party.attention, *party.address))
    facts = [["Date", "1 Nov 2026"], ["Customer no.", party.number],
             ["Balance", money(paper.closing)]]  # fmt: skip
    head = [[Paragraph(address, _BODY), Table(facts, style=_GRID)]]
    slip = [["Amount due", money(paper.closing)], ["Please pay by", "15 Nov 2026"],
            ["Amount enclosed", "$"], ["Paid by", ""], ["Check no.", ""]]  # fmt: skip
    titles = ("DATE", "WHAT", "REFERENCE", "CHARGE", "CREDIT", "BALANCE")
    return [
        Paragraph(firm.name, _TITLE),
        Paragraph("<br/>".join((*firm.address, firm.phone, firm.email)), _BODY),
        Spacer(1, 30),
        Table(head, colWidths=[300, 200]),
        Spacer(1, 20),
        Paragraph("Statement of account", _TITLE),
        Paragraph(paper.paragraphs[0], _BODY),
        Table([titles, *table_rows(paper)], style=_GRID),
        Paragraph(f"Balance on 31 Oct 2026: {money(paper.closing)}", _TITLE),
        Table(list(zip(*aging_cells(paper), strict=True)), style=_STRIP),
        Spacer(1, 20),
        Table(slip, style=_STRIP, hAlign="RIGHT"),
        Paragraph(_safe(firm.footer), _BODY),
    ]


def _safe(text: str) -> str:
    return text.replace("&", "&amp;")
