"""Those who collect: who did what, whose customer is whose, and handing over in bulk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.figures import Span
from collectdesk.domain.words import counted, shortened
from collectdesk.store import facts, rows, worklist
from collectdesk.store import learning as stored
from collectdesk.store import settings as stored_settings
from collectdesk.usecases import checks
from collectdesk.usecases.counterparts import HAND_OVER
from collectdesk.usecases.work import Work


@dataclass(frozen=True, slots=True)
class CollectorScore:
    """What one person did in the time asked for, and what is theirs now. Money in minor units.

    ``kept`` is the share of judged promises that were kept, None without any; ``money`` what came
    in time of promises that they took.
    """

    name: str
    calls: int
    reached: int
    minutes: int
    promises: int
    kept: Fraction | None
    money: int
    notes: int
    customers: int
    tasks: int
    disputes: int


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A customer with whose it is and what waits there."""

    customer_id: int
    number: str
    customer_name: str
    ours: str
    on_today: bool
    tasks: int
    past_due: int


@dataclass(frozen=True, slots=True)
class HandOver:
    """These customers are looked after by ``to`` from now on, with their tasks and disputes."""

    customers: tuple[int, ...]
    to: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class TakeSeat:
    """This person is at the desk: calls, notes and steps bear the name from now on."""

    name: str


def scorecard(
    work: Work, as_of: date | None = None, since: date | None = None
) -> tuple[CollectorScore, ...]:
    """Everybody who collects or has customers, by name; over twelve months or since a day."""
    span = Span(since, as_of or work.today)
    first, last = span.year, span.last
    calls = stored.calls_by_person(work.db, first, last)
    promises = stored.promises_by_person(work.db, first, last)
    notes = stored.notes_by_person(work.db, first, last)
    disputes = stored.open_disputes_by_owner(work.db)
    owned = stored.counterparts(work.db, HAND_OVER)
    tasks = stored.open_follow_ups(work.db)
    names = {*calls, *promises, *notes, *disputes, *owned.values(), *people(work)} - {""}
    return tuple(
        _score(
            name,
            calls.get(name, (0, 0, 0)),
            promises.get(name, (0, 0, 0, 0)),
            notes.get(name, 0),
            [one for one, whose in owned.items() if whose == name],
            tasks,
            disputes.get(name, 0),
        )
        for name in sorted(names, key=str.casefold)
    )


def _score(
    name: str,
    calls: tuple[int, int, int],
    promises: tuple[int, int, int, int],
    notes: int,
    customers: list[int],
    tasks: Mapping[int, int],
    disputes: int,
) -> CollectorScore:
    made, judged, kept, money = promises
    return CollectorScore(
        name=name,
        calls=calls[0],
        reached=calls[1],
        minutes=calls[2] // 60,
        promises=made,
        kept=Fraction(kept, judged) if judged else None,
        money=money,
        notes=notes,
        customers=len(customers),
        tasks=sum(tasks.get(one, 0) for one in customers),
        disputes=disputes,
    )


def people(work: Work) -> tuple[str, ...]:
    """The names that are known here: at the desk, the owner, and those who have customers."""
    own = work.settings
    owned = sorted(set(stored.counterparts(work.db, HAND_OVER).values()), key=str.casefold)
    names = [own.collector_name, own.owner_name, *owned]
    return tuple(dict.fromkeys(name for name in names if name))


def task_rows(work: Work) -> tuple[TaskRow, ...]:
    """All customers with whose they are and what waits, those of today first."""
    owned = stored.counterparts(work.db, HAND_OVER)
    tasks = stored.open_follow_ups(work.db)
    waiting = worklist.places(work.db)
    found = [
        TaskRow(
            customer_id=one.customer_id,
            number=one.number,
            customer_name=one.name,
            ours=owned.get(one.customer_id, ""),
            on_today=waiting.get(one.customer_id, ("", 0))[0] == "today",
            tasks=tasks.get(one.customer_id, 0),
            past_due=waiting.get(one.customer_id, ("", 0))[1],
        )
        for one in facts.customers(work.db)
        if not one.archived
    ]
    return tuple(sorted(found, key=lambda row: (not row.on_today, row.customer_name.casefold())))


def hand_over(work: Work, command: HandOver) -> int:
    """Name our person for each customer and hand over its disputes; returns how many customers."""
    to = checks.line(command.to, "to")
    if not to:
        raise InvalidInput("Please say who takes them over.", "to")
    chosen = tuple(dict.fromkeys(command.customers))
    if not chosen:
        raise InvalidInput("Please tick the customers to hand over.", "customers")
    why = checks.line(command.why, "why")
    for customer_id in chosen:
        checks.customer(work, customer_id)
        rows.NOTES.add(
            work.db,
            customer_id=customer_id,
            at=work.stamp,
            kind=HAND_OVER,
            text=f"{to}\n{why}".strip(),
            made_by=work.who,
        )
        for dispute in rows.DISPUTES.find(work.db, customer_id=customer_id):
            if dispute["state"] != "resolved":
                rows.DISPUTES.change(work.db, dispute["id"], owner=to)
    work.label = f"{counted(len(chosen), 'customer')} handed over to {shortened(to, 40)}"
    return len(chosen)


def take_seat(work: Work, command: TakeSeat) -> None:
    """Keep who is at the desk."""
    name = checks.line(command.name, "name")
    if not name:
        raise InvalidInput("Please give a name.", "name")
    work.label = f"{shortened(name, 40)} at the desk"
    stored_settings.save(work.db, replace(work.settings, collector_name=name))
