"""The program speaks as people do in the country of the book: check or cheque, never both.

Words that differ pass one door, ``spelled``, before anything that somebody typed is put into them;
here the whole program is read for words that go past it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from collectdesk.base.resources import resource_bytes
from collectdesk.domain.english import english_of, respelled, spelled
from tests.test_doors import TREES

COUNTRIES = ("en-US", "en-GB", "en-001")
TABLES_READ_THROUGH_THE_DOOR = {
    "domain/batch_order.py": {"_LABELS"},
    "domain/call_script.py": {"_OPENINGS"},
    "domain/document.py": {"DOCUMENT_LABELS"},
    "domain/payment_method.py": {"_WORDS"},
    "domain/playbook.py": {"NOTICE_LABELS"},
    "domain/promise.py": {"_WORDS"},
    "gui/actions.py": {"SPECS"},
    "gui/dialogs/hand_over.py": {"_COLUMNS"},
    "gui/dialogs/letter_parts.py": {"_FACTS"},
    "gui/dialogs/month_end.py": {"_COLUMNS"},
    "gui/dialogs/notices.py": {"_COLUMNS", "_NOTHING_OWED", "_STAGES"},
    "gui/dialogs/placement.py": {"_PLACES"},
    "gui/panes/insights.py": {"_LISTS"},
    "gui/panes/invoices.py": {"FILTERS", "_EMPTY"},
    "gui/tables/insights.py": {"HABITS"},
    "gui/tables/learning.py": {"CAUSES", "PAST_DUE"},
    "gui/tables/logs.py": {"PAST_DUE_HINT", "STATEMENTS"},
    "gui/text.py": {"_STAMPS"},
    "usecases/history.py": {"_PROMISES"},
    "usecases/papers/newest_papers.py": {"_SUBJECTS"},
    "usecases/papers/notices.py": {"_NEXT_STEP"},
}
SAID_BESIDE_THE_DOOR = {
    "how the money will come; check (or cheque) unless said otherwise",
    "{listed,name,number,postcode}",
    "Sales tax",
}
"""Help in the terminal is read before a book is open; a new book names its own tax."""

OF_ONE_COUNTRY_ONLY = re.compile(
    r"\b(?:installment|canceled|check (?:no\b|number)|by check|checkbook|ZIP\b|mailed|the mail\b"
    r"|(?<!-)color(?:ed|s)?\b(?![-:])|favor|honor|labor|behavior|neighbor|catalog\b|center|gray|fulfill|enroll"
    r"|honour|labour|behaviour|neighbour|catalogue|centre|grey|fulfil\b|enquir|programme\b|jewell"
    r"|labell|travell|modell|signall|dialled|metres?\b|millimet(?:re|er)|judgement|whilst|amongst|diary|fortnight\b|cosy|vacation"
    r"|(?:author|apolog|recogn|organ|real|summar|util|final|priorit|custom)[iy][sz](?:e|ing|ation)"
    r"|analy[sz]e|solicitor|practi[cs]ed|learnt|spelt|towards?\b)",
    re.IGNORECASE,
)
"""What people in one country only would write, and what no spelling here makes good."""


@dataclass(frozen=True)
class Text:
    """A text that may be shown, where it stands, and the name of the table that it stands in."""

    file: str
    table: str
    words: str
    line: int
    inside: tuple[ast.AST, ...]

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.words}"


def _texts() -> Iterator[Text]:
    for file, tree in TREES.items():
        if file == "domain/english.py" or file.startswith("store/"):
            continue
        for top in ast.iter_child_nodes(tree):
            target = top.targets[0] if isinstance(top, ast.Assign) else getattr(top, "target", None)
            yield from _below(file, getattr(target, "id", ""), top, ())


def _below(file: str, table: str, node: ast.AST, inside: tuple[ast.AST, ...]) -> Iterator[Text]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return  # what is written about the program
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        words = node.value.replace("&", "")  # a mark for the keyboard may stand in any word
        yield Text(file, table, words, node.lineno, inside)
    for child in ast.iter_child_nodes(node):
        yield from _below(file, table, child, (*inside, node))


def _is_shown(text: Text) -> bool:
    """A single small word is a code, unless it is counted in a sentence."""
    counting = any(_called(node) in ("counted", "counted_in_words") for node in text.inside)
    return counting or not re.fullmatch(r"[a-z_.0-9]*", text.words)


def _called(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "attr", "") or getattr(node.func, "id", "")


def _is_door(node: ast.AST) -> bool:
    """``spelled`` itself, or the maker of settings' fields, whose labels are spelled when shown."""
    function = getattr(node, "func", None)
    return _called(node) == "spelled" or getattr(getattr(function, "value", 0), "id", "") == "make"


def test_words_that_differ_by_country_pass_one_door() -> None:
    past = [
        str(text)
        for text in _texts()
        if text.table not in TABLES_READ_THROUGH_THE_DOOR.get(text.file, ())
        and text.words not in SAID_BESIDE_THE_DOOR
        and any(respelled(text.words, country) != text.words for country in COUNTRIES)
        and _is_shown(text)
        and not any(map(_is_door, text.inside))
    ]
    assert past == []


def test_other_words_are_at_home_everywhere() -> None:
    """Only the finder of commands knows the words of every country."""
    foreign = [
        str(text)
        for text in _texts()
        if OF_ONE_COUNTRY_ONLY.search(text.words) and _is_shown(text) and text.table != "SPECS"
    ]
    assert foreign == []


@pytest.mark.parametrize("file", ["letters.toml", "labels.toml", "conditions.txt"])
def test_letters_are_at_home_everywhere(file: str) -> None:
    texts = resource_bytes(f"texts/en/{file}").decode("utf-8")
    assert OF_ONE_COUNTRY_ONLY.findall(texts) == []


def test_only_fixed_words_are_spelled_anew() -> None:
    """What somebody typed is put in afterwards, so that it stays as it was typed."""
    filled_before = [
        f"{file}:{node.lineno}"
        for file, tree in TREES.items()
        for node in ast.walk(tree)
        if _called(node) == "spelled"
        and isinstance(node, ast.Call)
        and isinstance(node.args[0], (ast.JoinedStr, ast.BinOp))
    ]
    assert filled_before == []


@pytest.mark.parametrize(
    ("words", "american", "british"),
    [
        ("Cheque", "Check", "Cheque"),
        ("by cheque", "by check", "by cheque"),
        ("&Instalments", "&Installments", "&Instalments"),
        ("3 more instalments", "3 more installments", "3 more instalments"),
        ("Agency or attorney…", "Agency or attorney…", "Agency or solicitor…"),
        ("an agency or an attorney", "an agency or an attorney", "an agency or a solicitor"),
        ("Days in the post", "Days in the mail", "Days in the post"),
        ("Ageing by due date", "Aging by due date", "Ageing by due date"),
        ("Colour", "Color", "Colour"),
        ("Sales tax", "Sales tax", "VAT"),
        ("Past-due notices", "Past-due notices", "Overdue notices"),
        ("By postcode", "By ZIP code", "By postcode"),
        ("Your tax ID {id}", "Your tax ID {id}", "Your VAT no. {id}"),
        ("Check {cheque} now", "Check {cheque} now", "Check {cheque} now"),
    ],
)  # fmt: skip
def test_an_american_reads_american_words_and_a_briton_british(
    words: str, american: str, british: str
) -> None:
    assert (spelled(words, "USD"), spelled(words, "GBP")) == (american, british)


def test_each_currency_has_its_english() -> None:
    assert [english_of(code) for code in ("USD", "GBP", "EUR", "CAD")] == [
        "en-US", "en-GB", "en-GB", "en-001",
    ]  # fmt: skip
    assert spelled("an attorney", "AUD") == "a lawyer"
    assert respelled("cheque", "xx-YY") == "check"
