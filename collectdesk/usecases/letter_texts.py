"""The words of letters: those that come with the program, and the owner's own in their place."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, Final

from collectdesk.base.resources import resource_bytes
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.texts import (
    LetterTemplate,
    Passage,
    fields_of,
    read_templates,
    unknown_fields,
)
from collectdesk.store import settings as stored
from collectdesk.usecases import checks
from collectdesk.usecases.work import Work

_NOTICE_FIELDS: Final = (
    "contact", "customer", "amount", "invoices_are", "oldest_number", "oldest_due_short",
    "oldest_late", "pay_by", "promise_made_on", "promise_amount", "promise_date", "hold_date",
    "next_step",
)  # fmt: skip
FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "reminder": _NOTICE_FIELDS,
    "past_due": _NOTICE_FIELDS,
    "second": _NOTICE_FIELDS,
    "final": _NOTICE_FIELDS,
    "verification": ("contact", "delivered", "number", "reply_by"),
    "statement": ("customer", "past_due"),
    "receipt": ("contact", "amount", "received"),
    "promise": ("contact", "customer", "made_on", "amount", "method", "date"),
    "dispute": ("contact", "customer", "invoice", "answer_by", "disputed", "undisputed", "reason"),
    "plan": (
        "contact", "customer", "customer_no", "firm", "amount", "agreed_on", "cure_days",
        "payments", "first",
    ),
    "plan_default": (
        "contact", "customer", "agreed_on", "missed", "missed_on", "cure_by", "rest", "rest_due",
    ),
    "demand": (
        "contact", "customer", "customer_no", "firm", "amount", "deadline", "reply_to", "bank",
        "phone",
    ),
}  # fmt: skip
"""The fields that each letter can fill in, for its author to choose from."""

_ONLY_WHEN: Final = {
    "promise_made_on": "broken_promise",
    "promise_amount": "broken_promise",
    "promise_date": "broken_promise",
    "hold_date": "hold_date",
    "next_step": "next_step",
}
"""Fields that are known only where a passage's condition holds."""

_LONGEST: Final = 4_000
_MOST_PASSAGES: Final = 12


@dataclass(frozen=True, slots=True)
class OwnText:
    """A letter's words as their author sees them. ``opening`` stands above what is listed,
    ``closing`` below; each passage keeps the condition under which it appears."""

    heading: str
    salutation: str
    opening: tuple[Passage, ...]
    closing: tuple[Passage, ...]
    sign_off: str = ""


@dataclass(frozen=True, slots=True)
class SaveLetterText:
    """Use these words for a letter from now on; None goes back to the program's own words."""

    letter: str
    text: OwnText | None


@dataclass(frozen=True, slots=True)
class LetterTextRow:
    """A letter whose words can be edited. ``fields`` may stand in braces; ``own`` if changed."""

    letter: str
    tone: str
    text: OwnText
    fields: tuple[str, ...]
    own: bool


@cache
def shipped() -> dict[str, LetterTemplate]:
    """The letter texts that come with the program."""
    return read_templates(resource_bytes("texts/en/letters.toml").decode("utf-8"))


@lru_cache(maxsize=8)
def in_use(own_json: str) -> dict[str, LetterTemplate]:
    """The shipped texts with the owner's own in their place.

    What cannot be read, or asks for a field that does not exist, gives way to the shipped words.
    """
    templates = dict(shipped())
    for letter, words in _owned(own_json).items():
        template = templates.get(letter)
        text = _read(words) if template else None
        if template is not None and text is not None and not problems_in(letter, text):
            templates[letter] = applied(template, text)
    return templates


def letter_texts(work: Work) -> tuple[LetterTextRow, ...]:
    """All letters whose words the owner can edit, with the words in use."""
    own = _owned(work.settings.letter_texts)
    return tuple(
        LetterTextRow(letter, template.tone, _text(template), FIELDS[letter], letter in own)
        for letter, template in in_use(work.settings.letter_texts).items()
    )


def problems_in(letter: str, text: OwnText) -> tuple[str, ...]:
    """What stops these words from being used, a sentence each; for a check while typing."""
    template = shipped().get(letter)
    if template is None:
        return ("There is no letter of this kind.",)
    found = []
    if not text.heading.strip():
        found.append("A letter needs a heading.")
    known = FIELDS[letter]
    for field in unknown_fields(applied(template, text), known):
        offered = ", ".join(f"{{{name}}}" for name in known)
        found.append(f"{{{field}}} cannot be filled in here. Known are {offered}.")
    for field in _misplaced(text):
        found.append(
            f"{{{field}}} is not always known. Use it only in the paragraph that is printed when"
            " it is."
        )
    if max(len(text.opening), len(text.closing)) > _MOST_PASSAGES:
        found.append(f"A letter has at most {_MOST_PASSAGES} paragraphs above and below.")
    return tuple(found)


def _misplaced(text: OwnText) -> list[str]:
    passages = (Passage(text.heading), Passage(text.salutation), Passage(text.sign_off))
    return [
        field
        for passage in (*passages, *text.opening, *text.closing)
        for field in fields_of(passage.text)
        if _ONLY_WHEN.get(field, passage.when) != passage.when
    ]


def save_letter_text(work: Work, command: SaveLetterText) -> None:
    """Keep the owner's words of a letter. Raises InvalidInput for an unknown field."""
    if command.letter not in shipped():
        raise InvalidInput("There is no letter of this kind.", "letter")
    own = _owned(work.settings.letter_texts)
    if command.text is None:
        own.pop(command.letter, None)
    else:
        text = _checked(command.text)
        problems = problems_in(command.letter, text)
        if problems:
            raise InvalidInput(problems[0], "text")
        own[command.letter] = _written(text)
    work.label = "Change of a letter's words"
    kept = json.dumps(own, ensure_ascii=False, sort_keys=True) if own else ""
    stored.save(work.db, replace(work.settings, letter_texts=kept))


def _checked(text: OwnText) -> OwnText:
    return OwnText(
        heading=checks.line(text.heading, "heading"),
        salutation=checks.line(text.salutation, "salutation"),
        opening=tuple(map(_checked_passage, text.opening)),
        closing=tuple(map(_checked_passage, text.closing)),
        sign_off=checks.line(text.sign_off, "sign_off"),
    )


def _checked_passage(passage: Passage) -> Passage:
    cleaned = checks.text(passage.text, "text")
    if len(cleaned) > _LONGEST:
        raise InvalidInput(f"A paragraph has at most {_LONGEST:,} characters.", "text")
    return replace(passage, text=cleaned)


def _text(template: LetterTemplate) -> OwnText:
    return OwnText(
        template.heading, template.salutation, template.opening, template.closing,
        template.sign_off,
    )  # fmt: skip


def conditions(template: LetterTemplate) -> frozenset[str]:
    """The facts under which one or another paragraph of a letter appears."""
    passages = (*template.opening, *template.closing, *template.clauses)
    named = (name for passage in passages for name in (passage.when, passage.unless))
    return frozenset(filter(None, named))


def applied(template: LetterTemplate, text: OwnText) -> LetterTemplate:
    """The letter with these words; empty paragraphs are left out."""
    return replace(
        template,
        heading=text.heading,
        salutation=text.salutation,
        opening=tuple(passage for passage in text.opening if passage.text.strip()),
        closing=tuple(passage for passage in text.closing if passage.text.strip()),
        sign_off=text.sign_off,
    )


def _owned(own_json: str) -> dict[str, Any]:
    try:
        own = json.loads(own_json) if own_json else {}
    except (ValueError, RecursionError):
        return {}
    return own if isinstance(own, dict) else {}


def _written(text: OwnText) -> dict[str, Any]:
    def passages(listed: tuple[Passage, ...]) -> list[list[str]]:
        return [[passage.text, passage.when, passage.unless] for passage in listed]

    return {
        "heading": text.heading,
        "salutation": text.salutation,
        "opening": passages(text.opening),
        "closing": passages(text.closing),
        "sign_off": text.sign_off,
    }


def _read(words: Any) -> OwnText | None:
    """The stored words, or None when they are damaged."""

    def passages(listed: Any) -> tuple[Passage, ...]:
        return tuple(Passage(str(text), str(when), str(unless)) for text, when, unless in listed)

    try:
        return OwnText(
            heading=str(words["heading"]),
            salutation=str(words["salutation"]),
            opening=passages(words["opening"]),
            closing=passages(words["closing"]),
            sign_off=str(words["sign_off"]),
        )
    except (KeyError, TypeError, ValueError):
        return None
