"""The owner's settings as they stand, for whoever looks at them without changing them."""

from __future__ import annotations

from collectdesk.domain.settings import BookSettings
from collectdesk.usecases.work import Work


def book_settings(work: Work) -> BookSettings:
    """The settings of the book."""
    return work.settings
