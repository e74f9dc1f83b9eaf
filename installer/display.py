"""Whether this session has a screen on which a window can open. Standard library only."""

from __future__ import annotations

import re
import socket
from collections.abc import Mapping

ANSWER_SECONDS = 2
X_SOCKET = "/tmp/.X11-unix/X{number}"
X_FIRST_PORT = 6000

Address = tuple[str, int]


def display_trouble(platform_name: str, environ: Mapping[str, str]) -> str:
    """The sentence for a session without a usable screen; empty where a window can open."""
    if platform_name in ("win32", "darwin"):
        return ""
    if environ.get("QT_QPA_PLATFORM") or environ.get("WAYLAND_DISPLAY"):
        return ""
    display = environ.get("DISPLAY", "")
    if not display:
        return (
            "CollectDesk opens a window, but this session has no display. Start it from a "
            "desktop. (The tests need none: python3 installer/bootstrap.py test)"
        )
    if x_server_answers(display):
        return ""
    return (
        f"CollectDesk opens a window, but the display {display} does not answer. Start it from "
        "a desktop, or correct the DISPLAY setting."
    )


def x_server_answers(display: str) -> bool:
    """Whether an X server listens at ``display``; true where that cannot be told."""
    local = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", display)
    if local:
        path = X_SOCKET.format(number=local[1])
        return any(_listens(socket.AF_UNIX, place) for place in (path, f"\0{path}"))
    remote = re.fullmatch(r"([\w.-]+):(\d+)(?:\.\d+)?", display)
    if remote:
        return _listens(socket.AF_INET, (remote[1], X_FIRST_PORT + int(remote[2])))
    return True


def _listens(family: int, place: str | Address) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as connection:
        connection.settimeout(ANSWER_SECONDS)
        try:
            connection.connect(place)
        except OSError:
            return False
        return True
