"""What the owner should know of a file besides what comes in: told together, and line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from collectdesk.domain.form_rows import ImportRemark
from collectdesk.domain.words import counted


class Remark(StrEnum):
    """What a remark is about."""

    DISPUTED = "disputed"
    OPEN = "open"
    DETAILS = "details"
    TAKEN = "taken"
    OVERPAID = "overpaid"
    WHOLE = "whole"
    NUMBER_OF_OPEN = "number_of_open"
    NUMBER_GIVEN = "number_given"
    UNUSED = "unused"
    UNTOLD = "untold"
    ALIKE = "alike"
    LEFT_OUT = "left_out"
    USED_UP = "used_up"
    REPEATED = "repeated"
    NO_INVOICE = "no_invoice"
    NOT_ISSUED = "not_issued"
    ONLY_OPEN = "only_open"


_LEFT_AS_IT_IS: Final = "than the book; not changed"
_SENTENCES: Final = {
    Remark.DISPUTED: ("invoice", f"the list tells another disputed sum {_LEFT_AS_IT_IS}"),
    Remark.OPEN: ("invoice", f"the list tells another open sum {_LEFT_AS_IT_IS}"),
    Remark.DETAILS: ("detail", f"the list tells other words {_LEFT_AS_IT_IS}"),
    Remark.TAKEN: ("row", "below zero, and come in as credit notes on account"),
    Remark.OVERPAID: ("invoice", "overpaid; the rest comes in as a payment on account"),
    Remark.WHOLE: (
        "credit",
        "the list does not tell how much of it is unused; all of it comes in on account",
    ),
    Remark.NUMBER_OF_OPEN: (
        "credit",
        "on account, with the number of an open invoice; use them for it if they are meant so",
    ),
    Remark.NUMBER_GIVEN: (
        "credit note",
        "with the number of another credit note; they come in beside it under the same number",
    ),
    Remark.UNUSED: ("credit", f"the list tells another unused sum {_LEFT_AS_IT_IS}"),
    Remark.UNTOLD: (
        "credit",
        "the list does not tell how much of it is unused; left out, record them by hand",
    ),
    Remark.ALIKE: ("payment", "like another of the list; all of them come in"),
    Remark.LEFT_OUT: ("row", "money paid at once or back, left out"),
    Remark.USED_UP: ("credit", "used up already, and passed over"),
    Remark.REPEATED: ("row", "told before in the same words, and passed over"),
    Remark.NOT_ISSUED: ("row", "drafts or void invoices, passed over"),
    Remark.NO_INVOICE: ("row", "titles or sums and no invoices, passed over"),
    Remark.ONLY_OPEN: ("invoice", "the list tells only what is open, which is taken for its total"),
}


def summed_up(remarks: Sequence[ImportRemark]) -> str:
    """All remarks in a sentence for each kind; one that is alone of its kind in full."""
    return " ".join(
        _summed(about, of_kind)
        for about in Remark
        if (of_kind := [remark for remark in remarks if remark.about == about])
    )


def _summed(about: Remark, remarks: Sequence[ImportRemark]) -> str:
    if len(remarks) == 1:
        return f"Line {remarks[0].line:,}: {remarks[0].text}"
    texts = {remark.text.partition(": ")[2] for remark in remarks}
    noun, what = _SENTENCES[about]
    said = texts.pop().rstrip(".") if len(texts) == 1 and "" not in texts else what
    return f"{counted(len(remarks), noun)}: {said}."


def worth_a_look(remarks: Sequence[ImportRemark]) -> list[ImportRemark]:
    """Those that the owner may want to act on and the sentences only count."""
    times = Counter(remark.about for remark in remarks)
    return [
        remark for remark in remarks if remark.about not in _OF_COURSE and times[remark.about] > 1
    ]


_OF_COURSE: Final = frozenset(
    (Remark.NO_INVOICE, Remark.ONLY_OPEN, Remark.REPEATED, Remark.USED_UP)
)
