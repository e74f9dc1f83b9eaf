"""Search by the beginnings of words, in any case and with or without accents (SQLite FTS5).

Any typed text is a valid search: it is folded to letters and digits before SQLite sees it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from collectdesk.store.engine import BookDatabase
from collectdesk.store.steps import RowChange

_NOT_DECOMPOSED = str.maketrans("łđøħıŧ", "ldohit")
_LONGEST = 2_000
_ASCII_WORDS = re.compile("[0-9a-z]+")
_SHORTEST_PHONE = 5
_LOCAL_LENGTHS = range(7, 11)
_GROUP = re.compile(r"\d+")

CALL, NOTE = 0, 1


def folded_words(text: str) -> list[str]:
    """The words of a text as they are searched: case and accents folded, split at the rest."""
    if text.isascii():
        return _ASCII_WORDS.findall(text[:_LONGEST].lower())
    plain = unicodedata.normalize("NFKD", text[:_LONGEST])
    plain = unicodedata.normalize("NFKD", plain.casefold()).translate(_NOT_DECOMPOSED)
    return "".join(_searched(char) for char in plain).split()


def _searched(char: str) -> str:
    if unicodedata.combining(char):
        return ""
    if not char.isalnum():
        return " "
    # Chinese and Japanese are written without spaces: each sign is found by itself.
    return f" {char} " if "\u2e80" <= char <= "\u9fff" else char


def _match(text: str) -> str:
    words = " AND ".join(f'"{word}"*' for word in folded_words(text)[:8])
    if not words:
        return ""
    return " OR ".join([f"({words})", *(f'"{number}"*' for number in _dialled(text))])


def _dialled(text: str) -> list[str]:
    """A phone number as it may be kept: its digits, without the code of a country if it has one."""
    digits = _digits(text)
    if len(digits) < _SHORTEST_PHONE or any(char.isalpha() for char in text):
        return []
    codes = (1, 2, 3) if text.strip().startswith("+") else ()
    return [digits, *(digits[code:] for code in codes if len(digits) - code >= _SHORTEST_PHONE)]


def _phone_words(phone: str) -> set[str]:
    """The digits of a phone number from each place where people begin to dial it."""
    digits = _digits(phone)
    starts = {len(digits) - length for length in _LOCAL_LENGTHS}
    starts.update(len(_digits(phone[: group.start()])) for group in _GROUP.finditer(phone))
    return {digits[at:] for at in starts if 0 <= at <= len(digits) - _SHORTEST_PHONE} | {digits}


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


_INDEXED = {"invoice": ("number", "po_number"), "call": ("note", "spoke_to"), "note": ("text",)}


def follow(db: BookDatabase, changed: Iterable[RowChange]) -> None:
    """Index again what a step changed."""
    customers: set[int] = set()
    for change in changed:
        if change.table in ("customer", "contact") and change.customer_id is not None:
            customers.add(change.customer_id)
        elif change.table in _INDEXED:
            before, after = (_texts(change.table, row) for row in (change.before, change.after))
            if before != after:
                table, row_id = _place(change)
                _index(db, table, row_id, *after)
    for customer in customers:
        _index_customer(db, customer)


def _texts(table: str, row: dict[str, Any] | None) -> list[str | None]:
    return [(row or {}).get(name) for name in _INDEXED[table]]


def _place(change: RowChange) -> tuple[str, int]:
    if change.table == "invoice":
        return "invoice_words", change.row_id
    return "note_words", change.row_id * 2 + (CALL if change.table == "call" else NOTE)


def index_phones(db: BookDatabase) -> None:
    """Index all customers with a phone again, in a book of a program that knew fewer words."""
    found = db.execute_sql("SELECT DISTINCT customer_id FROM contact WHERE phone != ''")
    for (customer,) in found.fetchall():
        _index_customer(db, customer)


def index_notes(db: BookDatabase) -> None:
    """Index what was noted of calls and otherwise, in a book whose table of it is empty."""
    for query, kind in (("SELECT id, note, spoke_to FROM call", CALL),
                        ("SELECT id, text, '' FROM note", NOTE)):  # fmt: skip
        for row_id, *texts in db.execute_sql(query).fetchall():
            _index(db, "note_words", row_id * 2 + kind, *texts)


def _index_customer(db: BookDatabase, customer: int) -> None:
    words: list[str] = []
    for row in db.execute_sql(
        "SELECT number, name, trade_name, billing_address FROM customer WHERE id = ?", (customer,)
    ):
        words += row
    for name, phone, email in db.execute_sql(
        "SELECT name, phone, email FROM contact WHERE customer_id = ?", (customer,)
    ):
        words += [name, phone, *sorted(_phone_words(phone)), email]
    _index(db, "customer_words", customer, *words)


def _index(db: BookDatabase, table: str, row_id: int, *texts: str | None) -> None:
    words = dict.fromkeys(word for text in texts if text for word in folded_words(text))
    db.execute_sql(f"DELETE FROM {table} WHERE rowid = ?", (row_id,))
    if words:
        db.execute_sql(
            f"INSERT INTO {table} (rowid, words) VALUES (?, ?)", (row_id, " ".join(words))
        )


def customers(db: BookDatabase, text: str, limit: int = 500) -> list[int]:
    """Customers with words that begin as typed: number, name, address, people, phone, e-mail.

    Those whose name begins so come first, by name.
    """
    typed = " ".join(folded_words(text))
    if not typed:
        return []
    named = db.execute_sql(
        "SELECT id FROM worklist WHERE sort_name >= ? AND sort_name < ? ORDER BY sort_name LIMIT ?",
        (typed, typed + "\U0010ffff", limit),
    )
    found = [*(row[0] for row in named), *_rowids(db, "customer_words", text, limit)]
    return list(dict.fromkeys(found))[:limit]


_FOUND = """
SELECT COUNT(*), COALESCE(SUM(w.past_due), 0)
FROM customer_words CROSS JOIN worklist w ON w.id = customer_words.rowid
WHERE customer_words MATCH ? AND w.id NOT IN (SELECT id FROM customer WHERE archived = 1)
"""


def customers_found(db: BookDatabase, text: str) -> tuple[int, int]:
    """How many customers ``customers`` finds without a limit, and what is past due of them."""
    wanted = _match(text)
    if not wanted:
        return 0, 0
    count, past_due = db.execute_sql(_FOUND, (wanted,)).fetchone()
    return count, past_due


def invoices(db: BookDatabase, text: str, limit: int = 200) -> list[int]:
    """Invoices by number or purchase order, newest first."""
    return _rowids(db, "invoice_words", text, limit)


def notes(db: BookDatabase, text: str, limit: int = 200) -> list[tuple[int, int]]:
    """Calls and notes by what was written, newest first: (CALL or NOTE, id)."""
    return [(found % 2, found // 2) for found in _rowids(db, "note_words", text, limit)]


def _rowids(db: BookDatabase, table: str, text: str, limit: int) -> list[int]:
    wanted = _match(text)
    if not wanted:
        return []
    return [
        row[0]
        for row in db.execute_sql(
            f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rowid DESC LIMIT ?",
            (wanted, limit),
        )
    ]
