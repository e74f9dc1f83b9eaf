"""An unforeseen error in plain words, with a report that can be looked at and saved."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit, QWidget

from collectdesk.domain.errors import KnownError
from collectdesk.domain.words import counted
from collectdesk.gui.bugs import Report
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.folders import last_folder, remember_folder
from collectdesk.gui.dialogs.form import MIDDLE, FormFrame
from collectdesk.gui.text import sentence
from collectdesk.gui.theme import look
from collectdesk.gui.widgets.buttons import Button
from collectdesk.gui.widgets.labels import label
from collectdesk.usecases.papers.paper_files import write_file

_TITLE: Final = "Something went wrong"
_LEAD: Final = (
    "This is a fault of CollectDesk, not yours. What you did last may not have been saved;"
    " everything before it is safe in the book. You can go on working."
)
_REPORT: Final = (
    "Nothing is sent anywhere. This report names no customer and no amount. Save it for whoever"
    " helps you:"
)
_CRASH_TITLE: Final = "CollectDesk stopped the last time"
_CRASH_LEAD: Final = (
    "The program ended by a fault before it was closed. Every step that was saved is in the book:"
    " it is kept so that such an end costs nothing. A call that was being written down is lost."
)
_SUGGESTED: Final = "CollectDesk report.txt"


class BugWindow(FormFrame):
    """``report`` makes the text, without or with the words of the error."""

    def __init__(
        self, parent: QWidget | None, report: Report, title: str = _TITLE, lead: str = _LEAD
    ) -> None:
        super().__init__(parent, title, "&Go on", lead=lead, width=MIDDLE)
        self._report = report
        self._others = 0
        self.others = label("", "quiet", wrap=True)
        self.words = fields.tick("With the &words of the error, which may name a customer")
        self.text = QPlainTextEdit()
        self.copy_button = Button("&Copy", clicked=self.copy)
        self.save_report_button = Button("&Save the report…", clicked=self.save_report)
        self.end_button = Button("Close Collect&Desk", clicked=self.end)
        self._lay_out_parts()
        self.words.toggled.connect(lambda _: self._show())
        self._show()
        self.begin()
        self.save_button.setFocus()

    def save(self) -> None:
        self.accept()

    def count_another(self) -> None:
        """Something else went wrong while this was shown."""
        self._others += 1
        self.others.setText(f"{counted(self._others, 'more error')} since; the log has them all.")
        self.others.show()

    def copy(self) -> None:
        """Put the report into the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.banner.say("Copied.", "good")

    def save_report(self) -> None:
        """Save the report as a text file."""
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Save the report", str(last_folder() / _SUGGESTED), "Text (*.txt)"
        )
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix == ".txt" else path.with_name(f"{path.name}.txt")
        try:
            write_file(path, self.text.toPlainText().encode("utf-8", "replace"))
        except KnownError as error:
            self.banner.say(sentence(error), "late")
            return
        remember_folder(path.parent)
        self.banner.say(f"Saved as {path.name}.", "good")

    def end(self) -> None:
        """Close all windows as the owner would, with their questions."""
        self.accept()
        QApplication.closeAllWindows()

    def _show(self) -> None:
        self.text.setPlainText(self._report(self.words.isChecked()))

    def _lay_out_parts(self) -> None:
        self.grid.hide()
        self.cancel_button.hide()
        self.others.hide()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName("The report")
        self.text.setFixedHeight(look().px(200))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(look().px(12))
        self.text.setFont(font)
        self.text.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.body.addWidget(self.others)
        self.body.addWidget(label(_REPORT, "quiet", wrap=True))
        self.body.addWidget(self.text, 1)
        self.body.addWidget(self.words)
        self.buttons.insertWidget(0, self.save_report_button)
        self.buttons.insertWidget(1, self.copy_button)
        self.buttons.insertWidget(self.buttons.indexOf(self.save_button), self.end_button)


def make_bug_window(parent: QWidget | None, report: Report, crashed: bool) -> BugWindow:
    """The window for a report of an error, or of a crash."""
    return (CrashWindow if crashed else BugWindow)(parent, report)


class CrashWindow(BugWindow):
    """A crash is known only by its places in the code."""

    def __init__(self, parent: QWidget | None, report: Report) -> None:
        super().__init__(parent, report, _CRASH_TITLE, _CRASH_LEAD)
        self.words.hide()
        self.end_button.hide()
