"""A letter's words on the owner's paper with made-up facts, for a look while writing them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast

from collectdesk.domain.papers import LetterFact, LetterPaper, Party
from collectdesk.domain.texts import write_letter
from collectdesk.usecases import letterhead
from collectdesk.usecases.letter_texts import FIELDS, OwnText, applied, conditions, shipped
from collectdesk.usecases.work import Work

if TYPE_CHECKING:
    from collectdesk.documents.envelopes import EnvelopeName, PageName

EXAMPLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "agreed_on": "12 October 2026",
        "amount": "$1,220.00",
        "answer_by": "30 November 2026",
        "bank": "First Bank, account 12345",
        "contact": "Maria",
        "cure_by": "30 November 2026",
        "cure_days": "5 business days",
        "customer": "Example & Daughters",
        "customer_no": "C-1042",
        "date": "27 November 2026",
        "deadline": "10 December 2026",
        "delivered": "16 November 2026",
        "disputed": "$240.00",
        "firm": "your firm",
        "first": "1 December 2026",
        "hold_date": "10 December 2026",
        "invoice": "INV-1042",
        "invoices_are": "2 invoices are",
        "made_on": "20 November 2026",
        "method": "by bank transfer",
        "missed": "$305.00",
        "missed_on": "16 November 2026",
        "next_step": "we will place the account with an agency",
        "number": "INV-1042",
        "oldest_due_short": "12 Oct",
        "oldest_late": "34 days late",
        "oldest_number": "INV-1042",
        "past_due": "$1,220.00",
        "pay_by": "4 December 2026",
        "payments": "4 payments",
        "phone": "(415) 555-0100",
        "promise_amount": "$600.00",
        "promise_date": "13 November 2026",
        "promise_made_on": "6 November 2026",
        "reason": "Goods damaged",
        "received": "20 November 2026",
        "reply_by": "30 November 2026",
        "reply_to": "your address",
        "rest": "$915.00",
        "rest_due": "1 December 2026",
        "undisputed": "$980.00",
    }
)
"""What each field may be filled with, to tell its author what it stands for."""

_MIDDLE: Final = {
    **dict.fromkeys(("reminder", "past_due", "second", "final", "demand"), "the open invoices"),
    "verification": "what was delivered, with boxes to tick",
    "statement": "the account, line by line",
    "receipt": "the invoices that were paid",
    "promise": "amount, day and way of the payment",
    "dispute": "what is in question",
    "plan": "the payments and their days, the points of the agreement",
}


def sample_letter(work: Work, letter: str, text: OwnText, special: bool) -> LetterPaper:
    """The letter with these words; with ``special``, its paragraphs for special cases instead.

    Raises UnknownField.
    """
    template = applied(shipped()[letter], text)
    words = write_letter(template, _values(work, letter), conditions(template) if special else ())
    middle = _MIDDLE.get(letter)
    return LetterPaper(
        firm=letterhead.firm(work),
        customer=Party(
            EXAMPLES["customer"],
            EXAMPLES["customer_no"],
            "Maria Example",
            ("1 Example Street", "Springfield"),
        ),
        issued=work.today,
        heading=words.heading,
        salutation=words.salutation,
        paragraphs=words.paragraphs,
        facts=(LetterFact("Here stands", middle),) if middle else (),
        closing=words.closing,
        sender=letterhead.signed(work, words),
        stamp=words.stamp,
    )


def draw_sample(work: Work, letter: str, text: OwnText, special: bool) -> bytes:
    """The sample as a PDF in the owner's size of paper."""
    from collectdesk.documents.batch import render

    paper = sample_letter(work, letter, text, special)
    own = work.settings
    return render(paper, cast("PageName", own.paper), cast("EnvelopeName", own.envelope))


def _values(work: Work, letter: str) -> dict[str, str]:
    values = {name: EXAMPLES[name] for name in FIELDS[letter]}
    if "firm" in values:
        values["firm"] = letterhead.firm(work).name
    return values
