"""The lines of invoices: a tax rate to the thousandth of a percent, a price finer than a cent.

Books began with hundredths of a percent (``tax_rate_bp``) and whole minor units (``unit_price``);
what is finer stands in columns of its own, so that lines and trails of earlier books stay as they
were written.
"""

from __future__ import annotations

from typing import Any

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
    found = rows.INVOICE_LINES.find(db, invoice_id=invoice_id)
    return [_line(stored) for stored in sorted(found, key=lambda stored: stored["position"])]


def remove_all(db: BookDatabase, invoice_id: int) -> None:
    """Take the lines of an invoice away."""
    for stored in rows.INVOICE_LINES.find(db, invoice_id=invoice_id):
        rows.INVOICE_LINES.remove(db, stored["id"])


def _line(stored: dict[str, Any]) -> Line:
    return Line(
        description=stored["description"],
        quantity_milli=stored["quantity_milli"],
        unit=stored["unit"],
        unit_price=stored["unit_price"] * PRICE_PARTS + stored["unit_price_rest"],
        discount_bp=stored["discount_bp"],
        tax_rate_milli=stored["tax_rate_bp"] * 10 + stored["tax_rate_third"],
        tax_name=stored["tax_name"],
    )
