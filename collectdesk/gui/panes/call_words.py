"""What the console puts into words: what to say next, and what follows once the call is logged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from collectdesk.domain.answer import Answer
from collectdesk.domain.hold import ended_hold
from collectdesk.domain.rows import CustomerPage
from collectdesk.domain.settings import BookSettings
from collectdesk.gui.panes.call_fields import CallFields
from collectdesk.gui.text import near_day, short_money, spoken_day


def names_of(settings: BookSettings) -> dict[str, str]:
    """Names to say in a call: who calls, for whom, and where to call back."""
    return {
        "me": settings.collector_name or settings.owner_name,
        "owner": settings.owner_name or "the owner",
        "us": settings.firm_name,
        "phone": settings.firm_phone,
    }


def words_to_say(
    names: Mapping[str, str],
    fields: CallFields,
    page: CustomerPage,
    deadline: date | None,
    today: date,
) -> dict[str, str]:
    """What the blanks of a sentence are filled with, as far as it is typed or suggested."""
    console, currency = page.console, page.head.currency
    amount, on = fields.amount.amount_or_none(), fields.by.day_or_none()
    rest = console.suggested_amount - (fields.dispute_amount.amount_or_none() or 0)
    asked = amount or console.suggested_amount
    words = {
        **names,
        "amount": short_money(asked, currency) if asked > 0 else "",
        "owed": short_money(asked, currency) if asked >= max(1, console.suggested_amount) else "",
        "in_writing": "by e-mail" if fields.confirms else "",
        "method": fields.method.currentText().lower(),
        "run_or_friday": near_day(console.suggested_date, today),
        "remedy": "a replacement or a credit",
        "undisputed": short_money(rest, currency) if rest > 0 else "",
        "time": fields.next_time.text().strip(),
        "date": near_day(on or console.suggested_date, today),
    }
    if deadline is not None:
        words["deadline"] = near_day(deadline, today)
    return words


_NOT_HELD = (
    "New credit is not held, because “no contact” stands: a customer has one hold at a time."
)


def what_follows(
    answer: Answer | None,
    fields: CallFields,
    page: CustomerPage | None,
    deadline: date | None,
    today: date,
) -> str:
    """When the customer is back on the list; empty as long as that cannot be told."""
    if answer is None or page is None:
        return ""
    next_on = fields.next_on.day_or_none()
    back = f"Back on the list {spoken_day(next_on, today)}." if next_on else ""
    shows_promise = fields.is_row_visible("promise_amount")
    if shows_promise and fields.by.day_or_none() and not fields.amount.is_blank():
        if deadline is None:
            return ""
        if (fields.amount.amount_or_none() or 0) < page.console.suggested_amount:
            return f"That part is waited for until {spoken_day(deadline, today)}. {back}".strip()
        return back or f"Rests until {spoken_day(deadline, today)}, then back here if unpaid."
    if answer.ends_contact:
        ended = ended_hold(page.head.hold, "", "no_contact")
        return f"Rests from now on, with this reason, until you lift the hold. {ended}".strip()
    if answer.stops_credit and page.head.hold == "no_contact":
        back = f"{_NOT_HELD} {back}".strip()
    if back:
        return back
    if answer.outcome.reached:
        return "The next day follows from the rules."
    return "Back on the list the next business day." if page.console.is_late else ""
