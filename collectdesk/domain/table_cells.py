"""The cells of a table from a file: text on one line, and the order in which its dates are read."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from collectdesk.domain.dates import DateOrder, infer_date_order, parse_date
from collectdesk.domain.errors import InvalidInput, KnownError
from collectdesk.domain.table import Table
from collectdesk.domain.words import quoted


class DateOrdersMixed(KnownError):
    """Some dates of a file read in one order alone, some in another alone."""

    def __init__(self, file_name: str, one: str, other: str) -> None:
        super().__init__(
            f"The dates in {file_name} are not all written in one order, such as {quoted(one)} and"
            f" {quoted(other)}. Write them alike in the file and import it again. Nothing was"
            " changed."
        )


class DateOrderUnknown(KnownError):
    """All dates of a file read well in more than one order, as different days."""

    def __init__(self, file_name: str, example: str) -> None:
        super().__init__(
            f"The dates in {file_name}, such as {quoted(example)}, do not tell whether the day or"
            " the month comes first. Say which order they are in (on the command line with"
            " --date-order mdy, dmy or ymd). Nothing was changed."
        )


def date_order_of(table: Table, mapping: Mapping[str, str], fields: Sequence[str]) -> DateOrder:
    """The order of day, month and year in all the date columns, ``fields``, together.

    Where the cells contradict each other, the order that reads most of them, so that the others
    are found as faults. Raises DateOrderUnknown where several orders read them all.
    """
    places = [table.columns.index(mapping[name]) for name in fields if name in mapping]
    texts = list(dict.fromkeys(row.cells[place] for row in table.rows for place in places))
    inferred = infer_date_order(texts)
    if inferred is not None:
        return inferred
    readable = {order: sum(_is_date(text, order) for text in texts) for order in DateOrder}
    best = max(readable, key=lambda order: readable[order])
    if readable[best] and list(readable.values()).count(readable[best]) > 1:
        _refuse_mixed(table.file_name, texts, best, readable)
        raise DateOrderUnknown(table.file_name, next(t for t in texts if _is_date(t, best)))
    return best


def _refuse_mixed(
    file_name: str, texts: Sequence[str], best: DateOrder, readable: Mapping[DateOrder, int]
) -> None:
    """Raises DateOrdersMixed where two orders read as many dates, but not the same ones."""
    for other in DateOrder:
        one = next((t for t in texts if _is_date(t, best) and not _is_date(t, other)), None)
        two = next((t for t in texts if _is_date(t, other) and not _is_date(t, best)), None)
        if readable[other] == readable[best] and one and two:
            raise DateOrdersMixed(file_name, one, two)


def _is_date(text: str, order: DateOrder) -> bool:
    try:
        parse_date(text, order)
    except InvalidInput:
        return False
    return True


def one_line(text: str) -> str:
    """User text without control marks and superfluous spaces, in one Unicode form."""
    visible = text
    if not text.isprintable():
        visible = "".join(" " if unicodedata.category(mark) == "Cc" else mark for mark in text)
    return " ".join(unicodedata.normalize("NFC", visible).split())
