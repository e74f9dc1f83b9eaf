"""Without a screen the first command says so, instead of letting Qt abort."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

import display
from display import display_trouble

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows always has a screen")


@pytest.mark.parametrize("platform_name", ["win32", "darwin"])
def test_windows_and_macos_always_have_a_screen(platform_name: str) -> None:
    assert display_trouble(platform_name, {}) == ""


def test_a_session_without_a_screen_is_told_so() -> None:
    assert "this session has no display" in display_trouble("linux", {})


@pytest.mark.parametrize(
    "environ", [{"WAYLAND_DISPLAY": "wayland-0"}, {"QT_QPA_PLATFORM": "offscreen"}]
)
def test_wayland_and_a_chosen_platform_are_taken_at_their_word(environ: dict[str, str]) -> None:
    assert display_trouble("linux", environ) == ""


def test_an_x_server_that_listens_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "X_SOCKET", str(tmp_path / "X{number}"))
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "X7"))
        server.listen()
        for name in (":7", ":7.0", "unix:7"):
            assert display_trouble("linux", {"DISPLAY": name}) == ""


def test_an_x_server_over_the_network_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setattr(display, "X_FIRST_PORT", server.getsockname()[1])
        assert display_trouble("linux", {"DISPLAY": "localhost:0.0"}) == ""


def test_a_display_that_does_not_answer_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(display, "X_SOCKET", str(tmp_path / "X{number}"))
    sentence = display_trouble("linux", {"DISPLAY": ":98"})
    assert "the display :98 does not answer" in sentence


def test_a_display_written_in_another_way_is_left_to_qt() -> None:
    assert display_trouble("linux", {"DISPLAY": "/private/tmp/launch:0"}) == ""
