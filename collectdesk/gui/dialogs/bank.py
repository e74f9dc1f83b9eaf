"""What came in by the bank: a file, who seems to have paid, and one button to record it."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from collectdesk.domain.table import SheetUnknown
from collectdesk.domain.table_cells import DateOrderUnknown
from collectdesk.domain.words import counted
from collectdesk.gui.dialogs.customer_picker import CustomerPicker
from collectdesk.gui.dialogs.file_form import FileForm
from collectdesk.gui.dialogs.form import while_open
from collectdesk.gui.dialogs.simple_model import Column
from collectdesk.gui.dialogs.simple_table import SimpleTable
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import day, money, plain_amount
from collectdesk.gui.theme import look
from collectdesk.gui.widgets.buttons import Button
from collectdesk.gui.widgets.labels import label
from collectdesk.usecases.bank import (
    BankRow,
    LookAtStatement,
    OfferEntriesAgain,
    RecordEntries,
    SetEntriesAside,
    StatementLook,
    TakenEntry,
    look_at_statement,
    offer_entries_again,
    record_entries,
    set_entries_aside,
)

_LEAD: Final = (
    "An OFX, QFX, CSV or XLSX file that your bank offers for download. Ticked entries are recorded"
    " as payments; choose the customer where none was found, and set aside what no customer paid."
)
_COLUMNS: Final = (
    Column("Day", 104),
    Column("Amount", 104, right=True),
    Column("From"),
    Column("Customer", 210),
    Column("Why", 290),
)
_CUSTOMER, _WHY = 3, 4
_WIDTH: Final = 1080
_TABLE_HEIGHT: Final = 360
_NO_PAYMENT: Final = "&No customer's payment"
_BY_HAND: Final = "Chosen by you"
_ASIDE: Final = "Set aside: no customer's payment"


class BankDialog(FileForm):
    """Choose a file, look through the entries, correct who paid, record."""

    choose_title = "Choose a bank file"
    file_kinds = "Bank files (*.ofx *.qfx *.csv *.txt *.xlsx);;All files (*)"

    def __init__(self, parent: QWidget | None, runner: Runner) -> None:
        super().__init__(
            parent, runner, "Payments from the bank", "&Record", lead=_LEAD, width=_WIDTH
        )  # fmt: skip
        self._look: StatementLook | None = None
        self._rows: dict[int, BankRow] = {}
        self._payers: dict[int, int] = {}
        self._aside: set[int] = set()
        self._shows_aside = False
        self.aside_button = Button(_NO_PAYMENT, clicked=self.set_aside)
        self.show_button = Button("", "link", clicked=self.show_aside)
        self.table = SimpleTable(_COLUMNS, "Entries of the bank", ticks=True)
        self.table.setMinimumHeight(self.lean(_TABLE_HEIGHT))
        self.picker = CustomerPicker(runner)
        self.problems = label("", "careful", wrap=True)
        self.summary = label("", "strong", wrap=True)
        self._lay_out_fields()
        self.order.currentIndexChanged.connect(self.read_file)
        self.table.ticks_changed.connect(self._tell_summary)
        self.table.stood.connect(self._show_payer)
        self.picker.picked.connect(self._choose_payer)
        self._show_parts()
        self.begin()
        self.choose_button.setFocus()

    def save(self) -> None:
        if self._look is not None and self.save_button.isEnabled():
            self.send(record_entries, self._taken)

    def read_file(self) -> None:
        if self.path is None:
            return
        self.clear_errors()
        self._look, self._rows, self._payers, self._aside = None, {}, {}, set()
        self._show_parts()
        self.run_job(
            look_at_statement,
            LookAtStatement(self.path, self.chosen_order, self.chosen_sheet),
            then=self._show_look,
            failed=self._refuse,
            title=self.reading_title,
        )

    def offer_sheets(self, sheets: tuple[str, ...], chosen: str = "") -> None:
        super().offer_sheets(sheets, chosen)
        self.grid.setVisible(len(sheets) > 1)

    def _show_look(self, seen: StatementLook) -> None:
        self._look = seen
        self._rows = dict(enumerate((*seen.rows, *seen.aside)))
        self._aside = set(range(len(seen.rows), len(self._rows)))
        self._payers = {
            at: row.customer_id for at, row in self._rows.items() if row.customer_id is not None
        }
        self.table.set_rows(((at, at) for at in self._rows), self._texts)
        self._hide_aside(True)
        self._show_parts()
        self.table.tick({at for at, row in enumerate(seen.rows) if row.is_sure})
        if seen.rows:
            self.table.choose_row(0)
            self.table.setFocus()
        self._tell_problems(seen)
        self.adjust_height()

    def set_aside(self) -> None:
        """Remember of the chosen entry that it is no customer's payment, or that it is one."""
        at, row = self.table.current_key(), self.table.current_row()
        if at is None or self._look is None:
            return
        name, entries = self._look.file_name, (self._rows[at].entry,)
        again = at in self._aside
        self.aside_button.setEnabled(False)
        self.runner.do(
            offer_entries_again if again else set_entries_aside,
            OfferEntriesAgain(name, entries) if again else SetEntriesAside(name, entries),
            then=while_open(self, lambda _: self._moved(at, row, again)),
            failed=while_open(self, self._refuse),
        )

    def _moved(self, at: int, row: int, again: bool) -> None:
        self._aside ^= {at}
        self.table.tick({one for one in self.table.ticked() if one != at})
        self.table.set_text(row, _WHY, self._rows[at].why if again else _ASIDE)
        if not again and not self._shows_aside:
            self.table.setRowHidden(row, True)
            self._go_on_from(row)
        self._tell_aside()
        self._show_payer()
        self._tell_summary()

    def _go_on_from(self, row: int) -> None:
        """To the next entry in sight, or the one before, or to none."""
        rows = (*range(row + 1, len(self.table.keys)), *range(row - 1, -1, -1))
        self.table.choose_row(next((one for one in rows if not self.table.isRowHidden(one)), -1))

    def show_aside(self) -> None:
        """Show what was set aside among the rest."""
        self._hide_aside(False)
        self._tell_summary()

    def _hide_aside(self, hidden: bool) -> None:
        self._shows_aside = not hidden
        for at in self._aside:
            self.table.setRowHidden(at, hidden)
        self._tell_aside()

    def _tell_aside(self) -> None:
        number = len(self._aside)
        self.show_button.setText(f"&Show {counted(number, 'entry', 'entries')} set aside")
        self.show_button.setVisible(bool(number) and not self._shows_aside)

    def _texts(self, at: int) -> tuple[str, ...]:
        row = self._rows[at]
        entry = row.entry
        told = " · ".join(dict.fromkeys(filter(None, (entry.payer, entry.text))))
        amount = plain_amount(entry.amount, self.runner.currency)
        why = _ASIDE if at in self._aside else row.why
        return (day(entry.day, self.runner.today), amount, told, row.customer or "–", why)

    def _tell_problems(self, seen: StatementLook) -> None:
        aside = [
            counted(seen.known, "entry was", "entries were") + " recorded earlier"
            if seen.known
            else "",
            f"{seen.repeated:,} stand in the file twice" if seen.repeated else "",
        ]
        told = [part for part in aside if part]
        if seen.problems:
            first = seen.problems[0]
            rows = counted(len(seen.problems), "entry", "entries")
            told.append(f"{rows} cannot be read. Line {first.line:,}: {first.reason}")
        self.problems.setText(". ".join(told))
        self.problems.setVisible(bool(told))
        if not seen.rows:
            self.banner.say(f"{seen.file_name} brings nothing new.", "accent")

    def _refuse(self, error: BaseException) -> None:
        if isinstance(error, SheetUnknown):
            self.offer_sheets(error.sheets)
            self.read_file()
            return
        if isinstance(error, DateOrderUnknown):
            self.ask_for_order()
            return
        self.show_error(error)

    def _show_payer(self) -> None:
        at = self.table.current_key()
        self.picker.setEnabled(at is not None)
        self.aside_button.setEnabled(at is not None)
        self.aside_button.setText("Offer it &again" if at in self._aside else _NO_PAYMENT)
        self.picker.clear()
        if at is not None and at in self._payers:
            shown = self.table.text(self.table.current_row(), _CUSTOMER)
            self.picker.show_customer(self._payers[at], shown)

    def _choose_payer(self, customer_id: int) -> None:
        at, row = self.table.current_key(), self.table.current_row()
        if at is None or self._payers.get(at) == customer_id:
            return
        self._payers[at] = customer_id
        self.table.set_text(row, _CUSTOMER, self.picker.text())
        self.table.set_text(row, _WHY, _BY_HAND)
        self.table.tick({*self.table.ticked(), at})

    def _taken(self) -> RecordEntries:
        name = self._look.file_name if self._look else ""
        return RecordEntries(name, tuple(self._confirmed(at) for at in self._ready()))

    def _confirmed(self, at: int) -> TakenEntry:
        row, payer = self._rows[at], self._payers[at]
        return TakenEntry(row.entry, payer, row.invoices if payer == row.customer_id else ())

    def _ready(self) -> list[int]:
        """Ticked entries whose customer is known."""
        return [at for at in self.table.ticked() if at in self._payers]

    def _tell_summary(self) -> None:
        ready, ticked = self._ready(), self.table.ticked()
        total = sum(self._rows[at].entry.amount for at in ready)
        words = f"{counted(len(ready), 'payment')} of {money(total, self.runner.currency)}"
        if not ticked:
            in_sight = self._shows_aside or len(self._aside) < len(self._rows)
            words = "Tick what a customer paid." if in_sight else "Nothing is left to record."
        lacking = len(ticked) - len(ready)
        if lacking:
            words += f"; {counted(lacking, 'ticked entry needs', 'ticked entries need')} a customer"
        self.summary.setText(words if self._rows else "")
        self.save_button.setEnabled(bool(ready) and not lacking)

    def _show_parts(self) -> None:
        known = bool(self._rows)
        for part in (self.table, self._payer_row, self.summary):
            part.setVisible(known)
        self.problems.setVisible(False)
        self._tell_summary()

    def _lay_out_fields(self) -> None:
        self.grid.set_row_visible("date_order", False)
        self.grid.set_row_visible("sheet", False)
        self.grid.setVisible(False)
        self._payer_row = QWidget()
        payer = QHBoxLayout(self._payer_row)
        payer.setContentsMargins(0, 0, 0, 0)
        name = label("&Customer of the chosen entry", "quiet")
        name.setBuddy(self.picker)
        self.picker.setMaximumWidth(look().px(360))
        payer.addWidget(name)
        payer.addWidget(self.picker, 1)
        payer.addWidget(self.aside_button)
        payer.addStretch(1)
        payer.addWidget(self.show_button)
        self.body.addWidget(self.problems)
        self.body.addWidget(self.table, 1)
        self.keep_in_view(self._payer_row)
        self.keep_in_view(self.summary)
