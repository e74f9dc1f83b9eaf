"""Papers merged into one file that a test looks into."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from collectdesk.documents.batch import BatchResult, write_merged
from collectdesk.domain.papers import Paper


@dataclass(frozen=True, slots=True)
class MergedFile(BatchResult):
    """What became of a batch, with the bytes of its file; None if it was stopped."""

    content: bytes | None = None


def render_merged(papers: Iterable[Paper], title: str, *args: Any, **kwargs: Any) -> MergedFile:
    """The same as ``write_merged``, kept in memory."""
    kept = BytesIO()
    result = write_merged(kept, papers, title, *args, **kwargs)
    return MergedFile(
        result.drawn,
        result.pages,
        result.refused,
        result.is_whole,
        kept.getvalue() if result.is_whole else None,
    )
