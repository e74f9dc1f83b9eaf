"""What a change of the manual does today: who comes onto the list or leaves it, which notices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from collectdesk.domain.words import counted, listed
from collectdesk.store import facts
from collectdesk.usecases import placing
from collectdesk.usecases.papers.notices import notices_due
from collectdesk.usecases.policy import SavePolicy, save_policy
from collectdesk.usecases.work import Work

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class PolicyEffect:
    """What a change does to today's list and to the notices that are due, in sentences."""

    sentences: tuple[str, ...]


def policy_effect(work: Work, command: SavePolicy) -> PolicyEffect:
    """Try the change and tell what it does today. Ask it with ``Desk.ask``: nothing is kept."""
    today_before, notices_before = _today(work), _notices(work)
    save_policy(work, command)
    tried = Work(work.db, work.now)
    today_after, notices_after = _today(tried), _notices(tried)
    names = {one.customer_id: one.name for one in facts.customers(work.db)}
    told = [
        *_moved(today_before, today_after, names),
        *_notices_changed(notices_before, notices_after, names),
    ]
    return PolicyEffect(tuple(told) or ("Today's list and today's notices stay as they are.",))


def _today(work: Work) -> dict[int, str]:
    return {row.customer_id: row.reason for row in placing.placed_now(work) if row.place == "today"}


def _notices(work: Work) -> dict[int, str]:
    return {row.customer_id: row.stage_label.lower() for row in notices_due(work)}


def _moved(
    before: Mapping[int, str], after: Mapping[int, str], names: Mapping[int, str]
) -> list[str]:
    came = [names[one] for one in after if one not in before]
    went = [names[one] for one in before if one not in after]
    other = [names[one] for one in after if one in before and before[one] != after[one]]
    told = []
    if came:
        told.append(f"{_who(came)} {_come(came)} onto today's list.")
    if went:
        told.append(f"{_who(went)} {'leaves' if len(went) == 1 else 'leave'} today's list.")
    if other:
        told.append(f"{_who(other)} {'stays' if len(other) == 1 else 'stay'} for another reason.")
    return told


def _come(names: list[str]) -> str:
    return "comes" if len(names) == 1 else "come"


def _notices_changed(
    before: Mapping[int, str], after: Mapping[int, str], names: Mapping[int, str]
) -> list[str]:
    told = []
    new = [names[one] for one in after if one not in before]
    gone = [names[one] for one in before if one not in after]
    if new:
        told.append(f"A notice is due for {_who(new)}.")
    if gone:
        told.append(f"No notice is due any more for {_who(gone)}.")
    changed = [
        f"{names[one]} gets the {after[one]} instead of the {before[one]}"
        for one in after
        if one in before and before[one] != after[one]
    ]
    if changed:
        told.append(f"{listed(_few(changed))}.")
    return told


def _who(names: list[str]) -> str:
    if len(names) <= _MOST_NAMED:
        return listed(names)
    return f"{counted(len(names), 'customer')} ({listed(_few(names))})"


def _few(names: list[str]) -> list[str]:
    rest = len(names) - _MOST_NAMED
    return names if rest <= 0 else [*names[:_MOST_NAMED], counted(rest, "other")]
