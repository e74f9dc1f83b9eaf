"""The lines of invoices: a tax rate to the thousandth of a percent, a price finer than a cent.

Books began with hundredths of a percent (``tax_rate_bp``) and whole minor units (``unit_price``);
what is finer stands in columns of its own, so that lines and trails of earlier books stay as they
were written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from collectdesk.domain.invoice import Line, line_net
from collectdesk.domain.money import PRICE_PARTS
from collectdesk.store import rows
from collectdesk.store.engine import BookDatabase


def add(db: BookDatabase, invoice_id: int, position: int, line: Line) -> None:
    """Add a line to an invoice."""
    hundredths, third = divmod(line.tax_rate_milli, 10)
    minor, rest = divmod(line.unit_price, PRICE_PARTS)
    rows.INVOICE_LINES.add(
        db,
        invoice_id=invoice_id,
        position=position,
        description=line.description,
        quantity_milli=line.quantity_milli,
        unit=line.unit,
        unit_price=minor,
        unit_price_rest=rest,
        discount_bp=line.discount_bp,
        tax_rate_bp=hundredths,
        tax_rate_third=third,
        tax_name=line.tax_name,
        net=line_net(line),
    )


def of_invoice(db: BookDatabase, invoice_id: int) -> list[Line]:
    """The lines of an invoice in their order."""
    return of_each(db, [invoice_id]).get(invoice_id, [])


def of_each(db: BookDatabase, invoices: Iterable[int]) -> dict[int, list[Line]]:
    """The lines of these invoices in their order, by invoice."""
    found: dict[int, list[Line]] = {}
    for invoice_id, *stored in db.execute_sql(_LINES, (json.dumps(list(invoices)),)):
        found.setdefault(invoice_id, []).append(_line(*stored))
    return found


def remove_all(db: BookDatabase, invoice_id: int) -> None:
    """Take the lines of an invoice away."""
    for stored in rows.INVOICE_LINES.find(db, invoice_id=invoice_id):
        rows.INVOICE_LINES.remove(db, stored["id"])


_LINES = """
SELECT invoice_id, description, quantity_milli, unit, unit_price, unit_price_rest, discount_bp,
  tax_rate_bp, tax_rate_third, tax_name
FROM invoice_line WHERE invoice_id IN (SELECT value FROM json_each(?))
ORDER BY invoice_id, position, id
"""


def _line(
    description: str, quantity: int, unit: str, minor: int, rest: int, discount: int,
    hundredths: int, third: int, tax_name: str,
) -> Line:  # fmt: skip
    return Line(
        description=description,
        quantity_milli=quantity,
        unit=unit,
        unit_price=minor * PRICE_PARTS + rest,
        discount_bp=discount,
        tax_rate_milli=hundredths * 10 + third,
        tax_name=tax_name,
    )
