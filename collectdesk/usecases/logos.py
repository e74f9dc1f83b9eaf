"""The firm's logo before it is kept: whether it can be printed, and how it looks on the screen."""

from __future__ import annotations

from collectdesk.domain.errors import InvalidInput


def logo_for_screen(content: bytes) -> bytes:
    """A PNG, JPEG or SVG as it will be printed, as a PNG.

    Raises InvalidInput that says what is wrong with it and what to do.
    """
    from collectdesk.documents.pictures import as_png, problem_with

    problem = problem_with(content)
    if problem or not content:
        raise InvalidInput(problem or "This file is empty. Choose another.", "firm_logo")
    return as_png(content)
