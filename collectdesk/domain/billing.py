"""A customer's billing standard: what an invoice needs before it counts as sent."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from collectdesk.domain.words import counted, shortened


class BillingItem(StrEnum):
    """What a customer may ask for with each invoice. The values are stored in books."""

    PO_NUMBER = "po_number"
    PORTAL = "portal"
    COPIES = "copies"
    DELIVERY_NOTE = "delivery_note"


@dataclass(frozen=True, slots=True)
class BillingStandard:
    """What a customer asks for: an order number, a portal to upload to, copies, a delivery note."""

    po_number: bool = False
    portal: str = ""
    copies: int = 0
    delivery_note: bool = False

    @property
    def items(self) -> tuple[BillingItem, ...]:
        """What is asked for, in the order of a checklist."""
        wanted = (
            (BillingItem.PO_NUMBER, self.po_number),
            (BillingItem.PORTAL, bool(self.portal)),
            (BillingItem.COPIES, self.copies > 0),
            (BillingItem.DELIVERY_NOTE, self.delivery_note),
        )
        return tuple(item for item, asked in wanted if asked)

    def label(self, item: BillingItem) -> str:
        """The line of a checklist: "Uploaded to Ariba", "3 copies enclosed"."""
        match item:
            case BillingItem.PO_NUMBER:
                return "Their order number is on the invoice"
            case BillingItem.PORTAL:
                return f"Uploaded to {shortened(self.portal)}"
            case BillingItem.COPIES:
                return f"{counted(self.copies, 'copy', 'copies')} enclosed"
            case BillingItem.DELIVERY_NOTE:
                return "Delivery note enclosed"


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A line of the checklist. The order number is known; the rest is ticked by hand."""

    item: BillingItem
    label: str
    done: bool
    by_hand: bool


def checklist(
    standard: BillingStandard, po_number: str, ticked: Collection[str] = ()
) -> tuple[CheckLine, ...]:
    """What must be done before an invoice with that order number counts as sent."""
    return tuple(
        CheckLine(
            item,
            standard.label(item),
            bool(po_number) if item is BillingItem.PO_NUMBER else item.value in ticked,
            item is not BillingItem.PO_NUMBER,
        )
        for item in standard.items
    )
