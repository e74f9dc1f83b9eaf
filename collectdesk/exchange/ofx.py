"""Bank statements in OFX and QFX: the old form without closing tags, and the newer one in XML.

Read by a tokenizer of our own that knows nothing of entities beyond the common ones, includes
nothing and follows nothing. A day is taken as the bank wrote it: its first eight digits are the
bank's own day, whatever hour and time zone follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from collectdesk.domain.bank import BankEntry, BankStatement, exact_amount, statement_of
from collectdesk.domain.dates import DateOrder, long_date, parse_date
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.form_rows import ImportProblem
from collectdesk.domain.table import NotATable
from collectdesk.domain.table_cells import one_line
from collectdesk.domain.words import quoted
from collectdesk.exchange.letters import Unreadable, text_of

MOST_ENTRIES: Final = 100_000
_LONGEST_VALUE: Final = 1_000
_START = re.compile(r"<OFX\s*>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([A-Za-z0-9_.]{1,40})[^<>]{0,200}>([^<]*)")
_ENTITY = re.compile(r"&(amp|lt|gt|quot|apos|nbsp|#[0-9]{1,6}|#x[0-9A-Fa-f]{1,5});")
_ENTITIES: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": " "}
_CASH: Final = "STMTTRN"


def is_ofx(content: bytes) -> bool:
    """Whether the content begins like such a file."""
    head = content[:2_000].replace(b"\0", b"").upper()
    return b"OFXHEADER" in head or b"<OFX>" in head or b"<?OFX" in head


def read_ofx(content: bytes, name: str, currency: str, today: date) -> BankStatement:
    """The entries in the file. Raises NotATable where it is none; bad entries become problems."""
    try:
        text = text_of(content)
    except Unreadable as error:
        raise NotATable(name, "it holds characters that cannot be read.") from error
    start = _START.search(text)
    if start is None:
        raise NotATable(name, "it is not a statement of a bank.")
    reader = _Reader(currency, today)
    lines = _Lines(text)
    for match in _TAG.finditer(text, start.end()):
        closes, tag, value = match.groups()
        reader.take(bool(closes), tag.upper(), _plain(value), lines.at(match.start()))
        if len(reader.entries) > MOST_ENTRIES:
            raise NotATable(name, f"it has more than {MOST_ENTRIES:,} entries.")
    reader.finish()
    if not reader.entries and not reader.problems:
        raise NotATable(name, "it has no entries.")
    return statement_of(name, reader.entries, reader.problems)


class _Lines:
    """The number of the line at places that only go forward."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place, self._line = 0, 1

    def at(self, place: int) -> int:
        self._line += self._text.count("\n", self._place, place)
        self._place = place
        return self._line


@dataclass
class _Reader:
    """Follows the tags, and makes an entry of each transaction."""

    currency: str
    today: date
    entries: list[BankEntry] = field(default_factory=list)
    problems: list[ImportProblem] = field(default_factory=list)
    _account: str = ""
    _unit: str = ""
    _line: int = 0
    _values: dict[str, str] | None = None

    def take(self, closes: bool, tag: str, value: str, line: int) -> None:
        """One tag with the text behind it."""
        if tag == _CASH:
            self.finish()
            if not closes:
                self._values, self._line = {}, line
        elif closes:
            if tag in ("BANKTRANLIST", "CCSTMTRS", "STMTRS"):
                self.finish()
        elif self._values is not None:
            self._values.setdefault(tag, value)
        elif tag == "ACCTID":
            self._account = value
        elif tag == "CURDEF":
            self._unit = value.upper()

    def finish(self) -> None:
        """The transaction that is open ends here."""
        values, self._values = self._values, None
        if values is None:
            return
        try:
            self.entries.append(self._entry(values))
        except InvalidInput as error:
            self.problems.append(ImportProblem(self._line, str(error)))

    def _entry(self, values: dict[str, str]) -> BankEntry:
        unit = values.get("CURSYM", self._unit).upper()
        if unit and unit != self.currency:
            raise InvalidInput(
                f"It is in {quoted(unit)}, but this book is kept in {self.currency}."
            )
        posted = values.get("DTPOSTED", "")
        day = parse_date(posted[:8], DateOrder.YMD)
        if day > self.today:
            raise InvalidInput(f"It is dated {long_date(day)}, which is still to come.")
        return BankEntry(
            line=self._line,
            account=self._account,
            bank_id=values.get("FITID", ""),
            day=day,
            amount=exact_amount(values.get("TRNAMT", ""), self.currency),
            payer=values.get("NAME", ""),
            text=" ".join(_distinct(values, "MEMO", "CHECKNUM", "REFNUM")),
        )


def _distinct(values: dict[str, str], *names: str) -> Iterator[str]:
    for name in names:
        if values.get(name) and values[name] != values.get("NAME"):
            yield values[name]


def _plain(value: str) -> str:
    return one_line(_ENTITY.sub(_letter, value[:_LONGEST_VALUE]))


def _letter(match: re.Match[str]) -> str:
    name = match[1]
    if not name.startswith("#"):
        return _ENTITIES[name]
    number = int(name[2:], 16) if name[1] == "x" else int(name[1:])
    return chr(number) if 32 <= number < 0xD800 or 0xE000 <= number <= 0x10FFFF else " "
