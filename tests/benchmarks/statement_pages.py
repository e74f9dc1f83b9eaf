"""The page that all ways of making documents draw: a month's statement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from collectdesk.domain.papers import (
    AgingStrip,
    Firm,
    Party,
    Slip,
    StatementEntry,
    StatementPaper,
)

LINES = 14
"""With the balance brought forward the table has 15 lines."""

_FIRM = Firm(
    name="Harbor Supplies",
    address=("410 Wharf Street, Suite 2", "Oakland, CA 94607"),
    phone="(510) 555-0182",
    email="ar@harborsupplies.example",
    tax_id="94-1234567",
    footer="Harbor Supplies LLC · Oakland · Tax ID 94-1234567",
    bank_lines=("Bank of the Bay", "Routing 121000358"),
)
_NAMES = (
    "Harbor Point Dental", "Kestrel Freight", "Łódź Café & Bakery", "Seaview Hotel",
    "Ωμέγα Ναυτιλιακή", "Tanaka Auto Body", "Северный ветер", "Grand Lake Theatre",
    "Müller & Söhne", "Coastline Fitness",
)  # fmt: skip


def statements(count: int) -> Iterator[StatementPaper]:
    """So many statements, each of another customer with other amounts."""
    for number in range(count):
        yield _statement(number)


def _statement(number: int) -> StatementPaper:
    opening = 120_000 + number * 37 % 90_000
    running = opening
    entries = []
    for line in range(LINES):
        amount = 10_000 + (number * 7_919 + line * 104_729) % 900_000
        paid = line % 4 == 3
        running += -amount if paid else amount
        entries.append(
            StatementEntry(
                on=date(2026, 10, 1) + timedelta(days=2 * line),
                what="Payment, thank you" if paid else "Invoice",
                reference=f"INV-{number * LINES + line:06d}",
                charge=0 if paid else amount,
                credit=amount if paid else 0,
                running=running,
            )
        )
    return StatementPaper(
        firm=_FIRM,
        customer=Party(
            name=f"{_NAMES[number % len(_NAMES)]} {number}",
            number=f"C-{number:05d}",
            attention="Accounts payable",
            address=(f"{number} Marina Boulevard", "San Francisco, CA 94123"),
        ),
        currency="USD",
        style="balance_forward",
        period_from=date(2026, 10, 1),
        period_to=date(2026, 10, 31),
        opening=opening,
        closing=running,
        issued=date(2026, 11, 1),
        entries=tuple(entries),
        aging=AgingStrip(running - 120_000, 100_000, 20_000, 0, 0),
        paragraphs=("This is your account with us. Nothing is past due: thank you.",),
        slip=Slip(running, (f"INV-{number * LINES:06d}",), date(2026, 11, 15)),
    )


def money(minor: int) -> str:
    """An amount as all ways print it."""
    return f"{minor / 100:,.2f}"


def aging_cells(paper: StatementPaper) -> list[tuple[str, str]]:
    """The five cells of the aging strip."""
    aged = paper.aging or AgingStrip(0, 0, 0, 0, 0)
    amounts = (aged.current, aged.to_30, aged.to_60, aged.to_90, aged.over_90)
    labels = ("Current", "1–30 days", "31–60 days", "61–90 days", "Over 90 days")
    return [(label, money(amount)) for label, amount in zip(labels, amounts, strict=True)]


def table_rows(paper: StatementPaper) -> list[tuple[str, str, str, str, str, str]]:
    """The table's cells, the balance brought forward first."""
    rows = [("1 Oct 2026", "Balance brought forward", "", "", "", money(paper.opening))]
    for entry in paper.entries:
        rows.append(
            (
                f"{entry.on:%d %b %Y}",
                entry.what,
                entry.reference,
                money(entry.charge) if entry.charge else "",
                money(entry.credit) if entry.credit else "",
                money(entry.running),
            )
        )
    return rows
