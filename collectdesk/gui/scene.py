"""What the owner has before them: the open book, the chosen customer and invoice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from collectdesk.domain.rows import ContactRow, CustomerPage, InvoiceRow
from collectdesk.gui.runner import Runner


class Scene(QObject):
    """Shared by panes and actions. ``selection_changed`` tells that something else is chosen."""

    selection_changed = Signal()
    customer_asked = Signal(int)
    place_asked = Signal(str)
    told = Signal(str)

    def __init__(self, runner: Runner, window: QWidget) -> None:
        super().__init__(window)
        self.runner = runner
        self.window = window
        self._customer_id: int | None = None
        self._subject_id: int | None = None
        self._page: CustomerPage | None = None
        self._invoice: InvoiceRow | None = None
        self._stood_on: tuple[int, str] | None = None
        self._made: int | None = None

    @property
    def customer_id(self) -> int | None:
        """The customer in the middle pane."""
        return self._customer_id

    @property
    def subject_id(self) -> int | None:
        """Whom an action is about: of the row that the owner stands on, else of the desk."""
        return self._subject_id if self._subject_id is not None else self._customer_id

    @property
    def page(self) -> CustomerPage | None:
        """What is shown of that customer; None until it has arrived."""
        return self._page

    @property
    def invoice(self) -> InvoiceRow | None:
        """The invoice that the owner stands on, in whichever table has it."""
        return self._invoice

    @property
    def invoice_id(self) -> int | None:
        """The invoice that the owner stands on, or that the row they stand on is about."""
        return self._stood_on[0] if self._stood_on else None

    @property
    def is_draft(self) -> bool:
        """Whether that invoice is a draft."""
        return self._stood_on is not None and self._stood_on[1] == "draft"

    @property
    def contact(self) -> ContactRow | None:
        """The person to call: the first who may be called, of the customer on the desk."""
        elsewhere = self.subject_id != self._customer_id
        contacts = self._page.head.contacts if self._page and not elsewhere else ()
        callable_ones = [each for each in contacts if each.phone and not each.do_not_call]
        return next(iter(callable_ones), None)

    def set_page(self, customer_id: int | None, page: CustomerPage | None) -> None:
        """Another customer is shown, or the same one anew."""
        if customer_id != self._customer_id:
            self._take_invoice(None)
        self._customer_id, self._page = customer_id, page
        self.selection_changed.emit()

    def stand_on(self, row: object) -> None:
        """The owner stands on a row of another place than the desk; None leaves it."""
        before = (self._invoice, self._stood_on, self._subject_id)
        self._take_invoice(row)
        self._subject_id = getattr(row, "customer_id", None) or None
        if before != (self._invoice, self._stood_on, self._subject_id):
            self.selection_changed.emit()

    def set_invoice(self, invoice: InvoiceRow | None) -> None:
        """The owner stands on another invoice."""
        if invoice != self._invoice:
            self._take_invoice(invoice)
            self.selection_changed.emit()

    def choose_made(self, invoice_id: int | None) -> None:
        """An invoice was written: it is the one to stand on once its customer's list shows it."""
        self._made = invoice_id

    def row_to_stand_on(self, rows: Sequence[InvoiceRow]) -> InvoiceRow | None:
        """Of a customer's invoices the one that was written last, where that was not chosen yet;
        else the one that the owner stands on."""
        by_id = {row.invoice_id: row for row in rows}
        made = by_id.get(self._made) if self._made is not None else None
        if made is not None:
            self._made = None
            return made
        return by_id.get(self._invoice.invoice_id) if self._invoice else None

    def _take_invoice(self, row: object) -> None:
        self._invoice = row if isinstance(row, InvoiceRow) else None
        invoice_id = getattr(row, "invoice_id", None)
        lifecycle = str(getattr(row, "lifecycle", "issued"))
        self._stood_on = (invoice_id, lifecycle) if invoice_id else None

    def show_customer(self, customer_id: int) -> None:
        """Go to the desk with this customer."""
        self.customer_asked.emit(customer_id)

    def go_to(self, place: str) -> None:
        """Go to a place in the bar."""
        self.place_asked.emit(place)

    def tell(self, sentence: str) -> None:
        """Say something in the status line."""
        self.told.emit(sentence)
