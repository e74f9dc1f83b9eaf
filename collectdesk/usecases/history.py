"""What happened with a customer, told in a few words each, newest first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from collectdesk.domain.call import OutcomeCode, ReasonCode
from collectdesk.domain.dates import short_date
from collectdesk.domain.dispute import Resolution
from collectdesk.domain.document import RECEIVED, document_label
from collectdesk.domain.payment_method import method_words
from collectdesk.domain.rows import HistoryRow, Tone
from collectdesk.store import history as stored
from collectdesk.store.history import Happening, Promised
from collectdesk.usecases.checks import written
from collectdesk.usecases.collecting_costs import COST, read_cost
from collectdesk.usecases.counterparts import HAND_OVER
from collectdesk.usecases.work import Work

_SHORT_REFERENCE, _SHORT_LINE = 10, 22
"""A longer one, such as a bank's words, stands below: what was paid is read first."""
_MOST_NAMED = 4
_BRIEF = {"transfer": "transfer", "other": ""}
"""Methods that are told more briefly on a line than elsewhere."""
_CREDITS: dict[str, tuple[str, Tone]] = {
    "payment": ("Paid", "good"),
    "credit_note": ("Credit note", "plain"),
    "write_off": ("Written off", "late"),
    "discount": ("Discount taken", "plain"),
    "small_balance": ("Small balance written off", "quiet"),
    "settlement": ("Given up in a settlement", "careful"),
    "waiver": ("Charge waived", "plain"),
}
_SOURCES = {"payment": "payment", "credit_note": "credit note"}
_TAKEN_BACK = {
    "discount": "Discount taken back",
    "small_balance": "Small balance owed again",
    "settlement": "Settlement taken back",
}
_DEBITS = {
    "invoice": "Invoiced",
    "refund": "Paid back",
    "recovery": "Recovered",
}
_PROMISES: dict[str, tuple[str, Tone]] = {
    "kept": ("Promise kept", "good"),
    "partly_kept": ("Promise partly kept", "careful"),
    "broken": ("Promise broken", "late"),
    "renegotiated": ("Promise changed", "plain"),
    "cancelled": ("Promise cancelled", "quiet"),
}
_PLANS: dict[str, tuple[str, Tone]] = {
    "completed": ("Plan paid to its end", "good"),
    "defaulted": ("Plan failed", "late"),
    "accelerated": ("Plan failed", "late"),
    "cancelled": ("Plan ended", "quiet"),
}


@dataclass(frozen=True, slots=True)
class _Told:
    icon: str
    strong: str
    rest: str = ""
    detail: str = ""
    tone: Tone = "plain"


def history_rows(work: Work, customer_id: int, most: int = 400) -> tuple[HistoryRow, ...]:
    """The latest happenings of a customer."""
    found = stored.of_customer(work.db, customer_id, most)
    promised = stored.promised_in(work.db, [one.ref_id for one in found if one.kind == "call"])
    return tuple(
        _row(work, one, promised.get(one.ref_id) if one.kind == "call" else None) for one in found
    )


def _row(work: Work, happening: Happening, promise: Promised | None) -> HistoryRow:
    told = _TELLERS[happening.kind](work, happening)
    detail = " · ".join(filter(None, [_promised(work, promise), told.detail]))
    return HistoryRow(
        key=f"{happening.kind}-{happening.ref_id}",
        kind=told.icon,
        on=happening.on,
        strong=told.strong,
        rest=told.rest,
        detail=detail,
        tone=told.tone,
        ref_id=happening.ref_id,
    )


def _promised(work: Work, promise: Promised | None) -> str:
    """What was promised in a call: "$4,200.00 by Fri 27 Nov, cheque 4711"."""
    if promise is None:
        return ""
    amount, day, method, reference = promise
    how = " ".join(filter(None, [_method(work, method), reference]))
    return _joined(f"{written(work, amount)} by {_day(work, day)}", how)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _day(work: Work, day: date | None) -> str:
    return short_date(day, work.today) if day else ""


def _call(work: Work, h: Happening) -> _Told:
    outcome = OutcomeCode(h.what)
    why = ReasonCode(h.third).label if h.third not in ("", ReasonCode.UNKNOWN) else ""
    after = f"next {_day(work, h.day)}" if h.day else ""
    said = f"“{h.second}”" if h.second else ""
    detail = " · ".join(filter(None, [said, why, after]))
    if not h.first:
        return _Told("call", outcome.label.capitalize(), "", detail)
    return _Told("call", "Called", f"{h.first}, {outcome.label}", detail)


def _courtesy_call(work: Work, h: Happening) -> _Told:
    told = _call(work, h)
    if not h.first:
        return replace(told, rest="a courtesy call")
    return replace(told, strong="Courtesy call", rest=f"with {told.rest}")


def _promise_made(work: Work, h: Happening) -> _Told:
    rest = f"{_amount(work, h)} by {_day(work, h.day)}"
    how = " ".join(filter(None, [_method(work, h.what), h.second]))
    return _Told("promise", "Promised", rest, _joined(how, h.first))


def _promise(work: Work, h: Happening) -> _Told:
    word, tone = _PROMISES[h.what]
    icon = "broken" if h.what == "broken" else "promise"
    return _Told(icon, work.spelled(word), _amount(work, h), tone=tone)


def _credit(work: Work, h: Happening) -> _Told:
    word, tone = _CREDITS[h.what]
    fits = len(h.second) <= _SHORT_REFERENCE and len(word + h.second) <= _SHORT_LINE
    beside, below = (h.second, "") if fits else ("", h.second)
    how = " ".join(filter(None, [_method(work, h.first), beside]))
    to = f"→ {_some_of([number for number, _ in h.parts])}" if h.parts else "on account"
    rest = " ".join(filter(None, [_amount(work, h), how, to]))
    detail = " · ".join(filter(None, [_shares(work, h), below, h.third]))
    return _Told("payment", word, rest, detail, tone)


def _some_of(told: list[str]) -> str:
    """The first of many, and how many more there are."""
    more = len(told) - _MOST_NAMED
    if more <= 0:
        return ", ".join(told)
    return f"{', '.join(told[:_MOST_NAMED])} and {more:,} more"


def _shares(work: Work, h: Happening) -> str:
    """What of a credit went where on its day, so that its amount can be followed."""
    shares = [f"{written(work, part)} for {number}" for number, part in h.parts]
    told = _some_of(shares) if len(shares) > 1 else ""
    left = f"{written(work, h.left)} on account" if h.parts and h.left > 0 else ""
    return " · ".join(filter(None, [told, left]))


def _used(work: Work, h: Happening) -> _Told:
    """Credit that was used later than it came."""
    source = " ".join(filter(None, [_SOURCES.get(h.what, "credit"), h.first]))
    detail = f"from the {source} of {_day(work, h.day)}"
    return _Told("payment", "Credit used", f"{_amount(work, h)} → {h.second}", detail)


def _returned(work: Work, h: Happening) -> _Told:
    word = _TAKEN_BACK.get(h.what, "Payment returned")
    return _Told("broken", word, _amount(work, h), h.third, "late")


def _invoice(work: Work, h: Happening) -> _Told:
    word = _DEBITS.get(h.what, "Charged")
    if h.what in ("refund", "recovery"):
        return _Told("invoice", word, f"{h.first}, {_amount(work, h)}", h.second)
    rest = f"{h.first}, {_amount(work, h)}, due {_day(work, h.day)}"
    return _Told("invoice", word, rest, h.second)


def _delivered(work: Work, h: Happening) -> _Told:
    word = "Delivery verified" if h.what == "confirmed" else "Delivered"
    return _Told("verified", word, h.first, tone="good" if h.what == "confirmed" else "plain")


def _void(work: Work, h: Happening) -> _Told:
    return _Told("invoice", "Voided", h.first, h.second, "quiet")


def _dispute(work: Work, h: Happening) -> _Told:
    rest = f"{_amount(work, h)} of {h.first}: {ReasonCode(h.what).label.lower()}"
    return _Told("dispute", "Disputed", rest, h.third, "careful")


def _settled(work: Work, h: Happening) -> _Told:
    how = Resolution(h.what).label.lower() if h.what in tuple(Resolution) else h.what
    return _Told("dispute", "Dispute settled", _joined(h.first, how), tone="good")


def _plan(work: Work, h: Happening) -> _Told:
    return _Told("plan", "Payment plan", f"over {_amount(work, h)}", h.second)


def _plan_ended(work: Work, h: Happening) -> _Told:
    words, tone = _PLANS[h.what]
    due = f"all that is left is due on {_day(work, h.day)}" if h.day else ""
    return _Told("broken" if tone == "late" else "plan", words, _amount(work, h), due, tone)


def _document(work: Work, h: Happening) -> _Told:
    if h.what == RECEIVED:
        return _Told("letter", "Received", _joined(h.second, h.third), h.first)
    rest = "printed" if h.day else "made, not printed yet"
    return _Told("letter", document_label(h.what, work.currency), _joined(rest, h.third), h.first)


def _note(work: Work, h: Happening) -> _Told:
    if h.what == HAND_OVER:
        to, _, why = h.second.partition("\n")
        return _Told("note", "Handed over", f"to {to}", why)
    if h.what == COST:
        return _cost(work, h)
    return _Told("note", "Note", h.first and f"by {h.first}", h.second)


def _cost(work: Work, h: Happening) -> _Told:
    cost = read_cost(work, h.second)
    earlier = f"on {_day(work, cost.on)}" if cost.on != h.on else ""
    rest = " ".join(filter(None, [written(work, cost.amount), earlier]))
    return _Told("note", "Cost of collecting", rest, cost.what)


def _method(work: Work, method: str) -> str:
    brief = _BRIEF.get(method)
    return method_words(method, work.currency) if brief is None else brief


def _amount(work: Work, h: Happening) -> str:
    return written(work, h.amount or 0)


_TELLERS: dict[str, Callable[[Work, Happening], _Told]] = {
    "call": _call,
    "courtesy_call": _courtesy_call,
    "promise_made": _promise_made,
    "promise": _promise,
    "credit": _credit,
    "used": _used,
    "returned": _returned,
    "invoice": _invoice,
    "delivered": _delivered,
    "void": _void,
    "dispute": _dispute,
    "settled": _settled,
    "plan": _plan,
    "plan_ended": _plan_ended,
    "document": _document,
    "note": _note,
}
