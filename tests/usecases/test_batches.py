"""A batch is chosen, sorted, issued, drawn, started again, and marked when it came out."""

from __future__ import annotations

import errno
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from collectdesk.base.files import write_atomically
from collectdesk.domain.batch_order import BatchOrder, rest_from
from collectdesk.domain.errors import Cancelled
from collectdesk.domain.form_rows import DocumentRow
from collectdesk.domain.playbook import NOTICE_LABELS
from collectdesk.usecases.book_settings import book_settings
from collectdesk.usecases.document_log import document_log
from collectdesk.usecases.papers import batches, drawing, jobs, paper_files, printing, receipts
from collectdesk.usecases.papers.printing import MarkPrinted, PaperRequest
from collectdesk.usecases.ports import no_progress
from collectdesk.usecases.settings import SaveSettings, save_settings
from tests.documents.reading import page_texts
from tests.usecases.conftest import Shop

PEOPLE = (
    ("Zebra", "1 A St\nOakland, CA 94607"),
    ("Éclair", "2 B St\nBoston, MA 02110"),
    ("Ant", "3 C St\nOakland, CA 94607"),
    ("Nowhere", ""),
)


@pytest.fixture
def late(shop: Shop) -> tuple[int, ...]:
    """Four customers with something past due."""
    customers = tuple(shop.customer(name=name, billing_address=where) for name, where in PEOPLE)
    for customer in customers:
        shop.invoice(customer, issued="2026-01-30")
    return customers


def _issued(shop: Shop, order: BatchOrder, *customers: int) -> tuple[int, ...]:
    command = jobs.PrintNotices(customers or None, order=order)
    return jobs.print_notices(shop.desk, command, no_progress).document_ids


def _merged(shop: Shop, document_ids: tuple[int, ...]) -> tuple[drawing.Merged, list[str]]:
    """What became of the documents as one file, and the text of its pages."""
    out = BytesIO()
    merged = drawing.merge_into(out, shop.desk, document_ids, no_progress)
    return merged, page_texts(out.getvalue())


def _names(shop: Shop, document_ids: tuple[int, ...]) -> list[str]:
    return list(shop.desk.ask(batches.documents_named, document_ids))


@pytest.mark.parametrize(
    ("order", "names"),
    [
        (BatchOrder.NAME, ["Ant", "Éclair", "Nowhere", "Zebra"]),
        (BatchOrder.POSTCODE, ["Éclair", "Ant", "Zebra", "Nowhere"]),
        (BatchOrder.NUMBER, ["Zebra", "Éclair", "Ant", "Nowhere"]),
    ],
)
def test_notices_are_numbered_and_merged_in_the_order_that_was_chosen(
    shop: Shop, late: tuple[int, ...], order: BatchOrder, names: list[str]
) -> None:
    issued = _issued(shop, order)
    assert _names(shop, issued) == names
    merged, pages = _merged(shop, issued)
    assert merged.document_ids == issued
    for name, page in zip(names, pages, strict=True):
        assert name in page


def test_what_a_notice_lacks_in_print_is_told_before_it_is_printed(shop: Shop) -> None:
    customer = shop.customer(name="Deseret \U00010437 Books", billing_address="1 Elm St")
    shop.invoice(customer, issued="2026-01-30")
    request = PaperRequest("notice", customer)
    shown = drawing.preview(shop.desk, (request,), no_progress)
    about_us, about_them = shown.cautions
    assert (
        about_us == "Your letters lack your address and your phone or e-mail: add it in Settings."
    )
    assert about_them.startswith("Deseret \U00010437 Books: No font")
    now = shop.desk.ask(book_settings)
    told = replace(now, firm_address="9 Dock St\nPortland, OR 97201", firm_phone="503 555 0101")
    shop.do(save_settings, SaveSettings(told))
    assert drawing.preview(shop.desk, (request,), no_progress).cautions == (about_them,)
    long = replace(told, firm_name="Harbor Supplies and Marine Equipment Trading Company " * 2)
    shop.do(save_settings, SaveSettings(long))
    crowded, _ = drawing.preview(shop.desk, (request,), no_progress).cautions
    assert crowded.startswith("Your own name and address are too long for the envelope")
    record = PaperRequest("customer_record", customer)
    assert crowded not in drawing.preview(shop.desk, (record,), no_progress).cautions
    shop.do(save_settings, SaveSettings(told))
    issued = jobs.print_notices(shop.desk, jobs.PrintNotices(), no_progress)
    assert (len(issued.document_ids), issued.problems) == (1, (about_them,))


def test_a_letter_to_nowhere_is_told_of_before_it_is_printed_alone_or_with_others(
    shop: Shop,
) -> None:
    nowhere = shop.customer(name="Nowhere")
    somewhere = shop.customer(name="Somewhere", billing_address="1 Elm St\nReno, NV 89501")
    for customer in (nowhere, somewhere):
        shop.invoice(customer, issued="2026-01-30")
    for kind in ("notice", "statement"):
        requests = tuple(PaperRequest(kind, one) for one in (somewhere, nowhere))
        cautions = drawing.preview(shop.desk, requests, no_progress).cautions
        told = [caution for caution in cautions if "no address" in caution]
        assert [words.partition(":")[0] for words in told] == ["Nowhere"]
    issued = jobs.print_notices(shop.desk, jobs.PrintNotices(), no_progress)
    (caution,) = issued.cautions
    assert caution.startswith("Nowhere: There is no address")
    assert issued.problems == ()


def test_an_address_without_room_in_the_window_is_told_before_and_with_the_batch(
    shop: Shop,
) -> None:
    name = "The Extraordinarily Long Name of a Company with Branches in Many Towns and Sons of Sons"
    street = "c/o Shared Services Centre for the Western Region\nAccounts building, entrance B"
    customer = shop.customer(
        name=name,
        billing_address=f"{street}\n2200 Industrial Parkway, second floor\nReno, NV 89501",
    )
    shop.invoice(customer, issued="2026-01-30")
    request = PaperRequest("notice", customer)
    told = drawing.preview(shop.desk, (request,), no_progress).cautions[1:]
    (small,) = told
    assert "post offices ask for 8. Shorten the address" in small
    issued = jobs.print_notices(shop.desk, jobs.PrintNotices(), no_progress)
    assert (len(issued.document_ids), issued.problems) == (1, told)


def test_after_a_jam_the_rest_is_printed_from_any_number_as_it_was_issued(
    shop: Shop, late: tuple[int, ...]
) -> None:
    issued = _issued(shop, BatchOrder.NAME)
    (waiting, batch) = shop.desk.ask(batches.issued_batches)
    assert (waiting.batch_id, waiting.count) == (batches.NOT_PRINTED, 4)
    found = shop.desk.ask(batches.batch_of, batch.batch_id)
    assert tuple(row.document_id for row in found) == issued
    _, rest = _merged(shop, rest_from(issued, 3))
    assert ["Nowhere" in page or "Zebra" in page for page in rest] == [True] * 2
    alone = drawing.document_pdf(shop.desk, issued[2], no_progress)
    assert page_texts(alone)[0] in rest[0]
    assert len(shop.desk.ask(document_log)) == 4


def test_issued_documents_are_sorted_by_the_address_that_they_bear(
    shop: Shop, late: tuple[int, ...]
) -> None:
    issued = _issued(shop, BatchOrder.NAME)
    again = shop.desk.ask(batches.documents_in_order, issued, BatchOrder.POSTCODE)
    assert _names(shop, again) == ["Éclair", "Ant", "Zebra", "Nowhere"]


def test_a_batch_is_found_by_its_kind_and_month_and_tells_how_much_is_printed(
    shop: Shop, late: tuple[int, ...], tmp_path: Path
) -> None:
    notices = _issued(shop, BatchOrder.LISTED, *late[:2])
    run = jobs.write_statements(
        shop.desk, jobs.WriteStatements(date(2026, 2, 1), tmp_path), no_progress
    )
    shop.do(printing.mark_printed, MarkPrinted(notices[:1]))
    assert shop.desk.ask(batches.last_batch, NOTICE_LABELS) == notices
    assert shop.desk.ask(batches.last_batch, ["statement"], "2026-02") == run.document_ids
    assert shop.desk.ask(batches.last_batch, ["statement"], "2026-01") == ()
    told = [(row.what, row.count, row.printed) for row in shop.desk.ask(batches.issued_batches)]
    assert told == [
        ("Not printed yet", 1, 0), ("Statements, February 2026", 4, 4), ("Past-due notices", 2, 1),
    ]  # fmt: skip


def test_receipts_are_a_batch_like_any_other_and_no_payment_gets_two(
    shop: Shop, late: tuple[int, ...]
) -> None:
    payments = [shop.pay(one, 5_000) for one in late]
    shop.pay(late[0], 700, dated="2026-02-01")
    day = shop.clock.today()
    due = shop.desk.ask(receipts.receipts_due, day, day, BatchOrder.POSTCODE)
    assert [row.name for row in due] == ["Éclair", "Ant", "Zebra", "Nowhere"]
    assert {row.payment_id for row in due} == set(payments)
    wanted = receipts.IssueReceipts(tuple(row.payment_id for row in due))
    issued = receipts.issue_receipts(shop.desk, wanted, no_progress).document_ids
    batch = shop.desk.ask(batches.issued_batches)[-1]
    assert (batch.what, batch.count) == ("Receipts", 4)
    assert _names(shop, issued) == ["Éclair", "Ant", "Zebra", "Nowhere"]
    assert shop.desk.ask(receipts.receipts_due, day, day) == ()


def test_whoever_cancels_while_letters_are_issued_has_issued_none(
    shop: Shop, late: tuple[int, ...]
) -> None:
    before = shop.whole_book()

    def cancel(done: int, total: int, what: str) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        jobs.print_notices(shop.desk, jobs.PrintNotices(), cancel)
    assert shop.whole_book() == before
    assert len(_issued(shop, BatchOrder.LISTED)) == 4


def test_whoever_cancels_later_is_told_that_the_letters_are_kept(
    shop: Shop, late: tuple[int, ...], tmp_path: Path
) -> None:
    def cancel(done: int, total: int, what: str) -> None:
        if what in dict(PEOPLE):
            raise Cancelled

    command = jobs.WriteStatements(date(2026, 2, 1), tmp_path)
    with pytest.raises(Cancelled, match="4 documents are issued and kept"):
        jobs.write_statements(shop.desk, command, cancel)
    (waiting, _) = shop.desk.ask(batches.issued_batches)
    kept = tuple(row.document_id for row in shop.desk.ask(batches.batch_of, waiting.batch_id))
    saved = paper_files.save_each(shop.desk, kept, tmp_path, no_progress)
    assert len(saved.files) == 4


def test_a_letter_that_cannot_be_read_is_told_and_the_others_are_printed(
    shop: Shop, late: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    issued = _issued(shop, BatchOrder.NAME)
    frozen = printing.frozen_documents

    def damaged(work: Any, ids: Any) -> object:
        found = frozen(work, ids)
        return tuple(
            document if document.document_id != issued[1] else _spoilt(document)
            for document in found
        )

    monkeypatch.setattr(printing, "frozen_documents", damaged)
    merged, pages = _merged(shop, issued)
    assert merged.document_ids == (issued[0], *issued[2:])
    (problem,) = merged.problems
    assert problem.startswith("Éclair: ")
    assert len(pages) == 3


def _spoilt(document: printing.FrozenDocument) -> printing.FrozenDocument:
    return replace(document, paper=document.paper[:50])


def test_a_folder_that_fills_up_is_told_with_the_number_to_start_again_at(
    shop: Shop, late: tuple[int, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = write_atomically
    written: list[Path] = []

    def full_at_last(path: Path, content: bytes, *, one_of_many: bool) -> None:
        if len(written) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(path)
        write(path, content, one_of_many=one_of_many)

    monkeypatch.setattr(paper_files, "write_atomically", full_at_last)
    folder = tmp_path / "letters"
    folder.mkdir()
    command = jobs.WriteStatements(date(2026, 2, 1), folder, order=BatchOrder.NAME)
    run = jobs.write_statements(shop.desk, command, no_progress)
    assert list(run.files) == written == sorted(folder.iterdir())
    (problem,) = run.problems
    assert run.cautions[0].startswith("Nowhere: There is no address")
    assert "is full" in problem
    assert run.total == 2 * 100_000
    assert "2 of 4 files were written; start again at number 3." in problem
    printed = [row.printed_on is not None for row in _rows(shop, run.document_ids)]
    assert printed == [True, True, False, False]


def _rows(shop: Shop, document_ids: tuple[int, ...]) -> list[DocumentRow]:
    log = {row.document_id: row for row in shop.desk.ask(document_log)}
    return [log[one] for one in document_ids]


def test_files_that_are_there_already_are_left_alone(
    shop: Shop, late: tuple[int, ...], tmp_path: Path
) -> None:
    issued = _issued(shop, BatchOrder.NAME)
    first = paper_files.save_each(shop.desk, issued, tmp_path, no_progress)
    first.files[0].write_bytes(b"mine")
    second = paper_files.save_each(shop.desk, issued, tmp_path, no_progress)
    assert first.files[0].read_bytes() == b"mine"
    assert set(first.files).isdisjoint(second.files)
