"""What the actions do: open a dialog, go somewhere, run a step. Dialogs load when needed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtWidgets import QApplication, QMessageBox

from collectdesk import __version__
from collectdesk.domain.english import spelled
from collectdesk.domain.errors import CannotRedo, CannotUndo, NothingToUndo, StepStays
from collectdesk.domain.sheet import ShownList
from collectdesk.gui.scene import Scene

if TYPE_CHECKING:
    from pathlib import Path

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


def window_of(scene: Scene) -> Window:
    """The main window, as far as commands need it."""
    return cast("Window", scene.window)


def customer_of(scene: Scene) -> int:
    """The customer whom the action is about; it is disabled without one."""
    customer_id = scene.subject_id
    assert customer_id is not None, "the action is disabled without a customer"
    return customer_id


def new_book(scene: Scene) -> None:
    window_of(scene).choose_new_book()


def open_book(scene: Scene) -> None:
    window_of(scene).choose_book()


def close_book(scene: Scene) -> None:
    window_of(scene).leave_book()


def quit_program(scene: Scene) -> None:
    QApplication.closeAllWindows()


def import_file(scene: Scene, path: Path | None = None) -> None:
    from collectdesk.gui.dialogs import open_import

    open_import(scene.window, scene.runner, window_of(scene).safety.backup_folder(), path)


def bank_file(scene: Scene, path: Path | None = None) -> None:
    from collectdesk.gui.dialogs import open_bank

    open_bank(scene.window, scene.runner, path)


def export_list(scene: Scene) -> None:
    """Write the list that is shown to a file."""
    from collectdesk.gui.dialogs.export import export_list as export

    shown = window_of(scene).shown_list()
    if shown is None:
        scene.tell(
            spelled(
                "Invoices, customers, ageing, calls and statements can be exported; go there.",
                scene.runner.currency,
            )
        )
    else:
        export(scene.window, scene.runner, shown)


def back_up(scene: Scene) -> None:
    window_of(scene).safety.back_up()


def backups(scene: Scene) -> None:
    window_of(scene).safety.show_backups()


def passphrase(scene: Scene) -> None:
    window_of(scene).safety.change_passphrase()


def check(scene: Scene) -> None:
    window_of(scene).safety.check()


def settings(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_settings

    open_settings(scene.window, scene.runner)


def undo(scene: Scene) -> None:
    scene.runner.undo(failed=partial(_tell_end, scene))


def redo(scene: Scene) -> None:
    scene.runner.redo(failed=partial(_tell_end, scene))


def _tell_end(scene: Scene, error: BaseException) -> None:
    """Undo and Redo reached their end: no trouble, but worth a word."""
    if isinstance(error, CannotRedo | CannotUndo | NothingToUndo | StepStays):
        scene.tell(str(error))
    else:
        scene.runner.trouble(error)


def find_anything(scene: Scene) -> None:
    window_of(scene).open_finder()


def find_customer(scene: Scene) -> None:
    window_of(scene).focus_search()


def next_customer(scene: Scene) -> None:
    window_of(scene).move_customer(1)


def previous_customer(scene: Scene) -> None:
    window_of(scene).move_customer(-1)


def new_customer(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_customer_form

    open_customer_form(scene.window, scene.runner, None, scene.show_customer)


def edit_customer(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_customer_form

    open_customer_form(scene.window, scene.runner, customer_of(scene))


def add_note(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_note_form

    open_note_form(scene.window, scene.runner, customer_of(scene))


def keep_file(scene: Scene) -> None:
    from collectdesk.gui.dialogs.paperwork import keep_files

    keep_files(scene.window, scene.runner, customer_of(scene), ())


def hold(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_hold_form

    open_hold_form(scene.window, scene.runner, customer_of(scene))


def new_invoice(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_invoice_form

    open_invoice_form(scene.window, scene.runner, scene.subject_id, then=scene.choose_made)


def copy_invoice(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_invoice_copy

    if scene.invoice_id is not None:
        open_invoice_copy(scene.window, scene.runner, scene.invoice_id, scene.choose_made)


def go_to_customer(scene: Scene) -> None:
    scene.show_customer(customer_of(scene))


def open_invoice(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_invoice_detail

    if scene.invoice_id is not None:
        open_invoice_detail(scene.window, scene.runner, scene.invoice_id)


def delete_draft(scene: Scene) -> None:
    from collectdesk.usecases.invoices import DeleteDraft, delete_draft

    if scene.invoice_id is not None:
        scene.runner.do(delete_draft, DeleteDraft(scene.invoice_id))


def record_payment(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_payment_form

    open_payment_form(scene.window, scene.runner, scene.subject_id)


def new_promise(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_promise_form

    open_promise_form(scene.window, scene.runner, customer_of(scene))


def new_dispute(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_dispute_form

    open_dispute_form(scene.window, scene.runner, customer_of(scene), scene.invoice_id)


def new_plan(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_plan_form

    open_plan_form(scene.window, scene.runner, customer_of(scene))


def start_call(scene: Scene) -> None:
    scene.go_to("desk")
    window_of(scene).focus_call()


def next_pane(scene: Scene) -> None:
    window_of(scene).focus_next_pane()


def refresh(scene: Scene) -> None:
    window_of(scene).refresh()


def larger_text(scene: Scene) -> None:
    window_of(scene).change_text_scale(10)


def smaller_text(scene: Scene) -> None:
    window_of(scene).change_text_scale(-10)


def normal_text(scene: Scene) -> None:
    window_of(scene).change_text_scale(0)


def switch_theme(scene: Scene) -> None:
    window_of(scene).switch_theme()


def show_shortcuts(scene: Scene) -> None:
    window_of(scene).show_shortcuts()


def about(scene: Scene) -> None:
    from collectdesk import bootstrap

    QMessageBox.about(
        scene.window,
        "About CollectDesk",
        f"CollectDesk {__version__}\n\nWhom to call, why, and what to say. Everything stays on"
        f" your own disk, kept by SQLite {bootstrap.engine()}.\n\nFree software under the"
        " MIT License. Icons: Lucide (ISC). Type: Inter and Noto (OFL).",
    )
