"""What the owner can set: the firm, its papers, terms and numbers, the work list, the look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from collectdesk.domain.english import spelled
from collectdesk.domain.envelope import mismatch
from collectdesk.domain.errors import InvalidInput, KnownError
from collectdesk.domain.settings import BookSettings
from collectdesk.domain.terms import parse_terms, terms_typed
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.appearance import AppearancePage
from collectdesk.gui.dialogs.backup_place import BackupPlacePage
from collectdesk.gui.dialogs.days_off import DaysOffPage
from collectdesk.gui.dialogs.field_edit import FieldEdit
from collectdesk.gui.dialogs.form import WIDE, FormDialog, while_open
from collectdesk.gui.dialogs.interest_rule import MODES, rate_name
from collectdesk.gui.dialogs.logo_field import LogoField
from collectdesk.gui.dialogs.settings_fields import ENVELOPES, FieldMaker, SettingField
from collectdesk.gui.dialogs.suggestions import TERMS
from collectdesk.gui.runner import Runner
from collectdesk.gui.theme import GRID, look
from collectdesk.gui.widgets.buttons import Button
from collectdesk.gui.widgets.form_grid import FormGrid
from collectdesk.gui.widgets.labels import label
from collectdesk.usecases.book_settings import book_settings
from collectdesk.usecases.charge_rules import LONGEST_GRACE
from collectdesk.usecases.conditions import shipped_terms, terms_fields_in, terms_problem
from collectdesk.usecases.settings import SaveSettings, save_settings

_PAPERS: Final = (("letter", "US Letter"), ("a4", "A4"))
_NO_WINDOW: Final = ("plain", "No window: printed envelopes, e-mail")
_STYLES: Final = (("balance-forward", "Balance forward"), ("open-item", "Open item"))
_LABELS: Final = 150
_HEIGHT: Final = 430
_POINTS: Final = (
    "How many points, of 100, each of these can bring to a customer's place in today's list:"
)
_AGREED: Final = (
    "What lateness costs a customer without a rule of its own. Charge only what was agreed before"
    " the invoice, or what the law sets:"
)

Columns = Sequence[Sequence[SettingField]]


class SettingsDialog(FormDialog):
    """Pages of fields; all of them are saved together."""

    def __init__(self, parent: QWidget | None, runner: Runner, settings: BookSettings) -> None:
        super().__init__(parent, runner, "Settings", "&Save settings", width=WIDE)
        self._settings = settings
        self._fields: list[SettingField] = []
        self._page_of: dict[str, int] = {}
        self.grid.hide()
        self.pages = QTabWidget()
        self.body.addWidget(self.pages, 1)  # before its pages: Qt styles all inside once more
        self._currency = runner.currency
        make = FieldMaker(replace(settings, default_terms=_shown_terms(settings)), runner.currency)
        self._add_page("&Business", _business(make))
        self._add_page("&Papers", _papers(make))
        self._add_page("C&onditions", _conditions(make, runner.currency))
        self._add_page("&Money", _money(make))
        self._add_page("Late&ness", _lateness(make), _AGREED)
        self._add_page("&Work list", _work_list(make), _POINTS)
        self.days_off = DaysOffPage(runner, settings.calendar)
        self.grids.append(self.days_off.grid)
        page = self.pages.addTab(self.days_off, "&Days off")
        self._page_of |= dict.fromkeys(("calendar", "own_days", "first", "last"), page)
        self.appearance = AppearancePage()
        self.pages.addTab(self.appearance, "&Look")
        self.backup_place = BackupPlacePage()
        self.grids.append(self.backup_place.grid)
        self._page_of["second_place"] = self.pages.addTab(self.backup_place, "Back&ups")
        for each in self._fields:
            if isinstance(each.widget, LogoField):
                each.widget.refused.connect(
                    lambda words: self.show_error(InvalidInput(words, "firm_logo"))
                )
        self._prepare_terms()
        self._choice("interest_mode").currentIndexChanged.connect(lambda _: self._name_rate())
        self._name_rate()
        for name in ("paper", "envelope"):
            self._choice(name).currentIndexChanged.connect(self._check_envelope)
        self.letters_button = Button("Letter t&exts…", clicked=self.write_letters)
        self.look_button = Button("Pre&view…", clicked=self.show_look)
        self.buttons.insertWidget(0, self.letters_button)
        self.buttons.insertWidget(1, self.look_button)
        self.begin()
        self.field("firm_name").setFocus()

    def field(self, name: str) -> QWidget:
        """The field of a setting."""
        return next(each.widget for each in self._fields if each.name == name)

    def _choice(self, name: str) -> QComboBox:
        found = self.field(name)
        assert isinstance(found, QComboBox)
        return found

    def _prepare_terms(self) -> None:
        """An unknown field is told while typing; the program's words are a start."""
        edit = self.field("terms_text")
        assert isinstance(edit, FieldEdit)
        grid = next(grid for grid in self.grids if grid.has("terms_text"))
        start = Button("Begin with the program’s words", "flat")
        start.clicked.connect(lambda *_: edit.setPlainText(shipped_terms(self._currency)))
        grid.add_wide(start)

        def check() -> None:
            grid.tell("terms_text", terms_problem(edit.toPlainText()))
            start.setVisible(not edit.toPlainText().strip())

        edit.textChanged.connect(check)
        check()

    def _name_rate(self) -> None:
        """A rate is one of a year or of a month, as lateness is charged."""
        grid = next(grid for grid in self.grids if grid.has("interest_rate_bp"))
        name = rate_name(fields.chosen(self._choice("interest_mode")))
        grid.rename("interest_rate_bp", name.replace("&", ""))

    def _check_envelope(self) -> None:
        """An envelope that is not for the paper is told at once, not when a letter is printed."""
        paper, envelope = (fields.chosen(self._choice(name)) for name in ("paper", "envelope"))
        for grid in self.grids:
            grid.tell("envelope", mismatch(paper, envelope))

    def typed(self) -> object:
        own = self.days_off.typed(), self.appearance.chosen(), self.backup_place.chosen()
        return (*(each.typed() for each in self._fields), *own)

    def save(self) -> None:
        self.clear_errors()
        try:
            self.backup_place.prepare()
        except KnownError as error:
            self.show_error(fields.at("second_place", error))
            return
        self.send(save_settings, self._command, then=self._keep_own)

    def _keep_own(self, _: object) -> None:
        self.appearance.keep()
        self.backup_place.keep()

    def write_letters(self) -> None:
        """Write the words of letters; they are kept apart from what stands in these fields."""
        from collectdesk.gui.dialogs.paperwork import open_letter_texts

        open_letter_texts(self, self.runner, self._take_letters)

    def show_look(self) -> None:
        """Show a made-up paper with what stands in the fields."""
        from collectdesk.gui.dialogs.look import LookDialog

        self.clear_errors()
        try:
            settings = self._command().settings
            parse_terms(settings.default_terms)
        except InvalidInput as error:
            self.show_error(error)
            return
        LookDialog(self, self.runner, settings).open()

    def _take_letters(self) -> None:
        def take(now: BookSettings) -> None:
            self._settings = replace(self._settings, letter_texts=now.letter_texts)

        self.runner.ask(book_settings, then=while_open(self, take))

    def show_error(self, error: BaseException) -> None:
        """Turn to the page of the field and show the failure there."""
        if isinstance(error, InvalidInput) and error.field in self._page_of:
            self.pages.setCurrentIndex(self._page_of[error.field])
        super().show_error(error)

    def _command(self) -> SaveSettings:
        values = {each.name: each.value() for each in self._fields}
        if not self.days_off.first.is_blank():
            self.days_off.take_typed()
        calendar, own_days = self.days_off.chosen()
        return SaveSettings(replace(self._settings, **values, calendar=calendar), own_days)

    def _add_page(self, title: str, columns: Columns, lead: str = "") -> None:
        place = QScrollArea()
        place.setFrameShape(QFrame.Shape.NoFrame)
        place.setWidgetResizable(True)
        place.setMinimumHeight(look().px(_HEIGHT))
        number = self.pages.addTab(place, title)
        page = QWidget()
        place.setWidget(page)
        column = QVBoxLayout(page)
        column.setContentsMargins(4, 2 * GRID, GRID, GRID)
        column.setSpacing(12)
        if lead:
            column.addWidget(label(lead, "quiet", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(4 * GRID)
        column.addLayout(row)
        column.addStretch(1)
        for listed in columns:
            side = QVBoxLayout()
            row.addLayout(side, 1)
            self._add_grid(side, listed, number)

    def _add_grid(self, side: QVBoxLayout, listed: Sequence[SettingField], page: int) -> None:
        grid = FormGrid(label_width=_LABELS)
        side.addWidget(grid)
        side.addStretch(1)
        for each in listed:
            grid.add_row(each.name, spelled(each.label, self._currency), each.widget)
            self._fields.append(each)
            self._page_of[each.name] = page
        self.grids.append(grid)


def _shown_terms(settings: BookSettings) -> str:
    try:
        return terms_typed(parse_terms(settings.default_terms))
    except InvalidInput:
        return settings.default_terms


def _business(make: FieldMaker) -> Columns:
    return (
        (
            make.line("firm_name", "Name of the firm"),
            make.text("firm_address", "Address", 4),
            make.line("firm_phone", "Phone"),
            make.line("firm_email", "E-mail"),
            make.line("firm_tax_id", "Tax ID"),
        ),
        (
            make.logo("firm_logo", "Logo"),
            make.colour("firm_colour", "Colour"),
            make.line("owner_name", "Owner", "Signs the letters"),
            make.line("collector_name", "Who calls", "If it is not the owner"),
            make.text("bank_lines", "Pay to", 3, "Bank, account, routing number"),
            make.line("payment_link", "Payment link", "https://…/{number} becomes a QR code"),
            make.text("firm_footer", "Footer", 2, "On each page; no thanks on firm letters"),
        ),
    )


def _papers(make: FieldMaker) -> Columns:
    return (
        (
            make.choice("paper", "Paper", _PAPERS),
            make.choice("envelope", "Envelope", (*ENVELOPES, _NO_WINDOW)),
            make.tick("tagged_batches", "Batches for screen readers too"),
            make.choice("statement_style", "Statements", _STYLES),
        ),
        (
            make.line("invoice_prefix", "Invoice numbers", "INV-"),
            make.line("customer_prefix", "Customer numbers", "C-"),
            make.number("verification_reply_days", "Days to reply", 90),
            make.number("notice_pay_days", "Days to pay a notice", 90),
            make.number("mail_days", "Days in the post", 30),
        ),
    )


def _conditions(make: FieldMaker, currency: str) -> Columns:
    hint = (
        "What was agreed with every customer; printed as the second page of each invoice. Type {"
        " for a list of what can be filled in."
    )
    offered = terms_fields_in(currency)
    return ((make.filled("terms_text", "Terms and conditions", 17, hint, offered),),)


def _money(make: FieldMaker) -> Columns:
    terms = make.line("default_terms", "Terms of a new customer", "Net 30")
    fields.suggesting(terms.widget, TERMS)  # type: ignore[arg-type]  # made as a line just above
    return (
        (
            terms,
            make.line("tax_name", "Name of the tax"),
            make.tax_rate("tax_rate_milli", "Tax rate"),
            make.tick("tax_per_line", "Round the tax on each &line"),
            make.tick("discount_on_parts", "Part payments earn an early &discount"),
            make.percent("own_rate_bp", "What money costs us, a year"),
        ),
        (
            make.money("nsf_fee", "Fee for a returned payment"),
            make.money("small_balance", "Small balance, up to"),
            make.percent("small_balance_bp", "and up to, of the invoice"),
        ),
    )


def _lateness(make: FieldMaker) -> Columns:
    hint = "For UK and EU law, a day and its rate a line: 2026-07-01 4.25"
    return (
        (
            make.choice("interest_mode", "Charged is", MODES),
            make.percent("interest_rate_bp", "Rate"),
            make.tick("interest_compounds", "Monthly interest bears &interest"),
            make.number("interest_grace_days", "Days of grace", LONGEST_GRACE),
            make.money("late_fee", "Fixed fee"),
            make.money("late_fee_minimum", "for balances from"),
        ),
        (make.text("reference_rates", "Reference rates", 6, hint),),
    )


def _work_list(make: FieldMaker) -> Columns:
    return (
        (
            make.number("weight_amount", "Amount overdue", 100),
            make.number("weight_lateness", "Days late", 100),
            make.number("weight_promises", "Broken promises", 100),
            make.number("weight_risk", "Risk", 100),
            make.number("weight_silence", "Silence", 100),
        ),
        (
            make.money("large_amount", "A large amount is"),
            make.number("first_contact_days", "First call, days past due", 30),
            make.number("past_due_target", "Past-due accounts, at most", 100_000),
        ),
    )
