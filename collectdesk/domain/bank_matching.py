"""Whose money came in: what a bank's words say about customers and their open invoices.

Only a suggestion. It is sure where the words name open invoices of one customer alone, or its name
together with an amount that it owes; anything less waits for the owner to say so.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from collectdesk.domain.allocation import OpenItem
from collectdesk.domain.bank import BankEntry
from collectdesk.domain.words import counted, listed

_MOST_NAMED: Final = 3
_SHORTEST_NUMBER: Final = 3
_SHORTEST_NAME: Final = 4
_TELLING_NUMBER: Final = 5
_LEGAL: Final = frozenset(
    (
        "inc", "llc", "ltd", "limited", "corp", "corporation", "co", "company", "gmbh", "ag", "kg",
        "sa", "sas", "sarl", "bv", "nv", "oy", "ab", "as", "aps", "plc", "and", "of", "und", "et",
    )
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class OpenInvoice:
    """An invoice that a payment can be for, and whose it is."""

    customer_id: int
    item: OpenItem

    @property
    def invoice_id(self) -> int:
        """The invoice's id."""
        return self.item.id

    @property
    def number(self) -> str:
        """The invoice's number."""
        return self.item.number


@dataclass(frozen=True, slots=True)
class Payer:
    """A customer that may have paid. ``names`` are all that it goes by."""

    customer_id: int
    number: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Who seems to have paid, for which invoices, and why; ``customer_id`` is None for nobody."""

    customer_id: int | None
    invoices: tuple[int, ...] = ()
    why: str = "Nobody is known by these words"
    is_sure: bool = False


class Matcher:
    """Knows who owes what, and looks at entries one by one."""

    def __init__(self, payers: Iterable[Payer], invoices: Iterable[OpenInvoice]) -> None:
        self._open: dict[int, list[OpenInvoice]] = defaultdict(list)
        self._by_number: dict[str, list[OpenInvoice]] = defaultdict(list)
        self._by_amount: dict[int, list[OpenInvoice]] = defaultdict(list)
        for invoice in invoices:
            self._open[invoice.customer_id].append(invoice)
            self._by_number[_packed(invoice.number)].append(invoice)
            for amount in {invoice.item.balance, invoice.item.balance - invoice.item.discount}:
                self._by_amount[amount].append(invoice)
        self._names = _first_words(payers)

    def match(self, entry: BankEntry) -> Match:
        """The best that can be said about the entry."""
        words = _words(f"{entry.payer} {entry.text}")
        return (
            self._by_invoices_named(entry, words)
            or self._by_name(entry, words)
            or self._by_amount_alone(entry)
            or Match(None)
        )

    def _by_invoices_named(self, entry: BankEntry, words: Sequence[str]) -> Match | None:
        named = self._named(words)
        owners = {invoice.customer_id for invoice in named}
        if not named:
            return None
        if len(owners) > 1:
            numbers = listed([invoice.number for invoice in named[:_MOST_NAMED]])
            return Match(None, why=f"It names invoices of several customers: {numbers}")
        total = sum(invoice.item.balance for invoice in named)
        fits = _fits(entry, named)
        numbers = listed([invoice.number for invoice in named[:_MOST_NAMED]])
        return Match(
            named[0].customer_id,
            tuple(invoice.invoice_id for invoice in named),
            f"Names {numbers}, {fits or _other_amount(entry, named)}",
            is_sure=bool(fits)
            or (entry.amount < total and all(_is_telling(invoice.number) for invoice in named)),
        )

    def _named(self, words: Sequence[str]) -> list[OpenInvoice]:
        """Open invoices whose number stands in the words, alone or in pieces that follow."""
        found: dict[int, OpenInvoice] = {}
        for start in range(len(words)):
            for end in range(start + 1, min(start + 4, len(words)) + 1):
                piece = "".join(words[start:end])
                if len(piece) < _SHORTEST_NUMBER or not any(mark.isdigit() for mark in piece):
                    continue
                for invoice in self._by_number.get(piece, ()):
                    found[invoice.invoice_id] = invoice
        return list(found.values())

    def _by_name(self, entry: BankEntry, words: Sequence[str]) -> Match | None:
        joined = f" {' '.join(words)} "
        found = {
            payer: name
            for word in set(words)
            for payer, name in self._names.get(word, ())
            if f" {name} " in joined
        }
        longest = max(map(len, found.values()), default=0)
        best = [payer for payer, name in found.items() if len(name) == longest]
        if not best:
            return None
        if len(best) > 1:
            return Match(None, why=f"The name fits {counted(len(best), 'customer')}")
        mine = self._open.get(best[0], [])
        exact = [invoice for invoice in mine if _fits(entry, [invoice])]
        if exact:
            what = "amount" if exact[0].item.balance == entry.amount else "early price"
            why = f"The name, and the {what} of {exact[0].number}"
            return Match(best[0], (exact[0].invoice_id,), why, is_sure=True)
        if mine and _fits(entry, mine):
            return Match(best[0], (), "The name, and all that is open", is_sure=True)
        return Match(best[0], (), "The name alone" if mine else "The name, but nothing is open")

    def _by_amount_alone(self, entry: BankEntry) -> Match | None:
        found = [
            invoice for invoice in self._by_amount.get(entry.amount, []) if _fits(entry, [invoice])
        ]
        if len(found) != 1:
            return None
        what = "is open on" if found[0].item.balance == entry.amount else "is the early price of"
        why = f"Only the amount, which {what} {found[0].number}"
        return Match(found[0].customer_id, (found[0].invoice_id,), why)


def _fits(entry: BankEntry, invoices: Sequence[OpenInvoice]) -> str:
    """How the amount settles the invoices, in words; empty where it does not."""
    if entry.amount == sum(invoice.item.balance for invoice in invoices):
        return "the amount fits"
    early = sum(invoice.item.price_on(entry.day) for invoice in invoices)
    return "the early price" if entry.amount == early else ""


def _other_amount(entry: BankEntry, invoices: Sequence[OpenInvoice]) -> str:
    early = sum(invoice.item.balance - invoice.item.discount for invoice in invoices)
    return "less a discount taken too late" if entry.amount == early else "for another amount"


def _first_words(payers: Iterable[Payer]) -> Mapping[str, list[tuple[int, str]]]:
    """Names by their first word, without the words of legal forms at the end."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for payer in payers:
        for name in payer.names:
            words = _words(name)
            while len(words) > 1 and words[-1] in _LEGAL:
                words.pop()
            folded = " ".join(words)
            if len(folded) >= _SHORTEST_NAME:
                found[words[0]].append((payer.customer_id, folded))
    return found


def _is_telling(number: str) -> bool:
    """Whether a number is hardly in a text by chance."""
    packed = _packed(number)
    return len(packed) >= _TELLING_NUMBER or not packed.isdigit()


def _packed(number: str) -> str:
    return "".join(_words(number))


def _words(text: str) -> list[str]:
    """Words without case, accents and marks."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return _WORD.findall("".join(mark for mark in plain if not unicodedata.combining(mark)))
