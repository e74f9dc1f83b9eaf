"""Payment terms: when an invoice falls due, and what paying early saves.

Days are calendar days, the invoice date is day 0, and due dates are never moved off a weekend.
"EOM" has two meanings in use, so the kind is stored, never a label.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from collectdesk.domain.dates import add_months_clamped, clamped, first_of_month, month_end
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.numerals import format_percent, parse_percent
from collectdesk.domain.words import counted, ordinal, quoted, typed_plainly

LONGEST_DAYS: Final = 999
LONGEST_MONTHS: Final = 24


class TermsKind(StrEnum):
    """From what the due date is counted."""

    ON_RECEIPT = "on_receipt"
    """Due the day it is received; the invoice date stands for it."""
    NET = "net"
    """``days`` after the invoice date."""
    EOM = "eom"
    """The last day of the month that is ``months`` after the invoice's month."""
    NET_EOM = "net_eom"
    """The last day of the invoice's month first, then ``days`` more."""
    MFI = "mfi"
    """Day ``day_of_month`` of the month following the invoice, or that month's last day."""


_USED_BY: Final = {
    TermsKind.ON_RECEIPT: frozenset[str](),
    TermsKind.NET: frozenset({"days"}),
    TermsKind.EOM: frozenset({"months", "cutoff_day"}),
    TermsKind.NET_EOM: frozenset({"days", "cutoff_day"}),
    TermsKind.MFI: frozenset({"day_of_month", "cutoff_day"}),
}
_NUMBERS: Final = frozenset({"days", "months", "day_of_month", "cutoff_day"})


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms of payment. Raises InvalidInput when its numbers make no sense.

    An invoice dated after ``cutoff_day`` counts as next month's (kinds EOM, NET_EOM and MFI).
    ``discount_bp`` is in hundredths of a percent; it is earned up to ``discount_days`` after the
    invoice date, and quietly up to ``discount_grace`` days more. Numbers that the kind does not use
    are set to zero, so that equal terms are equal.
    """

    kind: TermsKind
    days: int = 0
    months: int = 0
    day_of_month: int = 0
    cutoff_day: int | None = None
    discount_bp: int = 0
    discount_days: int = 0
    discount_grace: int = 0

    def __post_init__(self) -> None:
        _check(0 <= self.days <= LONGEST_DAYS, f"Use at most {LONGEST_DAYS} days.")
        _check(0 <= self.months <= LONGEST_MONTHS, f"Use at most {LONGEST_MONTHS} months.")
        if self.kind is TermsKind.MFI:
            _check(1 <= self.day_of_month <= 31, "The day of the month must be from 1 to 31.")
        if self.cutoff_day is not None:
            _check(1 <= self.cutoff_day <= 31, "The cut-off day must be from 1 to 31.")
        _check(0 <= self.discount_bp < 10_000, "The discount must be below 100 %.")
        _check(0 <= self.discount_days <= LONGEST_DAYS, f"Use at most {LONGEST_DAYS} days.")
        _check(0 <= self.discount_grace <= LONGEST_DAYS, f"Use at most {LONGEST_DAYS} days.")
        self._clear_unused()

    def _clear_unused(self) -> None:
        unused = set(_NUMBERS.difference(_USED_BY[self.kind]))
        if not self.discount_bp:
            unused.update(("discount_days", "discount_grace"))
        for name in unused:
            object.__setattr__(self, name, None if name == "cutoff_day" else 0)

    def code(self) -> str:
        """The canonical text, the same for equal terms; ``parse_terms`` reads it back."""
        return " ".join(part for part in (_discount_code(self), _due_code(self)) if part)


def _check(holds: bool, advice: str) -> None:
    if not holds:
        raise InvalidInput(f"These payment terms cannot be used. {advice}", "terms")


def due_date(issue: date, terms: Terms) -> date:
    """The day on which an invoice dated ``issue`` falls due."""
    start = _month_of_invoice(issue, terms)
    match terms.kind:
        case TermsKind.ON_RECEIPT:
            return issue
        case TermsKind.NET:
            return issue + timedelta(days=terms.days)
        case TermsKind.EOM:
            return month_end(add_months_clamped(start, terms.months))
        case TermsKind.NET_EOM:
            return month_end(start) + timedelta(days=terms.days)
        case TermsKind.MFI:
            following = add_months_clamped(start, 1)
            return clamped(following.year, following.month, terms.day_of_month)


def _month_of_invoice(issue: date, terms: Terms) -> date:
    late = terms.cutoff_day is not None and issue.day > terms.cutoff_day
    return add_months_clamped(first_of_month(issue), 1 if late else 0)


def with_discount_of(terms: Terms, other: Terms) -> Terms:
    """The same terms with the early-payment discount of other ones."""
    return replace(
        terms,
        discount_bp=other.discount_bp,
        discount_days=other.discount_days,
        discount_grace=other.discount_grace,
    )


def _discount_code(terms: Terms) -> str:
    if not terms.discount_bp:
        return ""
    grace = f"+{terms.discount_grace}" if terms.discount_grace else ""
    return f"{format_percent(terms.discount_bp)}/{terms.discount_days}{grace}"


def _due_code(terms: Terms) -> str:
    cutoff = f" CUTOFF {terms.cutoff_day}" if terms.cutoff_day is not None else ""
    match terms.kind:
        case TermsKind.ON_RECEIPT:
            return "RECEIPT"
        case TermsKind.NET:
            return f"NET {terms.days}"
        case TermsKind.EOM:
            return f"EOM {terms.months}M{cutoff}" if terms.months else f"EOM{cutoff}"
        case TermsKind.NET_EOM:
            return f"NET {terms.days} EOM{cutoff}"
        case TermsKind.MFI:
            return f"{terms.day_of_month} MFI{cutoff}"


def terms_label(terms: Terms) -> str:
    """The terms as people say them: "2/10 net 30", "Net 30", "15th of next month"."""
    return _labelled(terms, _discount_code(terms).partition("+")[0])


def terms_typed(terms: Terms) -> str:
    """The terms as a form shows them, with the quiet days of grace: "2/10+3 net 30".

    ``parse_terms`` reads the same terms back.
    """
    return _labelled(terms, _discount_code(terms))


def _labelled(terms: Terms, early: str) -> str:
    due = _due_label(terms)
    if terms.cutoff_day is not None:
        due = f"{due} (after the {ordinal(terms.cutoff_day)}, one month later)"
    if not early:
        return due
    comma = "" if terms.kind is TermsKind.NET else ","
    return f"{early}{comma} {due[0].lower()}{due[1:]}"


def _due_label(terms: Terms) -> str:
    match terms.kind:
        case TermsKind.ON_RECEIPT:
            return "Due on receipt"
        case TermsKind.NET:
            return f"Net {terms.days}"
        case TermsKind.EOM:
            return _month_end_label(terms.months)
        case TermsKind.NET_EOM:
            return f"{counted(terms.days, 'day')} after month end"
        case TermsKind.MFI:
            return f"{ordinal(terms.day_of_month)} of next month"


def _month_end_label(months: int) -> str:
    if months == 0:
        return "End of month"
    return "End of next month" if months == 1 else f"End of month, {months} months later"


_TEXT_LIMIT: Final = 100

_EARLY: Final = (
    r"([0-9]{1,2}(?:[.,][0-9]{1,9})?) ?"
    r"(?:%? ?/ ?|% ?(?:discount )?(?:in |within |if paid (?:in |within )?)?)"
    r"([0-9]{1,3})(?: ?\+ ?([0-9]{1,3}))?(?: ?days?)?"
)
_DISCOUNT_FIRST = re.compile(rf"{_EARLY}(?:\b|(?=n)) ?[,;/-]? ?(?:otherwise |else )?")
_DISCOUNT_LAST = re.compile(rf"[,;]? \(?(?:less )?{_EARLY}\)?$")
_HEADING = re.compile(r"(?:(?:payment )?terms:? |payment )")
_CUTOFF = re.compile(
    r",? ?\(?cut ?-?off(?: day)?:?(?: after)?(?: the)? ?([0-9]{1,2})(?:th|st|nd|rd)?\)?$"
)

_NTH: Final = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_NET: Final = r"(?:net|n ?/?)"
_WITHIN: Final = r"(?:(?:due |payable )?(?:in |within )|due (?=[0-9]+ ?days))?"
_FROM_INVOICE: Final = r"(?:from|after) (?:the )?(?:invoice(?: date)?|date of (?:the )?invoice)"
_MONTH_END: Final = (
    r"(?:eom|end of (?:the )?(?:invoice )?month|month[- ]end|last day of (?:the )?month)"
)
_FOLLOWING: Final = (
    r"(?:mfi|prox(?:imo)?\.?|(?:day )?of (?:the )?(?:following|next) month"
    r"|(?:of (?:the )?)?following|(?:of )?(?:the )?month (?:following|after)(?: (?:the )?invoice)?)"
)
_NEXT_MONTH_END: Final = (
    r"(?:due )?(?:at )?(?:the )?(?:end|last day) of (?:the )?(?:following|next) month"
    r"|eom following|month end following"
)

_POINTED = re.compile(r"\b([em])\. ?([of])\. ?([mi])\b\.?")
_FIRST = re.compile(r"\bfirst\b")

_Read = Callable[[re.Match[str]], Terms]
_SHAPES: Final[tuple[tuple[str, _Read], ...]] = (
    (
        r"(?:payable |due )?(?:up)?(?:on )?receipt(?: of invoice)?|due now"
        r"|(?:due )?immediate(?:ly)?(?: payment)?|c\.?o\.?d|cash on delivery",
        lambda found: Terms(TermsKind.ON_RECEIPT),
    ),
    (
        rf"{_WITHIN}(?:{_NET}[ -]?)?([0-9]{{1,3}}) ?(?:d(?:ays?)? ?)?(?:net|{_FROM_INVOICE})?",
        lambda found: Terms(TermsKind.NET, days=int(found[1])),
    ),
    (
        rf"{_WITHIN}{_NET}? ?([0-9]{{1,2}}) weeks?(?: {_FROM_INVOICE})?",
        lambda found: Terms(TermsKind.NET, days=7 * int(found[1])),
    ),
    (_NEXT_MONTH_END, lambda found: Terms(TermsKind.EOM, months=1)),
    (rf"(?:due )?(?:at )?(?:the )?(?:net )?{_MONTH_END}", lambda found: Terms(TermsKind.EOM)),
    (
        r"eom \+?([0-9]{1,2}) ?m(?:onths?)?|end of month,? ([0-9]{1,2}) months later",
        lambda found: Terms(TermsKind.EOM, months=int(found[1] or found[2])),
    ),
    (
        rf"{_NET}? ?([0-9]{{1,3}}),? ?(?:days?,? ?)?(?:after |from )?(?:the )?{_MONTH_END}",
        lambda found: Terms(TermsKind.NET_EOM, days=int(found[1])),
    ),
    (
        rf"(?:net {_MONTH_END} |{_MONTH_END}(?: ?\+| plus) ?)([0-9]{{1,3}})(?: days?)?",
        lambda found: Terms(TermsKind.NET_EOM, days=int(found[1])),
    ),
    (
        rf"(?:due )?(?:on |by )?(?:the )?(?:net )?{_NTH} ?{_FOLLOWING}|(?:mfi|prox) {_NTH}",
        lambda found: Terms(TermsKind.MFI, day_of_month=int(found[1] or found[2])),
    ),
)


def parse_terms(text: str) -> Terms:
    """Terms from their canonical code or as typed: "2/10 net 30", "net 15 EOM", "15 MFI".

    Raises InvalidInput when the text is not understood, rather than guessing a due date.
    """
    flat = _plainly(text) if len(text) <= _TEXT_LIMIT else ""
    rest, discount = _without_discount(_HEADING.sub("", flat, count=1))
    cutoff = _CUTOFF.search(rest) or _LONG_CUTOFF.search(rest)
    terms = _read_due(rest[: cutoff.start()] if cutoff else rest)
    if terms is None or (cutoff and "cutoff_day" not in _USED_BY[terms.kind]):
        raise _not_understood(text)
    if cutoff:
        terms = replace(terms, cutoff_day=int(cutoff[1]))
    return _with_discount(terms, discount) if discount else terms


def _plainly(text: str) -> str:
    """The text as it is written without points, and 1st for first."""
    return _FIRST.sub("1st", _POINTED.sub(r"\1\2\3", typed_plainly(text)))


def _without_discount(flat: str) -> tuple[str, re.Match[str] | None]:
    """The rest and the early price, which stands before it or, as in "net 30, 2/10", behind."""
    if first := _DISCOUNT_FIRST.match(flat):
        return flat[first.end() :], first
    last = _DISCOUNT_LAST.search(flat)
    return (flat[: last.start()], last) if last else (flat, None)


def agreed_terms(text: str) -> Terms:
    """Terms typed to be agreed now: ``parse_terms``, and an early price that ends by the due date.

    Raises InvalidInput. What is agreed already, such as a stored code, is read by ``parse_terms``.
    """
    terms = parse_terms(text)
    if terms.discount_bp and terms.discount_days > _longest_credit(terms):
        raise InvalidInput(
            f"With {terms_label(terms)} the early price would hold until after the due date."
            " Give fewer days for it, as in 2/10 net 30.",
            "terms",
        )
    return terms


def _longest_credit(terms: Terms) -> int:
    """The most days from an invoice's date to its due date, whenever it is dated."""
    if terms.kind in (TermsKind.ON_RECEIPT, TermsKind.NET):
        return terms.days
    first_days = {1, (terms.cutoff_day or 0) % 31 + 1}
    dated = (clamped(2027, month, day) for month in range(1, 13) for day in first_days)
    return max((due_date(day, terms) - day).days for day in dated)


_LONG_CUTOFF = re.compile(r" ?\(after the ([0-9]{1,2})(?:st|nd|rd|th), one month later\)$")


def _read_due(text: str) -> Terms | None:
    bare = text.strip(" .,;")
    for shape, read in _SHAPES:
        found = re.fullmatch(shape, bare)
        if found:
            return read(found)
    return None


def _with_discount(terms: Terms, found: re.Match[str]) -> Terms:
    try:
        discount = parse_percent(found[1])
    except InvalidInput as error:
        raise InvalidInput(str(error), "terms") from error
    return replace(
        terms,
        discount_bp=discount,
        discount_days=int(found[2]),
        discount_grace=int(found[3] or 0),
    )


_HINTS: Final = (
    (
        re.compile(r"advance|\b(?:cia|cbd|cwo)\b|pre-?pa|\bcash\b"),
        "Type due on receipt; that somebody pays first is decided with their credit.",
    ),
    (
        re.compile(r"deliver|arrival|goods|\brog\b"),
        "Days are counted from the invoice's date: date it on the day of delivery and type net 45.",
    ),
)
_EXAMPLES: Final = (
    "Type them as net 30, 2/10 net 30, net 15 EOM, 15 MFI, end of following month or due on"
    " receipt."
)


def _not_understood(text: str) -> InvalidInput:
    if not text.strip():
        return InvalidInput("Type the payment terms, such as net 30 or 2/10 net 30.", "terms")
    meant = text[:_TEXT_LIMIT].lower()
    hint = next((told for kind, told in _HINTS if kind.search(meant)), _EXAMPLES)
    return InvalidInput(f"The payment terms {quoted(text)} were not understood. {hint}", "terms")
