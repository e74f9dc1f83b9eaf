"""The words of letters: those that come with the program, and the owner's own in their place.

Own words can be written once for everybody, and again in the language of some customers.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, Final

from collectdesk.base.resources import resource_bytes
from collectdesk.domain.english import AMERICAN, english_of, respelled
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.paper_parts import StampSpec
from collectdesk.domain.texts import LetterTemplate, Passage, read_templates
from collectdesk.store import customers
from collectdesk.store import settings as stored
from collectdesk.usecases import checks
from collectdesk.usecases.letters.letter_checks import LONGEST, OwnText, applied, problems_of
from collectdesk.usecases.letters.letter_fields import FIELDS
from collectdesk.usecases.work import Work

_IN: Final = "@"
"""Between a letter and the language that its words are for, where they are stored."""


@dataclass(frozen=True, slots=True)
class SaveLetterText:
    """Use these words for a letter from now on; None goes back to the program's own words.

    With ``language`` only for customers who are written to in it.
    """

    letter: str
    text: OwnText | None
    language: str = ""


@dataclass(frozen=True, slots=True)
class LetterTextRow:
    """A letter whose words can be edited. ``fields`` may stand in braces; ``own`` if changed.

    ``parts`` are those of its words that it has: heading, salutation, opening, clauses, closing,
    sign_off, stamp.
    """

    letter: str
    tone: str
    text: OwnText
    fields: tuple[str, ...]
    own: bool
    language: str = ""
    parts: frozenset[str] = frozenset()


@cache
def shipped(english: str = AMERICAN) -> dict[str, LetterTemplate]:
    """The letter texts that come with the program, as that country spells them."""
    text = resource_bytes("texts/en/letters.toml").decode("utf-8")
    return read_templates(respelled(text, english))


@lru_cache(maxsize=32)
def in_use(own_json: str, language: str = "", english: str = AMERICAN) -> dict[str, LetterTemplate]:
    """The shipped texts with the owner's own in their place, those in ``language`` first.

    What cannot be read, or asks for a field that does not exist, gives way to the shipped words.
    """
    templates = dict(shipped(english))
    owned = _owned(own_json)
    for letter, template in shipped(english).items():
        for key in filter(None, (letter, _key(letter, language) if language else "")):
            text = _read(owned[key]) if key in owned else None
            if text is not None and not problems_of(template, text):
                templates[letter] = applied(template, text)
    return templates


def languages(work: Work) -> tuple[str, ...]:
    """The languages of customers, and those that own words were written in."""
    named = {language.strip() for language in customers.languages(work.db)}
    written = {key.partition(_IN)[2] for key in _owned(work.settings.letter_texts)}
    known = {name.casefold(): name for name in (*sorted(written), *sorted(named)) if name}
    return tuple(known.values())


def letter_texts(work: Work, language: str = "") -> tuple[LetterTextRow, ...]:
    """All letters whose words the owner can edit, with the words in use."""
    own = _owned(work.settings.letter_texts)
    return tuple(
        LetterTextRow(
            letter,
            template.tone,
            _text(template),
            FIELDS[letter],
            _key(letter, language) in own,
            language,
            _parts(shipped()[letter]),
        )
        for letter, template in _used(work, language).items()
    )


def _used(work: Work, language: str) -> dict[str, LetterTemplate]:
    return in_use(work.settings.letter_texts, language, english_of(work.currency))


def problems_in(letter: str, text: OwnText) -> tuple[str, ...]:
    """What stops these words from being used, a sentence each; for a check while typing."""
    template = shipped().get(letter)
    return problems_of(template, text) if template else ("There is no letter of this kind.",)


def save_letter_text(work: Work, command: SaveLetterText) -> None:
    """Keep the owner's words of a letter. Raises InvalidInput for an unknown field."""
    template = shipped().get(command.letter)
    if template is None:
        raise InvalidInput("There is no letter of this kind.", "letter")
    own = _owned(work.settings.letter_texts)
    key = _key(command.letter, checks.line(command.language, "language"))
    if command.text is None:
        own.pop(key, None)
    else:
        text = _checked(command.text)
        problems = problems_of(template, text)
        if problems:
            raise InvalidInput(problems[0], "text")
        own[key] = _written(text)
    work.label = "Change of a letter's words"
    kept = json.dumps(own, ensure_ascii=False, sort_keys=True) if own else ""
    stored.save(work.db, replace(work.settings, letter_texts=kept))


def _key(letter: str, language: str) -> str:
    return f"{letter}{_IN}{language.strip().casefold()}" if language.strip() else letter


def _parts(template: LetterTemplate) -> frozenset[str]:
    if template.id in _PARTS:
        return frozenset(_PARTS[template.id])
    clauses = ("clauses",) if template.clauses else ()
    return frozenset((*_LETTER_PARTS, *clauses))


_LETTER_PARTS: Final = ("heading", "salutation", "opening", "closing", "sign_off", "stamp", "tone")
_PARTS: Final = {
    "slip": ("heading", "opening"),
    "application": ("heading", "opening", "clauses"),
    "invoice_early": ("stamp",),
    "invoice_paid": ("stamp",),
}


def _checked(text: OwnText) -> OwnText:
    return OwnText(
        heading=checks.line(text.heading, "heading"),
        salutation=checks.line(text.salutation, "salutation"),
        opening=tuple(map(_checked_passage, text.opening)),
        closing=tuple(map(_checked_passage, text.closing)),
        sign_off=checks.line(text.sign_off, "sign_off"),
        clauses=None if text.clauses is None else tuple(map(_checked_passage, text.clauses)),
        stamp=_checked_stamp(text.stamp),
        tone=checks.line(text.tone, "tone"),
    )


def _checked_stamp(stamp: StampSpec | None) -> StampSpec | None:
    if stamp is None:
        return None
    return StampSpec(stamp.id, tuple(checks.line(words, "stamp") for words in stamp.texts))


def _checked_passage(passage: Passage) -> Passage:
    cleaned = checks.text(passage.text, "text")
    if len(cleaned) > LONGEST:
        raise InvalidInput(f"A paragraph has at most {LONGEST:,} characters.", "text")
    return Passage(
        cleaned,
        checks.line(passage.when, "text"),
        checks.line(passage.unless, "text"),
        checks.line(passage.heading, "heading"),
    )


def _text(template: LetterTemplate) -> OwnText:
    return OwnText(
        template.heading, template.salutation, template.opening, template.closing,
        template.sign_off, template.clauses, StampSpec(template.stamp, template.stamp_texts),
        template.tone,
    )  # fmt: skip


def _owned(own_json: str) -> dict[str, Any]:
    try:
        own = json.loads(own_json) if own_json else {}
    except (ValueError, RecursionError):
        return {}
    return own if isinstance(own, dict) else {}


def _written(text: OwnText) -> dict[str, Any]:
    def passages(listed: tuple[Passage, ...]) -> list[list[str]]:
        return [[one.text, one.when, one.unless, one.heading] for one in listed]

    written: dict[str, Any] = {
        "heading": text.heading,
        "salutation": text.salutation,
        "opening": passages(text.opening),
        "closing": passages(text.closing),
        "sign_off": text.sign_off,
    }
    if text.clauses is not None:
        written["clauses"] = passages(text.clauses)
    if text.stamp is not None:
        written["stamp"] = [text.stamp.id, *text.stamp.texts]
    return {**written, "tone": text.tone} if text.tone else written


def _read(words: Any) -> OwnText | None:
    """The stored words, or None when they are damaged."""

    def passages(listed: Any) -> tuple[Passage, ...]:
        return tuple(Passage(*map(str, parts)) for parts in listed)

    try:
        stamp = words.get("stamp")
        clauses = words.get("clauses")
        return OwnText(
            heading=str(words["heading"]),
            salutation=str(words["salutation"]),
            opening=passages(words["opening"]),
            closing=passages(words["closing"]),
            sign_off=str(words["sign_off"]),
            clauses=None if clauses is None else passages(clauses),
            stamp=None if stamp is None else StampSpec(str(stamp[0]), tuple(map(str, stamp[1:]))),
            tone=str(words.get("tone", "")),
        )
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        return None
