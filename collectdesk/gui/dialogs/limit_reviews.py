"""Whose credit limit to look at, and why."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from collectdesk.domain.changes import Changes
from collectdesk.domain.words import listed
from collectdesk.gui.dialogs.credit import LimitForm, credit_needs
from collectdesk.gui.dialogs.form import WIDE, FormDialog, while_open
from collectdesk.gui.dialogs.simple_model import Column
from collectdesk.gui.dialogs.simple_table import SimpleTable
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import day, plain_amount
from collectdesk.gui.widgets.labels import label
from collectdesk.usecases.limit_reviews import LimitReview, limit_reviews

_COLUMNS: Final = (
    Column("Customer", 200),
    Column("Advice", 80),
    Column("Because"),
    Column("Limit", 104, right=True),
    Column("Owes", 104, right=True),
    Column("Look on", 90),
)
_ADVICE: Final = {"lower": "Lower", "raise": "Raise", "set": "Set one", "review": "Look"}
_TABLE_HEIGHT: Final = 300


class LimitReviewsDialog(FormDialog):
    """The list; Enter changes the limit of the chosen customer."""

    def __init__(
        self, parent: QWidget | None, runner: Runner, reviews: tuple[LimitReview, ...]
    ) -> None:
        super().__init__(
            parent,
            runner,
            "Credit limits to review",
            "&Change limit…",
            lead="Advice from how each customer pays; you decide.",
            width=WIDE,
        )
        self.cancel_button.setText("Close")
        self.grid.hide()
        self.table = SimpleTable(_COLUMNS, "Limits to review")
        self.table.setMinimumHeight(self.lean(_TABLE_HEIGHT))
        self.table.doubleClicked.connect(lambda _: self.save())
        self.because = label("", "quiet", wrap=True)
        self.table.stood.connect(self._tell_why)
        self.body.addWidget(self.table, 1)
        self.keep_in_view(self.because)
        runner.changed.connect(self._book_changed)
        self.show_reviews(reviews)
        self.begin()
        self.table.setFocus()

    def show_reviews(self, reviews: tuple[LimitReview, ...]) -> None:
        """Show whose limit to look at now."""
        self._reviews = {review.customer_id: review for review in reviews}
        self.table.set_rows(self._reviews.items(), self._texts)
        if reviews:
            self.table.choose(reviews[0].customer_id)
        else:
            self.banner.say("No limit needs a look today.", "good")
        self.save_button.setEnabled(bool(reviews))

    def save(self) -> None:
        """Change the limit of the chosen customer."""
        review = self._reviews.get(self.table.current_key() or 0)
        if review is None:
            return
        hint = f"{_ADVICE[review.advice]}: {listed(review.reasons)}."
        self.runner.ask(
            credit_needs,
            review.customer_id,
            then=while_open(self, lambda needs: LimitForm(self, self.runner, needs, hint).open()),
        )

    def _tell_why(self) -> None:
        review = self._reviews.get(self.table.current_key() or 0)
        words = f"{_ADVICE[review.advice]}: {listed(review.reasons)}." if review else ""
        self.because.setText(words)

    def _texts(self, review: LimitReview) -> tuple[str, ...]:
        currency = self.runner.currency
        limit = "none" if review.limit is None else plain_amount(review.limit, currency)
        return (
            review.name,
            _ADVICE[review.advice],
            listed(review.reasons),
            limit,
            plain_amount(review.owes, currency),
            day(review.review_on, self.runner.today),
        )

    def _book_changed(self, changes: Changes) -> None:
        self.runner.ask(
            limit_reviews, then=while_open(self, self.show_reviews), key=f"reviews-{id(self)}"
        )
