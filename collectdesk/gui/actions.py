"""All that can be done, as data: a name, a text, a shortcut, what it needs, and what it runs.

Menus, buttons, tooltips and the finder are made from this one list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from collectdesk.domain.english import spelled
from collectdesk.gui import commands, contact_commands, dealing_commands, paper_commands
from collectdesk.gui.scene import Scene
from collectdesk.gui.text import for_button
from collectdesk.gui.widgets.buttons import Button

Needs = Literal["", "customer", "invoice", "draft", "contact"]


@dataclass(frozen=True, slots=True)
class Spec:
    """One thing that can be done. ``needs`` tells when it can be."""

    key: str
    menu: str
    text: str
    run: Callable[[Scene], None]
    shortcut: str = ""
    needs: Needs = ""
    words: str = ""
    """Other words by which the finder finds it."""


def _go(place: str) -> Callable[[Scene], None]:
    return lambda scene: scene.go_to(place)


SPECS: Final[tuple[Spec, ...]] = (
    Spec("book.new", "&Book", "New book…", commands.new_book, "Ctrl+Shift+B"),
    Spec("book.open", "&Book", "Open book…", commands.open_book, "Ctrl+O"),
    Spec("book.import", "&Book", "Bring in a file…", commands.import_file, "Ctrl+I",
         words="import csv excel customers invoices"),
    Spec("book.export", "&Book", "Export this list…", commands.export_list, "Ctrl+Shift+E",
         words="save csv excel xlsx spreadsheet accountant aging ageing invoices customers calls"),
    Spec("book.backup", "&Book", "Back up now", commands.back_up, "Ctrl+B", words="copy safety"),
    Spec("book.backups", "&Book", "Backups…", commands.backups, "Ctrl+Shift+K",
         words="restore list verified second place stick"),
    Spec("book.passphrase", "&Book", "Passphrase…", commands.passphrase, "Ctrl+Alt+Q",
         words="lock encrypt password recovery key unlock"),
    Spec("book.check", "&Book", "Check the book…", commands.check, "Ctrl+Alt+Z",
         words="sound whole damage verify integrity"),
    Spec("book.trail", "&Book", "Log of changes…", paper_commands.trail, "Ctrl+Alt+J",
         words="audit trail journal who when history"),
    Spec("book.settings", "&Book", "Settings…", commands.settings, "Ctrl+,",
         words="preferences firm address theme days off public holidays calendar country"),
    Spec("book.policy", "&Book", "Collecting policy…", dealing_commands.policy, "Ctrl+Shift+Y",
         words="manual playbook steps rules version change log"),
    Spec("book.seat", "&Book", "Who is at the desk…", dealing_commands.seat, "Ctrl+Shift+W",
         words="collector caller name switch person"),
    Spec("book.close", "&Book", "Close book", commands.close_book, "Ctrl+W"),
    Spec("app.quit", "&Book", "Quit", commands.quit_program, "Ctrl+Q"),
    Spec("edit.undo", "&Edit", "Undo", commands.undo, "Ctrl+Z"),
    Spec("edit.redo", "&Edit", "Redo", commands.redo, "Ctrl+Shift+Z"),
    Spec("find.anything", "&Edit", "Find anything…", commands.find_anything, "Ctrl+K",
         words="search"),
    Spec("find.customer", "&Edit", "Search this list", commands.find_customer, "Ctrl+F"),
    Spec("customer.new", "&Customer", "New customer…", commands.new_customer, "Ctrl+Shift+C"),
    Spec("customer.edit", "&Customer", "Edit customer…", commands.edit_customer, "F2", "customer"),
    Spec("contact.new", "&Customer", "Add a person…", contact_commands.new_contact, "Ctrl+Shift+A",
         "customer", "contact"),
    Spec("contact.edit", "&Customer", "Edit the person…", contact_commands.edit_contact, "Shift+F2",
         "contact"),
    Spec("customer.note", "&Customer", "Add a note…", commands.add_note, "Ctrl+T", "customer"),
    Spec("customer.keep", "&Customer", "Keep what they sent…", commands.keep_file, "Ctrl+Shift+F",
         "customer", "received letter mail scan eml pdf attach correspondence"),
    Spec("customer.hold", "&Customer", "Hold…", commands.hold, "Ctrl+H", "customer",
         "no contact no credit stop"),
    Spec("customer.place", "&Customer", "Agency or attorney…", dealing_commands.placement,
         "Ctrl+Shift+G", "customer", "collection hand over place attorney solicitor lawyer"),
    Spec("customer.cost", "&Customer", "Cost of collecting…", dealing_commands.collecting_cost,
         "Ctrl+Alt+Shift+C", "customer",
         "agency attorney solicitor lawyer legal court expense fee"),
    Spec("customer.interest", "&Customer", "What lateness costs…",
         dealing_commands.interest_rule, "Ctrl+Alt+T", "customer", "interest late fee rate rule"),
    Spec("customer.billing", "&Customer", "Billing standard…",
         dealing_commands.billing_standard, "Ctrl+Alt+S", "customer",
         "portal copies order number delivery note"),
    Spec("customer.credit", "&Customer", "Ask for credit and decide…",
         dealing_commands.credit_application, "Ctrl+Alt+D", "customer",
         "application references approve decline prepay deposit"),
    Spec("customer.limit", "&Customer", "Credit limit…", dealing_commands.credit_limit,
         "Ctrl+Alt+M", "customer", "change lower raise"),
    Spec("customer.struggling", "&Customer", "Struggling to pay…",
         dealing_commands.struggling, "Ctrl+Alt+O", "customer",
         "hardship flag can't pay plan offer help"),
    Spec("customer.reviews", "&Customer", "Credit limits to review…",
         dealing_commands.limit_reviews, "Ctrl+Alt+Y", words="advice habits"),
    Spec("customer.hand_over", "&Customer", "Hand over customers…", dealing_commands.hand_over,
         "Ctrl+Shift+H", words="collector tasks bulk counterpart colleague"),
    Spec("customer.statement", "&Customer", "Statement…",
         paper_commands.about_customer("statement"), "Ctrl+Shift+S", "customer", "print month"),
    Spec("customer.next", "&Customer", "Next customer", commands.next_customer, "Ctrl+PgDown"),
    Spec("customer.previous", "&Customer", "Previous customer", commands.previous_customer,
         "Ctrl+PgUp"),
    Spec("customer.show", "&Customer", "Go to the customer", commands.go_to_customer, "Ctrl+G",
         "customer"),
    Spec("invoice.new", "&Invoice", "New invoice…", commands.new_invoice, "Ctrl+N"),
    Spec("invoice.open", "&Invoice", "Open invoice…", commands.open_invoice, "Ctrl+Shift+O",
         "invoice", "credit note void write off bad debt waive recovery recover mark sent delivered"
         " satisfied proofs steps settle dispute"),
    Spec("invoice.copy", "&Invoice", "New invoice like this one…", commands.copy_invoice,
         "Ctrl+Alt+Shift+N", "invoice", "copy duplicate again repeat same recurring"),
    Spec("invoice.print", "&Invoice", "Print invoice…",
         paper_commands.about_invoice("invoice"), "Ctrl+Shift+I", "invoice"),
    Spec("invoice.verify", "&Invoice", "Verification letter…",
         paper_commands.about_invoice("verification"), "Ctrl+Shift+V", "invoice",
         "delivery check return"),
    Spec("invoice.evidence", "&Invoice", "Evidence pack…",
         paper_commands.about_invoice("evidence_pack"), "Ctrl+Alt+X", "invoice",
         words="proof copies delivery history"),
    Spec("invoice.delete", "&Invoice", "Delete draft", commands.delete_draft, "Ctrl+Shift+Del",
         "draft", "remove discard"),
    Spec("payment.record", "&Money", "Record payment…", commands.record_payment, "Ctrl+R",
         words="cheque check paid receipt"),
    Spec("payment.bank", "&Money", "Payments from the bank…", commands.bank_file, "Ctrl+Shift+J",
         words="ofx qfx statement import transfer match"),
    Spec("payment.received", "&Money", "Payments received…", dealing_commands.payments_received,
         "Ctrl+Alt+Shift+B", "customer", "returned bounced nsf check cheque back reverse receipt"),
    Spec("promise.new", "&Money", "Promise…", commands.new_promise, "Ctrl+Shift+P", "customer"),
    Spec("dispute.new", "&Money", "Dispute…", commands.new_dispute, "Ctrl+D", "customer",
         "wrong damaged missing"),
    Spec("plan.new", "&Money", "Payment plan…", commands.new_plan, "Ctrl+L", "customer",
         "instalments installments"),
    Spec("agreement.change", "&Money", "Promises and plans…", dealing_commands.agreements,
         "Ctrl+E", "customer", "cancel end sign promise plan"),
    Spec("settlement.new", "&Money", "Settlement…", dealing_commands.settlement,
         "Ctrl+Alt+E", "customer", "accept less offer compromise"),
    Spec("credit.use", "&Money", "Use credit on account…", dealing_commands.use_credit,
         "Ctrl+U", "customer", "unapplied cash overpaid"),
    Spec("credit.refund", "&Money", "Refund…", dealing_commands.refund, "Ctrl+Shift+R",
         "customer", "pay back overpaid"),
    Spec("charges.apply", "&Money", "Interest and late fees…", dealing_commands.charges,
         "Ctrl+Alt+L", words="charge penalty overdue finance"),
    Spec("call.start", "C&all", "Go to the call", commands.start_call, "Ctrl+J", "customer",
         "console log answer"),
    Spec("call.dial", "C&all", "Dial", contact_commands.dial, "Ctrl+Shift+D", "contact", "phone"),
    Spec("call.copy", "C&all", "Copy number", contact_commands.copy_number, "Ctrl+Shift+X",
         "contact"),
    Spec("call.mail", "C&all", "Write an e-mail", contact_commands.write_mail, "Ctrl+Shift+M",
         "contact"),
    Spec("notice.print", "&Letters", "Print notice…", paper_commands.print_notice, "Ctrl+P",
         "customer", "reminder past due overdue final"),
    Spec("notice.batch", "&Letters", "All notices due…", paper_commands.print_all_notices,
         "Ctrl+Alt+P", words="batch print reminders"),
    Spec("month.end", "&Letters", "Month end: all statements…", paper_commands.month_end, "Ctrl+M",
         words="statements run"),
    Spec("receipt.batch", "&Letters", "Receipts…", paper_commands.receipts,
         "Ctrl+Alt+Shift+R", words="batch payments thanks"),
    Spec("batch.again", "&Letters", "Print again…", paper_commands.print_again,
         "Ctrl+Alt+Shift+P", words="batch reprint jam start not printed"),
    Spec("letter.thanks", "&Letters", "Thank-you letter…",
         paper_commands.about_customer("thank_you"), "Ctrl+Alt+Shift+T", "customer",
         words="goodwill note honest kept word"),
    Spec("letter.promise", "&Letters", "Promise confirmation…",
         paper_commands.about_newest("promise_confirmation"), "Ctrl+Alt+C", "customer"),
    Spec("letter.dispute", "&Letters", "Dispute acknowledgement…",
         paper_commands.about_newest("dispute_acknowledgement"), "Ctrl+Alt+K", "customer",
         words="acknowledgement acknowledgment confirm"),
    Spec("letter.plan", "&Letters", "Plan agreement…",
         paper_commands.about_newest("plan_agreement"), "Ctrl+Alt+G", "customer",
         words="payment instalments installments sign"),
    Spec("letter.plan_default", "&Letters", "Missed-instalment letter…",
         paper_commands.about_newest("plan_default"), "Ctrl+Alt+I", "customer",
         words="plan default instalment installment"),
    Spec("letter.demand", "&Letters", "Demand before the next step…",
         paper_commands.about_customer("demand"), "Ctrl+Alt+F", "customer",
         words="agency attorney solicitor lawyer last letter"),
    Spec("letter.record", "&Letters", "Customer record…",
         paper_commands.about_customer("customer_record"), "Ctrl+Alt+R", "customer",
         words="history calls file"),
    Spec("letter.hand_over", "&Letters", "Hand-over file…",
         paper_commands.about_customer("hand_over"), "Ctrl+Alt+H", "customer",
         words="agency attorney solicitor lawyer case"),
    Spec("letter.application", "&Letters", "Credit application…",
         paper_commands.about_customer("credit_application"), "Ctrl+Alt+A", "customer",
         words="form"),
    Spec("letter.empty_application", "&Letters", "Empty credit application…",
         paper_commands.about_nobody("credit_application"), "Ctrl+Alt+B", words="blank form"),
    Spec("letter.manual", "&Letters", "The collector's manual…",
         paper_commands.about_nobody("manual"), "Ctrl+Alt+N", words="playbook steps print"),
    Spec("labels.print", "&Letters", "Labels…", paper_commands.labels, "Ctrl+Alt+U",
         words="stickers stamps addresses avery calibration"),
    Spec("envelope.test", "&Letters", "Envelope test…", paper_commands.envelope_test,
         "Ctrl+Alt+V", words="window fold"),
    Spec("letter.texts", "&Letters", "Letter texts…", paper_commands.letter_texts, "Ctrl+Alt+W",
         words="words templates wording edit"),
    Spec("go.desk", "&View", "Desk", _go("desk"), "Ctrl+1"),
    Spec("go.invoices", "&View", "Invoices", _go("invoices"), "Ctrl+2",
         words="register credit note void write off bad debt waive mark sent delivered drafts"),
    Spec("go.calls", "&View", "Calls", _go("calls"), "Ctrl+3", words="log phone notes"),
    Spec("go.documents", "&View", "Documents", _go("documents"), "Ctrl+4",
         words="letters printed reprint sent"),
    Spec("go.statements", "&View", "Statements", _go("statements"), "Ctrl+5"),
    Spec("go.watch", "&View", "Watch list", _go("watch"), "Ctrl+6",
         words="disputes short payments deductions alerts neglected not invoiced pay runs planner"),
    Spec("go.insights", "&View", "Insights", _go("insights"), "Ctrl+7",
         words="figures reports aging ageing dso days sales outstanding delinquent cei forecast"
         " habits bad debt financing costs scorecard collectors causes"),
    Spec("view.next_pane", "&View", "Next pane", commands.next_pane, "F6"),
    Spec("view.refresh", "&View", "Refresh", commands.refresh, "F5"),
    Spec("view.larger", "&View", "Larger text", commands.larger_text, "Ctrl++"),
    Spec("view.smaller", "&View", "Smaller text", commands.smaller_text, "Ctrl+-"),
    Spec("view.normal", "&View", "Normal text", commands.normal_text, "Ctrl+0"),
    Spec("view.theme", "&View", "Light or dark", commands.switch_theme, "Ctrl+Shift+L",
         words="theme night"),
    Spec("help.keys", "&Help", "Keyboard shortcuts", commands.show_shortcuts, "F1"),
    Spec("help.about", "&Help", "About CollectDesk", commands.about),
)  # fmt: skip


READING: Final = frozenset(
    spec.key
    for spec in SPECS
    if spec.menu in ("&View", "&Help")
    or spec.key.startswith(("find.", "call.dial", "call.copy", "call.mail"))
) | frozenset(
    ["book.new", "book.open", "book.backups", "book.check", "book.trail",
     "book.close", "app.quit", "customer.next", "customer.previous",
     "customer.show", "customer.statement", "invoice.open", "invoice.print",
     "letter.record", "letter.manual", "letter.empty_application", "envelope.test"]
)  # fmt: skip
"""What can be done with a book that is open only to look at."""

ONLY_TO_LOOK: Final = "The book is open only to look at"


class Actions(QObject):
    """The actions of one window. ``actions["payment.record"]`` is a QAction."""

    def __init__(self, scene: Scene, window: QWidget) -> None:
        super().__init__(window)
        self._scene = scene
        self._specs = SPECS
        self._actions = {spec.key: self._made(spec, window) for spec in SPECS}
        scene.selection_changed.connect(self.update_state)
        scene.runner.undo_changed.connect(self.update_state)
        scene.runner.opened.connect(lambda _: self._opened())
        self._opened()

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def __iter__(self) -> Iterator[tuple[Spec, QAction]]:
        return ((spec, self._actions[spec.key]) for spec in self._specs)

    def button(self, key: str, text: str = "", kind: str = "", icon: str = "") -> Button:
        """A button that does what the action does, with its tooltip, and disabled with it."""
        action = self._actions[key]
        button = Button(text or action.text().rstrip("…"), kind, icon, action.trigger)
        button.follow(action)
        return button

    def _opened(self) -> None:
        """The words are those of the book's country."""
        currency = self._scene.runner.currency
        self._specs = tuple(replace(spec, text=spelled(spec.text, currency)) for spec in SPECS)
        for spec, action in self:
            action.setText(for_button(spec.text))
        self.update_state()

    def update_state(self) -> None:
        """Enable what can be done now; Undo and Redo say what they would take back or do again."""
        runner = self._scene.runner
        possible = self._possible()
        for spec, action in self:
            allowed = runner.is_writable or spec.key in READING
            action.setEnabled(allowed and possible[spec.needs])
            told = tooltip(spec.text, spec.shortcut)
            action.setToolTip(told if allowed else f"{told}\n{ONLY_TO_LOOK}")
        self._name_step("edit.undo", "Undo", runner.undo_label)
        self._name_step("edit.redo", "Redo", runner.redo_label)

    def _name_step(self, key: str, word: str, label: str | None) -> None:
        text = f"{word}: {label}" if label else word
        self._actions[key].setText(for_button(text))

    def _possible(self) -> dict[Needs, bool]:
        scene = self._scene
        return {
            "": True,
            "customer": scene.subject_id is not None,
            "invoice": scene.invoice_id is not None,
            "draft": scene.is_draft,
            "contact": scene.contact is not None,
        }

    def _made(self, spec: Spec, window: QWidget) -> QAction:
        action = QAction(for_button(spec.text), window)
        action.setObjectName(spec.key)
        action.setToolTip(tooltip(spec.text, spec.shortcut))
        if spec.shortcut:
            action.setShortcut(QKeySequence(spec.shortcut))
        action.triggered.connect(lambda *_: spec.run(self._scene))
        window.addAction(action)
        return action


@cache
def tooltip(text: str, shortcut: str) -> str:
    """ "Record payment (Ctrl+R)"."""
    keys = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
    words = text.rstrip("…")
    return f"{words} ({keys})" if shortcut else words
