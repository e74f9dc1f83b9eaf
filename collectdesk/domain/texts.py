"""Letter texts with fields, and the fixed words of documents: read, checked and filled.

A template is text with ``{field}`` in it. Fields are put in as they are, once: braces inside a
customer's name mean nothing. A field that nobody provides is refused, so that no letter goes out
with a gap in it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from collectdesk.domain.errors import KnownError
from collectdesk.domain.paper_parts import StampSpec
from collectdesk.domain.papers_filed import Clause

_FIELD: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")


class UnknownField(KnownError):
    """A letter text asks for a field that this letter does not have. ``field`` is its name."""

    def __init__(self, field: str) -> None:
        super().__init__(
            f"The letter text asks for {{{field}}}, which this letter does not have. "
            "Correct it in Letter texts, in the Letters menu."
        )
        self.field = field


class UnreadableTexts(KnownError):
    """A file of letter texts is damaged or incomplete."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph; with ``when`` it appears only if that fact is given, with ``unless`` if not.

    ``heading`` names a clause of an agreement.
    """

    text: str
    when: str = ""
    unless: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """The words of one kind of letter. ``tone`` is shown before sending; ``stamp`` may be empty.

    ``stamp_texts`` are the stamp's lines, the largest first.
    """

    id: str
    tone: str
    heading: str
    salutation: str
    opening: tuple[Passage, ...]
    closing: tuple[Passage, ...]
    sign_off: str = ""
    stamp: str = ""
    stamp_texts: tuple[str, ...] = ()
    clauses: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterWords:
    """A template filled for one letter, ready for its paper.

    ``stated`` are the fields that its passages put into words.
    """

    heading: str
    salutation: str
    paragraphs: tuple[str, ...]
    closing: tuple[str, ...]
    sign_off: str
    stamp: StampSpec | None
    clauses: tuple[Clause, ...] = ()
    stated: frozenset[str] = frozenset()


def fields_of(template: str) -> list[str]:
    """The names of the fields in a text, in their order, each once."""
    return list(dict.fromkeys(_FIELD.findall(template)))


def fill(template: str, values: Mapping[str, str]) -> str:
    """The text with its fields put in. Raises ``UnknownField`` for one that has no value."""

    def value(match: re.Match[str]) -> str:
        found = values.get(match[1])
        if found is None:
            raise UnknownField(match[1])
        return found

    return _FIELD.sub(value, template)


def unknown_fields(template: LetterTemplate, known: Collection[str]) -> list[str]:
    """The fields of a template that are not ``known``, to tell its author while writing."""
    passages = (*template.opening, *template.closing, *template.clauses)
    texts = (f"{passage.heading}\n{passage.text}" for passage in passages)
    ends = (template.heading, template.salutation, template.sign_off)
    parts = (*ends, *texts, *template.stamp_texts)
    return [field for field in fields_of("\n".join(parts)) if field not in known]


def write_letter(
    template: LetterTemplate, values: Mapping[str, str], facts: Collection[str] = ()
) -> LetterWords:
    """Fill a template. ``facts`` choose the passages that apply; raises ``UnknownField``.

    Passages that do not apply may have fields without a value.
    """
    stamp_texts = tuple(fill(text, values) for text in template.stamp_texts)
    return LetterWords(
        heading=fill(template.heading, values),
        salutation=fill(template.salutation, values),
        paragraphs=_applying(template.opening, values, facts),
        closing=_applying(template.closing, values, facts),
        sign_off=fill(template.sign_off, values),
        stamp=StampSpec(template.stamp, stamp_texts) if template.stamp else None,
        clauses=tuple(
            Clause(fill(clause.heading, values), fill(clause.text, values))
            for clause in template.clauses
            if _applies(clause, facts)
        ),
        stated=_stated((*template.opening, *template.closing, *template.clauses), facts),
    )


def _stated(passages: tuple[Passage, ...], facts: Collection[str]) -> frozenset[str]:
    told = (passage.text for passage in passages if _applies(passage, facts))
    return frozenset(fields_of("\n".join(told)))


def _applying(
    passages: tuple[Passage, ...], values: Mapping[str, str], facts: Collection[str]
) -> tuple[str, ...]:
    return tuple(fill(passage.text, values) for passage in passages if _applies(passage, facts))


def _applies(passage: Passage, facts: Collection[str]) -> bool:
    wanted = not passage.when or passage.when in facts
    return wanted and (not passage.unless or passage.unless not in facts)


def read_templates(toml_text: str) -> dict[str, LetterTemplate]:
    """The templates of a text file by their ids. Raises ``UnreadableTexts``."""
    tables = _tables(toml_text)
    try:
        return {name: _template(name, table) for name, table in tables.items()}
    except (KeyError, TypeError, AttributeError) as error:
        raise UnreadableTexts(_DAMAGED) from error


def read_labels(toml_text: str, country: str = "") -> dict[str, str]:
    """The fixed words of documents; those of ``country`` replace the common ones.

    Raises ``UnreadableTexts``.
    """
    labels = _tables(toml_text).get("labels", {})
    common = {key: value for key, value in labels.items() if isinstance(value, str)}
    own = labels.get(country, {})
    return {**common, **own} if isinstance(own, dict) else common


_DAMAGED: Final = "The file of letter texts is damaged; install CollectDesk again."


def _tables(toml_text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(toml_text)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableTexts(_DAMAGED) from error


def _template(name: str, table: Mapping[str, Any]) -> LetterTemplate:
    stamp = table.get("stamp", {})
    return LetterTemplate(
        id=name,
        tone=table["tone"],
        heading=table["heading"],
        salutation=table["salutation"],
        opening=tuple(map(_passage, table["opening"])),
        closing=tuple(map(_passage, table.get("closing", ()))),
        sign_off=table.get("sign_off", ""),
        stamp=stamp.get("id", ""),
        stamp_texts=tuple(stamp.get("texts", ())),
        clauses=tuple(map(_passage, table.get("clauses", ()))),
    )


def _passage(entry: str | Mapping[str, str]) -> Passage:
    if isinstance(entry, str):
        return Passage(entry)
    return Passage(
        entry["text"], entry.get("when", ""), entry.get("unless", ""), entry.get("heading", "")
    )
