"""A letter, mail or scan dropped on a customer is kept, and opens from the history."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QPixmap
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from collectdesk.gui import dialogs, dropping
from collectdesk.gui.dialogs import asking, keeping, paperwork
from collectdesk.gui.dialogs.bank import BankDialog
from collectdesk.gui.dialogs.import_ledger import ImportDialog
from collectdesk.gui.dialogs.invoice_detail import InvoiceDetailDialog
from collectdesk.gui.dialogs.keeping import KeepFilesForm
from collectdesk.gui.dialogs.payment import PaymentDialog
from collectdesk.gui.dialogs.received import ReceivedDialog
from tests.exchange.bank_files import entry, sgml
from tests.gui.conftest import HARBOR


def _dropped(*paths: Path) -> QDropEvent:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    _DATA.append(data)  # the event does not own it
    return QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction | Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )


_DATA: list[QMimeData] = []


def _window(desktop: Any, kind: type) -> Any:
    def shown() -> list[Any]:
        return [one for one in desktop.window.findChildren(kind) if one.isVisible()]

    desktop.wait(shown)
    return shown()[0]


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "letter of 3 Nov.png"
    picture = QPixmap(40, 30)
    picture.fill(Qt.GlobalColor.red)
    assert picture.save(str(path))
    return path


def test_a_scan_dropped_on_the_customer_is_kept_and_shown(
    desktop: Any, scan: Path, tmp_path: Path
) -> None:
    desktop.show(HARBOR)
    desktop.window.desk.customer.dropEvent(_dropped(scan))
    form = _window(desktop, KeepFilesForm)
    assert form.about.text() == HARBOR
    assert "cannot be changed or taken out again" in form.lead.text()
    form.save()
    desktop.wait(lambda: desktop.page.history[0].strong == "Received")
    row = desktop.page.history[0]
    assert row.rest == "letter of 3 Nov.png"
    desktop.window.desk.calls.document_asked.emit(row.ref_id)
    shown = _window(desktop, ReceivedDialog)
    assert shown.windowTitle() == "Received R-00001"
    copy = tmp_path / "copy.png"
    shown.save_copy(copy)
    assert copy.read_bytes() == scan.read_bytes()
    shown.reject()


def test_the_file_stays_where_it_was_dragged_from(desktop: Any, scan: Path) -> None:
    desktop.show(HARBOR)
    for pane in (desktop.window.desk.customer, desktop.window):
        event = _dropped(scan)
        event.setDropAction(Qt.DropAction.MoveAction)
        pane.dropEvent(event)
        assert event.dropAction() is Qt.DropAction.CopyAction
        _window(desktop, KeepFilesForm).reject()


def test_no_field_for_words_takes_a_dropped_file_away_from_the_window(desktop: Any) -> None:
    desktop.show(HARBOR)
    runner, customer_id = desktop.window.runner, desktop.page.head.customer_id
    dialogs.open_payment_form(desktop.window, runner, customer_id)
    form = _window(desktop, PaymentDialog)
    desktop.wait(lambda: form.customer.customer_id_or_none() == customer_id)
    fields = [*desktop.window.findChildren(QLineEdit), *desktop.window.findChildren(QPlainTextEdit)]
    assert len(fields) > 8
    taking = [one for one in fields if one.acceptDrops() and not one.isReadOnly()]
    form.reject()
    assert taking == []


def test_a_bank_file_dropped_anywhere_is_looked_through(desktop: Any, tmp_path: Path) -> None:
    statement = tmp_path / "march.qfx"
    statement.write_text(sgml(entry()), encoding="utf-8")
    desktop.window.dropEvent(_dropped(statement))
    form = _window(desktop, BankDialog)
    desktop.wait(lambda: len(form.table.keys) == 1)
    form.reject()
    desktop.window.dropEvent(_dropped(statement, tmp_path / "letter.pdf"))
    desktop.wait(lambda: "Drop a bank file or a list alone" in desktop.window.status.message.text())


@pytest.mark.parametrize(("answer", "kind"), [(0, ImportDialog), (1, BankDialog)])
def test_a_dropped_table_is_asked_about(
    desktop: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: int, kind: type
) -> None:
    asked: list[str] = []

    def answered(_: object, question: str, __: object) -> int:
        asked.append(question)
        return answer

    monkeypatch.setattr(asking, "which", answered)
    table = tmp_path / "march.csv"
    table.write_text("Date,Description,Amount\n2026-03-12,Acme,240.00\n", encoding="utf-8")
    desktop.window.dropEvent(_dropped(table))
    form = _window(desktop, kind)
    desktop.wait(lambda: form.path == table)
    assert asked == ["What is in march.csv?"]
    form.reject()


def test_a_folder_is_told_to_be_one(desktop: Any, tmp_path: Path) -> None:
    desktop.show(HARBOR)
    desktop.window.dropEvent(_dropped(tmp_path))
    form = _window(desktop, KeepFilesForm)
    form.save()
    desktop.wait(lambda: "is a folder" in form.grid.error_text("path"))


def test_a_scan_dropped_on_an_invoice_is_kept_as_about_it(desktop: Any, scan: Path) -> None:
    desktop.show(HARBOR)
    invoice = desktop.page.invoices[1]
    dialogs.open_invoice_detail(desktop.window, desktop.window.runner, invoice.invoice_id)
    detail = _window(desktop, InvoiceDetailDialog)
    detail.dropEvent(_dropped(scan))
    form = _window(desktop, KeepFilesForm)
    assert form.invoice.currentText().startswith(invoice.number)
    form.save()
    desktop.wait(lambda: desktop.page.history[0].rest == f"letter of 3 Nov.png, {invoice.number}")
    detail.reject()


def test_a_scan_dropped_on_an_invoice_that_is_not_offered_first_is_about_it_all_the_same(
    desktop: Any, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "_OFFERED", 1)
    desktop.show(HARBOR)
    last = desktop.page.invoices[-1]
    window = desktop.window
    paperwork.keep_files(
        window, window.runner, desktop.page.head.customer_id, [str(scan)], last.invoice_id
    )
    form = _window(desktop, KeepFilesForm)
    assert form.invoice.currentText().startswith(last.number)


def test_an_address_dragged_from_the_net_is_not_let_in(desktop: Any) -> None:
    desktop.show(HARBOR)
    address = _dropped()
    address.mimeData().setUrls([QUrl("https://ariba.example/scan.pdf")])
    address.ignore()
    dropping.may_drop(desktop.window.scene, address)
    assert not address.isAccepted()


def test_of_several_files_one_that_cannot_be_kept_is_told_and_the_others_are_kept(
    desktop: Any, scan: Path, tmp_path: Path
) -> None:
    desktop.show(HARBOR)
    program = tmp_path / "run.exe"
    program.write_bytes(b"MZ")
    files = (str(program), str(scan))
    paperwork.keep_files(
        desktop.window, desktop.window.runner, desktop.page.head.customer_id, files
    )
    form = _window(desktop, KeepFilesForm)
    form.save()
    desktop.wait(lambda: "not kept" in form.grid.error_text("path"))
    assert form.files.text() == "letter of 3 Nov.png"
    form.save()
    desktop.wait(lambda: desktop.page.history[0].rest == "letter of 3 Nov.png")
