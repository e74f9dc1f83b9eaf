"""How an invoice looks in a list: its days late and its status in a word or two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from collectdesk.domain.dates import long_date, short_date
from collectdesk.domain.document import document_label
from collectdesk.domain.invoice import Settlement, settlement
from collectdesk.domain.rows import InvoiceRow, Pill
from collectdesk.store import invoices as stored
from collectdesk.store import search, settled
from collectdesk.usecases.debits import DEBIT_NAMES
from collectdesk.usecases.work import Work

_PART_PAID = "Part paid"
_KIND_PILLS = {
    **{kind: Pill(name, "quiet") for kind, name in DEBIT_NAMES.items()},
    "nsf_fee": Pill("Return fee", "quiet", DEBIT_NAMES["nsf_fee"]),
}


def invoice_rows(work: Work, customer_id: int) -> tuple[InvoiceRow, ...]:
    """A customer's invoices: open ones first, oldest due first, then the closed ones."""
    return as_rows(work, stored.of_customer(work.db, customer_id))


def invoice_register(
    work: Work,
    search_text: str = "",
    show: str = "open",
    after: tuple[date, int] | None = None,
    limit: int = 200,
) -> tuple[InvoiceRow, ...]:
    """A window of all invoices, newest first, after the last row shown (issue date, id)."""
    only = None
    if search_text.strip():
        only = (search.invoices(work.db, search_text), search.customers(work.db, search_text))
    return as_rows(work, stored.register(work.db, show, work.today, only, after, limit))


def as_rows(work: Work, files: Sequence[stored.InvoiceFile]) -> tuple[InvoiceRow, ...]:
    """Invoices as list rows."""
    given_days = [file for file in files if file.pay_by and file.pay_by >= work.today]
    left = settled.left_to_pay(work.db, work.today, [file.invoice_id for file in given_days])
    return tuple(
        _row(work, _as_left(file, left.get(file.invoice_id, [])) if file.pay_by else file)
        for file in files
    )


def _row(work: Work, file: stored.InvoiceFile) -> InvoiceRow:
    late = (work.today - file.due_date).days
    return InvoiceRow(
        invoice_id=file.invoice_id,
        number=file.number,
        customer_id=file.customer_id,
        customer_name=file.customer_name,
        po_number=file.po_number,
        issued=file.issue_date,
        due=file.due_date,
        days_late=late if file.balance > 0 and late > 0 else None,
        total=file.total,
        balance=file.balance,
        disputed=file.disputed,
        pills=_pills(work, file, late),
        closed=file.balance == 0 and file.lifecycle != "draft",
        lifecycle=file.lifecycle,
    )


def _as_left(file: stored.InvoiceFile, sums: Sequence[tuple[int, date]]) -> stored.InvoiceFile:
    """With the last day to pay what is left of settled disputes, while some of it is undisputed."""
    days = [until for _, until in sums] if file.balance != file.disputed else []
    return replace(file, pay_by=max(days, default=None))


def _pills(work: Work, file: stored.InvoiceFile, late: int) -> tuple[Pill, ...]:
    kind = _KIND_PILLS.get(file.kind)
    if kind and file.kind == "refund" and not file.balance:
        return (kind,)
    status = _status(work, file, late)
    return (kind, *status) if kind else status


def _status(work: Work, file: stored.InvoiceFile, late: int) -> tuple[Pill, ...]:
    if file.lifecycle == "draft":
        return (Pill("Draft", "quiet"),)
    if file.lifecycle == "void":
        return (Pill("Void", "quiet"),)
    state = settlement(file.total, file.balance, file.written_off)
    if state is Settlement.WRITTEN_OFF:
        return (Pill("Written off", "quiet"),)
    if state is Settlement.PAID:
        return (_closed_pill(file),)
    return tuple(_open_pills(work, file, late, state is Settlement.PARTLY_PAID))


def _closed_pill(file: stored.InvoiceFile) -> Pill:
    """How a closed invoice came to an end; only money makes it paid, on the day it came."""
    if "settlement" in file.let_go:
        return Pill("Settled for less", "careful")
    if file.paid_on is not None:
        days = (file.paid_on - file.issue_date).days
        when = f"in {days} d" if days else "same day"
        return Pill(f"Paid {when}", "quiet", "The rest was credited" if file.let_go else "")
    if file.let_go:
        return Pill("Waived" if file.let_go == "waiver" else "Credited", "quiet")
    return Pill("Nothing owed", "quiet")


def _open_pills(work: Work, file: stored.InvoiceFile, late: int, partly: bool) -> list[Pill]:
    pills: list[Pill] = []
    if file.disputed:
        whole = file.disputed == file.balance
        pills.append(Pill("Disputed" if whole else "Partly disputed", "careful"))
    if file.pay_by:
        by = short_date(file.pay_by, work.today)
        pills.append(Pill(f"Pay by {by}", "plain", f"A dispute was settled: asked for after {by}"))
    if file.in_plan:
        pills.append(Pill("In plan", "violet"))
    if file.promise_state == "broken" and late > 0:
        pills.append(Pill("Promise broken", "late"))
    elif file.promise_state == "open":
        pills.append(Pill("Promised", "good"))
    if not pills and late > 0 and file.last_letter:
        pills.append(Pill(f"{document_label(file.last_letter, work.currency)} sent", "violet"))
    if partly:
        lowered = "Part written off" if file.written_off else "Part credited"
        pills.append(Pill(_PART_PAID if file.got_money else lowered, "careful"))
    if not pills or (partly and len(pills) == 1):
        pills += _age_pills(work, file, late, partly)
    return pills


def _age_pills(work: Work, file: stored.InvoiceFile, late: int, partly: bool) -> list[Pill]:
    if late > 0:
        return [Pill(work.spelled("Past due"), "careful" if late <= 30 else "late")]
    if partly:
        return []
    if file.satisfaction == "confirmed":
        return [Pill("Delivery verified", "good")]
    if file.satisfaction == "problem":
        return [Pill("Delivery problem", "careful")]
    if file.delivered_on:
        return [Pill("Delivered", "plain", f"Delivered {long_date(file.delivered_on)}")]
    return [Pill("Sent" if file.sent_on else "Not sent yet", "plain")]


def with_short(row: InvoiceRow, codes: Mapping[int, str]) -> InvoiceRow:
    """The row with why its payment came short, where that is known."""
    code = codes.get(row.invoice_id)
    if code is None:
        return row
    pills = (
        Pill("Paid short", "careful", short_label(code)) if pill.text == _PART_PAID else pill
        for pill in row.pills
    )
    return replace(row, pills=tuple(pills))


def short_label(code: str) -> str:
    """Why a payment came short, inside a sentence."""
    from collectdesk.usecases.short_payments import CODE_LABELS, UNEXPLAINED  # rarely needed

    label = "They did not say why" if code in UNEXPLAINED else CODE_LABELS.get(code, code)
    return label[:1].lower() + label[1:]
