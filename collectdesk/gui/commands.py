"""What the actions do: open a dialog, go somewhere, run a step. Dialogs load when needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from collectdesk import __version__
from collectdesk.domain.rows import ContactRow
from collectdesk.domain.sheet import ShownList
from collectdesk.gui import links
from collectdesk.gui.scene import Scene

if TYPE_CHECKING:
    from collectdesk.gui.safety import BookSafety


class Window(Protocol):
    """What the commands need of the main window."""

    def open_finder(self) -> None: ...
    def focus_search(self) -> None: ...
    def focus_call(self) -> None: ...
    def focus_next_pane(self) -> None: ...
    def move_customer(self, step: int) -> None: ...
    def refresh(self) -> None: ...
    def change_text_scale(self, step: int) -> None: ...
    def switch_theme(self) -> None: ...
    def leave_book(self) -> None: ...
    def choose_new_book(self) -> None: ...
    def choose_book(self) -> None: ...
    def show_shortcuts(self) -> None: ...
    def start_timer(self) -> None: ...
    def shown_list(self) -> ShownList | None: ...
    @property
    def safety(self) -> BookSafety: ...


def _window(scene: Scene) -> Window:
    return cast("Window", scene.window)


def _customer(scene: Scene) -> int:
    customer_id = scene.subject_id
    assert customer_id is not None, "the action is disabled without a customer"
    return customer_id


def new_book(scene: Scene) -> None:
    _window(scene).choose_new_book()


def open_book(scene: Scene) -> None:
    _window(scene).choose_book()


def close_book(scene: Scene) -> None:
    _window(scene).leave_book()


def quit_program(scene: Scene) -> None:
    QApplication.closeAllWindows()


def import_file(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_import

    open_import(scene.window, scene.runner, _window(scene).safety.backup_folder())


def bank_file(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_bank

    open_bank(scene.window, scene.runner)


def export_list(scene: Scene) -> None:
    """Write the list that is shown to a file."""
    from collectdesk.gui.dialogs.export import export_list as export

    shown = _window(scene).shown_list()
    if shown is None:
        scene.tell("Invoices, customers, aging, calls and statements can be exported; go there.")
    else:
        export(scene.window, scene.runner, shown)


def back_up(scene: Scene) -> None:
    _window(scene).safety.back_up()


def backups(scene: Scene) -> None:
    _window(scene).safety.show_backups()


def passphrase(scene: Scene) -> None:
    _window(scene).safety.change_passphrase()


def check(scene: Scene) -> None:
    _window(scene).safety.check()


def settings(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_settings

    open_settings(scene.window, scene.runner)


def undo(scene: Scene) -> None:
    scene.runner.undo()


def redo(scene: Scene) -> None:
    scene.runner.redo()


def find_anything(scene: Scene) -> None:
    _window(scene).open_finder()


def find_customer(scene: Scene) -> None:
    _window(scene).focus_search()


def next_customer(scene: Scene) -> None:
    _window(scene).move_customer(1)


def previous_customer(scene: Scene) -> None:
    _window(scene).move_customer(-1)


def new_customer(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_customer_form

    open_customer_form(scene.window, scene.runner, None)


def edit_customer(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_customer_form

    open_customer_form(scene.window, scene.runner, _customer(scene))


def new_contact(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_contact_form

    open_contact_form(scene.window, scene.runner, _customer(scene), None)


def edit_contact(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_contact_form

    if scene.contact is not None:
        open_contact_form(scene.window, scene.runner, _customer(scene), scene.contact.contact_id)


def add_note(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_note_form

    open_note_form(scene.window, scene.runner, _customer(scene))


def keep_file(scene: Scene) -> None:
    from collectdesk.gui.dialogs import keep_files

    keep_files(scene.window, scene.runner, _customer(scene), ())


def keep_dropped(scene: Scene, customer_id: int, files: tuple[str, ...]) -> None:
    """Keep files that were dropped on a customer."""
    from collectdesk.gui.dialogs import keep_files

    keep_files(scene.window, scene.runner, customer_id, files)


def hold(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_hold_form

    open_hold_form(scene.window, scene.runner, _customer(scene))


def statement(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_paper

    open_paper(scene.window, scene.runner, "statement", _customer(scene))


def new_invoice(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_invoice_form

    open_invoice_form(scene.window, scene.runner, scene.subject_id)


def go_to_customer(scene: Scene) -> None:
    scene.show_customer(_customer(scene))


def open_invoice(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_invoice_detail

    if scene.invoice_id is not None:
        open_invoice_detail(scene.window, scene.runner, scene.invoice_id)


def print_invoice(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_paper

    if scene.invoice_id is not None:
        open_paper(scene.window, scene.runner, "invoice", scene.invoice_id)


def verification(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_paper

    if scene.invoice_id is not None:
        open_paper(scene.window, scene.runner, "verification", scene.invoice_id)


def delete_draft(scene: Scene) -> None:
    from collectdesk.usecases.invoices import DeleteDraft, delete_draft

    if scene.invoice_id is not None:
        scene.runner.do(delete_draft, DeleteDraft(scene.invoice_id))


def record_payment(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_payment_form

    open_payment_form(scene.window, scene.runner, scene.subject_id)


def new_promise(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_promise_form

    open_promise_form(scene.window, scene.runner, _customer(scene))


def new_dispute(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_dispute_form

    open_dispute_form(scene.window, scene.runner, _customer(scene), scene.invoice_id)


def new_plan(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_plan_form

    open_plan_form(scene.window, scene.runner, _customer(scene))


def print_notice(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_notices

    open_notices(scene.window, scene.runner, (_customer(scene),))


def print_all_notices(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_notices

    open_notices(scene.window, scene.runner, None)


def month_end(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_month_end

    open_month_end(scene.window, scene.runner, None)


def start_call(scene: Scene) -> None:
    scene.go_to("desk")
    _window(scene).focus_call()


def dial(scene: Scene) -> None:
    if scene.contact is not None:
        dial_contact(scene, scene.contact)


def dial_contact(scene: Scene, contact: ContactRow) -> None:
    """Hand the number to the system's phone program, and start the call's clock."""
    url = links.phone_url(contact.phone)
    if url is None:
        scene.tell(f"{contact.phone} is not a number that can be dialled.")
        return
    links.open_link(url)
    _window(scene).start_timer()
    scene.tell(
        f"Asked your phone program to dial {contact.phone}."
        " If nothing rings, copy the number instead."
    )


def copy_number(scene: Scene) -> None:
    if scene.contact is not None:
        QGuiApplication.clipboard().setText(scene.contact.phone)
        scene.tell(f"Copied {scene.contact.phone}.")


def write_mail(scene: Scene) -> None:
    if scene.contact is not None:
        write_to(scene, scene.contact)


def write_to(scene: Scene, contact: ContactRow) -> None:
    """Open a new mail in the system's mail program."""
    url = links.mail_url(contact.email)
    if url is None:
        scene.tell("There is no e-mail address of this person yet.")
        return
    links.open_link(url)
    scene.tell(
        f"Asked your mail program to write to {contact.email}."
        " If nothing opens, copy the address with a right click on it."
    )


def open_document(scene: Scene, document_id: int) -> None:
    """Look at an issued document, as it was printed."""
    from collectdesk.gui import dialogs

    dialogs.open_document(scene.window, scene.runner, document_id)


def next_pane(scene: Scene) -> None:
    _window(scene).focus_next_pane()


def refresh(scene: Scene) -> None:
    _window(scene).refresh()


def larger_text(scene: Scene) -> None:
    _window(scene).change_text_scale(10)


def smaller_text(scene: Scene) -> None:
    _window(scene).change_text_scale(-10)


def normal_text(scene: Scene) -> None:
    _window(scene).change_text_scale(0)


def switch_theme(scene: Scene) -> None:
    _window(scene).switch_theme()


def show_shortcuts(scene: Scene) -> None:
    _window(scene).show_shortcuts()


def about(scene: Scene) -> None:
    from collectdesk import bootstrap

    QMessageBox.about(
        scene.window,
        "About CollectDesk",
        f"CollectDesk {__version__}\n\nWhom to call, why, and what to say. Everything stays on"
        f" your own disk, kept by SQLite {bootstrap.engine()}.\n\nFree software under the"
        " MIT licence. Icons: Lucide (ISC). Type: Inter and Noto (OFL).",
    )
