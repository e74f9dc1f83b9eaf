"""The recovery key of a locked book on paper."""

from __future__ import annotations

from datetime import date
from typing import cast


def draw_recovery_sheet(book: str, key: str, made_on: date, page: str) -> bytes:
    """A PDF of one page; ``page`` is the paper's name, as in the settings of a book."""
    from collectdesk.documents.envelopes import PageName
    from collectdesk.documents.recovery_sheet import render_recovery_sheet

    return render_recovery_sheet(book, key, made_on, cast("PageName", page))
