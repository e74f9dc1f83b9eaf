"""Credits besides payments: notes, write-offs, discounts, waivers; granted, and taken back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from collectdesk.domain.dispute import DisputeState, Resolution
from collectdesk.store import ledger, rows, settings
from collectdesk.usecases import checks
from collectdesk.usecases.work import Work

_SERIES: Final = {
    "credit_note": ("credit_note", "CN-"),
    "write_off": ("write_off", "WO-"),
    "small_balance": ("small_balance", "SB-"),
    "settlement": ("settlement", "ST-"),
    "waiver": ("waiver", "WV-"),
}
"""The running numbers of each kind; a discount carries its terms instead."""

Parts = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class NewCredit:
    """A credit for ``parts`` of invoices (id and minor units), and what stays ``on_account``.

    With ``payment_id`` it stands and falls with that payment.
    """

    customer_id: int
    kind: str
    parts: Parts
    dated: date
    reason: str = ""
    reference: str = ""
    payment_id: int | None = None
    on_account: int = 0


def grant(work: Work, credit: NewCredit) -> int:
    """Write a credit and use it on its invoices; returns its id."""
    series = _SERIES.get(credit.kind)
    credit_id = rows.CREDITS.add(
        work.db,
        customer_id=credit.customer_id,
        kind=credit.kind,
        number=settings.take_number(work.db, *series) if series else "",
        dated=credit.dated,
        reference=credit.reference,
        amount=sum(part for _, part in credit.parts) + credit.on_account,
        unapplied=credit.on_account,
        reason=checks.line(credit.reason, "reason"),
        payment_id=credit.payment_id,
    )
    ledger.allocate(
        work.db, credit.customer_id, credit_id, credit.parts, credit.dated, taken_off=True
    )
    return credit_id


def creditable(work: Work, invoice: dict[str, Any]) -> int:
    """What a credit note may still be about, in minor units: of an issued invoice all but what was
    credited or given up before, be it paid or not; of other debits what is open."""
    if invoice["kind"] != "invoice":
        return int(invoice["balance"])
    let_go: int = sum(
        part["amount"] for part, credit in used_on(work, invoice["id"]) if not is_money(credit)
    )
    beyond: int = sum(note["amount"] for note in notes_beyond(work, invoice))
    return int(invoice["total"]) - let_go - beyond


def used_on(work: Work, invoice_id: int) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """What was used on an invoice, in the order of entry: each allocation with its credit."""
    parts = rows.ALLOCATIONS.find(work.db, invoice_id=invoice_id)
    used = rows.CREDITS.get_many(work.db, {part["credit_id"] for part in parts})
    return [(part, used[part["credit_id"]]) for part in parts]


def is_money(credit: dict[str, Any]) -> bool:
    """Whether a credit is a payment, or a credit note that was on account, which counts as one."""
    return credit["kind"] == "payment" or _went_to_account(credit)


def _went_to_account(credit: dict[str, Any]) -> bool:
    """Whether it is a credit note of which something was on account: for another invoice it counts
    as the money does that paid what it is about. For its own it counts whole."""
    return credit["kind"] == "credit_note" and bool(credit["reference"] or credit["note"])


def notes_beyond(work: Work, invoice: dict[str, Any]) -> list[dict[str, Any]]:
    """The credit notes for an invoice that were above its open part: they carry its number."""
    found = rows.CREDITS.find(
        work.db,
        customer_id=invoice["customer_id"],
        kind="credit_note",
        reference=invoice["number"],
    )
    return [note for note in found if note["state"] != "reversed"]


def keep_clear_of(work: Work, numbers: Iterable[str]) -> None:
    """Let the running number of credit notes go on behind these, which another program gave."""
    series, prefix = _SERIES["credit_note"]
    own = re.compile(rf"{re.escape(prefix)}([0-9]{{1,6}})", re.IGNORECASE)
    given = [int(match[1]) for number in numbers if (match := own.fullmatch(number))]
    counters = rows.COUNTERS.find(work.db, name=series)
    following = max(given, default=0) + 1
    if given and not counters:
        rows.COUNTERS.add(work.db, name=series, next=following)
    elif given and counters[0]["next"] < following:
        rows.COUNTERS.change(work.db, counters[0]["id"], next=following)


def standing_with(work: Work, payment_id: int) -> list[int]:
    """The ids of the credits that stand with a payment and were not taken back.

    A small balance stands with every payment of its invoice: without one of them it is not small.
    """
    own = rows.CREDITS.find(work.db, payment_id=payment_id)
    found = [credit["id"] for credit in own if credit["state"] != "reversed"]
    paid = {part["invoice_id"] for part in rows.ALLOCATIONS.find(work.db, credit_id=payment_id)}
    return list(dict.fromkeys([*found, *_small_balances(work, paid)]))


def _small_balances(work: Work, invoices: set[int]) -> list[int]:
    """What was written off as small of these invoices, and of no others beside them."""
    used = {
        credit["id"]: credit for invoice_id in invoices for _, credit in used_on(work, invoice_id)
    }
    return [
        credit_id
        for credit_id, credit in sorted(used.items())
        if credit["kind"] == "small_balance"
        and credit["state"] != "reversed"
        and invoices.issuperset(
            part["invoice_id"] for part in rows.ALLOCATIONS.find(work.db, credit_id=credit_id)
        )
    ]


def take_back(work: Work, credit_id: int, on: date, reason: str) -> None:
    """Mark a credit reversed, no earlier than it was dated, and undo its allocations with entries
    of their own."""
    credit: dict[str, Any] = rows.CREDITS.get(work.db, credit_id) or {}
    on = max(on, credit["dated"])
    rows.CREDITS.change(
        work.db,
        credit_id,
        state="reversed",
        unapplied=0,
        reversed_on=on,
        reason=checks.line(reason, "reason"),
    )
    undone = rows.ALLOCATIONS.find(work.db, credit_id=credit_id)
    for part in undone:
        rows.ALLOCATIONS.add(
            work.db,
            customer_id=credit["customer_id"],
            credit_id=credit_id,
            invoice_id=part["invoice_id"],
            amount=-part["amount"],
            dated=max(on, part["dated"]),
        )
    touched = {part["invoice_id"] for part in undone}
    if credit["kind"] == "settlement":
        paid = rows.ALLOCATIONS.find(work.db, credit_id=credit["payment_id"])
        touched |= {part["invoice_id"] for part in paid}
        for invoice_id in touched:
            _open_disputes_again(work, invoice_id, credit["dated"])
    ledger.refresh_invoices(work.db, touched)
    ledger.refresh_credits(work.db, [credit_id])


def is_noted_since(work: Work, invoice: dict[str, Any], day: date, until: date = date.max) -> bool:
    """Whether a credit note about the invoice is dated on that day or later, up to ``until``."""
    used = [credit for _, credit in used_on(work, invoice["id"])]
    noted = [one for one in used if one["kind"] == "credit_note" and not _went_to_account(one)]
    return any(day <= one["dated"] <= until for one in (*noted, *notes_beyond(work, invoice)))


def _open_disputes_again(work: Work, invoice_id: int, settled: date) -> None:
    """What a settlement ended, and not a credit note, is as open as it was before.

    A dispute that was settled by a credit note has one of that day.
    """
    invoice = checks.invoice(work, invoice_id)
    for dispute in rows.DISPUTES.find(work.db, invoice_id=invoice_id):
        ended = dispute["resolution"] == Resolution.CREDIT_ISSUED
        if (
            ended
            and dispute["resolved_on"] >= settled
            and not is_noted_since(work, invoice, dispute["resolved_on"], dispute["resolved_on"])
        ):
            rows.DISPUTES.change(
                work.db,
                dispute["id"],
                state=DisputeState.OPEN.value,
                resolution="",
                resolved_on=None,
            )


def end_disputes(work: Work, invoice_id: int) -> None:
    """Nothing is left to dispute on the invoice: what was open of it was credited or given up.

    The customer withdrew nothing, and is not said to have.
    """
    for dispute in rows.DISPUTES.find(work.db, invoice_id=invoice_id):
        if dispute["state"] != DisputeState.RESOLVED:
            rows.DISPUTES.change(
                work.db,
                dispute["id"],
                state=DisputeState.RESOLVED.value,
                resolution=Resolution.CREDIT_ISSUED.value,
                resolved_on=work.today,
            )
