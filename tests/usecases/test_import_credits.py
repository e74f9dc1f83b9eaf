"""Credits of another program come in as what they are, once, so that the totals stay the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.form_rows import ImportPreview
from collectdesk.domain.import_plan import RowsRefused, describe_import
from collectdesk.domain.sheet import ShownList
from collectdesk.store import payments, rows
from collectdesk.usecases.customers import customer_id_by_number
from collectdesk.usecases.exports import ExportRows, export_rows
from collectdesk.usecases.figures import aging_report
from collectdesk.usecases.imports import ImportFile, import_ledger
from collectdesk.usecases.papers.statements import statement_paper
from collectdesk.usecases.payments import (
    ApplyUnapplied,
    IssueCreditNote,
    apply_unapplied,
    issue_credit_note,
)
from collectdesk.usecases.ports import no_progress
from collectdesk.usecases.promises import NewPromise
from tests.usecases.conftest import Shop, opened_shop

FULL = "Customer,Type,Num,Date,Due date,Amount,Open"
INVOICE = "Acme,Invoice,7,2026-01-05,2026-02-04,100.00,100.00"
NOTE = "Acme,Credit Memo,CN-0003,2026-02-10,,-60.00,-40.00"
PAYMENT = "Acme,Payment,,2026-02-12,,-25.00,-25.00"
BARE = "Customer,Invoice,Date,Amount"


def brought(shop: Shop, folder: Path, *rows: str, **more: Any) -> ImportPreview:
    path = folder / "list.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return import_ledger(shop.desk, ImportFile(path, **more), no_progress)


@contextmanager
def brought_over(shop: Shop, folder: Path) -> Iterator[tuple[Shop, Path]]:
    """A new shop from the exported list of all invoices, and that list."""
    path = folder / "all.csv"
    export_rows(shop.desk, ExportRows(ShownList(what="invoices", show="all"), path), no_progress)
    (folder / "new").mkdir()
    new = opened_shop(folder / "new", shop.clock.today())
    with closing(new.desk):
        import_ledger(new.desk, ImportFile(path), no_progress)
        yield new, path


def on_account(shop: Shop) -> list[tuple[str, str, date, int]]:
    """Kind, number, day and rest of every credit with something left, the oldest first."""
    found = shop.desk.ask(lambda work: payments.on_account(work.db))
    return [(one.kind, one.reference, one.dated, one.unapplied) for one in reversed(found)]


def owed(shop: Shop) -> int:
    return shop.desk.ask(aging_report, shop.clock.today(), "due").totals.total


def test_a_credit_comes_in_with_what_is_unused_and_every_total_says_the_same(
    shop: Shop, tmp_path: Path
) -> None:
    seen = brought(shop, tmp_path, FULL, INVOICE, NOTE, PAYMENT, dry_run=True)
    assert describe_import(seen) == (
        "list.csv would bring 1 new customer, 1 invoice, 1 credit note on account ($40.00) and 1"
        " payment on account ($25.00). Open invoices less credits: $35.00. Nothing was changed."
    )
    assert (seen.total, seen.still_open, seen.credits, seen.credited) == (10_000, 10_000, 2, 6_500)
    brought(shop, tmp_path, FULL, INVOICE, NOTE, PAYMENT)
    assert on_account(shop) == [
        ("credit_note", "CN-0003", date(2026, 2, 10), 4_000),
        ("payment", "", date(2026, 2, 12), 2_500),
    ]
    customer = shop.desk.ask(customer_id_by_number, "Acme")
    head = shop.page(customer).head
    assert (head.owes, head.unapplied) == (3_500, 6_500)
    totals = shop.desk.ask(aging_report, shop.clock.today(), "due").totals
    assert (sum(totals.amounts), totals.unapplied, totals.total) == (10_000, 6_500, 3_500)
    for style in ("balance-forward", "open-item"):
        paper = shop.desk.ask(statement_paper, customer, date(2026, 3, 1), style)
        assert paper.closing == 3_500
    paper = shop.desk.ask(statement_paper, customer, date(2026, 2, 1), "balance-forward")
    assert [(line.what, line.reference, line.credit) for line in paper.entries] == [
        ("Credit note", "CN-0003", 4_000), ("Payment, thank you", "", 2_500),
    ]  # fmt: skip


def test_bringing_credits_is_undone_to_the_last_row(shop: Shop, tmp_path: Path) -> None:
    shop.invoice(shop.customer("Acme"))
    before = shop.whole_book()
    brought(shop, tmp_path, FULL, INVOICE, NOTE, PAYMENT)
    assert shop.whole_book() != before
    shop.desk.undo()
    assert shop.whole_book() == before


def test_a_credit_is_brought_once_though_more_of_it_was_used_since(
    shop: Shop, tmp_path: Path
) -> None:
    rows = (INVOICE, NOTE, PAYMENT)
    brought(shop, tmp_path, FULL, *rows)
    again = brought(shop, tmp_path, FULL, *rows)
    assert (again.brings, again.already_here, again.remarks) == (False, 3, ())
    later = (INVOICE, NOTE.replace("-40", "-15"), PAYMENT[:-6] + "-5.00")
    told = brought(shop, tmp_path, FULL, *later)
    assert not told.brings
    assert describe_import(told) == (
        "list.csv brings nothing new. Nothing was changed. 2 credits: the list tells another unused"
        " sum than the book; not changed."
    )
    assert told.remarks[1].text == (
        "Payment of 2026-02-12: the list says $5.00 is unused, the book says $25.00; not changed."
    )
    only_open = "Customer,Type,Num,Date,Open"
    less = ("Acme,Credit Memo,CN-0003,2026-02-10,-15", "Acme,Payment,,2026-02-12,-5")
    assert not brought(shop, tmp_path, only_open, *less).brings
    customer = shop.desk.ask(customer_id_by_number, "Acme")
    shop.do(apply_unapplied, ApplyUnapplied(customer))
    used = brought(shop, tmp_path, FULL, *rows)
    assert not used.brings
    assert [remark.about for remark in used.remarks] == ["open", "unused", "unused"]


def test_what_was_recorded_by_hand_is_not_brought_again(shop: Shop, tmp_path: Path) -> None:
    customer = shop.customer("Acme")
    shop.pay(customer, 2_500, dated="2026-02-12")
    row = PAYMENT.replace("Payment,,", "Payment,2291,")
    preview = brought(shop, tmp_path, FULL, row)
    assert (preview.brings, preview.already_here) == (False, 1)
    assert brought(shop, tmp_path, FULL, row.replace("02-12", "02-13")).unapplied == 1


def test_two_payments_may_be_alike_and_a_numbered_credit_note_may_not(
    shop: Shop, tmp_path: Path
) -> None:
    preview = brought(shop, tmp_path, FULL, INVOICE, PAYMENT, PAYMENT)
    assert (preview.unapplied, preview.unapplied_total, owed(shop)) == (2, 5_000, 5_000)
    assert "already on line 3, with the same details. Both come in." in describe_import(preview)
    assert not brought(shop, tmp_path, FULL, PAYMENT, PAYMENT).brings
    assert brought(shop, tmp_path, FULL, PAYMENT, PAYMENT, PAYMENT).unapplied == 1
    with pytest.raises(RowsRefused, match="Credit note “CN-0003” is already on line 2"):
        brought(shop, tmp_path, FULL, NOTE, NOTE)


@pytest.mark.parametrize(
    ("rows", "credits", "told"),
    [
        (
            (BARE, "A,1,2026-01-05,10", "A,2,2026-01-06,($4.00)"),
            [("credit_note", "2", 400)],
            "Credit note “2”: “($4.00)” is below zero, and comes in as a credit note on account.",
        ),
        (
            ("Customer,Invoice,Date,Amount,Open", "A,1,2026-01-05,10,-2.50"),
            [("payment", "1", 250)],
            "Payment “1”: more was paid than it is for; the rest comes in as a payment on account.",
        ),
        (
            ("Customer,Type,Num,Date,Amount", "A,Payment,,2026-01-06,4.00"),
            [("payment", "", 400)],
            "does not tell how much of it is unused; all of it comes in on account.",
        ),
        (
            ("Customer,Type,Num,Date,Amount,Open", "A,Credit,5,2026-01-06,4.00,"),
            [],
            "does not tell how much of it is unused. It is left out; record it by hand.",
        ),
        (
            (
                "Customer,Type,Num,Date,Amount,Paid on",
                "A,Invoice,1,2026-01-05,10,2026-01-06",
                "A,Payment,9,2026-01-06,10,",
            ),
            [],
            "Payment “9”: the list tells of paid invoices, but not how much of this payment is",
        ),
        (
            ("Customer,Type,Num,Date,Amount,Open", "A,Credit,5,2026-01-06,-4.00,0.00"),
            [],
            "Credit note “5”: nothing of it is unused, and it is passed over.",
        ),
        (
            ("Customer,Type,Num,Date,Amount,Status", "A,Payment,5,2026-01-06,-4.00,Closed"),
            [],
            "Payment “5”: nothing of it is unused",
        ),
        (
            ("Customer,Type,Num,Date,Amount", "A,Sales Receipt,5,2026-01-06,4.00"),
            [],
            "“5”: “Sales Receipt” was paid at once, and is passed over.",
        ),
        (
            ("Customer,Type,Num,Date,Open", "A,Credit Memo,5,2026-01-06,-4", "A,,,2026-01-07,-1"),
            [("credit_note", "5", 400), ("credit_note", "", 100)],
            "Credit note of 2026-01-07: “-1” is below zero",
        ),
    ],
)
def test_what_a_credit_is_and_what_is_left_of_it_is_never_guessed_in_silence(
    shop: Shop,
    tmp_path: Path,
    rows: tuple[str, ...],
    credits: list[tuple[str, str, int]],
    told: str,
) -> None:
    for dry_run in (True, False):
        preview = brought(shop, tmp_path, *rows, dry_run=dry_run)
        assert told in describe_import(preview)
        assert preview.credits == len(credits)
    assert [(kind, number, left) for kind, number, _, left in on_account(shop)] == credits


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("A,Payment,9,2026-01-06,,5.00,5.00", "stands above zero, where other credits of this"),
        ("A,Payment,9,2026-04-06,,-5.00,-5.00", "which is still to come"),
        ("A,Payment,9,,,-5.00,-5.00", "The invoice date is missing"),
        ("A,Payment,9,2026-01-06,,-5.00,-6.00", "More of the credit is unused than it is for"),
        ("A,,9,2026-01-06,,-5.00,6.00", "but what is still open is not"),
        ("A,Payment,9,2026-01-06,,-5.00,x", "“x” is not an amount"),
        (",Payment,9,2026-01-06,,-5.00,-5.00", "customer number is missing"),
    ],
)
def test_a_credit_in_doubt_keeps_the_file_out(
    shop: Shop, tmp_path: Path, row: str, reason: str
) -> None:
    before = shop.whole_book()
    with pytest.raises(RowsRefused, match=reason):
        brought(shop, tmp_path, FULL, INVOICE, NOTE, row)
    assert shop.whole_book() == before


def test_a_credit_with_the_number_of_an_open_invoice_is_told(shop: Shop, tmp_path: Path) -> None:
    heading = "Customer,Invoice,Date,Amount,Open"
    brought(shop, tmp_path, heading, "Acme,7,2026-01-05,100,100")
    overpaid = brought(shop, tmp_path, heading, "Acme,7,2026-01-05,100,-20")
    assert "an invoice of that number is open with $100.00; the credit stays on account" in (
        describe_import(overpaid)
    )
    assert owed(shop) == 8_000
    alike = ("Beta,8,2026-01-05,50,50", "Beta,8,2026-01-06,-30,-30", "Acme,8,2026-01-06,-1,-1")
    told = brought(shop, tmp_path, heading, *alike)
    assert [one.line for one in told.remarks if one.about == "number_of_open"] == [3]


def test_a_payment_on_a_list_counts_for_a_promise_as_one_by_hand_does(
    shop: Shop, tmp_path: Path
) -> None:
    customer = shop.customer("Acme")
    shop.invoice(customer, "25.00", "2026-01-05")
    shop.on("2026-02-10")
    promise = NewPromise(2_500, date(2026, 2, 12), "transfer")
    shop.call(customer, "not_sent", promise=promise)
    shop.on("2026-02-12")
    row = f"C-0001,{PAYMENT.removeprefix('Acme,')}"
    brought(shop, tmp_path, FULL, row)
    assert shop.promises(customer) == ["kept"]


def test_own_credit_notes_go_on_behind_the_numbers_that_came_in(shop: Shop, tmp_path: Path) -> None:
    brought(shop, tmp_path, FULL, NOTE, NOTE.replace("CN-0003", "OLD-77"))
    customer = shop.desk.ask(customer_id_by_number, "Acme")
    shop.do(issue_credit_note, IssueCreditNote(shop.invoice(customer), 100, "damaged"))
    told = [event.rest for event in shop.page(customer).history if "CN-" in event.rest]
    assert any("CN-0004" in words for words in told)


def test_a_number_that_another_credit_note_has_is_told_before_anything_is_written(
    shop: Shop, tmp_path: Path
) -> None:
    beta = shop.customer("Beta")
    shop.do(issue_credit_note, IssueCreditNote(shop.invoice(beta), 1_000, "damaged"))
    alike = NOTE.replace("CN-0003", "cn-0001")
    seen = brought(shop, tmp_path, FULL, alike, dry_run=True)
    assert describe_import(seen).endswith(
        "Line 2: Credit note “cn-0001”: another credit note has that number, of Beta, 31 Mar 2026"
        " ($10.00); both keep it. Give this one another number in the file if you want to tell them"
        " apart. Nothing was changed."
    )
    two = brought(shop, tmp_path, FULL, NOTE, NOTE.replace("Acme", "Gamma"), dry_run=True)
    assert [(one.line, "of Acme" in one.text) for one in two.remarks] == [(3, True)]
    assert not brought(shop, tmp_path, FULL, NOTE).remarks
    assert not brought(shop, tmp_path, FULL, NOTE).remarks, "it is the one that came in"


def test_an_exported_credit_note_still_tells_in_the_new_book_which_invoice_it_was_for(
    shop: Shop, tmp_path: Path
) -> None:
    customer = shop.customer("Acme")
    invoice = shop.invoice(customer, "100.00", "2026-01-05")
    shop.pay(customer, 10_000, invoice)
    shop.do(issue_credit_note, IssueCreditNote(invoice, 3_000, "damaged"))
    with brought_over(shop, tmp_path) as (new, path):
        again = IssueCreditNote(new.numbered("INV-0001"), 7_001, "sent back")
        for one in (shop, new):
            with pytest.raises(InvalidInput, match=r"Only \$70\.00 of INV-0001 can be credited"):
                one.do(issue_credit_note, again)
        assert not import_ledger(new.desk, ImportFile(path), no_progress).brings


@pytest.mark.parametrize("about", ["8", "no invoice at all", ""])
def test_a_credit_note_is_for_no_invoice_of_another_customer(
    shop: Shop, tmp_path: Path, about: str
) -> None:
    other = "Beta,Invoice,8,2026-01-05,2026-02-04,100.00,100.00,"
    listed = (f"{FULL},Credit for", f"{INVOICE},", other, f"{NOTE},{about}")
    assert brought(shop, tmp_path, *listed).credit_notes == 1
    (note,) = shop.desk.ask(lambda work: rows.CREDITS.find(work.db, kind="credit_note"))
    assert note["reference"] == ""


def test_no_number_of_an_exported_credit_note_is_given_again_in_the_new_book(
    shop: Shop, tmp_path: Path
) -> None:
    customer = shop.customer("Acme")
    paid, other = (shop.invoice(customer, "100.00", "2026-01-05") for _ in range(2))
    shop.pay(customer, 10_000, paid)
    shop.do(issue_credit_note, IssueCreditNote(paid, 10_000, "sent back"))
    shop.do(issue_credit_note, IssueCreditNote(other, 2_500, "damaged"))
    with brought_over(shop, tmp_path) as (new, _):
        notes = new.desk.ask(lambda work: rows.CREDITS.find(work.db, kind="credit_note"))
        assert sorted(note["number"] for note in notes) == ["CN-0001", "CN-0002"]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_an_exported_list_carries_credit_on_account_into_a_new_book(
    shop: Shop, tmp_path: Path, suffix: str
) -> None:
    brought(shop, tmp_path, FULL, INVOICE, NOTE, PAYMENT, PAYMENT)
    customer, other = shop.customer("Beta"), shop.customer("Gamma")
    shop.pay(customer, 40_000, shop.invoice(customer, "300.00", "2026-01-02"), dated="2026-02-20")
    shop.pay(other, 1_000, dated="2026-03-01")
    path = tmp_path / f"open{suffix}"
    for show in ("open", "all"):
        export_rows(shop.desk, ExportRows(ShownList(what="invoices", show=show), path), no_progress)
        assert not import_ledger(shop.desk, ImportFile(path), no_progress).brings
        (tmp_path / show).mkdir()
        new = opened_shop(tmp_path / show, shop.clock.today())
        with closing(new.desk):
            preview = import_ledger(new.desk, ImportFile(path), no_progress)
            assert (preview.credit_notes, preview.unapplied) == (1, 4)
            assert on_account(new) == on_account(shop)
            for ago in range(0, 90, 5) if show == "all" else [0]:
                day = shop.clock.today() - timedelta(ago)
                reports = [one.desk.ask(aging_report, day, "due") for one in (shop, new)]
                assert reports[0].totals == reports[1].totals
            assert not import_ledger(new.desk, ImportFile(path), no_progress).brings


def test_the_sums_of_an_exported_list_are_what_is_owed_and_a_search_narrows_them(
    shop: Shop, tmp_path: Path
) -> None:
    brought(shop, tmp_path, FULL, INVOICE, NOTE, PAYMENT.replace("Acme", "Beta"))
    for typed, count in (("", 3), ("acme", 2), ("cn-0003", 1)):
        done = export_rows(
            shop.desk,
            ExportRows(ShownList("invoices", typed), tmp_path / "a.csv"),
            no_progress,
        )
        assert done.rows == count
    for show, count in (("overdue", 1), ("paid", 0)):
        shown = ShownList("invoices", show=show)
        done = export_rows(shop.desk, ExportRows(shown, tmp_path / "a.csv"), no_progress)
        assert done.rows == count
