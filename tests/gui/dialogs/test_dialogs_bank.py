"""A bank's file in the window: seen, corrected, recorded in one step, and only once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from collectdesk.gui import dialogs
from collectdesk.gui.runner import Runner
from collectdesk.usecases.pages import customer_page
from tests.exchange.bank_files import entry, sgml
from tests.gui.dialogs.conftest import HARBOR

ENTRIES = (
    entry(amount="1220.00", name="HARBOR POINT DENTAL", bank_id="1"),
    entry(amount="50.00", name="<b>STRANGER</b>", memo="=1+1", bank_id="2"),
    entry(amount="-7.00", name="FEE", bank_id="3"),
)


@pytest.fixture
def bank(host: QWidget, runner: Runner, opened: Any, tmp_path: Path, qtbot: QtBot) -> Any:
    """The window with the entries of a file."""
    dialog = opened(lambda: dialogs.open_bank(host, runner))
    path = tmp_path / "march.ofx"
    path.write_text(sgml(*ENTRIES))
    dialog.look_at(path)
    qtbot.waitUntil(lambda: len(dialog.table.keys) == 2)
    return dialog


def owes(asked: Any) -> int:
    return int(asked(customer_page, HARBOR).head.owes)


def test_sure_entries_are_ticked_and_recorded_together(
    bank: Any, asked: Any, runner: Runner, qtbot: QtBot
) -> None:
    before = owes(asked)
    assert bank.table.ticked() == (0,)
    assert bank.summary.text() == "1 payment of $1,220.00"
    with qtbot.waitSignal(bank.saved):
        bank.save()
    assert owes(asked) == before - 122_000
    qtbot.waitUntil(lambda: runner.undo_label == "1 payment from march.ofx")


def test_an_entry_of_nobody_waits_for_its_customer(
    bank: Any, asked: Any, qtbot: QtBot, runner: Runner
) -> None:
    before = owes(asked)
    bank.table.choose_row(1)
    qtbot.keyClick(bank.table, Qt.Key.Key_Space)
    assert "1 ticked entry needs a customer" in bank.summary.text()
    assert not bank.save_button.isEnabled()
    bank.picker.setText("harbor")
    bank.picker.textEdited.emit("harbor")
    qtbot.waitUntil(lambda: bool(bank.picker.offered()))
    bank.picker.take(0)
    assert bank.table.text(1, 4) == "Chosen by you"
    assert bank.summary.text() == "2 payments of $1,270.00"
    with qtbot.waitSignal(bank.saved):
        bank.save()
    assert owes(asked) == before - 127_000


def test_the_same_file_again_brings_nothing_new(
    bank: Any, host: QWidget, runner: Runner, opened: Any, tmp_path: Path, qtbot: QtBot
) -> None:
    bank.table.tick({0})
    with qtbot.waitSignal(bank.saved):
        bank.save()
    again = opened(lambda: dialogs.open_bank(host, runner))
    path = tmp_path / "again.qfx"
    path.write_text(sgml(ENTRIES[0]))
    again.look_at(path)
    qtbot.waitUntil(lambda: bool(again.banner.text()))
    assert again.banner.text() == "again.qfx brings nothing new."
    assert "recorded earlier" in again.problems.text()
    assert not again.save_button.isEnabled()


def test_dates_that_read_in_two_ways_are_asked_for(
    host: QWidget, runner: Runner, opened: Any, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_bank(host, runner))
    path = tmp_path / "bank.csv"
    path.write_text("Date,Details,Amount\n1/2/2026,Harbor Point Dental,1220\n")
    dialog.look_at(path)
    qtbot.waitUntil(lambda: bool(dialog.grid.error_text("date_order")))
    dialog.order.setCurrentIndex(dialog.order.findData("DMY"))
    qtbot.waitUntil(lambda: len(dialog.table.keys) == 1)
    assert dialog.table.ticked() == (0,)


def test_what_is_no_bank_file_is_told(
    host: QWidget, runner: Runner, opened: Any, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_bank(host, runner))
    path = tmp_path / "photo.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    dialog.look_at(path)
    qtbot.waitUntil(lambda: "was not read" in dialog.banner.text())


def test_what_no_customer_paid_is_set_aside_and_can_be_shown_again(
    bank: Any, host: QWidget, runner: Runner, opened: Any, tmp_path: Path, qtbot: QtBot
) -> None:
    bank.table.choose_row(1)
    assert bank.show_button.isHidden()
    qtbot.mouseClick(bank.aside_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bank.table.isRowHidden(1))
    assert runner.undo_label == "Set aside: 1 entry of march.ofx"
    assert (bank.table.current_row(), bank.table.ticked()) == (0, (0,))
    bank.reject()
    again = opened(lambda: dialogs.open_bank(host, runner))
    again.look_at(tmp_path / "march.ofx")
    qtbot.waitUntil(lambda: len(again.table.keys) == 2)
    assert again.table.isRowHidden(1)
    assert again.show_button.text() == "&Show 1 entry set aside"
    qtbot.mouseClick(again.show_button, Qt.MouseButton.LeftButton)
    assert not again.table.isRowHidden(1)
    again.table.choose_row(1)
    assert again.table.text(1, 4) == "Set aside: no customer's payment"
    assert again.aside_button.text() == "Offer it &again"
    qtbot.mouseClick(again.aside_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: again.aside_button.text() == "&No customer's payment")
    assert "Nobody is known" in again.table.text(1, 4)


def test_nothing_is_chosen_once_every_entry_is_set_aside(bank: Any, qtbot: QtBot) -> None:
    bank.set_aside()
    qtbot.waitUntil(lambda: bank.table.isRowHidden(0))
    bank.set_aside()
    qtbot.waitUntil(lambda: bank.table.isRowHidden(1))
    assert bank.table.current_key() is None
    assert bank.summary.text() == "Nothing is left to record."
    assert not bank.picker.isEnabled()
    assert bank.picker.text() == ""
    assert not bank.aside_button.isEnabled()
    bank.show_aside()
    assert bank.summary.text() == "Tick what a customer paid."


def test_what_was_set_aside_of_one_file_hides_nothing_of_the_next(
    bank: Any, tmp_path: Path, qtbot: QtBot
) -> None:
    bank.table.choose_row(1)
    bank.set_aside()
    qtbot.waitUntil(lambda: bank.table.isRowHidden(1))
    path = tmp_path / "april.ofx"
    path.write_text(
        sgml(*(entry(amount="5.00", name=f"FIRM {one}", bank_id=f"a{one}") for one in "12"))
    )
    bank.look_at(path)
    qtbot.waitUntil(lambda: bank.table.keys == (0, 1) and bank.table.text(1, 2) == "FIRM 2")
    assert not bank.table.isRowHidden(1)
