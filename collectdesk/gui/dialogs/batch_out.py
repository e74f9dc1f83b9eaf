"""Issued documents on their way out of a window: a printer, one file, or a file each.

What came out is marked as printed only when the owner says so, or when the files are written.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from collectdesk.domain.batch_order import rest_from
from collectdesk.domain.words import counted
from collectdesk.gui.dialogs.batch_fields import BatchFields
from collectdesk.gui.dialogs.form import FormDialog, while_open
from collectdesk.gui.dialogs.paper_out import PaperOut
from collectdesk.usecases.mail_drafts import save_drafts
from collectdesk.usecases.papers.drawing import Merged
from collectdesk.usecases.papers.paper_files import SavedFiles, save_each, save_merged
from collectdesk.usecases.papers.printing import MarkPrinted, mark_printed

Issue = Callable[[Callable[[tuple[int, ...]], object]], object]
"""Hands the whole batch, in its order, to the given function, issuing it first if need be."""

_MOST_PROBLEMS = 5


class BatchOut(QObject):
    """The ways out for a batch; the documents before the number to start at are left alone."""

    def __init__(self, dialog: FormDialog, chosen: BatchFields, issue: Issue) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._chosen = chosen
        self._issue = issue
        self._came_out: tuple[int, ...] = ()
        self._problems: tuple[str, ...] = ()
        self.out = PaperOut(dialog, dialog.banner)

    def print(self, title: str, instead: Callable[[], object]) -> None:
        """Hand all to a printer as one; ``instead`` is offered where there is none."""
        self.out.print_file(title, 1, self._merge_into, self._ask_whether_printed, instead)

    def save_merged(self, suggested: str) -> None:
        """Save all as one PDF, which is written as it is drawn."""
        path = self.out.choose_pdf(suggested)
        if path is not None:
            self._merge_into(path, lambda: self._mark("file", f"Saved as {path.name}."))

    def save_each(self) -> None:
        """Save each as a file of its own."""
        folder = self.out.choose_folder()
        if folder is not None:
            self._issue(lambda batch: self._save_each_into(folder, batch))

    def save_drafts(self) -> None:
        """Save each as an e-mail draft of its own, for the owner's mail program."""
        folder = self.out.choose_folder()
        if folder is not None:
            self._issue(lambda batch: self._save_drafts_into(folder, batch))

    def _merge_into(self, path: Path, then: Callable[[], object]) -> None:
        """Have the rest of the batch written as one file; what is before it came out already."""

        def save(desk: Any, document_ids: tuple[int, ...], progress: Any) -> Merged:
            return save_merged(desk, document_ids, path, progress)

        def merge(batch: tuple[int, ...]) -> None:
            rest = rest_from(batch, self._chosen.start)
            before = batch[: len(batch) - len(rest)]

            def merged(result: Merged) -> None:
                self._came_out = before + result.document_ids
                self._problems = result.problems
                then()

            self._job(save, rest, merged, "Putting them together")

        self._issue(merge)

    def _save_each_into(self, folder: Path, batch: tuple[int, ...]) -> None:
        def saved(files: SavedFiles) -> None:
            self._came_out, self._problems = files.document_ids, files.problems
            self._mark("file", f"{counted(len(files.files), 'file')} saved in {folder.name}.")

        rest = rest_from(batch, self._chosen.start)
        self._job(_save_each, (rest, folder), saved, "Saving the files")

    def _save_drafts_into(self, folder: Path, batch: tuple[int, ...]) -> None:
        def saved(files: SavedFiles) -> None:
            self._came_out, self._problems = files.document_ids, files.problems
            said = f"{counted(len(files.files), 'draft')} saved in {folder.name}."
            self._mark("e-mail draft", f"{said} Open each in your mail program and send it.")

        rest = rest_from(batch, self._chosen.start)
        self._job(_save_drafts, (rest, folder), saved, "Writing the drafts")

    def _ask_whether_printed(self, said: str) -> None:
        again = " If not, choose the one to start at and print again." if self._is_many() else ""
        self._dialog.banner.say(
            self._with_problems(f"{said} Did they come out well?{again}"),
            "accent",
            "Yes, mark as printed",
            lambda: self._mark("printer", "Marked as printed."),
        )

    def _is_many(self) -> bool:
        return len(self._came_out) > 1

    def _mark(self, channel: str, said: str) -> None:
        def marked(_: object) -> None:
            self._dialog.banner.say(
                self._with_problems(said), "careful" if self._problems else "good"
            )

        self._dialog.runner.do(
            mark_printed,
            MarkPrinted(self._came_out, channel),
            then=while_open(self._dialog, marked),
            failed=while_open(self._dialog, self._dialog.show_error),
        )

    def _with_problems(self, said: str) -> str:
        return " ".join((said, *self._problems[:_MOST_PROBLEMS]))

    def _job(self, function: Any, command: Any, then: Callable[[Any], object], title: str) -> None:
        self._dialog.banner.hide()
        self._dialog.run_job(
            function, command, then=then, failed=self._dialog.show_error, title=title
        )


def _save_drafts(desk: Any, command: tuple[tuple[int, ...], Path], progress: Any) -> SavedFiles:
    document_ids, folder = command
    return save_drafts(desk, document_ids, folder, progress)


def _save_each(desk: Any, command: tuple[tuple[int, ...], Path], progress: Any) -> SavedFiles:
    document_ids, folder = command
    return save_each(desk, document_ids, folder, progress)
