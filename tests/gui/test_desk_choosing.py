"""Which customer is open: the one whose row is highlighted, and no other."""

from __future__ import annotations

from PySide6.QtCore import Qt

from collectdesk.gui.dialogs.customer import CustomerDialog
from collectdesk.gui.dialogs.invoice import InvoiceDialog
from tests.gui.conftest import HARBOR, RIDGELINE, Desktop

Key = Qt.Key


def click_row(desktop: Desktop, at: int) -> None:
    """Click a row of the list of customers with the mouse."""
    listed = desktop.window.desk.customers.list
    place = listed.visualRect(listed.customers.index(at)).center()
    desktop.qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)


def highlighted(desktop: Desktop) -> list[str]:
    """The names on the rows that are highlighted."""
    listed = desktop.window.desk.customers.list
    return [listed.customers.row_at(index.row()).name for index in listed.selectedIndexes()]


def log_first_call(desktop: Desktop) -> str:
    """Log a call with the first customer, who leaves the list; returns who took the place."""
    rows = desktop.window.desk.customers.list.customers
    second = rows.row_at(1).name
    calls = desktop.window.desk.calls
    calls.card.answers.choose("not_sent")
    reason = calls.fields.reason
    reason.setCurrentIndex(reason.findData("oversight"))
    calls.log()
    desktop.wait(lambda: rows.row_at(0).name == second)
    return second


def test_a_click_opens_the_row_that_took_the_place_of_the_logged_customer(
    desktop: Desktop,
) -> None:
    second = log_first_call(desktop)
    assert highlighted(desktop) == []
    click_row(desktop, 0)
    assert highlighted(desktop) == [second]
    desktop.wait(lambda: desktop.shown_name() == second)


def test_enter_opens_the_row_that_took_the_place_of_the_logged_customer(desktop: Desktop) -> None:
    second = log_first_call(desktop)
    desktop.press(Key.Key_Return)
    assert highlighted(desktop) == [second]
    desktop.wait(lambda: desktop.shown_name() == second)


def test_a_click_opens_the_only_customer_that_a_search_found(desktop: Desktop) -> None:
    listed = desktop.window.desk.customers.list
    other = next(name for name in (RIDGELINE, HARBOR) if name != desktop.shown_name())
    desktop.window.desk.customers.search.setText(other)
    desktop.wait(lambda: listed.customers.rowCount() == 1)
    assert highlighted(desktop) == []
    click_row(desktop, 0)
    assert highlighted(desktop) == [other]
    desktop.wait(lambda: desktop.shown_name() == other)


def test_a_new_customer_is_open_once_saved_and_gets_the_next_invoice(desktop: Desktop) -> None:
    desktop.press(Key.Key_C, ctrl=True, shift=True)
    desktop.wait(lambda: desktop.window.findChild(CustomerDialog))
    form = desktop.window.findChild(CustomerDialog)
    assert form is not None
    desktop.qtbot.keyClicks(form.name, "Bayview Bakery")
    desktop.qtbot.keyClick(form.name, Key.Key_Return)
    desktop.wait(lambda: desktop.shown_name() == "Bayview Bakery")
    assert highlighted(desktop) == []
    desktop.window.actions_by_key["invoice.new"].trigger()
    desktop.wait(lambda: desktop.window.findChild(InvoiceDialog))
    invoice = desktop.window.findChild(InvoiceDialog)
    assert invoice is not None
    assert invoice.customer.text() == "Bayview Bakery"
    invoice.reject()


def test_an_invoice_that_was_just_written_is_the_one_that_the_owner_stands_on(
    desktop: Desktop,
) -> None:
    desktop.show(HARBOR)
    desktop.window.actions_by_key["invoice.new"].trigger()
    desktop.wait(lambda: desktop.window.findChildren(InvoiceDialog))
    [dialog] = desktop.window.findChildren(InvoiceDialog)
    dialog.number.setText("INV-9001")
    dialog.lines.setData(dialog.lines.index(0, 0), "Gloves")
    dialog.lines.setData(dialog.lines.index(0, 3), "50")
    dialog.show_for_printing.setChecked(False)
    dialog.override.setText("agreed")
    dialog.save_button.click()
    table = desktop.window.desk.customer.table
    desktop.wait(lambda: table.chosen_row() and table.chosen_row().number == "INV-9001")
    assert desktop.window.scene.invoice_id == table.chosen_row().invoice_id
    table.choose(table.rows_model.row_at(1))
    chosen = table.chosen_row().number
    with desktop.qtbot.waitSignal(desktop.window.desk.filled):
        desktop.window.desk.refresh()
    assert table.chosen_row().number == chosen, "where the owner went since stays chosen"
