"""Keeps the program alive on Python 3.11 with PySide6 6.12.0.

That release drops one reference to ``None`` with every call of a Qt function that returns nothing,
and one to ``True`` with every ``emit`` of a signal. From Python 3.12 on nothing can happen, because
these are immortal there (PEP 683); before, the interpreter ends with "deallocating None" (or "True
or False") after some thousand calls. PySide6 6.11.3 is sound.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Final

_PLENTY: Final = 1 << 40


def make_none_immortal() -> None:
    """Give ``None``, ``True`` and ``False`` more references than any session can lose.

    Only for CPython before 3.12.
    """
    if sys.implementation.name == "cpython" and sys.version_info < (3, 12):
        for lasting in (None, True, False):
            count = ctypes.c_ssize_t.from_address(id(lasting))
            if count.value < _PLENTY // 2:
                count.value += _PLENTY
