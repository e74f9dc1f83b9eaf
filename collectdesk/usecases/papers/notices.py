"""Past-due notices: who is due one, at which stage, and the letter itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from collectdesk.domain.aging import Aging, age
from collectdesk.domain.dates import days_ago, long_date, short_date
from collectdesk.domain.document import document_label
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.form_rows import NoticeRow
from collectdesk.domain.papers import ChargeRow, NoticePaper, NoticeStage, PriorContact
from collectdesk.domain.papers import NoticeRow as PaperRow
from collectdesk.domain.playbook import NOTICE_LABELS, NoticeKind, NoticePolicy, notice_due
from collectdesk.domain.policy import read_policy
from collectdesk.domain.texts import LetterWords, write_letter
from collectdesk.domain.words import REASON_LIMIT, counted, counted_in_words, listed, shortened
from collectdesk.store import documents, facts, ledger, rows
from collectdesk.usecases import awaited, chase, checks
from collectdesk.usecases.awaited import Awaited
from collectdesk.usecases.papers import letterhead
from collectdesk.usecases.papers.asked import left_alone
from collectdesk.usecases.papers.claims import charge_rows, is_charge, prior_contacts
from collectdesk.usecases.papers.next_steps import announced
from collectdesk.usecases.work import Work

STAGES: tuple[NoticeStage, ...] = ("reminder", "past_due", "second", "final")


@dataclass(frozen=True, slots=True)
class _Case:
    """What is past due and undisputed at one customer, with the letters it already got.

    Debits that are promised in full are not among the ``late`` ones, unless all that is past due
    is: then the letter ``waits_for`` a sum and the first day of the promises. ``promised`` is what
    of the late ones is promised, by day.
    """

    customer: facts.CustomerFile
    late: list[ledger.OpenDebit]
    held: int
    sent: list[tuple[str, date]]
    promised: dict[date, int]
    waits_for: tuple[int, date] | None

    @property
    def amount(self) -> int:
        """What is asked for: less what is promised, and what is on account already."""
        promised = sum(self.promised.values())
        return sum(debit.chased for debit in self.late) - promised - self.held

    @property
    def goods(self) -> list[ledger.OpenDebit]:
        """The invoices; where only charges are past due, those stand in their place."""
        return [debit for debit in self.late if not is_charge(debit)] or self.late

    @property
    def charges(self) -> int:
        """How many of what is past due are charges and no invoices."""
        return sum(map(is_charge, self.late))

    @property
    def invoices(self) -> int:
        """How many invoices are past due."""
        return len(self.late) - self.charges

    @property
    def since(self) -> date:
        """Since when something is past due."""
        return min(debit.falls_due for debit in self.late)


def notices_due(
    work: Work, as_of: date | None = None, customers: Iterable[int] = ()
) -> tuple[NoticeRow, ...]:
    """One row a customer with something overdue that a notice may ask for.

    Without ``customers`` these are all whose next notice is due on the day; customers named are
    listed whenever something is overdue, with the stage that fits them best.
    """
    day = as_of or work.today
    named = list(customers)
    listed = []
    for case in _cases(work, day, named or None):
        row = _row(work, case, day, forced=bool(named))
        if row is not None:
            listed.append(row)
    return tuple(sorted(listed, key=lambda row: (-row.days_late, row.name.casefold())))


def _cases(work: Work, day: date, only: list[int] | None) -> list[_Case]:
    debits = chase.debits_as_of(work, day, only)
    late = {key: chase.late(listed, day) for key, listed in debits.items()}
    chosen = [key for key, listed in late.items() if listed]
    sent = documents.notices_of(work.db, NOTICE_LABELS, day, chosen)
    held = _held(work, day, chosen)
    promises = awaited.open_promises(work, day, chosen)
    shared = awaited.awaited(work, day, debits, promises)
    return [
        _case(customer, late[key], held.get(key, 0), sent.get(key, []), shared.get(key))
        for customer in facts.customers(work.db, chosen)
        for key in [customer.customer_id]
    ]


def _case(
    customer: facts.CustomerFile,
    late: list[ledger.OpenDebit],
    held: int,
    sent: list[tuple[str, date]],
    shared: Awaited | None,
) -> _Case:
    if shared is None:
        return _Case(customer, late, held, sent, {}, None)
    left = shared.left_of_debits
    if sum(left[debit.invoice_id] for debit in late) <= held:
        return _Case(customer, late, held, sent, {}, shared.first)
    asked = [debit for debit in late if left[debit.invoice_id]]
    promised = shared.by_day({debit.invoice_id for debit in asked})
    return _Case(customer, asked, held, sent, promised, None)


def _held(work: Work, day: date, chosen: list[int]) -> dict[int, int]:
    if day == work.today:
        return facts.unapplied_now(work.db, chosen)
    return ledger.unapplied(work.db, day)


def _row(work: Work, case: _Case, day: date, *, forced: bool) -> NoticeRow | None:
    customer = case.customer
    if case.amount <= 0:
        return None
    held_back = _held_back(customer, day) or _awaited(work, case, day)
    policy = _policy(work.settings.playbook, work.settings.first_contact_days)
    kind = notice_due(case.since, case.sent, day, work.calendar_for(customer.calendar), policy)
    if not forced and (held_back or kind is None):
        return None
    stage = _stage(kind, case)
    templates = letterhead.letter_templates(work, {"language": customer.language})
    return NoticeRow(
        customer_id=customer.customer_id,
        number=customer.number,
        name=customer.name,
        stage=stage.value,
        stage_label=document_label(stage.value, work.currency),
        stamp=stage.stamp,
        amount=case.amount,
        days_late=(day - case.since).days,
        invoices=tuple(debit.number for debit in case.late),
        reason=_reason(work, case, day),
        warning=held_back or ("" if kind else _early_warning(work, case, day)),
        tones={one: templates[one].tone for one in STAGES},
        has_address=customer.has_address,
    )


@lru_cache(maxsize=4)
def _policy(playbook: str, first_call_days: int) -> NoticePolicy:
    days = read_policy(playbook, first_call_days).notice_days()
    return NoticePolicy(from_days=days, first_contact_business_days=first_call_days)


def _stage(kind: NoticeKind | None, case: _Case) -> NoticeKind:
    """The stage that is due; else the last one sent about this lateness, or a reminder."""
    if kind is not None and kind.value in STAGES:
        return kind
    lately = [k for k, on in case.sent if on > case.since and k in STAGES]
    return NoticeKind(lately[-1]) if lately else NoticeKind.REMINDER


def _held_back(customer: facts.CustomerFile, day: date) -> str:
    if not left_alone(customer.placed, customer.hold, customer.hold_until, day):
        return ""
    if customer.placed != "no":
        return f"Placed with the {customer.placed}: own notices rest."
    reason = shortened(customer.hold_reason, REASON_LIMIT)
    return "No contact is wanted: " + (reason or "see the customer's hold.")


def _awaited(work: Work, case: _Case, day: date) -> str:
    """Why the letter waits for a promise of all that is past due, as the customer's call does."""
    if case.waits_for is None:
        return ""
    promised, on = case.waits_for
    return f"{checks.written(work, promised)} is promised for {short_date(on, day)}: wait for it."


def _early_warning(work: Work, case: _Case, day: date) -> str:
    if not case.sent:
        return "The first days after the due date are for money on its way."
    kind, on = case.sent[-1]
    return f"{document_label(kind, work.currency)} went out {days_ago(on, day)}."


def _reason(work: Work, case: _Case, day: date) -> str:
    asked = _counted(case)
    late = f"oldest {counted((day - case.since).days, 'day')} late"
    if not case.sent:
        return f"{asked}, {late}, first letter"
    kind, on = case.sent[-1]
    last = f"{document_label(kind, work.currency).lower()} on {short_date(on, day)}"
    return f"{asked}, {late}, {last}"


def _counted(case: _Case) -> str:
    """ "2 invoices and 1 charge"."""
    counts = ((case.invoices, "invoice"), (case.charges, "charge"))
    return listed([counted(number, noun) for number, noun in counts if number])


def _counted_in_words(case: _Case) -> str:
    """ "two invoices and one charge are", as the letter's table has them."""
    counts = ((case.invoices, "invoice", "invoices"), (case.charges, "charge", "charges"))
    told = listed([counted_in_words(*count) for count in counts if count[0]])
    return f"{told} {'is' if len(case.late) == 1 else 'are'}"


def notice_paper(
    work: Work, customer_id: int, stage: NoticeStage | None = None, as_of: date | None = None
) -> NoticePaper:
    """The notice of a customer about all its overdue, undisputed invoices.

    Raises InvalidInput when nothing is overdue: a notice is never sent for nothing owed.
    """
    day = as_of or work.today
    customer = checks.customer(work, customer_id)
    found = notices_due(work, day, [customer_id])
    if not found:
        nothing = work.spelled("Nothing is past due at")
        raise InvalidInput(
            f"{nothing} {shortened(customer['name'])}, so there is no notice to print."
        )
    case = _cases(work, day, [customer_id])[0]
    chosen = stage or _as_stage(found[0].stage)
    pay_by = _pay_by(work, customer_id, day)
    stored = rows.INVOICES.get_many(work.db, [debit.invoice_id for debit in case.goods])
    follows = announced(work, customer, chosen, case.since, pay_by)
    words = _words(work, customer, case, chosen, day, pay_by, follows.values)
    return NoticePaper(
        firm=letterhead.firm(work, is_firm=chosen in _FIRM_STAGES),
        customer=letterhead.party(work, customer),
        currency=work.currency,
        stage=chosen,
        issued=day,
        heading=words.heading,
        salutation=words.salutation,
        paragraphs=words.paragraphs,
        rows=tuple(
            _paper_row(debit, stored[debit.invoice_id]["po_number"], day) for debit in case.goods
        ),
        total=case.amount,
        pay_by=pay_by,
        charges=(*_charges(case), *_promise_rows(case)),
        contacts=_contacts(work, case, chosen, day),
        aging=letterhead.strip(_aged(work, customer_id, case, day)),
        closing=words.closing,
        sender=letterhead.signed(work, words),
        stamp=words.stamp,
        slip=letterhead.slip(
            work, customer, case.amount, tuple(d.number for d in case.late), pay_by
        ),
        hold_on=follows.hold_told(words.stated),
    )


def _charges(case: _Case) -> tuple[ChargeRow, ...]:
    return charge_rows([one for one in case.late if one not in case.goods], case.held)


def _promise_rows(case: _Case) -> list[ChargeRow]:
    return [
        ChargeRow(f"Promised for {long_date(day)}, thank you", -case.promised[day])
        for day in sorted(case.promised)
    ]


def _aged(work: Work, customer_id: int, case: _Case, day: date) -> Aging:
    debits = chase.debits_as_of(work, day, [customer_id])[customer_id]
    return age([(debit.due_date, debit.balance) for debit in debits], case.held, day)


def _as_stage(stage: str) -> NoticeStage:
    for known in STAGES:
        if known == stage:
            return known
    raise InvalidInput("A notice is a reminder, a first, a second or a final notice.", "stage")


def stages_by_customer(chosen: Mapping[int, str]) -> dict[int, NoticeStage]:
    """Stages that the owner chose, checked."""
    return {customer: _as_stage(stage) for customer, stage in chosen.items()}


def _pay_by(work: Work, customer_id: int, day: date) -> date:
    latest = day + timedelta(days=work.settings.notice_pay_days)
    return work.calendar_of(customer_id).next_business_day(latest)


def _words(
    work: Work, customer: dict[str, Any], case: _Case, stage: NoticeStage, day: date, pay_by: date,
    follows: dict[str, str],
) -> LetterWords:  # fmt: skip
    oldest = min(case.late, key=lambda debit: debit.falls_due)
    known = {"written_before"} if any(on >= case.since for _, on in case.sent) else set()
    values = {
        "contact": letterhead.salutation_name(work, customer),
        "first_name": letterhead.personal_name(work, customer),
        "phone": work.settings.firm_phone,
        "amount": checks.written(work, case.amount),
        "invoices_are": _counted_in_words(case),
        "oldest_number": oldest.number,
        "oldest_due_short": short_date(oldest.falls_due, day),
        "oldest_late": f"{counted((day - oldest.falls_due).days, 'day')} late",
        "pay_by": long_date(pay_by),
        "customer": customer["name"],
    }
    broken = _broken_promise(work, case, day)
    if broken:
        known.add("broken_promise")
    template = letterhead.letter_templates(work, customer)[stage]
    return write_letter(template, values | broken | follows, known | set(follows))


_FIRM_STAGES: tuple[NoticeStage, ...] = ("second", "final")


def _contacts(work: Work, case: _Case, stage: NoticeStage, day: date) -> tuple[PriorContact, ...]:
    if stage not in _FIRM_STAGES:
        return ()
    return prior_contacts(work, case.customer.customer_id, case.sent, case.since, day)


def _broken_promise(work: Work, case: _Case, day: date) -> dict[str, str]:
    """What to recall of the last promise: nothing if the money came after all, or if it was about
    what was settled before this became late."""
    customer_id = case.customer.customer_id
    found = facts.promises(work.db, day, [customer_id]).get(customer_id, [])
    last = found[-1] if found else None
    if last is None or last.state not in ("broken", "partly_kept") or last.deadline < case.since:
        return {}
    came = _paid_since(work, customer_id, last.made_on, day)
    if came >= last.amount:
        return {}
    part = f"Only {checks.written(work, came)} has reached us since then."
    return {
        "promise_made_on": long_date(last.made_on),
        "promise_amount": checks.written(work, last.amount),
        "promise_date": long_date(last.promised_for),
        "promise_outcome": part if came else "It has not reached us.",
    }


def _paid_since(work: Work, customer_id: int, first: date, last: date) -> int:
    return sum(
        credit["amount"]
        for credit in rows.CREDITS.find(work.db, customer_id=customer_id, kind="payment")
        if credit["state"] != "reversed" and first <= credit["dated"] <= last
    )


def _paper_row(debit: ledger.OpenDebit, po_number: str, day: date) -> PaperRow:
    return PaperRow(
        number=debit.number,
        issued=debit.issue_date,
        due=debit.falls_due,
        days_late=(day - debit.falls_due).days,
        total=debit.total,
        balance=debit.chased,
        po_number=po_number,
    )
