"""What a long job needs: somebody who does steps and answers questions, and somewhere to tell
how far it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Protocol, TypeVar

from collectdesk.domain.changes import Outcome

Result = TypeVar("Result")

Progress = Callable[[int, int, str], None]
"""``progress(done, total, what)``; raises Cancelled when the owner has cancelled."""


class DeskPort(Protocol):
    """A desk, near or through a queue to the thread that owns it."""

    @property
    def today(self) -> date:
        """The local day."""

    def do(self, usecase: Callable[..., Result], command: Any) -> Outcome[Result]:
        """See Desk.do."""

    def ask(self, query: Callable[..., Result], *args: Any, **kwargs: Any) -> Result:
        """See Desk.ask."""


def no_progress(done: int, total: int, what: str) -> None:
    """For callers who do not watch."""
