"""The one loader of what the program ships as data: icons, fonts, texts, translations.

The same name works in a frozen program, in an installed wheel and in a checkout.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def resource_path(name: str) -> Path:
    """The file or folder called ``name`` (with ``/`` between parts) among the resources.

    Raises ``FileNotFoundError`` where the program was installed without it.
    """
    path = _resources_folder().joinpath(*name.split("/"))
    if not path.exists():
        raise FileNotFoundError(
            f"CollectDesk was installed without its file {name!r}: install it again."
        )
    return path


def resource_bytes(name: str) -> bytes:
    """The content of the resource ``name``; errors as in ``resource_path``."""
    return resource_path(name).read_bytes()


@cache
def _resources_folder() -> Path:
    checkout = _PACKAGE.parent / "resources"
    return next((place for place in _bundled_places() if place.is_dir()), checkout)


def _bundled_places() -> list[Path]:
    unpacked = getattr(sys, "_MEIPASS", None)
    frozen = [Path(unpacked) / "collectdesk" / "_resources"] if unpacked else []
    return [*frozen, _PACKAGE / "_resources"]
