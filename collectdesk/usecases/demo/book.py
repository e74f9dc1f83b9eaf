"""The demo book: a firm with eighteen months of history, in which everything happens once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.money import parse_money
from collectdesk.domain.numerals import parse_tax_rate
from collectdesk.domain.settings import BookSettings
from collectdesk.store import rows
from collectdesk.usecases import settings
from collectdesk.usecases.demo.data import Facts, load_demo
from collectdesk.usecases.demo.days import Days
from collectdesk.usecases.demo.replay import Replay
from collectdesk.usecases.demo.story import history
from collectdesk.usecases.demo.trade import HISTORY_DAYS
from collectdesk.usecases.work import Work

_OPENING = time(8, 0)


@dataclass(frozen=True, slots=True)
class FillDemo:
    """Fill an empty book with the demo, dated so that today is a day full of work."""


def fill_demo(work: Work, _: FillDemo) -> int:
    """Replay the demo's history into the book; returns how many invoices it has.

    Raises InvalidInput when the book holds customers already.
    """
    if rows.CUSTOMERS.newest_id(work.db):
        raise InvalidInput("The demo fills an empty book only. Make a new book for it.")
    data = load_demo()
    days = Days(work.today, work.calendar)
    told = history(data, days)
    past = Work(work.db, datetime.combine(work.today - timedelta(days=HISTORY_DAYS), _OPENING))
    settings.save_settings(past, settings.SaveSettings(_settings(past, data.firm)))
    # Work keeps the settings that it has read; those of the demo are read from here on.
    past = Work(work.db, past.now)
    rows.COUNTERS.add(work.db, name="invoice", next=told.first_number)
    replay = Replay(past, days)
    for customer in data.customers:
        replay.welcome(customer)
    for event in told.events:
        replay.do(event)
    replay.finish(work.now)
    work.label = "Demo book"
    work.stays = "The demo book was filled in one go and is not taken back. Make a new book."
    return rows.INVOICES.newest_id(work.db)


def _settings(work: Work, firm: Facts) -> BookSettings:
    return replace(
        work.settings,
        firm_name=firm["name"],
        firm_address=firm["address"],
        firm_phone=firm["phone"],
        firm_email=firm["email"],
        firm_tax_id=firm["tax_id"],
        firm_colour=firm["colour"],
        firm_footer=firm["footer"],
        bank_lines=firm["bank_lines"],
        owner_name=firm["owner"],
        tax_name=firm["tax_name"],
        tax_rate_milli=parse_tax_rate(firm["tax_percent"]),
        large_amount=parse_money(firm["large_amount"], work.currency),
        terms_text=firm["terms_text"],
    )
