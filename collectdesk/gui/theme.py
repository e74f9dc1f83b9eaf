"""The look of the window: colours, sizes and fonts, in light and in dark.

``look()`` is what is worn now; ``wear`` puts a look on. Painted widgets ask ``look()`` each time
they paint, so that a change of theme or text size reaches them by the repaint that Qt does anyway.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import cache
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from collectdesk.base.resources import resource_path
from collectdesk.domain.rows import Tone
from collectdesk.gui.stylesheet import stylesheet

FAMILY: Final = "Inter"
GRID: Final = 8
RADIUS: Final = 7
BODY: Final = 13
SMALL: Final = 12
TINY: Final = 11
_FRAME: Final = QSize(24, 64)
_PAD: Final = 5
_ANSWER_PAD: Final = 3
_EMOJI_FAMILY: Final = "Noto Emoji"
_UI_FONTS: Final = ("fonts/Inter-Regular.ttf", "fonts/Inter-SemiBold.ttf")


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour of one theme as ``#rrggbb``; ``x_tint`` is the ground of ``x_ink``."""

    window: str
    pane: str
    line: str
    edge: str
    text: str
    quiet: str
    quiet_tinted: str
    accent: str
    on_accent: str
    accent_hover: str
    chosen: str
    hover: str
    card: str
    card_line: str
    late: str
    careful: str
    good: str
    violet: str
    plain_tint: str
    plain_ink: str
    accent_tint: str
    accent_ink: str
    late_tint: str
    late_ink: str
    careful_tint: str
    careful_ink: str
    good_tint: str
    good_ink: str
    violet_tint: str
    violet_ink: str
    switch: str
    on_switch: str
    aging: tuple[str, str, str, str, str]


_AGING: Final = ("#5d8f6e", "#c79a2b", "#d07127", "#b93232", "#7d1f2d")

LIGHT: Final = Colours(
    window="#f4f6f9", pane="#ffffff", line="#dfe3ea", edge="#cdd3dd",
    text="#1d2430", quiet="#6b7585", quiet_tinted="#5d6777",
    accent="#1f5fd0", on_accent="#ffffff", accent_hover="#184fb0",
    chosen="#eef4ff", hover="#f3f5f9", card="#f6f9ff", card_line="#cfdcf3",
    late="#c02626", careful="#a85b00", good="#1a7f4b", violet="#5b3fb5",
    plain_tint="#eef1f5", plain_ink="#4f5968", accent_tint="#e3edfe", accent_ink="#1b54b8",
    late_tint="#fde4e4", late_ink="#b02020", careful_tint="#fdf0dc", careful_ink="#935000",
    good_tint="#e0f4e8", good_ink="#17713f", violet_tint="#ebe6fb", violet_ink="#5b3fb5",
    switch="#1d2430", on_switch="#ffffff", aging=_AGING,
)  # fmt: skip

DARK: Final = Colours(
    window="#14181f", pane="#1b212b", line="#2c3442", edge="#3d4758",
    text="#e6eaf1", quiet="#98a3b5", quiet_tinted="#a7b1c2",
    accent="#6aa0ff", on_accent="#0b1322", accent_hover="#86b2ff",
    chosen="#22304a", hover="#222936", card="#1c2738", card_line="#2f415f",
    late="#ff7b72", careful="#e3a04f", good="#5cc98a", violet="#b9a5ff",
    plain_tint="#2a3240", plain_ink="#c0c8d5", accent_tint="#203250", accent_ink="#9cc0ff",
    late_tint="#45252a", late_ink="#ff9d96", careful_tint="#40321f", careful_ink="#efb974",
    good_tint="#1d3a2c", good_ink="#7bd9a3", violet_tint="#332b52", violet_ink="#c6b6ff",
    switch="#e6eaf1", on_switch="#161b24", aging=_AGING,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """A theme at a text size; ``scale`` is percent."""

    colours: Colours
    scale: int = 100
    dark: bool = False

    def px(self, size: int) -> int:
        """A length in pixels that grows with the text."""
        return (size * self.scale + 50) // 100

    def font(self, size: int = BODY, *, strong: bool = False) -> QFont:
        """The interface font at ``size`` pixels (before scaling)."""
        return _font(self.px(size), strong)

    def tone(self, tone: Tone, *, tinted: bool = False) -> QColor:
        """The text colour of a tone on a pane, or on the chosen row's or window's ground."""
        if tone == "quiet":
            return colour(self.colours.quiet_tinted if tinted else self.colours.quiet)
        return colour(self.colours.text if tone == "plain" else getattr(self.colours, tone))

    def pill(self, tone: Tone) -> tuple[QColor, QColor]:
        """Ground and ink of a pill."""
        name = "plain" if tone == "quiet" else tone
        ground, ink = f"{name}_tint", f"{name}_ink"
        return colour(getattr(self.colours, ground)), colour(getattr(self.colours, ink))


@cache
def colour(code: str) -> QColor:
    """The ``QColor`` of a ``#rrggbb`` code (made once; do not change it)."""
    return QColor(code)


@cache
def _font(pixels: int, strong: bool) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font


def luminance(code: str) -> float:
    """Relative luminance of ``#rrggbb`` (WCAG 2.2, "relative luminance")."""
    channels = [int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@cache
def readable_on(ground: str) -> str:
    """White or near-black, whichever is read better on ``ground``."""
    return max("#ffffff", "#0d1117", key=lambda ink: contrast(ink, ground))


_worn = Look(LIGHT)


def look() -> Look:
    """What the window wears now."""
    return _worn


def wear(app: QApplication, *, dark: bool, scale: int = 100) -> Look:
    """Dress the whole application; may be called again at any time.

    The old style sheet is taken off first: to change one for another takes Qt four times as long.
    """
    if app.styleSheet():
        app.setStyleSheet("")
    prepare(app, dark=dark, scale=scale)
    _put_on_sheet(app)
    return _worn


def prepare(app: QApplication, *, dark: bool, scale: int = 100) -> None:
    """Colours and type without the style sheet: enough to build a window ``dressed_at_once``."""
    global _worn
    _worn = Look(DARK if dark else LIGHT, scale, dark)
    if app.style().objectName() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setFont(_worn.font())
    app.setPalette(_palette(_worn.colours))


@contextmanager
def dressed_at_once() -> Iterator[None]:
    """Build a window inside: the style sheet is put on at the end, once.

    With the sheet on, Qt styles each widget again whenever it or one around it gets a parent, which
    makes building a large window five times slower.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if app.styleSheet():
        app.setStyleSheet("")
    try:
        yield
    finally:
        _put_on_sheet(app)


def _put_on_sheet(app: QApplication) -> None:
    app.setStyleSheet(stylesheet(_values(_worn)))


def _values(worn: Look) -> dict[str, str]:
    """What the style sheet needs of a look: colours, pictures, lengths."""
    colours = worn.colours
    tick = f"icons/field-tick-{'dark' if worn.dark else 'light'}.svg"
    sizes = {"body": BODY, "small": SMALL, "tiny": TINY, "title": 20, "heading": 15, "brand": 14}
    return {
        **{name: getattr(colours, name) for name in colour_names()},
        **{name: f"{worn.px(size)}px" for name, size in sizes.items()},
        "field": colours.window if worn.dark else colours.pane,
        "arrow": resource_path("icons/field-arrow.svg").as_posix(),
        "tick": resource_path(tick).as_posix(),
        "radius": str(RADIUS),
        "inner": f"{worn.px(19)}px",
        "vpad": f"{_PAD}px",
        "vpadf": f"{_PAD - 1}px",
        "answer": f"{_ANSWER_PAD}px",
        "answerf": f"{_ANSWER_PAD - 1}px",
    }


def load_fonts() -> None:
    """Make the bundled interface font known to Qt; a missing file leaves the system's font."""
    for name in _UI_FONTS:
        QFontDatabase.addApplicationFont(str(resource_path(name)))


def load_other_scripts() -> None:
    """Make the bundled fonts of other scripts and of emoji known, for names that Inter lacks."""
    for path in sorted(resource_path("fonts").glob("*.ttf")):
        if not path.name.startswith(("Inter-", "Caveat")):
            QFontDatabase.addApplicationFont(str(path))
    QFontDatabase.addApplicationEmojiFontFamily(_EMOJI_FAMILY)


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    for role, code in _roles(colours).items():
        palette.setColor(role, colour(code))
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
        QPalette.ColorRole.WindowText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, colour(colours.quiet))
    return palette


def _roles(colours: Colours) -> dict[QPalette.ColorRole, str]:
    role = QPalette.ColorRole
    return {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.pane,
        role.AlternateBase: colours.window,
        role.Text: colours.text,
        role.Button: colours.pane,
        role.ButtonText: colours.text,
        role.BrightText: colours.late,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.PlaceholderText: colours.quiet,
        role.ToolTipBase: colours.pane,
        role.ToolTipText: colours.text,
        role.Light: colours.pane,
        role.Midlight: colours.line,
        role.Mid: colours.line,
        role.Dark: colours.edge,
        role.Shadow: colours.edge,
    }


def colour_names() -> tuple[str, ...]:
    """The names of all single colours of a theme."""
    return tuple(each.name for each in fields(Colours) if each.name != "aging")


def room_on_screen(window: QWidget) -> QSize:
    """What the screen has for a window inside its frame."""
    return window.screen().availableGeometry().size() - _FRAME


def resize_on_screen(window: QWidget, width: int, height: int) -> None:
    """Make a window so large, in pixels at 100 %, but no larger than the screen has room for."""
    window.resize(QSize(look().px(width), look().px(height)).boundedTo(room_on_screen(window)))
