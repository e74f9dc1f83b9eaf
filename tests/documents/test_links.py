"""Files can be clicked through, and nothing that is clicked leads elsewhere than it says."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader

from collectdesk.documents.batch import render
from collectdesk.documents.links import addresses_in, safe_address
from collectdesk.documents.styles import TINY
from collectdesk.domain.papers import FilePaper, Firm
from tests.documents.merging import render_merged
from tests.documents.samples import enclosed, hand_over, invoice, letter, notice


def _links(pdf: bytes, page: int = 0) -> list[Any]:
    found = PdfReader(io.BytesIO(pdf)).pages[page].get("/Annots", [])
    return [one.get_object() for one in found]


def _pages_led_to(pdf: bytes, page: int = 0) -> list[int]:
    reader = PdfReader(io.BytesIO(pdf))
    pages: list[Any] = list(reader.pages)
    numbers = {one.indirect_reference.idnum: at for at, one in enumerate(pages)}
    return [
        numbers[list.__getitem__(one["/Dest"], 0).idnum]
        for one in _links(pdf, page)
        if "/Dest" in one
    ]


def test_the_contents_of_a_file_lead_to_its_documents() -> None:
    assert _pages_led_to(render(hand_over())) == [1, 3, 4]


def test_they_do_so_behind_other_papers_in_one_file() -> None:
    merged = render_merged([notice(), hand_over()], "Two").content
    assert merged is not None
    assert _pages_led_to(merged, 1) == [2, 4, 5]


def test_contents_over_several_pages_lead_on_from_each() -> None:
    paper: FilePaper = replace(
        hand_over(), enclosures=tuple(enclosed(letter(), f"Letter {n}") for n in range(70))
    )
    pdf = render(paper)
    led = [number for page in range(4) for number in _pages_led_to(pdf, page)]
    assert len(led) == 70
    assert led == list(range(led[0], led[0] + 70))


def test_a_document_that_cannot_be_shown_leads_nowhere() -> None:
    first, *rest = hand_over().enclosures
    paper = replace(hand_over(), enclosures=(replace(first, paper="{}"), *rest))
    assert len(_pages_led_to(render(paper))) == 2


def _with_footer(footer: str) -> bytes:
    firm = replace(letter().firm, footer=footer)
    return render(replace(letter(), firm=firm))


def test_addresses_in_the_footer_lead_where_they_say() -> None:
    pdf = _with_footer(
        "Harbor · www.harbor.example · ar@harbor.example, https://harbor.example/pay"
    )
    assert [one["/A"]["/URI"] for one in _links(pdf)] == [
        "https://www.harbor.example", "mailto:ar@harbor.example", "https://harbor.example/pay",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "footer",
    ["javascript:alert(1)", "file:///etc/passwd", "http://plain.example", "https://a.example)/x(",
     "a@b", "https://bank.example@evil.example", "x" * 5_000, "https://\u0430pple.example"],
)  # fmt: skip
def test_anything_else_in_the_footer_is_plain_text(footer: str) -> None:
    assert _links(_with_footer(footer)) == []


def test_a_payment_code_can_be_clicked_where_it_is_a_web_address() -> None:
    paper = invoice()
    assert paper.slip is not None
    for code, count in (("https://pay.example/INV-1", 1), ("BCD\n002\n1\nSCT", 0)):
        shown = render(replace(paper, slip=replace(paper.slip, pay_code=code)))
        assert len(_links(shown)) == count


def test_only_plain_https_addresses_are_led_to() -> None:
    assert safe_address("https://pay.example/x?n=1&b=2")
    for text in ("http://pay.example", "https://", "https://a b", "https://a/\\x", "https://a/(x"):
        assert safe_address(text) == "" or "(" in text
    assert addresses_in("call us", TINY) == ()


def test_papers_without_addresses_have_nothing_to_click() -> None:
    assert isinstance(letter().firm, Firm)
    assert _links(render(letter())) == []
