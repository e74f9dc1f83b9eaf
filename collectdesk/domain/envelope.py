"""Envelopes with windows: each is made for one size of paper."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

PAPER_NAMES: Final[Mapping[str, str]] = MappingProxyType({"letter": "US Letter", "a4": "A4"})
PAPER_OF: Final[Mapping[str, str]] = MappingProxyType(
    {
        "us_double": "letter",
        "us_single": "letter",
        "din5008_b": "a4",
        "din5008_a": "a4",
        "a4_uk": "a4",
    }
)
"""The paper that folds into each envelope; "plain", without a window, takes any."""


def mismatch(paper: str, envelope: str) -> str:
    """Why an envelope does not go with a paper, in a sentence; "" if it does."""
    fits = PAPER_OF.get(envelope, paper)
    if fits == paper:
        return ""
    return (
        f"This envelope is for {PAPER_NAMES[fits]} paper, and yours is {PAPER_NAMES[paper]}: the"
        " address would not lie in the window. Choose another envelope or paper."
    )
