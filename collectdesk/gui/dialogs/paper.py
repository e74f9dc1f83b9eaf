"""One document on the screen: before it is issued, or as it was issued."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from PySide6.QtWidgets import QWidget

from collectdesk.domain.dates import long_date
from collectdesk.domain.document import document_label
from collectdesk.exchange.file_names import slug
from collectdesk.gui.dialogs.form import FormDialog, while_open
from collectdesk.gui.dialogs.paper_out import PaperOut
from collectdesk.gui.preview.pdf_view import PdfPane
from collectdesk.gui.runner import Runner
from collectdesk.gui.theme import look
from collectdesk.gui.widgets.buttons import Button
from collectdesk.usecases.mail_drafts import mail_draft, mail_recipient
from collectdesk.usecases.papers.drawing import Preview, document_pdf, preview
from collectdesk.usecases.papers.jobs import issue_one
from collectdesk.usecases.papers.letter_tones import tone_of
from collectdesk.usecases.papers.printing import (
    FrozenDocument,
    MarkPrinted,
    PaperRequest,
    mark_printed,
)
from collectdesk.usecases.papers.reprints import days_passed

_WIDTH: Final = 820
_HEIGHT: Final = 900
_BEFORE: Final = (
    "A look before it is issued. Printing or saving issues it: it gets a number,"
    " and a copy stays in the book."
)
_BEFORE_INVOICE: Final = (
    "A look before it leaves the house. The page that is printed or saved first stays in the book,"
    " and prints again exactly so."
)
_LOOK_AND_SEND: Final = "Open it in your mail program, look at it and send it."
_ONLY_SHOWN: Final = "The book is open only to look at: this paper can be read, not issued."
_DAY_PASSED: Final = (
    "It asks for payment or an answer by {day}, which has passed, and prints exactly as it was"
    " issued. A statement or a new letter asks for what is open today."
)
_BELONGS_TO_NOBODY: Final = "It belongs to no customer: print or save it as often as you like."


class PaperDialog(FormDialog):
    """Shows a paper and takes it to a printer or a file.

    Given a ``request``, the paper is issued when it is first taken out, unless it is about nobody;
    given an ``issued`` one, it is drawn again as it was.
    """

    def __init__(
        self,
        parent: QWidget | None,
        runner: Runner,
        request: PaperRequest | None = None,
        issued: FrozenDocument | None = None,
    ) -> None:
        kind = issued.kind if issued else request.kind if request else ""
        title = document_label(kind, runner.currency)
        self._about_nobody = request is not None and not request.ref_id
        super().__init__(
            parent,
            runner,
            f"{title} {issued.number}" if issued else title,
            "&Print…",
            about=issued.customer_name if issued else "",
            lead="" if issued else _BELONGS_TO_NOBODY if self._about_nobody else _before(kind),
            width=_WIDTH,
            height=_HEIGHT,
        )
        self.request = request
        self._title = title
        self._document_id = issued.document_id if issued else None
        self._file_name = slug(f"{title} {issued.number}" if issued else title)
        self.pane = PdfPane()
        self.pane.setMinimumHeight(look().px(360))
        self.first: QWidget = self.pane
        self.out = PaperOut(self, self.banner)
        self.save_as_button = Button("&Save as PDF…", clicked=self.save_as)
        self.mail_button = Button("Save as &e-mail draft…", clicked=self.save_draft)
        self.mail_button.setVisible(not self._about_nobody)
        self._lay_out_pane()
        self.begin()
        self.load()

    def save(self) -> None:
        self.out.print(
            self._title,
            self.pane.page_count,
            self._source,
            lambda said: self._taken(said, "printer"),
            self.save_as,
        )

    def save_as(self) -> None:
        """Save the paper as a PDF file."""
        name = f"{self._file_name}.pdf"
        self.out.save(name, self._source, lambda said: self._taken(said, "file"))

    def save_draft(self) -> None:
        """Save a message with the paper, for the owner's mail program."""
        self.banner.hide()
        if self._document_id is not None:
            self._choose_draft()
            return
        self.runner.ask(
            mail_recipient,
            self.request,
            then=while_open(self, lambda _: self._choose_draft()),
            failed=while_open(self, self.show_error),
        )

    def _choose_draft(self) -> None:
        self.out.save_draft(
            f"{self._file_name}.eml",
            self._draft_source,
            lambda said: self._taken(f"{said} {_LOOK_AND_SEND}", "e-mail draft"),
        )

    def _draft_source(self, then: Callable[[bytes], object]) -> None:
        def write(_: bytes) -> None:
            self.run_job(
                mail_draft,
                self._document_id,
                then=then,
                failed=self.show_error,
                title="Writing the draft",
            )

        self._source(write)

    def load(self) -> None:
        """Draw the paper and show it."""
        self._set_ways_out(False)
        if self._document_id is None:
            self.runner.ask(
                tone_of,
                self.request,
                then=while_open(self, self._tell_tone),
                failed=lambda _: None,
            )
            self.run_job(
                preview,
                (self.request,),
                then=self._show_preview,
                failed=self._refuse,
                title="Drawing",
            )
        else:
            self._fetch(self._show_issued)

    def _tell_tone(self, tone: str) -> None:
        if tone and self._document_id is None:
            self.lead.setText(
                f"Its tone is {tone}. {_before(self.request.kind if self.request else '')}"
            )

    def _show_preview(self, drawn: Preview) -> None:
        self._show(drawn.content)
        if drawn.cautions and self._may_leave:
            self.banner.say(" ".join(drawn.cautions), "careful")

    def _show_issued(self, data: bytes) -> None:
        self._show(data)
        self.runner.ask(
            days_passed,
            (self._document_id,),
            then=while_open(self, self._tell_days_passed),
            failed=lambda _: None,
        )

    def _tell_days_passed(self, passed: Mapping[int, date]) -> None:
        for day in passed.values():
            self.banner.say(_DAY_PASSED.format(day=long_date(day)), "careful")

    def _show(self, data: bytes) -> None:
        self.pane.show_pdf(data)
        self._set_ways_out(self.pane.page_count > 0)
        if not self._may_leave:
            self.banner.say(_ONLY_SHOWN, "careful")
        self.first.setFocus()

    def _refuse(self, error: BaseException) -> None:
        self.pane.show_message("There is nothing to show.")
        self.show_error(error)

    def _source(self, then: Callable[[bytes], object]) -> None:
        if self._about_nobody:
            then(self.pane.data)
            return
        if self._document_id is not None:
            self._fetch(then)
            return

        def issued(document_id: int) -> None:
            self._document_id = document_id
            self.lead.hide()
            self.saved.emit(document_id)
            self._fetch(show_and_go_on)

        def show_and_go_on(data: bytes) -> None:
            self.pane.show_pdf(data)
            then(data)

        self.run_job(
            issue_one,
            self.request,
            then=issued,
            failed=self.show_error,
            title="Issuing",
        )

    def _fetch(self, then: Callable[[bytes], object]) -> None:
        self.run_job(
            document_pdf,
            self._document_id,
            then=then,
            failed=self._refuse,
            title="Drawing",
        )

    def _taken(self, said: str, channel: str) -> None:
        self.banner.say(said, "good")
        if self._document_id is not None and self.runner.is_writable:
            self.runner.do(mark_printed, MarkPrinted((self._document_id,), channel))

    @property
    def _may_leave(self) -> bool:
        """Taking out a paper for the first time issues it, which needs a book that is written."""
        return self.runner.is_writable or self._document_id is not None or self._about_nobody

    def _set_ways_out(self, on: bool) -> None:
        on = on and self._may_leave
        self.save_button.setEnabled(on)
        self.save_as_button.setEnabled(on)
        self.mail_button.setEnabled(on)

    def _lay_out_pane(self) -> None:
        self.grid.hide()
        self.body.addWidget(self.pane, 1)
        self.cancel_button.setText("Close")
        place = self.buttons.indexOf(self.save_button)
        self.buttons.insertWidget(place, self.save_as_button)
        self.buttons.insertWidget(0, self.mail_button)


def _before(kind: str) -> str:
    """What taking it out means; an invoice has its number already."""
    return _BEFORE_INVOICE if kind == "invoice" else _BEFORE
