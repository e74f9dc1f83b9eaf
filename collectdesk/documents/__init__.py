"""Papers in, PDF out. The only room that knows ReportLab; it is imported when first needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collectdesk.documents.batch import (
        BatchResult,
        NothingToPrint,
        Refused,
        Warnings,
        check,
        render,
        render_merged,
    )
    from collectdesk.documents.binding import paper_title

__all__ = [
    "BatchResult",
    "NothingToPrint",
    "Refused",
    "Warnings",
    "check",
    "paper_title",
    "render",
    "render_merged",
]


def __getattr__(name: str) -> Any:
    """Load the drawing code at its first use: starting the program must not wait for it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from collectdesk.documents import batch

    return getattr(batch, name)
