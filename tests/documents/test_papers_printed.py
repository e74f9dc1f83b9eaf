"""Each document holds what its reader needs, on as few pages as possible, and nothing is cut."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pypdf import PdfReader

from collectdesk.documents.batch import render
from collectdesk.documents.envelopes import PageName, layout_for
from collectdesk.domain.papers import (
    ChargeRow,
    InvoiceLine,
    Paper,
    PriorContact,
    StampSpec,
    TaxLine,
    TermsText,
)
from tests.documents.reading import Word, all_characters, page_texts, places_of, whole_text
from tests.documents.samples import (
    all_papers,
    invoice,
    letter,
    notice,
    open_items,
    receipt,
    statement,
    verification,
)


def _holds(paper: Paper, *texts: str) -> None:
    printed = whole_text(render(paper))
    for text in texts:
        assert text in printed, text


def test_an_invoice_tells_what_was_bought_what_is_due_when_and_how_to_pay() -> None:
    _holds(
        invoice(), "Invoice INV-1117", "Harbor Supplies", "Harbor Point Dental", "94-1234567",
        "7811", "Nitrile gloves, size M", "40 boxes", "12.50", "500.00", "0.0375", "10 %",
        "Sales tax 9.25 % on 923.75", "85.45", "$1,009.20", "21 Dec 2026",
        "Pay $989.02 by 1 Dec 2026, or $1,009.20 by 21 Dec 2026.",
        "Account 0042 117 553", "rear entrance", "2 % 10 days, net 30",
    )  # fmt: skip


def test_the_agreed_terms_come_on_the_page_behind_the_invoice() -> None:
    pages = page_texts(render(invoice()))
    assert len(pages) == 2
    assert "Terms and conditions" in pages[1]
    assert "Version 2026-01, part of invoice INV-1117" in pages[1]
    assert "Return this part" in pages[0]
    assert "Return this part" not in pages[1]


def test_a_paid_invoice_shows_what_was_paid_and_asks_for_nothing() -> None:
    paid = whole_text(render(replace(invoice(), paid=100920, amount_due=0)))
    assert "−1,009.20" in paid
    assert "Return this part" not in paid
    assert "Please pay" not in paid


def test_an_invoice_without_lines_says_so() -> None:
    empty = replace(invoice(), lines=(), taxes=(), net=0, total=0, amount_due=0, early=None)
    _holds(empty, "There is nothing on this invoice.", "$0.00")


def test_a_charge_is_called_by_its_own_name() -> None:
    charge = whole_text(render(replace(invoice(), heading="Late fee", terms=None)))
    assert "Late fee INV-1117" in charge
    assert "Invoice" not in charge


def test_a_delivery_check_can_be_filled_in_signed_and_sent_back() -> None:
    _holds(
        verification(), "INV-1117", "20 Nov 2026", "Please reply by", "30 Nov 2026",
        "All is in order", "Something is missing", "damaged", "not what we ordered",
        "A price or the tax", "Something else", "Who looks after payments", "Maria Alvarez",
        "payment run", "days before", "Name", "Signature", "Date", "send this page back to Harbor",
    )  # fmt: skip


def test_a_notice_lists_every_invoice_with_its_days_late_and_the_sum() -> None:
    _holds(
        notice(), "Second notice: three invoices are past due", "Dear Maria,", "19 November",
        "INV-1042", "7731", "12 Aug 2026", "11 Sep 2026", "71", "1,220.00", "$3,660.00",
        "61–90 days", "payment plan", "PAST DUE", "1 Dec 2026", "Amount enclosed", "Check no.",
    )  # fmt: skip


def test_a_notice_names_charges_and_what_happened_before() -> None:
    paper = replace(
        notice(),
        charges=(ChargeRow("Interest at 1.5 % a month", 1830),),
        contacts=(PriorContact(date(2026, 11, 12), "we spoke with Maria"),),
    )
    _holds(paper, "Interest at 1.5 % a month", "18.30", "So far: 12 Nov we spoke with Maria")


def test_british_readers_get_their_own_words() -> None:
    _holds(replace(notice(), language="en-GB"), "Cheque no.")
    _holds(replace(invoice(), language="en-GB"), "Pay $989.02 by 1 Dec 2026", "VAT no.")


def test_a_statement_runs_from_the_opening_to_the_closing_balance() -> None:
    _holds(
        statement(), "Balance brought forward", "1,200.00", "INV-1090", "512.35", "1,712.35",
        "Balance on 31 Oct 2026", "$632.35", "1 Oct 2026 to 31 Oct 2026", "Amount due",
    )  # fmt: skip


def test_an_open_item_statement_lists_what_is_left_of_each() -> None:
    _holds(open_items(), "Open items on 31 Oct 2026", "INV-1044", "300.00", "120.00", "$632.35")


@pytest.mark.parametrize("closing", [0, -2500])
def test_a_statement_with_nothing_to_pay_has_no_slip_no_stamp_and_no_aging(closing: int) -> None:
    printed = whole_text(render(statement(closing=closing)))
    assert "There is nothing to pay." in printed
    for unwanted in ("Return this part", "PAST DUE", "31–60"):
        assert unwanted not in printed
    assert ("$25.00 stands to your credit" in printed) == (closing < 0)


def test_a_receipt_thanks_and_shows_what_is_left() -> None:
    _holds(
        receipt(), "Thank you for your payment", "INV-1077", "1,180.00", "1,220.00", "100.00",
        "$2,500.00", "Balance of your account now: $1,220.00", "PAID", "Dana Kim",
    )  # fmt: skip


def test_a_letter_repeats_what_was_agreed() -> None:
    _holds(letter(), "What we agreed today", "$2,400.00", "27 Nov 2026", "Dana Kim")


@pytest.mark.parametrize("page", ["letter", "a4"])
@pytest.mark.parametrize("paper", [notice(), invoice(), statement()], ids=lambda paper: paper.kind)
def test_the_slip_lies_below_the_last_fold_and_nothing_runs_into_it(
    paper: Paper, page: PageName
) -> None:
    pdf = render(paper, page)
    tear = layout_for(page).slip_from
    slip_page = next(n for n, text in enumerate(page_texts(pdf)) if "Amount enclosed" in text)
    for label in ("Amount enclosed", "Paid by", "Pay to"):
        assert places_of(pdf, label, slip_page)[-1].top > tear
    for text in ("Balance on 31 Oct", "silence.", "Thank you for your order."):
        for word in places_of(pdf, text, slip_page):
            assert word.bottom < tear - 10


@pytest.mark.parametrize("page", ["letter", "a4"])
@pytest.mark.parametrize("entries", [1, 9, 10, 11, 12, 13])
def test_the_firms_own_line_stands_on_every_page_clear_of_what_else_is_there(
    entries: int, page: PageName
) -> None:
    """Whoever pays keeps it, above the tear line; where the text reaches down to there, it
    stands at the end of the sheet."""
    base = statement()
    paper = replace(
        base, firm=replace(base.firm, footer="Registered 2015"), entries=base.entries[:1] * entries
    )
    pdf = render(paper, page)
    layout = layout_for(page)
    for number, text in enumerate(page_texts(pdf)):
        (foot,) = places_of(pdf, "Registered 2015", number)
        assert foot.bottom < layout.height - 0.25 * 72
        here = [c for c in all_characters(pdf, number) if _meet(c, foot)]
        assert "".join(character.text for character in here) == "Registered2015"
        if "Amount enclosed" in text and foot.top > layout.slip_from:
            assert foot.top > layout.slip_from + 200


def _meet(one: Word, other: Word) -> bool:
    beside = one.right <= other.left or one.left >= other.right
    return not (beside or one.bottom <= other.top or one.top >= other.bottom)


def test_three_hundred_invoices_go_on_over_pages_with_the_head_repeated_and_numbered() -> None:
    pages = page_texts(render(notice(rows=300)))
    text = " ".join(pages)
    assert all(f"INV-{1042 + place}" in text for place in range(300))
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        head = "INVOICE YOUR PO ISSUED DUE DAYS LATE TOTAL BALANCE"
        assert (head in page) == ("1,220.00" in page)
        assert ("Amount enclosed" in page) == (number == len(pages))
    assert "$366,000.00" in pages[-1]
    slip = pages[-1].partition("Customer C-0117")[2]
    more = re.search(r"and (\d+) more", slip)
    assert more is not None
    assert len(re.findall(r"INV-\d+", slip)) + int(more[1]) == 300


def test_a_line_text_of_200_words_is_printed_whole() -> None:
    words = [f"word{number}" for number in range(200)]
    line = replace(invoice().lines[0], description=" ".join(words))
    printed = whole_text(render(replace(invoice(), lines=(line,) * 3, terms=None)))
    assert all(printed.count(f"{word} ") >= 3 for word in words)


def test_a_description_taller_than_a_page_goes_on_over_pages() -> None:
    tall = "\n".join(f"row {number}" for number in range(190))
    line = replace(invoice().lines[0], description=tall)
    pdf = render(replace(invoice(), lines=(line,), terms=None))
    assert "row 0" in whole_text(pdf)
    assert "row 189" in whole_text(pdf)
    assert "500.00" in whole_text(pdf)


def test_the_largest_amounts_are_never_cut() -> None:
    huge = 9_999_999_999_999
    row = replace(notice().rows[0], total=huge, balance=-huge)
    printed = whole_text(render(replace(notice(), rows=(row,), total=huge)))
    assert "99,999,999,999.99" in printed
    assert "−99,999,999,999.99" in printed
    assert "$99,999,999,999.99" in printed


def test_long_names_are_shortened_with_an_ellipsis_instead_of_running_over() -> None:
    long = replace(notice().customer, name="Nanotechnological " * 600)
    pdf = render(replace(notice(), customer=long))
    width = layout_for("letter").width
    assert "…" in whole_text(pdf)
    assert all(word.right < width for word in places_of(pdf, "…"))


def test_money_without_cents_and_unknown_currencies_print_too() -> None:
    assert "¥366,000" in whole_text(render(replace(notice(), currency="JPY")))
    assert "QQQ 3,660.00" in whole_text(render(replace(notice(), currency="QQQ")))


def test_long_terms_fill_as_many_pages_as_they_need() -> None:
    long = TermsText("3", "All sales are final and so on. " * 1500)
    pages = page_texts(render(replace(invoice(), terms=long)))
    assert len(pages) > 4
    assert sum(page.count("All sales are final") for page in pages) >= 1495


def test_tax_rates_and_discounts_get_columns_only_when_there_are_some() -> None:
    plain = replace(
        invoice(),
        lines=(InvoiceLine("Thing", Decimal(1), Decimal(5), 500),),
        taxes=(),
    )
    assert "DISC." not in whole_text(render(plain))
    taxed = replace(
        invoice(),
        lines=(
            InvoiceLine("Book", Decimal(1), Decimal(5), 500, tax_name="Reduced"),
            InvoiceLine("Pen", Decimal(1), Decimal(5), 500, tax_name="Full"),
        ),
        taxes=(TaxLine("Reduced", Decimal(7), 500, 35), TaxLine("Full", Decimal(19), 500, 95)),
    )
    _holds(taxed, "Reduced 7 % on 5.00", "Full 19 % on 5.00", "TAX")


@pytest.mark.parametrize("paper", all_papers(), ids=lambda paper: paper.kind)
def test_the_file_names_its_title_author_and_language(paper: Paper) -> None:
    reader = PdfReader(io.BytesIO(render(paper)))
    assert reader.metadata is not None
    assert "Harbor Point Dental" in (reader.metadata.title or "")
    assert reader.metadata.author == "Harbor Supplies"
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date() == paper.issued
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "en-US"


@pytest.mark.parametrize("paper", all_papers(), ids=lambda paper: paper.kind)
def test_the_same_paper_always_gives_the_same_bytes(paper: Paper) -> None:
    """A reprint is the letter that was sent."""
    first = render(paper)
    render(replace(notice(), customer=replace(notice().customer, name="Łódź 北京 שלום")))
    assert render(paper) == first


def test_a_copy_of_an_invoice_says_that_it_is_one() -> None:
    _holds(replace(invoice(), stamp=StampSpec("copy", ("Copy",))), "COPY")


def test_a_slip_that_would_just_spill_over_is_kept_on_the_page_by_closer_lines() -> None:
    """Paper and postage: an invoice with a ship-to address and a long line still is one page."""
    line = replace(invoice().lines[1], description="A description of a certain length. " * 5)
    lines = (invoice().lines[0], line, invoice().lines[2])
    assert len(page_texts(render(replace(invoice(), lines=lines, terms=None)))) == 1


@pytest.mark.parametrize(("page", "envelope"), [("letter", "us_double"), ("a4", "din5008_a")])
def test_long_names_are_printed_whole(page: Any, envelope: Any) -> None:
    """On letterhead, address and slip: a legal name must not end in dots."""
    name = "Extraordinarily Long Name of a Company with Branches in Many Towns & Sons GmbH"
    paper = notice()
    long = replace(
        paper,
        firm=replace(paper.firm, name=name),
        customer=replace(paper.customer, name=f"The {name}", attention=""),
    )
    shown = page_texts(render(long, page, envelope))[0]
    assert shown.count(name) >= 4 - (envelope == "us_double")


def test_a_letter_that_recalls_earlier_ones_keeps_its_slip_on_the_same_page() -> None:
    told = tuple(PriorContact(date(2026, 10, day), "we spoke with Maria") for day in (1, 9, 12))
    paper = replace(notice(), contacts=told, sender=("Kind regards,", "Dana Kim", "Harbor"))
    assert len(page_texts(render(paper))) == 1
