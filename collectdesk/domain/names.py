"""What to call a person whose name was typed in one line: in a greeting, and on a personal note.

Nobody's name is taken apart further than it tells by itself. A title goes with the family name, a
first name stands alone; where it is not plain which is which, the name stays whole. So do names
that are not in Latin letters, whose order differs, and a department that answers for people.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_TITLE_WORDS: Final = """
mr mrs ms miss mx dr prof professor sir dame lord lady rev hon judge capt captain col maj gen lt sgt
herr frau fr dipl-ing ing mag monsieur madame mme mlle señor señora sr sra srta don doña sig sigra
dott dottssa dra mevr dhr hr pan pani fru
"""
_WORDS_AFTER: Final = """
jr sr ii iii iv md phd dds dvm esq cpa mba ma bsc msc llm ba obe cbe pe rn do od
"""
_PARTICLE_WORDS: Final = """
van von der den de da di del della des du la le el al bin ibn ter ten zu zur dos das
"""
_DEPARTMENT_WORDS: Final = """
account accounts accounting payable payables department dept office team billing finance purchasing
bookkeeping bookkeeper reception buchhaltung ap a/p the
"""
_TITLES: Final = frozenset(_TITLE_WORDS.split())
_AFTER: Final = frozenset(_WORDS_AFTER.split())
_PARTICLES: Final = frozenset(_PARTICLE_WORDS.split())
_DEPARTMENTS: Final = frozenset(_DEPARTMENT_WORDS.split())
_FIRST_NAMED: Final = frozenset({"sir", "dame"})
_TWO_PEOPLE: Final = frozenset({"&", "and", "und", "et", "y", "+"})
_ASIDE = re.compile(r"[(\[“\"«].*?[)\]”\"»]|\s[-–—/|]\s.*")
_GLUED = re.compile(r"^([A-Za-z]{2,4}\.)(?=[^\W\d_]{2})")


@dataclass(frozen=True, slots=True)
class _Parts:
    """A name taken apart, or where it had better stay whole, only as it is ``said``."""

    titles: tuple[str, ...]
    given: tuple[str, ...]
    family: str
    said: str = ""


def greeting_name(name: str) -> str:
    """Whom a letter or call greets after "Dear" or "Hello".

    "Ana Lopez" and "Lopez, Ana" are Ana, "Dr. Ana Lopez" is Dr. Lopez, 山田 太郎 is whole.
    """
    whole = " ".join(name.split())
    parts = _parts(whole)
    if parts.said or not whole:
        return parts.said
    if parts.titles and _bare(parts.titles[-1]) in _FIRST_NAMED and parts.given:
        return " ".join((*parts.titles, parts.given[0]))
    if parts.titles:
        return " ".join((*parts.titles, parts.family)) if parts.family else whole
    return parts.given[0] if parts.given else whole


def first_name(name: str) -> str:
    """What a personal note says after "Hi": Ana for "Dr. Ana Lopez", else the greeting."""
    whole = " ".join(name.split())
    parts = _parts(whole)
    return parts.given[0] if parts.given and not parts.said else greeting_name(whole)


def _parts(whole: str) -> _Parts:
    words, turned = _in_order(_GLUED.sub(r"\1 ", _ASIDE.sub(" ", whole)))
    titles: list[str] = []
    while len(words) > 1 and _is_title(words[0], after=bool(titles)):
        titles.append(words.pop(0))
    stays = _DEPARTMENTS | _TWO_PEOPLE
    if not words or not _is_latin(whole) or any(_bare(word) in stays for word in words):
        return _Parts((), (), "", whole)
    given, family = _given_and_family(words, turned, titled=bool(titles))
    if given and (_is_initial(given[0]) or given[0].endswith(".")):
        return _Parts((), (), "", " ".join((*titles, *words)))
    return _Parts(tuple(titles), given, family)


def _is_title(word: str, *, after: bool) -> bool:
    """ "Dr.", and after it what belongs to it as in "Dr. med."."""
    return _bare(word) in _TITLES or (after and word.islower() and word.endswith("."))


def _in_order(name: str) -> tuple[list[str], int]:
    """The words with given names first, and how many belong to a family name that stood first."""
    pieces = [piece.split() for piece in name.split(",")]
    kept = [piece for piece in pieces if piece and not all(_bare(w) in _AFTER for w in piece)]
    words = [word for piece in kept for word in piece]
    if len(kept) < 2:
        while len(words) > 1 and _bare(words[-1]) in _AFTER:
            words.pop()
        return words, 0
    family, given = kept[0], [word for piece in kept[1:] for word in piece]
    titles = [word for word in family if _bare(word) in _TITLES]
    family = [word for word in family if _bare(word) not in _TITLES]
    return [*titles, *given, *family], len(family)


def _given_and_family(
    words: list[str], turned: int, *, titled: bool
) -> tuple[tuple[str, ...], str]:
    """With a title, one word is the family name; three or more are not told apart."""
    if turned:
        return tuple(words[:-turned]), " ".join(words[-turned:])
    if len(words) == 1:
        return ((), words[0]) if titled else ((words[0],), "")
    at = len(words) - 1
    while at > 0 and _bare(words[at - 1]) in _PARTICLES:
        at -= 1
    if titled and at > 1 and not all(_is_initial(word) for word in words[1:at]):
        return (words[0],), " ".join(words)
    return tuple(words[:at]), " ".join(words[at:])


def _bare(word: str) -> str:
    return word.casefold().rstrip(".:").replace(".", "")


def _is_initial(word: str) -> bool:
    return len(word.replace(".", "")) <= 1 or (word.isupper() and "." in word)


def _is_latin(name: str) -> bool:
    return all(
        not char.isalpha() or unicodedata.name(char, "").startswith(("LATIN", "MODIFIER"))
        for char in name
    )
