"""Where lines and pages end: dates stay whole, words and names keep company, no page is wasted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from collectdesk.documents.addresses import set_address
from collectdesk.documents.batch import render
from collectdesk.documents.cautions import cautions
from collectdesk.documents.envelopes import EnvelopeName, layout_for
from collectdesk.documents.ink import Ink
from collectdesk.documents.styles import BODY
from collectdesk.documents.wrap import wrap
from collectdesk.domain.papers import (
    ChargeRow,
    DemandPaper,
    InvoicePaper,
    NoticePaper,
    Party,
    PriorContact,
    StampSpec,
    StatementPaper,
    TermsText,
)
from tests.documents.reading import page_texts, places_of
from tests.documents.samples import (
    agreement,
    demand,
    invoice,
    letter,
    notice,
    statement,
    verification,
)

SENDER = ("Kind regards,", "Dana Kim", "Harbor Supplies")
CLOSING = ("If paying in full is hard right now, call us: a short payment plan is better for us.",)


def _texts(lines: list[Ink]) -> list[str]:
    return [str(line.code) for line in lines]


@pytest.mark.parametrize(
    "day", ["30 Nov 2026", "30 November 2026", "5 May", "November 30, 2026", "May 5, 2026"]
)
def test_a_date_is_never_parted_by_the_end_of_a_line(day: str) -> None:
    text = f"Please send what is open to us by {day}, or call us today."
    for width in range(130, 320, 3):
        assert sum(day in line for line in _texts(wrap(text, BODY, width))) == 1


def test_a_short_word_does_not_stand_alone_on_the_last_line() -> None:
    text = "Your payment reached us, and nothing is past due. It is good to do business with you."
    for width in range(150, 400, 3):
        lines = _texts(wrap(text, BODY, width))
        assert " ".join(lines) == text
        assert " " in lines[-1]


@pytest.mark.parametrize("day", ["10 December 2026", "December 10, 2026"])
def test_no_date_is_parted_to_give_a_short_word_company(day: str) -> None:
    text = f"Please send the whole sum of it to our bank as was agreed by {day} thanks"
    for width in range(200, 430, 3):
        assert sum(day in line for line in _texts(wrap(text, BODY, width))) == 1


def test_no_line_is_wider_than_its_room_and_no_space_is_lost_or_added() -> None:
    for width in range(90, 420, 3):
        for text in (f"a i l {'m' * (width // 9)} mmmmm", "we pay it i l and so on l i l i l i"):
            lines = wrap(text, BODY, width)
            assert all(line.width * BODY.size / 1000 <= width + 0.01 for line in lines)
            assert " ".join(_texts(lines)) == text or "m" in text
        mixed = wrap(f"Bitte an uns drei vier {'日本語' * 6}。", BODY, width)
        shown = "".join(
            line.code or "".join(sign for part in line.parts for _, sign in part.glyphs)
            for line in mixed
        )
        assert shown.replace(" ", "").endswith("日本語" * 6 + "。")
        assert " 。" not in shown
        assert shown.count(" ") <= 5


def _small_notice() -> NoticePaper:
    fee = ChargeRow("Returned-payment fee FEE-0001", 2_500)
    return replace(notice(1), charges=(fee,), contacts=(), closing=CLOSING, sender=SENDER)


@pytest.mark.parametrize("envelope", ["us_double", "us_single"])
def test_a_small_notice_has_its_slip_on_the_same_page_in_each_american_envelope(
    envelope: EnvelopeName,
) -> None:
    assert len(page_texts(render(_small_notice(), "letter", envelope))) == 1


def test_a_page_is_set_no_closer_than_it_has_to_be() -> None:
    full = render(replace(_small_notice(), charges=()), "letter", "us_double")
    assert "31–60 days" in page_texts(full)[0]
    assert "31–60 days" not in page_texts(render(_small_notice(), "letter", "us_single"))[0]
    (tear,) = places_of(full, "Return this part")
    assert tear.top - places_of(full, "Dana Kim")[0].bottom < 60


def _long(points: int) -> DemandPaper:
    paper = demand()
    return replace(paper, clauses=(paper.clauses * 20)[:points], closing=(), sender=SENDER)


@pytest.mark.parametrize("points", range(5, 26))
def test_names_never_stand_alone_on_a_page(points: int) -> None:
    last = page_texts(render(_long(points)))[-1]
    assert f"{points}." in last
    assert "Dana Kim" in last


@pytest.mark.parametrize("points", range(5, 22))
def test_lines_to_sign_on_never_stand_alone_on_a_page(points: int) -> None:
    paper = agreement()
    last = page_texts(render(replace(paper, clauses=(paper.clauses * 20)[:points])))[-1]
    assert f"{points}." in last
    assert last.count("Signature") == 2


@pytest.mark.parametrize("lines", range(2, 40))
def test_the_last_paragraph_of_a_letter_goes_with_its_close(lines: int) -> None:
    paper = replace(letter(), paragraphs=("One more line.",) * lines, closing=CLOSING)
    pages = page_texts(render(replace(paper, sender=SENDER)))
    assert CLOSING[0].split(":")[0] in pages[-1]


ASKED = (
    "This is your account with us. $1,234.00 of the balance is past due; please pay it now, or call"
    " us about it.",
)


def _statement_of(rows: int) -> StatementPaper:
    return replace(statement(rows), paragraphs=ASKED, closing_text=CLOSING)


def test_a_statement_of_seven_lines_has_its_slip_on_the_same_page_with_its_aging() -> None:
    (page,) = page_texts(render(_statement_of(7), "letter", "us_double"))
    for told in ("31–60 days", "INV-1096", "short payment plan", "Amount enclosed"):
        assert told in page


@pytest.mark.parametrize("envelope", ["us_double", "us_single", "plain"])
def test_the_slip_of_a_statement_never_stands_alone_on_a_page(envelope: EnvelopeName) -> None:
    for rows in range(3, 45):
        pages = page_texts(render(_statement_of(rows), "letter", envelope))
        assert "Amount enclosed" in pages[-1]
        for told in (f"INV-{1089 + rows}", "Balance on", "31–60 days", "short payment plan"):
            assert told in pages[-1], (rows, told)


def test_a_statement_keeps_its_aging_strip_tall_where_closer_lines_are_enough() -> None:
    def between(rows: int) -> float:
        pdf = render(_statement_of(rows), "letter", "us_double")
        (label,), amounts = places_of(pdf, "31–60 days"), places_of(pdf, "0.00")
        return min(abs(amount.bottom - label.bottom) for amount in amounts)

    assert between(4) > 8
    assert between(7) < 2


def _of_length(
    kind: str, rows: int
) -> tuple[NoticePaper | StatementPaper | InvoicePaper, str, str]:
    if kind == "notice":
        return notice(rows), "Past due $", f"INV-{1041 + rows}"
    if kind == "statement":
        return statement(rows), "Balance on", f"INV-{1089 + rows}"
    paper = invoice()
    return replace(paper, lines=(paper.lines[0],) * rows), "Subtotal", paper.lines[0].description


@pytest.mark.parametrize("kind", ["notice", "statement", "invoice"])
def test_a_sum_never_stands_on_a_page_without_a_row(kind: str) -> None:
    for rows in range(10, 45):
        paper, total, last_row = _of_length(kind, rows)
        pages = page_texts(render(replace(paper, slip=None)))
        summed = pages[1:] if kind == "notice" else pages  # the head of a notice has it too
        assert all(last_row in page for page in summed if total in page)


def test_the_person_gives_way_to_the_street_in_a_small_window_and_it_is_told() -> None:
    party = Party(
        "Summit Ridge Homeowners Association",
        attention="Gloria Hensley, property manager",
        address=(
            "c/o Crestline Management Partners",
            "400 Summit Ridge Drive",
            "Oakland, California 94605-1234",
        ),
    )
    layout = layout_for("letter", "us_double")
    assert set_address(party, layout).lines == (party.name, party.attention, *party.address)
    party = replace(party, address=("Accounts payable, building three", *party.address))
    assert "400 Summit Ridge Drive" in set_address(party, layout).lines
    assert set_address(party, layout).left_out == ("Gloria Hensley, property manager",)
    told = cautions(replace(notice(), customer=party), "letter", "us_double")
    assert any("Gloria Hensley" in caution for caution in told)
    assert not set_address(party, layout_for("a4", "din5008_b")).left_out


def test_the_boxes_of_a_slip_are_labelled_in_one_size() -> None:
    pdf = render(notice(), "a4", "din5008_b")
    long, short = (
        places_of(pdf, text)[0] for text in ("We have a question", "Our address has changed")
    )
    assert long.bottom - long.top == pytest.approx(short.bottom - short.top, abs=0.6)


def test_both_columns_of_the_terms_begin_at_one_height_and_with_a_paragraph() -> None:
    points = [f"{place}. Point {place} says what holds, at some length. " * 3 for place in range(8)]
    paper = replace(invoice(), terms=TermsText("1", "\n\n".join(points)))
    starts = [
        place
        for number in range(8)
        for place in places_of(render(paper), f"{number}. Point {number}", 1)
    ]
    left = min(start.left for start in starts)
    tops = [
        min(start.top for start in starts if (start.left > left + 100) == right)
        for right in (False, True)
    ]
    assert tops[0] == pytest.approx(tops[1], abs=0.5)


def test_bank_details_have_a_line_each_on_the_slip() -> None:
    paper = notice()
    bank = ("Sort code 00-00-00, account 00001234", "IBAN GB29 NWBK 6016 1331 9268 19")
    pdf = render(replace(paper, firm=replace(paper.firm, bank_lines=bank)))
    first, second = (places_of(pdf, line)[0] for line in bank)
    assert first.left == pytest.approx(second.left, abs=1)
    assert first.bottom < second.bottom


def _final(rows: int) -> NoticePaper:
    """A final notice that recalls a promise, tells what follows, and is signed."""
    return replace(
        notice(rows),
        stage="final",
        heading="Final notice: please pay by 1 Dec 2026",
        paragraphs=(
            "We spoke on 2 November 2026 and agreed that $1,000.00 would be sent by 9 November"
            " 2026. It has not reached us.",
            "$4,860.00 is past due, and our earlier letters have not settled it. We ask you to pay"
            " it in full by 1 December 2026.",
            "If it is not paid by then, new orders on account stop from 2 December 2026 and we will"
            " place this account with an outside agency or an attorney. We would much rather hear"
            " from you before that day.",
        ),
        closing=("If you dispute any part, tell us in writing which part and why.",),
        contacts=(PriorContact(date(2026, 11, 2), "we sent our second notice"),),
        sender=("Yours sincerely,", "Dana Kim", "Harbor Supplies"),
        stamp=StampSpec("final", ("Final notice", "Pay by 1 Dec 2026")),
    )


@pytest.mark.parametrize("rows", [1, 3, 4])
def test_a_final_notice_about_some_invoices_is_one_sheet_and_large_enough_to_read(
    rows: int,
) -> None:
    pdf = render(_final(rows))
    assert len(page_texts(pdf)) == 1
    for line in ("If you dispute any part", "INV-1042", "Yours sincerely,"):
        (word,) = places_of(pdf, line)[:1]
        assert word.bottom - word.top > 0.65 * 8.7


@pytest.mark.parametrize("rows", [6, 8, 12])
def test_where_the_slip_takes_another_sheet_that_sheet_tells_what_is_paid(rows: int) -> None:
    pdf = render(_final(rows))
    first, second = page_texts(pdf)
    assert "Amount enclosed" not in first
    assert "What your payment is for" in second
    tear = layout_for("letter").slip_from
    for place in range(rows):
        assert places_of(pdf, f"INV-{1042 + place}", 1)[0].bottom < tear
    assert second.count(f"${1220 * rows:,}.00") == 2
    assert "Page 2 of 2" in second


def test_a_long_list_ends_on_the_sheet_of_the_slip_with_two_invoices_at_least() -> None:
    for rows in range(13, 40):
        *_, last = page_texts(render(_final(rows)))
        rest = last.partition("Return this part")[0]
        assert "Page" in last
        assert rest.count("INV-") != 1, rows
        assert last.count(f"${1220 * rows:,}.00") == 2, rows


def test_a_legal_name_is_never_cut_in_a_demand_or_an_agreement() -> None:
    name = "The Extraordinarily Long Name of a Company with Branches in Many Small Towns Inc."
    claim = replace(demand(), debtor=(name, "88 Marina Blvd", "San Francisco, CA 94123"))
    assert name in page_texts(render(claim))[0]
    signed = replace(agreement(), customer=replace(agreement().customer, name=name))
    assert name in "".join(page_texts(render(signed))).rpartition("Signature")[0]


@pytest.mark.parametrize("items", [3, 6, 14, 30])
def test_the_reply_form_of_a_delivery_check_tells_what_it_is_about_where_it_stands_alone(
    items: int,
) -> None:
    check = replace(
        verification(), items=verification().items[:1] * items, sender=("Kind regards,", "Dana Kim")
    )
    *before, form = page_texts(render(check))
    assert len(before) == (items > 6)
    for told in ("INV-1117", "20 Nov 2026", "Harbor Point Dental", "C-0117", "Please tick"):
        assert told in form
