"""The ways in which money comes or goes back, and what people call them."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from collectdesk.domain.english import spelled
from collectdesk.domain.promise import PromiseMethod

Choices = tuple[tuple[str, str], ...]


class PaymentMethod(StrEnum):
    """How money came or went. A direct debit is taken by us, so it is nobody's promise."""

    CHEQUE = "cheque"
    TRANSFER = "transfer"
    CARD = "card"
    CASH = "cash"
    DIRECT_DEBIT = "direct_debit"
    OTHER = "other"


METHODS: Final = tuple(one.value for one in PaymentMethod)
"""The codes of all methods, as they are typed and stored."""

_WORDS: Final = {
    PaymentMethod.CHEQUE: "cheque",
    PaymentMethod.TRANSFER: "bank transfer",
    PaymentMethod.CARD: "card",
    PaymentMethod.CASH: "cash",
    PaymentMethod.DIRECT_DEBIT: "direct debit",
    PaymentMethod.OTHER: "other means",
}


def method_words(code: str, currency: str) -> str:
    """What the method of a code is called in a book of this currency; an unknown one by its code,
    as lists that were brought in name their own."""
    if code not in METHODS:
        return code
    return spelled(_WORDS[PaymentMethod(code)], currency)


def payment_choices(currency: str) -> Choices:
    """The codes of all methods with their words, to choose from."""
    return tuple((code.value, method_words(code, currency).capitalize()) for code in PaymentMethod)


def promise_choices(currency: str) -> Choices:
    """The same for those by which money can be promised."""
    promised = tuple(PromiseMethod)
    return tuple(choice for choice in payment_choices(currency) if choice[0] in promised)
