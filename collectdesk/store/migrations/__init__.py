"""Numbered migrations. Each is a module with ``statements()``; a book's version is the last run.

Migrations are plain SQL and never use today's table classes, which may have moved on since.
"""

from __future__ import annotations

from typing import Final

NEWEST_VERSION: Final = 9
"""The version of a book after all that ``in_order`` lists."""
