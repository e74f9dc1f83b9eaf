"""What a form needs to know before it opens, read in one go from one view of the book."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from collectdesk.domain.rows import CustomerHead, OpenItemRow
from collectdesk.usecases.customers import ContactForm, contact_form, customer_form
from collectdesk.usecases.pages import customer_page
from collectdesk.usecases.payments import open_items
from collectdesk.usecases.work import Work


@dataclass(frozen=True, slots=True)
class CustomerNeeds:
    """A customer with what is open. Suggestions are those of the call console."""

    head: CustomerHead
    items: tuple[OpenItemRow, ...]
    today: date
    suggested_amount: int
    suggested_date: date

    @property
    def currency(self) -> str:
        """The currency of every amount here."""
        return self.head.currency


def customer_needs(work: Work, customer_id: int) -> CustomerNeeds:
    """What forms about one customer start from."""
    page = customer_page(work, customer_id)
    return CustomerNeeds(
        head=page.head,
        items=open_items(work, customer_id),
        today=work.today,
        suggested_amount=page.console.suggested_amount,
        suggested_date=page.console.suggested_date,
    )


def contact_needs(work: Work, customer_id: int, contact_id: int | None) -> tuple[ContactForm, str]:
    """The form of a person at the customer, and the customer's name."""
    form = replace(contact_form(work, contact_id), customer_id=customer_id)
    return form, customer_form(work, customer_id).name
