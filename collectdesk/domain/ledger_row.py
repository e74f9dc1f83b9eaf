"""An invoice, a credit, or a customer, as a row of a list tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from collectdesk.domain.customer_details import NO_DETAILS, CustomerDetails
from collectdesk.domain.paid_history import PaidPart
from collectdesk.domain.terms import Terms


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """An invoice as a file tells it. ``amount`` is in minor units; without a due date its terms
    decide, and without those the customer's; ``settled_on`` is the day of the last payment, None
    while nothing is paid. ``still_open`` is None where the file does not tell it, and
    ``disputed_part`` 0 where it does not tell how much of it is disputed. The customer's name is
    empty where the file has none.

    Without ``tells_amount``, the amount is what is open of it; without ``tells_number``, the
    customer's number was made of the name or may be one. ``history`` are the parts that make up
    what is paid, where the file tells them one by one."""

    line: int
    customer_number: str
    customer_name: str
    country: str
    invoice_number: str
    invoice_date: date
    due_date: date | None
    amount: int
    disputed: bool
    settled_on: date | None
    delivery: str
    po_number: str
    still_open: int | None = None
    terms: Terms | None = None
    disputed_part: int = 0
    tells_dispute: bool = False
    tells_amount: bool = True
    tells_number: bool = True
    history: tuple[PaidPart, ...] = ()
    details: CustomerDetails = NO_DETAILS

    def disputed_of(self, amount: int) -> int:
        """How much of so much is disputed: all of it, unless the file tells."""
        return min(self.disputed_part, amount) or amount

    @property
    def open(self) -> int:
        """What is not paid of it: all or nothing, unless the file tells."""
        if self.still_open is not None:
            return self.still_open
        return 0 if self.settled_on else self.amount

    @property
    def paid(self) -> int:
        """What is paid of it."""
        return self.amount - self.open


@dataclass(frozen=True, slots=True)
class CreditRow:
    """A credit note (``kind`` is "credit_note") or a payment ("payment") as a file tells it.

    ``amount`` is what it was for and ``unused`` how much of it is on no invoice, in minor units;
    without ``tells_unused`` that is all of it. ``reference`` is its number, or empty; ``about`` the
    number of the invoice that a credit note is for, where the file tells it.
    """

    line: int
    customer_number: str
    customer_name: str
    kind: str
    reference: str
    dated: date
    amount: int
    unused: int
    tells_unused: bool = True
    tells_number: bool = True
    details: CustomerDetails = NO_DETAILS
    about: str = ""


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """A customer as a list tells it; without ``tells_number``, the number was made of the name or
    may be one."""

    line: int
    number: str
    name: str
    terms: Terms | None = None
    tells_number: bool = True
    details: CustomerDetails = NO_DETAILS
