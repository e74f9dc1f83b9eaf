"""The log of documents: what was issued and printed, to look at and to print again."""

from __future__ import annotations

from collectdesk.domain.form_rows import DocumentRow
from collectdesk.gui import paper_commands
from collectdesk.gui.actions import Actions
from collectdesk.gui.panes.place import Place
from collectdesk.gui.scene import Scene
from collectdesk.gui.tables.logs import DOCUMENTS
from collectdesk.usecases.document_log import document_log


class DocumentsPlace(Place):
    """Enter shows a document as it was printed; it never changes."""

    title = "Documents"
    newest = 500
    search_hint = "Search number or customer…"

    def __init__(self, scene: Scene, actions: Actions) -> None:
        super().__init__(scene, actions, DOCUMENTS)
        self.header.addWidget(actions.button("batch.again", "Print again…"))
        self.header.addWidget(actions.button("notice.batch", "All notices due…", "primary"))
        self.empty.offer("All notices due…", actions["notice.batch"].trigger, "primary")
        self.table.picked.connect(self._open)

    def ask(self) -> None:
        self.scene.runner.ask(
            document_log, self.search.text(), self.newest, then=self.show_rows, key="documents"
        )

    def _open(self, row: DocumentRow) -> None:
        paper_commands.open_document(self.scene, row.document_id)

    def tell_empty(self, searched: bool) -> None:
        if searched:
            self.empty.tell("Nothing found", "No document fits what is typed above.")
        else:
            self.empty.tell(
                "No documents yet",
                "Notices, statements, invoices and letters stand here once they are issued,"
                " exactly as they were printed.",
            )
