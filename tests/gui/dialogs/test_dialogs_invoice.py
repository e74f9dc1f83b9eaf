"""Writing an invoice without leaving the keyboard, its total and due date always in sight."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from collectdesk.gui import dialogs
from collectdesk.gui.dialogs.invoice_lines import LinesModel
from collectdesk.gui.dialogs.paper import PaperDialog
from collectdesk.gui.runner import Runner
from collectdesk.usecases.invoice_forms import LineForm
from collectdesk.usecases.invoice_rows import invoice_register

HARBOR = 1


@pytest.fixture
def invoice(host: QWidget, runner: Runner, opened: Any) -> Any:
    """A new invoice for Harbor Point Dental."""
    return opened(lambda: dialogs.open_invoice_form(host, runner, HARBOR))


def _type_line(qtbot: QtBot, dialog: Any, *texts: str) -> None:
    """Type the cells of a line, as fingers do: text, Tab, text, Tab …"""
    for text in texts:
        editor = dialog.focusWidget()
        assert isinstance(editor, QLineEdit), "the cell under the cursor is being edited"
        editor.selectAll()
        qtbot.keyClicks(editor, text)
        qtbot.keyClick(editor, Qt.Key.Key_Tab)
        QApplication.processEvents()


def test_the_lines_keep_the_rules_of_qt_models(qtmodeltester: ModelTester) -> None:
    model = LinesModel(LineForm())
    model.show([LineForm("Chair", "1", "each", "10"), LineForm("Desk", "1", "each", "20")])
    qtmodeltester.check(model)
    model.remove(0)
    assert [line.description for line in model.lines] == ["Desk"]


def test_an_invoice_is_typed_issued_and_due_in_words(
    invoice: Any, asked: Any, qtbot: QtBot
) -> None:
    invoice.show_for_printing.setChecked(False)
    _type_line(qtbot, invoice, "Dental chair", "2", "each", "600", "", "8.25")
    qtbot.waitUntil(lambda: invoice.total.text() == "$1,299.00")
    assert invoice.net.text() == "1,200.00"
    assert invoice.tax.text() == "99.00"
    assert invoice.due.text() == "Due Thu 30 Apr."
    with qtbot.waitSignal(invoice.saved):
        qtbot.keyClick(invoice, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    newest = asked(invoice_register, "", "open")[0]
    assert (newest.total, newest.customer_name) == (129_900, "Harbor Point Dental")


def test_a_new_line_appears_while_the_last_one_is_typed(invoice: Any, qtbot: QtBot) -> None:
    _type_line(qtbot, invoice, "Chair", "1", "each", "600", "", "")
    _type_line(qtbot, invoice, "Desk", "1", "each", "400")
    assert [line.description for line in invoice.lines.lines] == ["Chair", "Desk"]
    qtbot.waitUntil(lambda: invoice.total.text() == "$1,000.00")


def test_tab_leaves_the_lines_from_the_empty_one_at_the_end(invoice: Any, qtbot: QtBot) -> None:
    _type_line(qtbot, invoice, "Chair", "1", "each", "600", "", "")
    assert invoice.table.currentIndex().row() == 1
    qtbot.keyClick(invoice.focusWidget(), Qt.Key.Key_Tab)
    assert invoice.focusWidget() is invoice.note
    invoice.table.setCurrentIndex(invoice.lines.index(0, 0))
    invoice.table.setFocus()
    qtbot.keyClick(invoice.table, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert not invoice.table.isAncestorOf(invoice.focusWidget())


def test_a_stray_enter_does_not_issue_an_invoice(invoice: Any, asked: Any, qtbot: QtBot) -> None:
    _type_line(qtbot, invoice, "Chair", "1", "each", "600")
    for _ in range(3):
        qtbot.keyClick(invoice.focusWidget(), Qt.Key.Key_Return)
        QApplication.processEvents()
    qtbot.keyClick(invoice.terms, Qt.Key.Key_Return)
    assert invoice.isVisible()
    assert all(row.total != 60_000 for row in asked(invoice_register, "", "open"))


def test_enter_goes_down_to_the_next_line(invoice: Any, qtbot: QtBot) -> None:
    invoice.lines.show([LineForm("Chair", "1", "", "600"), LineForm("Desk", "1", "", "400")])
    invoice.table.setFocus()
    invoice.table.setCurrentIndex(invoice.lines.index(0, 3))
    qtbot.keyClicks(invoice.focusWidget(), "650")
    qtbot.keyClick(invoice.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: invoice.table.currentIndex().row() == 1)
    assert invoice.table.currentIndex().column() == 3
    assert invoice.lines.lines[0].price == "650"


def test_lines_are_moved_and_removed_with_keys(invoice: Any, qtbot: QtBot) -> None:
    invoice.lines.show([LineForm("Chair", "1", "", "600"), LineForm("Desk", "1", "", "400")])
    invoice.table.setFocus()
    invoice.table.setCurrentIndex(invoice.lines.index(1, 0))
    qtbot.keyClick(invoice.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [line.description for line in invoice.lines.lines] == ["Desk", "Chair"]
    invoice.table.remove_current()
    assert [line.description for line in invoice.lines.lines] == ["Chair"]


def test_early_payment_is_told_with_its_price(invoice: Any, qtbot: QtBot) -> None:
    invoice.lines.show([LineForm("Chair", "1", "", "1000")])
    invoice.terms.setText("2/10 net 30")
    invoice.preview()
    qtbot.waitUntil(lambda: "Fri 10 Apr" in invoice.due.text())
    assert invoice.due.text() == "Due Thu 30 Apr. $980.00 if paid by Fri 10 Apr."
    invoice.issue_date.setText("2 mar")
    invoice.preview()
    qtbot.waitUntil(lambda: invoice.due.text().endswith("by Thu 12 Mar, which has passed."))


def test_terms_that_nobody_understands_are_told_at_the_field(invoice: Any, qtbot: QtBot) -> None:
    invoice.lines.show([LineForm("Chair", "1", "", "1000")])
    invoice.terms.setText("when the moon is full")
    invoice.save()
    qtbot.waitUntil(lambda: "when the moon is full" in invoice.grid.error_text("terms"))
    assert [line.description for line in invoice.lines.lines] == ["Chair"]
    assert invoice.isVisible()


def test_a_price_that_is_no_amount_is_told_below_the_lines(invoice: Any, qtbot: QtBot) -> None:
    invoice.lines.show([LineForm("Chair", "1", "", "a lot")])
    invoice.save()
    place = invoice.findChild(QWidget, "error-lines")
    qtbot.waitUntil(lambda: not place.isHidden())
    assert "Line 1" in place.text()
    assert "a lot" in place.text()


def test_the_cursor_goes_to_the_cell_that_cannot_be_read_until_it_is_mended(
    invoice: Any, qtbot: QtBot
) -> None:
    empty = LineForm("", "1", "", "")
    invoice.lines.show([LineForm("Chair", "1", "", "10"), LineForm("Desk", "1", "", "a lot")])
    invoice.lines.setData(invoice.lines.index(0, 0), "")
    invoice.lines.setData(invoice.lines.index(0, 3), "")
    assert invoice.lines._lines[0] == empty
    invoice.save()
    place = invoice.findChild(QWidget, "error-lines")
    qtbot.waitUntil(lambda: not place.isHidden())
    assert invoice.table.currentIndex() == invoice.lines.index(1, 3)
    assert invoice.table.accessibleDescription() == place.text()
    invoice.lines.setData(invoice.lines.index(1, 3), "40")
    assert place.isHidden()
    assert not invoice.table.accessibleDescription()


def test_a_draft_is_kept_and_gone_on_with(
    invoice: Any, host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    invoice.lines.show([LineForm("Chair", "3", "each", "19.90")])
    invoice.po_number.setText("PO 7731")
    with qtbot.waitSignal(invoice.saved):
        invoice.save_draft()
    draft = asked(invoice_register, "", "draft")[0]
    again = opened(lambda: dialogs.open_invoice_form(host, runner, None, draft.invoice_id))
    assert again.po_number.text() == "PO 7731"
    assert again.customer.text() == "Harbor Point Dental"
    assert again.lines.lines[0] == LineForm("Chair", "3", "each", "19.90", "", "")


def test_an_issued_invoice_is_shown_for_printing(
    invoice: Any, host: QWidget, opened: Any, qtbot: QtBot
) -> None:
    invoice.lines.show([LineForm("Chair", "1", "", "1000")])
    paper = opened(invoice.save)
    assert isinstance(paper, PaperDialog)
    qtbot.waitUntil(lambda: paper.pane.page_count == 1)


def test_the_customers_terms_come_with_the_customer(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    form = opened(lambda: dialogs.open_customer_form(host, runner, HARBOR))
    form.terms.setText("End of month")
    with qtbot.waitSignal(form.saved):
        form.save()
    invoice = opened(lambda: dialogs.open_invoice_form(host, runner, None))
    qtbot.keyClicks(invoice.customer, "harbor")
    qtbot.waitUntil(lambda: invoice.customer.offered() == ("Harbor Point Dental",))
    invoice.customer.take(0)
    qtbot.waitUntil(lambda: invoice.terms.text() == "End of month")


def test_a_new_invoice_begins_as_another_one(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_invoice_copy(host, runner, 1))
    assert dialog.heading.text() == "New invoice"
    assert dialog.customer.text() == "Harbor Point Dental"
    assert [line.description for line in dialog.lines.lines][:1] == ["Goods as ordered"]
    assert dialog.issue_date.day() == runner.today
    qtbot.waitUntil(lambda: dialog.total.text() == "$1,220.00")
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    numbers = [row.number for row in asked(invoice_register, "", "open")]
    assert len(numbers) == len(set(numbers)) == 9


def test_who_does_not_want_to_see_the_paper_is_not_shown_the_next(
    host: QWidget, runner: Runner, opened: Any, invoice: Any, qtbot: QtBot
) -> None:
    assert invoice.show_for_printing.isChecked()
    invoice.show_for_printing.click()
    assert not invoice.show_for_printing.isChecked()
    invoice.reject()
    again = opened(lambda: dialogs.open_invoice_form(host, runner, HARBOR))
    assert not again.show_for_printing.isChecked()
