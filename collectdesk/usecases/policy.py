"""The living manual: its steps are changed here, and each change has a version."""

from __future__ import annotations

from dataclasses import dataclass, replace

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.policy import (
    FIRST_CALL,
    Policy,
    PolicyStep,
    PolicyVersion,
    changes_between,
    check_policy,
    policy_json,
    read_policy,
)
from collectdesk.store import settings as stored
from collectdesk.usecases import checks
from collectdesk.usecases.work import Work


@dataclass(frozen=True, slots=True)
class SavePolicy:
    """Follow these steps from now on; ``why`` goes into the change log."""

    steps: tuple[PolicyStep, ...]
    why: str = ""


def current_policy(work: Work) -> Policy:
    """The policy as it is followed now."""
    return read_policy(work.settings.playbook, work.settings.first_contact_days)


def save_policy(work: Work, command: SavePolicy) -> int:
    """Check and keep the steps as a new version; returns its number."""
    before = current_policy(work)
    if [one.step.code for one in command.steps] != [one.step.code for one in before.steps]:
        raise InvalidInput("These are not the steps of the manual. Open it again.")
    check_policy(command.steps)
    after = replace(before, steps=command.steps)
    changes = changes_between(before, after)
    if not changes:
        raise InvalidInput("Nothing was changed yet.")
    version = PolicyVersion(
        number=before.version + 1,
        on=work.today,
        who=work.who,
        changes=changes,
        why=checks.line(command.why, "why"),
    )
    after = replace(after, versions=(*before.versions, version))
    work.label = f"Policy, version {version.number}"
    kept = replace(
        work.settings, playbook=policy_json(after), first_contact_days=after.days(FIRST_CALL)
    )
    stored.save(work.db, kept)
    return version.number
