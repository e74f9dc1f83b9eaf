"""How papers look with settings that are not saved yet: an invoice with made-up goods."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final, cast

from collectdesk.domain.papers import InvoiceLine, InvoicePaper, Party, TermsText
from collectdesk.domain.settings import BookSettings
from collectdesk.domain.terms import parse_terms, terms_label
from collectdesk.usecases import letterhead
from collectdesk.usecases.work import Work

if TYPE_CHECKING:
    from collectdesk.documents.envelopes import EnvelopeName, PageName

_NUMBER: Final = "INV-1042"
_DAYS: Final = 30


def sample_invoice(work: Work, settings: BookSettings) -> InvoicePaper:
    """An invoice in the look of these settings, with its slip and payment code."""
    shown = Work(work.db, work.now)
    shown.settings = settings
    due = work.today + timedelta(_DAYS)
    line = InvoiceLine("Goods as ordered", Decimal(40), Decimal("12.50"), 50_000, "boxes")
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
        terms=_conditions(settings),
        slip=letterhead.slip(shown, line.net, (_NUMBER,), due),
    )


def draw_look(work: Work, settings: BookSettings) -> bytes:
    """The sample as a PDF. Raises UnknownEnvelope where envelope and paper do not go together."""
    from collectdesk.documents.batch import render

    return render(
        sample_invoice(work, settings),
        cast("PageName", settings.paper),
        cast("EnvelopeName", settings.envelope),
    )


def _conditions(settings: BookSettings) -> TermsText | None:
    if not settings.terms_text.strip():
        return None
    return TermsText(str(settings.terms_version or 1), settings.terms_text)
