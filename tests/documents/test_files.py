"""Files with enclosures, agreements and forms: complete, findable, and honest about what is in."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pypdf import PdfReader

from collectdesk.documents.batch import render
from collectdesk.domain.papers import Enclosure
from tests.documents.merging import render_merged
from tests.documents.reading import page_texts, whole_text
from tests.documents.samples import (
    agreement,
    application,
    demand,
    hand_over,
    invoice,
    letter,
    record,
    with_copies,
)


def _bookmarks(pdf: bytes) -> list[tuple[str, int, int]]:
    """Each bookmark as (title, page from 0, depth)."""
    reader = PdfReader(io.BytesIO(pdf))

    def read(entries: Sequence[Any], depth: int) -> list[tuple[str, int, int]]:
        found: list[tuple[str, int, int]] = []
        for entry in entries:
            if isinstance(entry, list):
                found += read(entry, depth + 1)
            else:
                page = reader.get_destination_page_number(entry)
                found.append((str(entry.title), page or 0, depth))
        return found

    return read(reader.outline, 0)


def test_the_contents_tell_the_page_on_which_each_document_begins() -> None:
    pages = page_texts(render(hand_over()))
    assert len(pages) == 5
    for row, title in (("Invoice INV-1117 as sent 2", "Invoice INV-1117"),
                       ("Second notice D-00007 as sent 4", "Second notice"),
                       ("Receipt D-00009 as sent 5", "Thank you for your payment")):  # fmt: skip
        assert row in pages[0]
        assert title in pages[int(row.rpartition(" ")[2]) - 1]


def test_every_page_of_a_file_tells_where_it_is_in_the_whole() -> None:
    pages = page_texts(render(hand_over()))
    for number, text in enumerate(pages, start=1):
        assert f"File page {number} of {len(pages)}" in text


def test_bookmarks_lead_to_the_sections_and_to_each_enclosure() -> None:
    found = _bookmarks(render(hand_over()))
    assert found[0] == ("Hand-over file · Harbor Point Dental", 0, 0)
    assert ("Promises", 0, 1) in found
    assert ("Invoice INV-1117", 1, 1) in found
    assert ("Receipt D-00009", 4, 1) in found


def test_the_checksum_of_each_file_that_was_sent_is_printed_whole() -> None:
    printed = whole_text(render(hand_over())).replace(" ", "")
    assert "ab" * 32 in printed
    assert "cd" * 32 in printed


def test_a_damaged_enclosure_is_told_and_the_others_are_there() -> None:
    damaged = Enclosure("Second notice D-1", "{not a paper")
    paper = hand_over()
    paper = replace(paper, enclosures=(paper.enclosures[0], damaged, paper.enclosures[2]))
    pages = page_texts(render(paper))
    assert "This document is damaged and cannot be shown" in pages[0]
    assert "Receipt D-00009 as sent 4" in pages[0]
    assert "Thank you for your payment" in pages[3]


def test_contents_that_fill_pages_still_tell_the_right_ones() -> None:
    copies = tuple(
        replace(hand_over().enclosures[2], title=f"Receipt D-{place:05d}") for place in range(90)
    )
    pages = page_texts(render(replace(hand_over(), enclosures=copies)))
    own = len(pages) - 90
    assert own >= 3
    assert f"Receipt D-00000 as sent {own + 1}" in " ".join(pages[:own])
    assert f"Receipt D-00089 as sent {len(pages)}" in " ".join(pages[:own])


def test_copies_of_the_invoices_follow_a_statement_marked_as_copies() -> None:
    result = render_merged([with_copies(), letter(), with_copies()], "October")
    assert result.content is not None
    pages = page_texts(result.content)
    assert len(pages) == 5
    assert "Statement of account" in pages[0]
    assert "Invoice INV-1117" in pages[1]
    assert "COPY" in pages[1]
    depths = [depth for _, _, depth in _bookmarks(result.content)]
    assert depths == [0, 1, 0, 0, 1]


def test_an_agreement_names_every_payment_and_has_lines_for_both_signatures() -> None:
    printed = whole_text(render(agreement()))
    for part in agreement().parts:
        assert f"{part.amount / 100:,.2f}" in printed
    assert printed.count("Signature") == 2
    assert "Dana Kim" in printed
    assert "Maria Alvarez" in printed
    assert "$1,200.00" in printed


def test_a_demand_names_both_parties_by_law_and_carries_no_stamp_and_no_slip() -> None:
    printed = whole_text(render(demand()))
    assert "Owed to" in printed
    assert "Harbor Point Dental Inc." in printed
    assert "$3,685.00" in printed
    assert "Return this part" not in printed


def test_signatures_do_not_go_alone_to_a_second_page_where_a_tight_page_holds_them() -> None:
    roomy = replace(demand(), rows=demand().rows * 2, clauses=demand().clauses * 2)
    assert len(page_texts(render(roomy))) == 1


def test_a_long_record_repeats_its_head_and_loses_no_row() -> None:
    pages = page_texts(render(record(calls=400)))
    assert len(pages) > 5
    assert all("OUTCOME" in page for page in pages)
    together = " ".join(pages)
    assert all(f" {number} promise made" in together for number in (1, 200, 399))


def test_a_form_has_its_boxes_and_shows_what_is_known() -> None:
    printed = whole_text(render(application()))
    assert "Legal name" in printed
    assert "Harbor" in printed
    assert "Partnership" in printed


def test_a_paper_alone_on_one_page_needs_no_bookmarks() -> None:
    assert _bookmarks(render(letter())) == []
    assert _bookmarks(render(invoice())) != []
