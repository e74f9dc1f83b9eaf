"""What typed terms and pay runs come to, in words below their fields."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from collectdesk.domain.discount import discount_date
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.pay_run import parse_pay_run
from collectdesk.domain.terms import due_date, parse_terms
from collectdesk.domain.words import counted
from collectdesk.gui.text import near_day
from collectdesk.gui.widgets.labels import label


def explained(field: QLineEdit, tell: Callable[[str], str]) -> QVBoxLayout:
    """The field, and below it what ``tell`` makes of its text; nothing of text not understood."""
    words = label("", "small", wrap=True)

    def follow(text: str) -> None:
        try:
            said = tell(text) if text.strip() else ""
        except InvalidInput:
            said = ""
        words.setText(said)
        words.setVisible(bool(said))
        field.setAccessibleDescription(said)

    field.textChanged.connect(follow)
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(field)
    column.addWidget(words)
    follow(field.text())
    return column


def terms_in_words(text: str, today: date) -> str:
    """ "An invoice of today is due Tue 22 Dec, at the early price until Wed 2 Dec." """
    terms = parse_terms(text)
    due = near_day(due_date(today, terms), today)
    early = discount_date(today, terms)
    early_price = f", at the early price until {near_day(early, today)}" if early else ""
    return f"An invoice of today is due {due}{early_price}."


def pay_run_in_words(text: str) -> str:
    """ "They pay every Thu what is there 3 business days before." """
    run = parse_pay_run(text)
    days = run.cutoff_business_days
    if not days:
        return f"They pay {run.label()}. If they need it earlier, add: cut-off 3 (business days)."
    return f"They pay {run.label()} what is there {counted(days, 'business day')} before."
