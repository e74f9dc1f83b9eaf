"""What a step would bring about, told before it happens.

The step is tried in a view of the book that is never kept, and what it changed is put in words. So
the words are always true of the step: "This breaks the promise of 12 May and reopens two invoices."
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar

from collectdesk.domain.dates import short_date
from collectdesk.domain.words import counted_in_words, listed
from collectdesk.store import recording
from collectdesk.store.steps import RowChange
from collectdesk.usecases import charge_corrections
from collectdesk.usecases.checks import written
from collectdesk.usecases.work import Work

Row = dict[str, Any]
Result = TypeVar("Result")

_MOST_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Consequences:
    """What follows from a step. ``sentence`` is empty when nothing but what was asked does.

    ``beside`` are the parts of it about other things than invoices and what they are paid with.
    """

    sentence: str
    beside: tuple[str, ...] = ()


def consequences(
    work: Work, usecase: Callable[[Work, Any], object], command: object
) -> Consequences:
    """Try the step and tell what follows. Raises what the step itself would raise.

    Ask it with ``Desk.ask``, whose view of the book is rolled back: nothing is kept.
    """
    return tried(work, usecase, command)[1]


def tried(
    work: Work, usecase: Callable[[Work, Any], Result], command: object
) -> tuple[Result, Consequences]:
    """As ``consequences``, with what the step returned: what it wrote can be looked at."""
    recording.forget(work.db)
    result = usecase(work, command)
    changed = recording.collect(work.db)
    told = [*_parts(work, changed), *(("", part) for part in _charged_wrongly(work, changed))]
    sentence = f"This {listed([part for _, part in told])}." if told else ""
    beside = tuple(part for table, part in told if table not in _OF_MONEY)
    return result, Consequences(sentence, beside)


def _parts(work: Work, changes: Iterable[RowChange]) -> Iterator[tuple[str, str]]:
    """The table that a part is about, and its words."""
    by_table: dict[str, list[RowChange]] = {}
    for change in changes:
        by_table.setdefault(change.table, []).append(change)
    for table, tell in _TELLERS:
        yield from ((table, part) for part in tell(work, by_table.get(table, [])))


def _promises(work: Work, changes: list[RowChange]) -> Iterator[str]:
    for verb, states in _PROMISE_VERBS.items():
        days = [
            short_date(date.fromisoformat(after["promised_for"]), work.today)
            for before, after in _both(changes)
            if before["state"] != after["state"] and after["state"] in states
        ]
        if days:
            noun = "the promise" if len(days) == 1 else "the promises"
            yield f"{verb} {noun} of {listed(days)}"
    for change in changes:
        if change.before is None and change.after and change.after["state"] == "open":
            until = date.fromisoformat(change.after["deadline"])
            yield f"waits for the money until {short_date(until, work.today)}"


_PROMISE_VERBS: Final = {
    "breaks": ("broken",),
    "keeps": ("kept",),
    "keeps in part": ("partly_kept",),
    "replaces": ("renegotiated",),
    "cancels": ("cancelled",),
    "opens again": ("open",),
}


def _invoices(work: Work, changes: list[RowChange]) -> Iterator[str]:
    both = [pair for pair in _both(changes) if pair[1]["lifecycle"] == "issued"]
    opened = [after for before, after in both if not before["balance"] and after["balance"]]
    closed = [after for before, after in both if before["balance"] and not after["balance"]]
    other = [after for before, after in both if 0 < before["balance"] != after["balance"] > 0]
    if opened:
        yield f"reopens {_named(opened)}"
    if closed:
        yield f"closes {_named(closed)}"
    for row in other:
        yield f"leaves {written(work, row['balance'])} open on {row['number']}"
    yield from _charges(work, changes)


def _charged_wrongly(work: Work, changes: Iterable[RowChange]) -> Iterator[str]:
    """Money that is entered late shows that interest or a fee was charged too high."""
    paid = {change.customer_id for change in changes if change.table == "allocation"}
    customers = [one for one in paid if one is not None]
    too_much = -sum(
        min(0, one.difference) for one in charge_corrections.charged_wrongly(work, customers)
    ) if customers else 0  # fmt: skip
    if too_much:
        yield (
            f"shows that {written(work, too_much)} of interest and fees was charged too much,"
            " which Interest and late fees in the Money menu takes back"
        )


def _named(rows: list[Row]) -> str:
    if len(rows) > _MOST_NAMED:
        return counted_in_words(len(rows), "invoice", "invoices")
    counted = counted_in_words(len(rows), "invoice", "invoices")
    return f"{counted} ({listed([row['number'] for row in rows])})"


def _charges(work: Work, changes: list[RowChange]) -> Iterator[str]:
    for change in changes:
        row = change.after
        if change.before is None and row and row["kind"] in _CHARGE_WORDS:
            yield f"{_CHARGE_WORDS[row['kind']]} of {written(work, row['total'])}"


_CHARGE_WORDS: Final = {
    "interest": "charges interest",
    "late_fee": "charges a late fee",
    "nsf_fee": "charges a returned-payment fee",
    "refund": "notes a refund",
    "recovery": "notes a recovery",
}


def _credits(work: Work, changes: list[RowChange]) -> Iterator[str]:
    granted: Counter[str] = Counter()
    taken_back: Counter[str] = Counter()
    for change in changes:
        row = change.after
        if row is not None and change.before is None and row["kind"] in _GRANTED:
            granted[row["kind"]] += row["amount"]
        if row is not None and row["kind"] in _TAKEN_BACK and _reversed(change):
            taken_back[row["kind"]] += row["amount"]
    for kind, amount in granted.items():
        yield _GRANTED[kind].format(written(work, amount))
    for kind, amount in taken_back.items():
        yield f"takes back {_TAKEN_BACK[kind]} of {written(work, amount)}"
    yield from _left_on_account(work, changes)
    yield from _used_of_account(work, changes)


def _used_of_account(work: Work, changes: list[RowChange]) -> Iterator[str]:
    fallen = [
        before["unapplied"] - after["unapplied"]
        for before, after in _both([each for each in changes if not _reversed(each)])
    ]
    used = sum(max(0, amount) for amount in fallen)
    if used:
        yield f"uses {written(work, used)} of the credit on account"


def _left_on_account(work: Work, changes: list[RowChange]) -> Iterator[str]:
    for change in changes:
        row, before = change.after, change.before or {"unapplied": 0}
        if row is not None and row["unapplied"] > before["unapplied"]:
            yield f"leaves {written(work, row['unapplied'])} as credit on account"


def _reversed(change: RowChange) -> bool:
    before, after = change.before or {}, change.after or {}
    return bool(before) and before["state"] != after["state"] == "reversed"


_GRANTED: Final = {
    "discount": "grants the early-payment discount of {}",
    "small_balance": "writes {} off as a small balance",
    "write_off": "writes {} off as bad debt",
    "settlement": "gives up {}",
    "waiver": "waives {}",
    "credit_note": "credits {}",
}

_TAKEN_BACK: Final = {
    "discount": "the early-payment discount",
    "small_balance": "the small-balance write-off",
    "settlement": "what the settlement gave up",
}


def _codes(work: Work, changes: list[RowChange]) -> Iterator[str]:
    for change in changes:
        if change.before is None and change.after and change.after["code"] == "UNEARNED_DISCOUNT":
            yield "leaves a discount open that was taken too late"


def _plans(work: Work, changes: list[RowChange]) -> Iterator[str]:
    for before, after in _both(changes):
        if before["state"] != after["state"]:
            day = short_date(date.fromisoformat(after["agreed_on"]), work.today)
            runs_again = after["state"] in _RUNNING and before["state"] in _OVER
            verb = "goes on with" if runs_again else _PLAN_VERBS[after["state"]]
            yield f"{verb} the payment plan of {day}"


_RUNNING: Final = ("signed", "active")
_OVER: Final = ("completed", "cancelled")
_PLAN_VERBS: Final = {
    "proposed": "takes back",
    "signed": "signs",
    "active": "starts",
    "completed": "completes",
    "defaulted": "puts in default",
    "accelerated": "makes all due of",
    "cancelled": "ends",
}


def _disputes(work: Work, changes: list[RowChange]) -> Iterator[str]:
    settled = [
        after for before, after in _both(changes) if before["state"] != after["state"] == "resolved"
    ]
    if settled:
        yield f"settles {counted_in_words(len(settled), 'dispute', 'disputes')}"
    again = [
        after for before, after in _both(changes) if before["state"] == "resolved" != after["state"]
    ]
    if again:
        yield f"opens {counted_in_words(len(again), 'dispute', 'disputes')} again"
    for row in settled:
        if row["resumes_on"]:
            day = short_date(date.fromisoformat(row["resumes_on"]), work.today)
            yield f"gives until {day} to pay what is left of it"


def _satisfactions(_: Work, changes: list[RowChange]) -> Iterator[str]:
    for before, after in _both(changes):
        if before["satisfaction"] == "problem" and after["satisfaction"] == "unknown":
            yield f"lets the next call ask whether all of {after['number']} is in order now"


def _follow_ups(work: Work, changes: list[RowChange]) -> Iterator[str]:
    done = [after for before, after in _both(changes) if not before["done_on"] and after["done_on"]]
    if done:
        yield f"closes {counted_in_words(len(done), 'follow-up', 'follow-ups')}"
    for change in changes:
        if change.before is None and change.after:
            day = short_date(date.fromisoformat(change.after["due_on"]), work.today)
            yield f"sets a follow-up for {day}"


def _holds(_: Work, changes: list[RowChange]) -> Iterator[str]:
    for before, after in _both(changes):
        if before["hold"] != after["hold"]:
            yield _HOLD_WORDS[after["hold"]]


_HOLD_WORDS: Final = {
    "none": "lifts the hold",
    "no_credit": "holds new credit",
    "no_contact": "stops all calls and letters",
}


def _both(changes: Iterable[RowChange]) -> Iterator[tuple[Row, Row]]:
    for change in changes:
        if change.before is not None and change.after is not None:
            yield change.before, change.after


_Teller = Callable[[Work, list[RowChange]], Iterator[str]]
_TELLERS: Final[tuple[tuple[str, _Teller], ...]] = (
    ("promise", _promises),
    ("plan", _plans),
    ("invoice", _invoices),
    ("credit", _credits),
    ("allocation", _codes),
    ("dispute", _disputes),
    ("follow_up", _follow_ups),
    ("customer", _holds),
    ("invoice", _satisfactions),
)
_OF_MONEY: Final = ("invoice", "credit", "allocation")
