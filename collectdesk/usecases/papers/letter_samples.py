"""A letter's words on the owner's paper with made-up facts, for a look while writing them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final, cast

from collectdesk.domain.english import english_of
from collectdesk.domain.like_sums import like_sum
from collectdesk.domain.papers import (
    AgreementPaper,
    DemandPaper,
    FilePaper,
    LetterFact,
    LetterPaper,
    NoticeRow,
    Paper,
    Party,
    Slip,
)
from collectdesk.domain.papers_filed import AgreedItem, AgreedPart, Section
from collectdesk.domain.texts import LetterWords, write_letter
from collectdesk.usecases.letters.letter_checks import OwnText, applied, conditions
from collectdesk.usecases.letters.letter_fields import EXAMPLES, FIELDS, examples_in
from collectdesk.usecases.letters.letter_texts import shipped
from collectdesk.usecases.papers import letterhead
from collectdesk.usecases.papers.look_sample import sample_invoice
from collectdesk.usecases.work import Work

if TYPE_CHECKING:
    from collectdesk.documents.envelopes import EnvelopeName, PageName

_MIDDLE: Final = {
    **dict.fromkeys(("reminder", "past_due", "second", "final"), "the open invoices"),
    "verification": "what was delivered, with boxes to tick",
    "statement": "the account, line by line",
    "receipt": "the invoices that were paid",
    "promise": "amount, day and way of the payment",
    "dispute": "what is in question",
    "invoice_early": "the invoice",
    "invoice_paid": "the invoice",
}
_AMOUNT: Final = 122_000  # cents, as in the examples
_CUSTOMER: Final = Party(
    EXAMPLES["customer"],
    EXAMPLES["customer_no"],
    "Maria Example",
    ("1 Example Street", "Springfield"),
)


def sample_letter(work: Work, letter: str, text: OwnText, special: bool) -> Paper:
    """The letter with these words; with ``special``, its paragraphs for special cases instead.

    Raises UnknownField.
    """
    english = english_of(work.currency)
    template = applied(shipped(english)[letter], text)
    words = write_letter(template, _values(work, letter), conditions(template) if special else ())
    paper = _MAKERS.get(letter, _letter)(work, letter, words)
    firm = letterhead.firm(work, is_firm=letter in ("second", "final", "demand"))
    return replace(paper, firm=firm, language=english)


def _letter(work: Work, letter: str, words: LetterWords) -> LetterPaper:
    middle = _MIDDLE.get(letter)
    facts = (LetterFact("Here stands", middle),) if middle else ()
    written = letterhead.letter(work, _CUSTOMER, words, facts)
    return replace(written, heading=words.heading or "Invoice")


def _agreement(work: Work, letter: str, words: LetterWords) -> AgreementPaper:
    amount = like_sum(_AMOUNT, work.currency)
    parts = tuple(
        AgreedPart(f"{place} of 4", work.today + timedelta(30 * place), amount // 4)
        for place in range(1, 5)
    )
    return AgreementPaper(
        firm=letterhead.firm(work),
        customer=_CUSTOMER,
        currency=work.currency,
        issued=work.today,
        heading=words.heading,
        salutation=words.salutation,
        paragraphs=words.paragraphs,
        items=(AgreedItem(EXAMPLES["invoice"], work.today - timedelta(60), amount),),
        parts=parts,
        total=amount,
        clauses=words.clauses,
        closing=words.closing,
        ours=work.settings.owner_name,
        theirs="Maria Example",
        stamp=words.stamp,
    )


def _demand(work: Work, letter: str, words: LetterWords) -> DemandPaper:
    firm, amount = letterhead.firm(work), like_sum(_AMOUNT, work.currency)
    row = NoticeRow(
        EXAMPLES["invoice"], work.today - timedelta(64), work.today - timedelta(34), 34, amount,
        amount,
    )  # fmt: skip
    return DemandPaper(
        firm=firm,
        customer=_CUSTOMER,
        currency=work.currency,
        issued=work.today,
        deadline=work.today + timedelta(work.settings.notice_pay_days),
        heading=words.heading,
        salutation=words.salutation,
        paragraphs=words.paragraphs,
        creditor=(firm.name, *firm.address),
        debtor=(_CUSTOMER.name, *_CUSTOMER.address),
        rows=(row,),
        charges=(),
        total=amount,
        clauses=words.clauses,
        closing=words.closing,
        sender=letterhead.signed(work, words),
        stamp=words.stamp,
    )


def _application(work: Work, letter: str, words: LetterWords) -> FilePaper:
    from collectdesk.usecases.papers.credit_application import to_sign

    return FilePaper(
        firm=letterhead.firm(work),
        customer=Party(""),
        issued=work.today,
        heading=words.heading,
        paragraphs=words.paragraphs,
        sections=(Section("Here stand", ("the questions to fill in",)), *to_sign(words)),
    )


def _with_slip(work: Work, letter: str, words: LetterWords) -> Paper:
    return sample_invoice(work, work.settings, Slip(0, heading=words.heading,
                                                    ticks=words.paragraphs))  # fmt: skip


_MAKERS: Final[dict[str, Callable[[Work, str, LetterWords], Paper]]] = {
    "plan": _agreement,
    "demand": _demand,
    "application": _application,
    "slip": _with_slip,
}


def draw_sample(work: Work, letter: str, text: OwnText, special: bool) -> bytes:
    """The sample as a PDF in the owner's size of paper."""
    from collectdesk.documents.batch import render

    paper = sample_letter(work, letter, text, special)
    own = work.settings
    return render(paper, cast("PageName", own.paper), cast("EnvelopeName", own.envelope))


def _values(work: Work, letter: str) -> dict[str, str]:
    examples = examples_in(work.currency)
    values = {name: examples[name] for name in FIELDS[letter]}
    if "firm" in values:
        values["firm"] = letterhead.firm(work).name
    return values
