"""What stands above a slip that has a page to itself, so that whoever pays needs only this page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from collectdesk.documents.blocks import (
    CHARGE_HEIGHT,
    TOTAL_HEIGHT,
    labelled_amount,
    title,
    total_line,
)
from collectdesk.documents.flow import Flow
from collectdesk.documents.slip import room_above
from collectdesk.documents.styles import BODY, CELL_STRONG, HEADING
from collectdesk.documents.table import Cells, Column, Table, table_height
from collectdesk.documents.wording import Wording
from collectdesk.domain.papers import ChargeRow

_ABOVE: Final = 24.0
_HEADING: Final = HEADING.leading + 6.0


@dataclass(frozen=True, slots=True)
class PaidFor:
    """What a payment is for: columns and rows of invoices, charges under them, and the sum."""

    columns: Sequence[str]
    rows: Sequence[Cells]
    total: tuple[str, str]
    charges: Sequence[ChargeRow] = ()


def draw_paid_for(flow: Flow, words: Wording, paid_for: PaidFor) -> None:
    """A heading and what is paid; invoices without room are told of as listed before."""
    title(flow, words["paid_for"])
    first, *others = paid_for.columns
    if _fits(flow, paid_for):
        columns = [
            Column(first, style=CELL_STRONG, most=0.5),
            *map(Column, others[:-1]),
            *(Column(label, "right") for label in others[-1:]),
        ]
        Table(flow, columns, paid_for.rows).draw()
        for charge in paid_for.charges:
            labelled_amount(flow, charge.label, words.amount(charge.amount))
    elif paid_for.rows:
        flow.text(words.filled("listed_before", count=f"{len(paid_for.rows):,}"))
    total_line(flow, *paid_for.total)


def add_paid_for(flow: Flow, words: Wording, paid_for: PaidFor) -> None:
    """The same below the end of a letter whose list is on an earlier page, where there is room."""
    if room_above(flow) >= _ABOVE + _HEADING + BODY.leading + TOTAL_HEIGHT:
        flow.gap(_ABOVE)
        draw_paid_for(flow, words, paid_for)


def _fits(flow: Flow, paid_for: PaidFor) -> bool:
    below = TOTAL_HEIGHT + CHARGE_HEIGHT * len(paid_for.charges)
    height = table_height(flow, len(paid_for.rows)) + below
    return bool(paid_for.rows) and height <= room_above(flow)
