"""How papers look with settings that are not saved yet: an invoice with made-up goods."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final, cast

from collectdesk.domain.english import english_of
from collectdesk.domain.money import PRICE_PARTS, price_of
from collectdesk.domain.papers import InvoiceLine, InvoicePaper, Party, Slip, TermsText
from collectdesk.domain.settings import BookSettings
from collectdesk.domain.terms import parse_terms, terms_label
from collectdesk.usecases.conditions import filled_terms
from collectdesk.usecases.papers import letterhead
from collectdesk.usecases.work import Work

if TYPE_CHECKING:
    from collectdesk.documents.envelopes import EnvelopeName, PageName

_NUMBER: Final = "INV-1042"
_DAYS: Final = 30
_COUNT: Final = 40
_PRICE: Final = 125_000  # 12.50 dollars, 1,250 yen


def sample_invoice(work: Work, settings: BookSettings, words: Slip | None = None) -> InvoicePaper:
    """An invoice in the look of these settings, with its slip and payment code.

    ``words`` are tried for the slip.
    """
    shown = Work(work.db, work.now)
    shown.settings = settings
    due = work.today + timedelta(_DAYS)
    net = _COUNT * _PRICE // PRICE_PARTS
    slip = letterhead.slip(shown, None, net, (_NUMBER,), due)
    if slip and words:
        slip = replace(slip, heading=words.heading, ticks=words.ticks)
    price = price_of(_PRICE, work.currency)
    line = InvoiceLine("Goods as ordered", Decimal(_COUNT), price, net, "boxes")
    return InvoicePaper(
        firm=letterhead.firm(shown),
        customer=Party(
            "Example & Daughters", "C-1042", "Maria Example", ("1 Example Street", "Springfield")
        ),
        currency=work.currency,
        number=_NUMBER,
        issued=work.today,
        due=due,
        lines=(line,),
        net=line.net,
        taxes=(),
        total=line.net,
        amount_due=line.net,
        terms_label=terms_label(parse_terms(settings.default_terms)),
        terms=_conditions(work, settings),
        slip=slip,
        language=english_of(work.currency),
    )


def draw_look(work: Work, settings: BookSettings) -> bytes:
    """The sample as a PDF. Raises UnknownEnvelope where envelope and paper do not go together."""
    from collectdesk.documents.batch import render

    return render(
        sample_invoice(work, settings),
        cast("PageName", settings.paper),
        cast("EnvelopeName", settings.envelope),
    )


def _conditions(work: Work, settings: BookSettings) -> TermsText | None:
    if not settings.terms_text.strip():
        return None
    text = filled_terms(work, settings)
    return TermsText(str(settings.terms_version or 1), text)
