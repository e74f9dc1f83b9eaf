"""What can be clicked in a PDF: a place on a page that leads to another page or out.

Out go only web addresses with https and mail addresses, and only to what is printed there, so that
a link never leads elsewhere than it says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from collectdesk.documents.ink import ink
from collectdesk.documents.styles import Style

_LONGEST: Final = 500
_SAFE_LINK: Final = re.compile(r"https://[A-Za-z0-9][A-Za-z0-9.-]*(?:[/?#][!-'*-\[\]-~]*)?")
_OUT: Final = re.compile(
    r"(?<!\S)(?:(?P<mail>[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
    r"|(?P<web>https://[A-Za-z0-9][A-Za-z0-9.-]*(?:/[A-Za-z0-9._~/-]*)?)"
    r"|(?P<site>www\.[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+))(?=[.,;]?(?:\s|$))"
)


@dataclass(frozen=True, slots=True)
class Link:
    """A place in points, from the left and down from the top, and where it leads.

    ``page`` is a page of the same file, counted from 1; 0 where it leads to ``address``.
    """

    left: float
    top: float
    right: float
    bottom: float
    page: int = 0
    address: str = ""


def safe_address(text: str) -> str:
    """A web address that may be linked to, else ""."""
    return text if len(text) <= _LONGEST and _SAFE_LINK.fullmatch(text) else ""


@lru_cache(maxsize=64)
def addresses_in(text: str, style: Style) -> tuple[tuple[float, float, str], ...]:
    """Mail and web addresses in a line: where each begins and ends, and where it leads."""
    found = []
    for match in _OUT.finditer(text):
        start = ink(text[: match.start()], style.weight).width
        width = ink(match[0], style.weight).width
        scale = style.size / 1000
        found.append((start * scale, (start + width) * scale, _target(match)))
    return tuple(found)


def _target(match: re.Match[str]) -> str:
    if match["mail"]:
        return f"mailto:{match['mail']}"
    return match["web"] or f"https://{match['site']}"


def link_annotations(links: Sequence[Link], pages: Sequence[bytes], height: float) -> bytes:
    """The array of a page's links; ``pages`` are the references of all pages of the file."""
    shown = [one for one in links if one.address or 0 < one.page <= len(pages)]
    return b"[%s]\n" % b"".join(_annotation(one, pages, height) for one in shown)


def _annotation(link: Link, pages: Sequence[bytes], height: float) -> bytes:
    if link.address:
        escaped = re.sub(r"[\\()]", r"\\\g<0>", link.address).encode("ascii")
        leads = b"/A<</S/URI/URI(%s)>>" % escaped
    else:
        leads = b"/Dest[%s/XYZ 0 %.6g 0]" % (pages[link.page - 1], height)
    return b"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[%.2f %.2f %.2f %.2f]%s>>" % (
        link.left, height - link.bottom, link.right, height - link.top, leads,
    )  # fmt: skip
