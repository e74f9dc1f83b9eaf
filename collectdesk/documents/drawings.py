"""SVG logos: rebuilt from the parts that a drawing needs, then turned into a sharp picture.

An SVG can hold scripts, links, other files and tricks that never end. None of it reaches what
draws: a new file is written with known parts only, and what points outside is refused in a
sentence. What drawing it would cost is counted first, so that it cannot hang.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from collectdesk.base.resources import resource_path
from collectdesk.domain.errors import KnownError

_INSTEAD: Final = " Save it as a PNG of about 1,200 pixels and choose that."
_UNREADABLE: Final = "The logo is a damaged SVG drawing." + _INSTEAD
_OUTSIDE: Final = (
    "The logo is an SVG drawing that points to another file or page, which is not followed."
    + _INSTEAD
)
_PICTURE: Final = "The logo is an SVG drawing around a picture." + _INSTEAD
_ACTIVE: Final = "The logo is an SVG drawing with a program inside, which is not run." + _INSTEAD
_EFFECT: Final = (
    "The logo is an SVG drawing with a shadow or another effect, which does not print well."
    + _INSTEAD
)
_HUGE: Final = "The logo is an SVG drawing with too many parts." + _INSTEAD
_NO_SIZE: Final = (
    "The logo is an SVG drawing that does not say how large it is. Save it with a width and a"
    " height, or as a PNG, and choose that."
)

_LARGEST_FILE: Final = 3_000_000
_MOST_WORK: Final = 40_000
_DEEPEST: Final = 60
_LONGEST_CHAIN: Final = 150
_MOST_TEXT: Final = 2_000_000
_LONGEST_ENTITY: Final = 300
_LAYER: Final = 400
_SHADE: Final = 150
_DASHES: Final = 200
"""What a part costs besides 4 that is drawn on a layer of its own, shaded, or dashed."""

_WIDEST: Final = 1_024
_HIGHEST: Final = 320
"""Pixels: a logo is printed 32 points high, so this is 700 to the inch."""

_SVG_NAMES: Final = ("", "http://www.w3.org/2000/svg")
_DRAWN: Final = frozenset(
    (
        "svg", "g", "a", "defs", "symbol", "use", "switch", "path", "rect", "circle", "ellipse",
        "line", "polyline", "polygon", "text", "tspan", "textPath", "linearGradient",
        "radialGradient", "stop", "clipPath", "mask", "pattern", "style",
    )
)  # fmt: skip
_ACTIVE_PARTS: Final = ("script", "foreignObject", "handler", "iframe", "object", "embed")
_OUTER_PARTS: Final = ("image", "feImage")
_FREE: Final = ("linearGradient", "radialGradient", "stop", "defs", "style")
_LAYERED: Final = re.compile(r"\b(?:opacity|mask|clip-path|mix-blend-mode|isolation)\b")
_EFFECTS: Final = re.compile(r"\bfilter\s*:\s*(?!none\b)", re.IGNORECASE)
_POINTERS: Final = re.compile(r"url\(\s*['\"]?\s*(#?)([^)'\"]*)", re.IGNORECASE)
_OUTER_WORDS: Final = re.compile(r"@import|javascript:|expression\(|\\", re.IGNORECASE)
_LENGTH: Final = re.compile(r"\s*\+?([0-9]*\.?[0-9]+(?:e[+-]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in|q)?\s*")
_UNITS: Final = {"pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "q": 96 / 101.6}


class UnprintableDrawing(KnownError):
    """An SVG that is damaged, points outside, or would take too long to draw."""


@dataclass(slots=True)
class _Part:
    """An element of the drawing: its attributes, its text and what is inside."""

    name: str
    attributes: dict[str, str]
    inside: list[_Part | str] = field(default_factory=list)

    def parts(self) -> list[_Part]:
        """The elements inside."""
        return [one for one in self.inside if isinstance(one, _Part)]


def is_drawing(content: bytes) -> bool:
    """Whether a file is meant as an SVG."""
    beginning = content[:4_000].replace(b"\0", b"").lower()
    return b"<svg" in beginning and not content.startswith(b"%PDF")


def drawing_as_png(content: bytes) -> bytes:
    """The drawing as a PNG that is sharp in print. Raises ``UnprintableDrawing``."""
    if len(content) > _LARGEST_FILE:
        raise UnprintableDrawing(_HUGE)
    root = _Reader().read(content)
    _count_work(root)
    _resize(root)
    return _painted(_written(root), has_text="text" in {part.name for part in _all_parts(root)})


class _Reader:
    """Reads an SVG and keeps what can be drawn."""

    def __init__(self) -> None:
        self._open: list[_Part | None] = []
        self._root: _Part | None = None
        self._read = 0

    def read(self, content: bytes) -> _Part:
        """The outermost part."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = lambda _: self._open.pop()
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._entity
        try:
            parser.Parse(content, True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise UnprintableDrawing(_UNREADABLE) from error
        if self._root is None or self._root.name != "svg":
            raise UnprintableDrawing(_UNREADABLE)
        return self._root

    def _entity(
        self, name: str, is_parameter: bool, value: str | None, base: str | None,
        system: str | None, public: str | None, notation: str | None,
    ) -> None:  # fmt: skip
        """Drawing programs abbreviate long names; anything more is a trick."""
        if value is None or is_parameter:
            raise UnprintableDrawing(_OUTSIDE)
        if "&" in value or "%" in value or len(value) > _LONGEST_ENTITY:
            raise UnprintableDrawing(_HUGE)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        above = self._open[-1] if self._open else None
        if len(self._open) >= _DEEPEST:
            raise UnprintableDrawing(_HUGE)
        if space in _SVG_NAMES and local in _ACTIVE_PARTS:
            raise UnprintableDrawing(_ACTIVE)
        if space in _SVG_NAMES and local in _OUTER_PARTS:
            raise UnprintableDrawing(_PICTURE if _holds_data(attributes) else _OUTSIDE)
        known = space in _SVG_NAMES and local in _DRAWN
        part = None
        if known and (above is not None or not self._open):
            part = _Part(local, self._kept(local, attributes))
        self._open.append(part)
        if part is not None and above is not None:
            above.inside.append(part)
        elif part is not None:
            self._root = part

    def _kept(self, element: str, attributes: dict[str, str]) -> dict[str, str]:
        kept = {}
        for name, value in attributes.items():
            space, _, local = name.rpartition(" ")
            self._count(value)
            if local.lower().startswith("on"):
                raise UnprintableDrawing(_ACTIVE)
            if local == "href":
                kept.update(_inner_link(element, value))
            elif not space:
                _check_words(value)
                if local == "filter" and value.strip() != "none":
                    raise UnprintableDrawing(_EFFECT)
                kept[local] = value
        return kept

    def _text(self, text: str) -> None:
        part = self._open[-1] if self._open else None
        self._count(text)
        if part is None or part.name not in ("style", "text", "tspan", "textPath", "a"):
            return
        part.inside.append(text)

    def _count(self, text: str) -> None:
        self._read += len(text)
        if self._read > _MOST_TEXT:
            raise UnprintableDrawing(_HUGE)


def _holds_data(attributes: dict[str, str]) -> bool:
    links = (value for name, value in attributes.items() if name.rpartition(" ")[2] == "href")
    return all(link.strip().lower().startswith("data:") for link in links)


def _inner_link(element: str, target: str) -> dict[str, str]:
    """A link to a part of the same drawing; where a click would lead is of no use on paper."""
    if element == "a":
        return {}
    if not target.strip().startswith("#"):
        raise UnprintableDrawing(_OUTSIDE)
    return {"href": target.strip()}


def _check_words(text: str) -> None:
    outside = any(mark != "#" for mark, _ in _POINTERS.findall(text))
    if outside or _OUTER_WORDS.search(text):
        raise UnprintableDrawing(_OUTSIDE)
    if _EFFECTS.search(text):
        raise UnprintableDrawing(_EFFECT)


def _all_parts(root: _Part) -> list[_Part]:
    found = [root]
    for part in found:
        found.extend(part.parts())
    return found


def _count_work(root: _Part) -> None:
    """Refuse a drawing that would take long: parts can be used again and again by others."""
    parts = _all_parts(root)
    styles = " ".join(
        text
        for part in parts
        if part.name == "style"
        for text in part.inside
        if isinstance(text, str)
    )
    _check_words(styles)
    _Work(parts, styles).count(root)


class _Work:
    """What drawing costs, in plain parts."""

    def __init__(self, parts: list[_Part], styles: str) -> None:
        named = ((part.attributes.get("id", ""), part) for part in parts)
        self._named = {name: part for name, part in named if name}
        self._known: dict[int, int] = {}
        self._styled = self._targets(styles)
        self._layered = bool(_LAYERED.search(styles))
        self._shaded = "url(" in styles

    def count(self, part: _Part, chain: int = 0) -> int:
        """The cost of a part with everything that it uses. Raises ``UnprintableDrawing``."""
        if chain > _LONGEST_CHAIN:
            raise UnprintableDrawing(_HUGE)
        known = self._known.get(id(part))
        if known is None:
            # A part that is counted already costs too much: it uses itself.
            self._known[id(part)] = _MOST_WORK + 1
            inner = (*part.parts(), *self._used(part))
            known = self._own(part) + sum(self.count(one, chain + 1) for one in inner)
            self._known[id(part)] = known
        if known > _MOST_WORK:
            raise UnprintableDrawing(_HUGE)
        return known

    def _own(self, part: _Part) -> int:
        if part.name in _FREE:
            return 0
        told = part.attributes
        layers = bool(_LAYERED.search(" ".join((*told, told.get("style", "")))))
        dashes = _DASHES if "dash" in " ".join((*told, *told.values())) else 0
        length = sum(map(len, told.values())) + sum(
            len(text) for text in part.inside if isinstance(text, str)
        )
        styled = part.name not in ("svg", "tspan")
        layered = layers or (styled and self._layered)
        shaded = any("url(" in value for value in told.values()) or (styled and self._shaded)
        return 4 + length // 30 + _LAYER * layered + _SHADE * shaded + dashes

    def _used(self, part: _Part) -> list[_Part]:
        if part.name in _FREE:
            return []
        names = re.findall(r"^#(.*)", part.attributes.get("href", ""))
        told = self._targets(" ".join(part.attributes.values()))
        styled = [] if part.name in ("svg", "tspan") else self._styled
        used = [self._named[name] for name in names if name in self._named]
        return [one for one in (*used, *told, *styled) if one.name not in _FREE and one is not part]

    def _targets(self, text: str) -> list[_Part]:
        names = (name.strip() for _, name in _POINTERS.findall(text))
        return [self._named[name] for name in names if name in self._named]


def _resize(root: _Part) -> None:
    """Give the drawing the size in pixels in which it is painted."""
    width, height = (_length(root.attributes.get(name, "")) for name in ("width", "height"))
    box = [_number(one) for one in re.split(r"[\s,]+", root.attributes.get("viewBox", "").strip())]
    boxed = len(box) == 4 and box[2] > 0 and box[3] > 0
    if not boxed:
        if not (width and height):
            raise UnprintableDrawing(_NO_SIZE)
        root.attributes["viewBox"] = f"0 0 {width:.6g} {height:.6g}"
    else:
        width = width or (height * box[2] / box[3] if height else box[2])
        height = height or width * box[3] / box[2]
    scale = min(_WIDEST / width, _HIGHEST / height)
    root.attributes["width"] = str(max(1, round(width * scale)))
    root.attributes["height"] = str(max(1, round(height * scale)))


def _length(text: str) -> float:
    """A length in pixels, 0 for one that is relative or none."""
    match = _LENGTH.fullmatch(text.lower())
    length = float(match[1]) * _UNITS.get(match[2] or "", 1) if match else 0.0
    return length if 1e-6 < length < 1e9 else 0.0


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if abs(value) < 1e9 else 0.0


def _written(root: _Part) -> str:
    root.attributes["xmlns"] = _SVG_NAMES[1]
    return _element(root)


def _element(part: _Part) -> str:
    told = "".join(f" {name}={quoteattr(value)}" for name, value in part.attributes.items())
    inside = "".join(escape(one) if isinstance(one, str) else _element(one) for one in part.inside)
    return f"<{part.name}{told}>{inside}</{part.name}>"


def _painted(drawing: str, has_text: bool) -> bytes:
    """The PNG. Live text needs fonts; a logo should have its letters as outlines instead."""
    import resvg_py

    own_font = str(resource_path("fonts/Inter-Bold.ttf"))
    try:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=drawing,
                skip_system_fonts=not has_text,
                font_files=[own_font] if has_text else None,
                font_family="Inter",
                serif_family="Inter",
                sans_serif_family="Inter",
            )
        )
    except Exception as error:
        raise UnprintableDrawing(_UNREADABLE) from error
    except BaseException as error:
        # What draws is written in another language; its own breakdown is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise UnprintableDrawing(_UNREADABLE) from error
