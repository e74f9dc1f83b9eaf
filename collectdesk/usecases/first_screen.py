"""What the window asks first, answered while the window is still being loaded."""

from __future__ import annotations

from typing import Final

from collectdesk.usecases.book_settings import book_settings
from collectdesk.usecases.desk import Desk
from collectdesk.usecases.figures import status_line
from collectdesk.usecases.pages import FIRST_HAPPENINGS, customer_listing, customer_page

MOST_LISTED: Final = 500
"""So many customers are listed; the rest are found by searching."""


def answer_first_screen(desk: Desk) -> None:
    """Answer ahead: today's list with the page of its first customer, settings and sums."""
    listing = desk.answer_ahead(customer_listing, "today", "", MOST_LISTED)
    if listing.rows:
        desk.answer_ahead(customer_page, listing.rows[0].customer_id, FIRST_HAPPENINGS)
    desk.answer_ahead(book_settings)
    desk.answer_ahead(status_line)
