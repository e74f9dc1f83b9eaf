"""What waits beside the day's calls: steps, disputes, short payments, what is found too late."""

from __future__ import annotations

from dataclasses import dataclass

from collectdesk.usecases.alerts import (
    Neglected,
    NotInvoiced,
    delivered_not_invoiced,
    neglected_invoices,
)
from collectdesk.usecases.charge_corrections import WrongCharge, wrong_charges
from collectdesk.usecases.credit import WaitingApplication, waiting_applications
from collectdesk.usecases.disputes import DisputeRow, dispute_rows
from collectdesk.usecases.pay_runs import PlannedRun, planned_runs
from collectdesk.usecases.proofs import MissingProof, missing_proofs
from collectdesk.usecases.short_payments import ShortPaymentRow, short_payments
from collectdesk.usecases.step_lines import StepDue, steps_due
from collectdesk.usecases.work import Work


@dataclass(frozen=True, slots=True)
class WatchList:
    """The open matters of all customers, each list with the most pressing first."""

    steps: tuple[StepDue, ...]
    proofs: tuple[MissingProof, ...]
    disputes: tuple[DisputeRow, ...]
    shorts: tuple[ShortPaymentRow, ...]
    neglected: tuple[Neglected, ...]
    not_invoiced: tuple[NotInvoiced, ...]
    applications: tuple[WaitingApplication, ...]
    pay_runs: tuple[PlannedRun, ...]
    charges: tuple[WrongCharge, ...]


@dataclass(frozen=True, slots=True)
class Alerts:
    """How much there is that nobody would look for: counts of the lists of ``WatchList``."""

    neglected: int
    not_invoiced: int
    applications: int
    charges: int


def watch_list(work: Work) -> WatchList:
    """Everything that waits."""
    return WatchList(
        steps=steps_due(work),
        proofs=missing_proofs(work),
        disputes=dispute_rows(work),
        shorts=short_payments(work),
        neglected=neglected_invoices(work),
        not_invoiced=delivered_not_invoiced(work),
        applications=waiting_applications(work),
        pay_runs=planned_runs(work),
        charges=wrong_charges(work),
    )


def alerts(work: Work) -> Alerts:
    """The counts for the line above today's list."""
    return Alerts(
        neglected=len(neglected_invoices(work)),
        not_invoiced=len(delivered_not_invoiced(work)),
        applications=len(waiting_applications(work)),
        charges=len(wrong_charges(work)),
    )
