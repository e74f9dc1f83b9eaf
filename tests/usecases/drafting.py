"""A paper as it would go out now; for tests of what papers say."""

from __future__ import annotations

from typing import Any

from collectdesk.usecases.papers import printing
from collectdesk.usecases.papers.printing import PaperRequest
from tests.usecases.conftest import Shop


def paper_of(shop: Shop, kind: str, about: int, **wanted: Any) -> Any:
    """The paper of a kind about a customer, an invoice or whatever it is about."""
    return shop.desk.ask(printing.paper_for, PaperRequest(kind, about, **wanted))
