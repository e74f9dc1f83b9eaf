"""Sheets of sticky labels: stamps for today's notices, and addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.label import Label, PrintOffset
from collectdesk.domain.papers import Party, StampSpec
from collectdesk.usecases import checks
from collectdesk.usecases.letters.letter_checks import TOO_LONG
from collectdesk.usecases.papers import letterhead
from collectdesk.usecases.papers.notices import notice_paper
from collectdesk.usecases.ports import DeskPort, Progress
from collectdesk.usecases.work import Work

if TYPE_CHECKING:
    from collectdesk.documents.envelopes import EnvelopeName, PageName

_AT_ONCE: Final = 25
"""Customers asked for in one go; the book is free for others between."""


@dataclass(frozen=True, slots=True)
class LabelOrder:
    """Labels wanted: ``what`` is addresses, notices (a stamp for each), same or calibration.

    The first two are about ``customers``; "same" has ``count`` labels with ``stamp``. ``right`` and
    ``down`` move the print by steps of 0.25 mm.
    """

    what: str
    sheet: str
    customers: tuple[int, ...] = ()
    stamp: StampSpec | None = None
    count: int = 0
    start: int = 1
    right: int = 0
    down: int = 0


@dataclass(frozen=True, slots=True)
class DrawnLabels:
    """Labels as a PDF, and what to know before they are printed: addresses without room."""

    content: bytes
    cautions: tuple[str, ...] = ()


def draw_order(desk: DeskPort, order: LabelOrder, progress: Progress) -> DrawnLabels:
    """The labels wanted. A job: there may be thousands. Raises what ``draw_labels`` raises."""
    from collectdesk.documents.label_sheets import label_cautions

    if order.what == "calibration":
        return DrawnLabels(draw_calibration(order.sheet, order.right, order.down))
    told: list[Label] = []

    def labels() -> Iterator[Label]:
        for label in _labels(desk, order, progress):
            if label.stamp is None:
                told.append(label)
            yield label

    content = draw_labels(labels(), order.sheet, order.start, order.right, order.down)
    return DrawnLabels(content, label_cautions(told, order.sheet))


def _labels(desk: DeskPort, order: LabelOrder, progress: Progress) -> Iterator[Label]:
    if order.what in ("notices", "addresses"):
        find = notice_stamps if order.what == "notices" else address_labels
        count = len(order.customers)
        for first in range(0, count, _AT_ONCE):
            progress(first, count, "Drawing the labels")
            yield from desk.ask(find, order.customers[first : first + _AT_ONCE])
    elif order.stamp is not None:
        _check_words(order.stamp)
        yield from same_stamps(order.stamp, order.count)


def _check_words(stamp: StampSpec) -> None:
    from collectdesk.documents.stamps import too_long

    if too_long(stamp):
        raise InvalidInput(TOO_LONG, "words")


def sheet_names() -> tuple[str, ...]:
    """The sheets of labels that can be printed on."""
    from collectdesk.documents.label_sheets import label_sheet_names

    return label_sheet_names()


def address_labels(work: Work, customers: Iterable[int]) -> tuple[Label, ...]:
    """An address label for each customer."""
    parties = (letterhead.party(work, checks.customer(work, one)) for one in customers)
    return tuple(Label(lines=_address(party)) for party in parties)


def _address(party: Party) -> tuple[str, ...]:
    return tuple(filter(None, (party.name, party.attention, *party.address)))


def notice_stamps(work: Work, customers: Iterable[int]) -> tuple[Label, ...]:
    """The stamp of each customer's notice, with its own amounts and days, to stick on a copy."""
    papers = (notice_paper(work, one) for one in customers)
    return tuple(Label(stamp=paper.stamp) for paper in papers if paper.stamp is not None)


def same_stamps(stamp: StampSpec, count: int) -> tuple[Label, ...]:
    """So many labels with one stamp."""
    return (Label(stamp=stamp),) * count


def draw_labels(
    labels: Iterable[Label], sheet: str, start: int = 1, right: int = 0, down: int = 0
) -> bytes:
    """The labels as a PDF; ``right`` and ``down`` move the print by steps of 0.25 mm.

    Raises InvalidInput for a start or a move that cannot be, UnknownLabelSheet or UnknownStamp.
    """
    from collectdesk.documents.label_sheets import render_labels

    return render_labels(labels, sheet, start, PrintOffset(right, down))


def draw_calibration(sheet: str, right: int = 0, down: int = 0) -> bytes:
    """The page that shows where the labels of a sheet are printed, to hold over a real one."""
    from collectdesk.documents.trial_prints import render_calibration

    return render_calibration(sheet, PrintOffset(right, down))


def draw_envelope_test(page: str, envelope: str) -> bytes:
    """The page that shows what an envelope's window shows, to fold and try."""
    from collectdesk.documents.trial_prints import render_envelope_test

    return render_envelope_test(cast("PageName", page), cast("EnvelopeName", envelope))


def draw_test_page(work: Work, envelope: str) -> bytes:
    """The test page of an envelope on the paper that goes with it."""
    return draw_envelope_test("letter" if envelope.startswith("us_") else "a4", envelope)
