"""What can be done about a person at a customer: noted, dialled, written to."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from collectdesk.domain.rows import ContactRow
from collectdesk.gui import links
from collectdesk.gui.commands import customer_of, window_of
from collectdesk.gui.scene import Scene


def new_contact(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_contact_form

    open_contact_form(scene.window, scene.runner, customer_of(scene), None)


def edit_contact(scene: Scene) -> None:
    from collectdesk.gui.dialogs import open_contact_form

    if scene.contact is not None:
        open_contact_form(scene.window, scene.runner, customer_of(scene), scene.contact.contact_id)


def dial(scene: Scene) -> None:
    if scene.contact is not None:
        dial_contact(scene, scene.contact)


def dial_contact(scene: Scene, contact: ContactRow) -> None:
    """Hand the number to the system's phone program, and start the call's clock."""
    url = links.phone_url(contact.phone)
    if url is None:
        scene.tell(f"{contact.phone} is not a number that can be called.")
        return
    links.open_link(url)
    window_of(scene).start_timer()
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
