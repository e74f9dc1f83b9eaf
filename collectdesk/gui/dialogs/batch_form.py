"""Forms whose documents leave together: to a printer, as one file, or as a file each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Unpack

from PySide6.QtWidgets import QWidget

from collectdesk.domain.words import counted
from collectdesk.exchange.file_names import slug
from collectdesk.gui.dialogs.batch_fields import BatchFields
from collectdesk.gui.dialogs.batch_out import BatchOut
from collectdesk.gui.dialogs.form import FormDialog, FormShape, while_open
from collectdesk.gui.runner import Runner
from collectdesk.gui.widgets.buttons import Button
from collectdesk.gui.widgets.labels import label
from collectdesk.usecases.papers.batches import documents_named
from collectdesk.usecases.papers.printing import IssuedBatch

_MOST_PROBLEMS: Final = 5


class BatchForm(FormDialog):
    """Its order, where to start after a jam, a line that sums up, and the ways out.

    A subclass says what leaves in ``hand_over`` and lays out ``batch`` and ``summary``.
    """

    def __init__(
        self,
        parent: QWidget | None,
        runner: Runner,
        title: str,
        **shape: Unpack[FormShape],
    ) -> None:
        super().__init__(parent, runner, title, "&Print…", **shape)
        self.batch = BatchFields(runner.currency)
        self.summary = label("", "strong", wrap=True)
        self.out = BatchOut(self, self.batch, self.hand_over)
        self.merge_button = Button("Save as &one PDF…", clicked=self.save_merged)
        self.each_button = Button("Save one file &each…", clicked=self.out.save_each)
        self.cancel_button.setText("Close")
        place = self.buttons.indexOf(self.save_button)
        self.buttons.insertWidget(place, self.merge_button)
        self.buttons.insertWidget(place, self.each_button)

    def hand_over(self, then: Callable[[tuple[int, ...]], object]) -> None:
        """Give ``then`` the issued documents, in their order."""
        raise NotImplementedError

    @property
    def batch_title(self) -> str:
        """What the batch is called at the printer."""
        return self.windowTitle()

    @property
    def file_name(self) -> str:
        """What one file of all is called, without its ending."""
        return slug(self.batch_title)

    def save(self) -> None:
        self.out.print(self.batch_title, self.save_merged)

    def save_merged(self) -> None:
        """Save all as one PDF."""
        self.out.save_merged(f"{self.file_name}.pdf")

    def allow_ways_out(self, allowed: bool) -> None:
        """Whether there is anything to print or save."""
        for way_out in (self.save_button, self.merge_button, self.each_button):
            way_out.setEnabled(allowed)


class IssuingForm(BatchForm):
    """A batch that is issued when it first leaves; then it goes out again as it was issued."""

    noun = "document"

    def __init__(
        self, parent: QWidget | None, runner: Runner, title: str, **shape: Unpack[FormShape]
    ) -> None:
        super().__init__(parent, runner, title, **shape)
        self.issued: tuple[int, ...] = ()

    @property
    def file_name(self) -> str:
        return f"{super().file_name}-{self.runner.today.isoformat()}"

    def issuing(self) -> tuple[Callable[..., IssuedBatch], object]:
        """The job that issues what is chosen now, and its command."""
        raise NotImplementedError

    def fields_of_choice(self) -> tuple[QWidget, ...]:
        """What nothing can be changed in any more once the batch is issued."""
        raise NotImplementedError

    def hand_over(self, then: Callable[[tuple[int, ...]], object]) -> None:
        """Issue the batch, once; then go on with what was issued."""
        if self.issued:
            then(self.issued)
            return

        def issued(batch: IssuedBatch) -> None:
            self._take_issued(batch)
            if self.issued:
                then(self.issued)

        self.banner.hide()
        function, command = self.issuing()
        self.run_job(
            function,
            command,
            then=issued,
            failed=self.show_error,
            title=f"Issuing the {self.noun}s",
        )

    def _take_issued(self, batch: IssuedBatch) -> None:
        self.issued = batch.document_ids
        if batch.problems:
            self.banner.say(" ".join(batch.problems[:_MOST_PROBLEMS]), "careful")
        if self.issued:
            for field in (*self.fields_of_choice(), self.batch.order_field):
                field.setEnabled(False)
            self.summary.setText(
                f"{counted(len(self.issued), self.noun)} issued and kept in Documents."
            )
            self.runner.ask(
                documents_named,
                self.issued,
                then=while_open(self, self.batch.show_documents),
            )
        self.saved.emit(batch)
