"""What an author may write into a letter: known fields, not too much, a stamp that holds it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from collectdesk.domain.paper_parts import StampSpec
from collectdesk.domain.texts import (
    LetterTemplate,
    Passage,
    fields_of,
    fill,
    unknown_fields,
)
from collectdesk.usecases.letters.letter_fields import EXAMPLES, FIELDS, ONLY_WHEN, TONES

LONGEST: Final = 4_000
"""Characters of a paragraph."""

_MOST_PASSAGES: Final = 12
OWN_STAMPS: Final = (
    "reminder", "past_due", "second", "final", "call_us", "thanks", "plan", "verify", "two_price",
    "note",
)  # fmt: skip
"""The stamps for customers' eyes."""


@dataclass(frozen=True, slots=True)
class OwnText:
    """A letter's words as their author sees them. ``opening`` stands above what is listed,
    ``closing`` below; each passage keeps the condition under which it appears.

    None for ``clauses`` or ``stamp``, and no ``tone``, leave those of the program; a stamp without
    an id is none.
    """

    heading: str
    salutation: str
    opening: tuple[Passage, ...]
    closing: tuple[Passage, ...]
    sign_off: str = ""
    clauses: tuple[Passage, ...] | None = None
    stamp: StampSpec | None = None
    tone: str = ""


def applied(template: LetterTemplate, text: OwnText) -> LetterTemplate:
    """The letter with these words; empty paragraphs are left out."""
    stamp = StampSpec(template.stamp, template.stamp_texts) if text.stamp is None else text.stamp
    return replace(
        template,
        heading=text.heading,
        salutation=text.salutation,
        opening=_written(text.opening),
        closing=_written(text.closing),
        sign_off=text.sign_off,
        clauses=template.clauses if text.clauses is None else _written(text.clauses),
        stamp=stamp.id,
        stamp_texts=tuple(words for words in stamp.texts if words.strip()) if stamp.id else (),
        tone=text.tone or template.tone,
    )


def _written(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    return tuple(one for one in passages if one.text.strip() or one.heading.strip())


def conditions(template: LetterTemplate) -> frozenset[str]:
    """The facts under which one or another paragraph of a letter appears."""
    passages = (*template.opening, *template.closing, *template.clauses)
    named = (name for passage in passages for name in (passage.when, passage.unless))
    return frozenset(filter(None, named))


def problems_of(template: LetterTemplate, text: OwnText) -> tuple[str, ...]:
    """What stops these words from being used, a sentence each; for a check while typing."""
    blank = template.heading and not text.heading.strip()
    found = ["A letter needs a heading."] if blank else []
    known = FIELDS[template.id]
    for field in unknown_fields(applied(template, text), known):
        offered = ", ".join(f"{{{name}}}" for name in known)
        found.append(f"{{{field}}} cannot be filled in here. Known are {offered}.")
    for field in _misplaced(text):
        found.append(
            f"{{{field}}} is not always known. Use it only in the paragraph that is printed when"
            " it is."
        )
    if max(len(text.opening), len(text.closing), len(text.clauses or ())) > _MOST_PASSAGES:
        found.append(f"A letter has at most {_MOST_PASSAGES} paragraphs of a kind.")
    if text.tone and text.tone not in TONES:
        found.append(f"A letter sounds {', '.join(TONES[:-1])} or {TONES[-1]}.")
    if text.stamp is not None:
        found += stamp_problems(text.stamp)
    return tuple(found)


def stamp_problems(stamp: StampSpec) -> list[str]:
    """Why a stamp cannot carry its words, filled with the usual; empty if it can."""
    if not stamp.id:
        return []
    if stamp.id not in OWN_STAMPS:
        return ["This stamp does not exist; choose one from the list."]
    texts = tuple(words for words in stamp.texts if words.strip())
    if not texts:
        return ["A stamp needs words; or choose no stamp."]
    filled = tuple(_filled(words) for words in texts)
    return [TOO_LONG] if _too_long(StampSpec(stamp.id, filled)) else []


def lines_of_stamp(stamp: str) -> int:
    """How many lines of words one of the stamps has; none without a stamp."""
    from collectdesk.documents.stamps import stamp_lines

    return stamp_lines(stamp) if stamp in OWN_STAMPS else 0


TOO_LONG: Final = (
    "These words do not fit on the stamp in letters that can be read. Use fewer or shorter ones."
)


def _filled(words: str) -> str:
    known = {name: EXAMPLES.get(name, name) for name in fields_of(words)}
    return fill(words, known)


@lru_cache(maxsize=64)
def _too_long(stamp: StampSpec) -> bool:
    from collectdesk.documents.stamps import too_long

    return too_long(stamp)


def _misplaced(text: OwnText) -> list[str]:
    stamp = text.stamp.texts if text.stamp else ()
    always = tuple(map(Passage, (text.heading, text.salutation, text.sign_off, *stamp)))
    return [
        field
        for passage in (*always, *text.opening, *text.closing, *(text.clauses or ()))
        for field in fields_of(f"{passage.heading}\n{passage.text}")
        if ONLY_WHEN.get(field, passage.when) != passage.when
    ]
