"""The log of all calls, newest first."""

from __future__ import annotations

from collectdesk.domain.form_rows import CallRow
from collectdesk.domain.sheet import ShownList
from collectdesk.gui.actions import Actions
from collectdesk.gui.panes.place import Place
from collectdesk.gui.scene import Scene
from collectdesk.gui.tables.logs import CALLS
from collectdesk.usecases.calls import call_log


class CallLogPlace(Place):
    """Enter goes to the customer."""

    title = "Calls"
    newest = 500
    search_hint = "Search names and notes…"

    def __init__(self, scene: Scene, actions: Actions) -> None:
        super().__init__(scene, actions, CALLS)
        self.empty.offer("Go to today's list", lambda: scene.go_to("desk"), "primary")
        self.table.picked.connect(self._go_to_customer)

    def shown_list(self) -> ShownList | None:
        return ShownList("calls", self.search.text())

    def ask(self) -> None:
        self.scene.runner.ask(
            call_log, self.search.text(), self.newest, then=self.show_rows, key="call-log"
        )

    def _go_to_customer(self, row: CallRow) -> None:
        self.scene.show_customer(row.customer_id)

    def tell_empty(self, searched: bool) -> None:
        if searched:
            self.empty.tell("Nothing found", "No call fits what is typed above.")
        else:
            self.empty.tell(
                "No calls yet",
                "Every call that you log on the desk stands here, with what was said and what"
                " comes next.",
            )
