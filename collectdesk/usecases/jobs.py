"""Long jobs: plain functions that work through a desk, tell how far they are, and may stop."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from collectdesk.domain.changes import Outcome
from collectdesk.usecases.work import Work

Command = TypeVar("Command")
Result = TypeVar("Result")
Asked = ParamSpec("Asked")


class Progress(Protocol):
    """Told now and then how far a job is. What it raises (``Cancelled``) ends the job."""

    def __call__(self, done: int, total: int, text: str) -> None:
        """``done`` of ``total`` things, 0 of 0 while the number is not known yet."""
        ...


class DeskPort(Protocol):
    """The desk itself, or whoever passes on to the thread that owns it."""

    @property
    def today(self) -> date:
        """The local day."""
        ...

    def do(self, usecase: Callable[[Work, Command], Result], command: Command) -> Outcome[Result]:
        """See Desk.do."""
        ...

    def ask(
        self,
        query: Callable[Concatenate[Work, Asked], Result],
        *args: Asked.args,
        **kwargs: Asked.kwargs,
    ) -> Result:
        """See Desk.ask."""
        ...


def no_progress(done: int, total: int, text: str) -> None:
    """For whoever does not watch."""
