"""Every paper of the playbook comes from the book's own facts, and only where it is true."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from collectdesk.domain.document import DOCUMENT_LABELS
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.papers import (
    AgreementPaper,
    DemandPaper,
    FilePaper,
    LetterPaper,
    NoticePaper,
)
from collectdesk.domain.papers_json import from_json, to_json
from collectdesk.usecases import disputes, plans, promises
from collectdesk.usecases.customers import (
    ContactForm,
    CustomerForm,
    SaveContact,
    SaveCustomer,
    save_contact,
    save_customer,
)
from collectdesk.usecases.document_log import document_log
from collectdesk.usecases.letters import letter_texts
from collectdesk.usecases.letters.letter_texts import SaveLetterText
from collectdesk.usecases.papers import drawing, jobs, letter_tones, printing
from collectdesk.usecases.papers.notices import notices_due
from collectdesk.usecases.papers.printing import PAPER_BUILDERS, PaperRequest, paper_for
from collectdesk.usecases.ports import no_progress
from tests.usecases.conftest import Shop
from tests.usecases.drafting import paper_of

FRIDAY = date(2026, 4, 3)


def test_a_promise_is_confirmed_with_its_amount_day_and_method(
    shop: Shop, late: tuple[int, int]
) -> None:
    customer, invoice = late
    made = promises.NewPromise(70_000, FRIDAY, "transfer", (invoice,))
    promise = shop.do(promises.make_promise, promises.MakePromise(customer, made))
    paper = paper_of(shop, "promise_confirmation", promise)
    assert isinstance(paper, LetterPaper)
    told = " ".join(paper.paragraphs)
    assert "$700.00 by bank transfer" in told
    assert "3 Apr 2026" in told
    assert any(fact.value == shop.shown(customer, invoice).number for fact in paper.facts)
    shop.do(promises.cancel_promise, promises.CancelPromise(promise))
    with pytest.raises(InvalidInput):
        paper_of(shop, "promise_confirmation", promise)


def test_a_dispute_is_acknowledged_and_only_the_rest_is_asked_for(
    shop: Shop, late: tuple[int, int]
) -> None:
    customer, invoice = late
    opened = disputes.OpenDispute(customer, disputes.NewDispute(invoice, 25_000, "damaged"))
    paper = paper_of(shop, "dispute_acknowledgement", shop.do(disputes.open_dispute, opened))
    told = " ".join(paper.paragraphs)
    assert "$250.00" in told
    assert "$750.00" in told
    assert "2 Apr 2026" in told  # two business days


def test_a_plan_agreement_adds_up_and_says_what_was_agreed(
    shop: Shop, late: tuple[int, int]
) -> None:
    customer, invoice = late
    plan = shop.do(
        plans.make_plan, plans.MakePlan(customer, (invoice,), 3, FRIDAY, down=10_000)
    )  # fmt: skip
    paper = paper_of(shop, "plan_agreement", plan)
    assert isinstance(paper, AgreementPaper)
    assert paper.total == 100_000
    assert sum(part.amount for part in paper.parts) == paper.total
    assert sum(item.amount for item in paper.items) == paper.total
    assert [part.label for part in paper.parts] == ["Down payment", "1 of 3", "2 of 3", "3 of 3"]
    headings = " ".join(clause.heading for clause in paper.clauses)
    for point in ("acknowledged", "late", "not made good"):
        assert point in headings
    assert "interest" in " ".join(clause.text for clause in paper.clauses).casefold()
    assert _parts_after_reading(paper) == paper.parts


def _parts_after_reading(paper: AgreementPaper) -> Any:
    stored = from_json(to_json(paper))
    assert isinstance(stored, AgreementPaper)
    return stored.parts


def test_a_demand_needs_the_owners_decision(shop: Shop) -> None:
    customer = shop.customer()
    shop.invoice(customer, issued="2026-01-15")
    with pytest.raises(InvalidInput, match="only if you mean it"):
        paper_of(shop, "demand", customer)


def test_a_demand_names_the_parties_and_claims_what_is_owed(
    shop: Shop, late: tuple[int, int]
) -> None:
    customer, _ = late
    paper = paper_of(shop, "demand", customer)
    assert isinstance(paper, DemandPaper)
    assert paper.total == 100_000
    assert paper.stamp is None
    assert "trading as HPD" in paper.debtor
    assert paper.creditor[0] == "Harbor Supplies"
    headings = [clause.heading for clause in paper.clauses]
    assert {"Interest", "If you dispute it", "Next step"} <= set(headings)
    assert paper.deadline == date(2026, 4, 10)


def test_money_that_is_not_applied_yet_is_taken_off_a_demand(
    shop: Shop, late: tuple[int, int]
) -> None:
    customer, _ = late
    paper = paper_of(shop, "demand", customer)
    assert paper.total == sum(row.balance for row in paper.rows)
    shop.pay(customer, 30_000)
    assert paper_of(shop, "demand", customer).total == 70_000


def test_a_sole_trader_has_thirty_days(shop: Shop) -> None:
    customer = shop.customer(agency_intended=True, natural_person=True)
    shop.invoice(customer, issued="2026-01-15")
    assert paper_of(shop, "demand", customer).deadline == date(2026, 4, 30)


def test_nothing_owed_is_never_demanded(shop: Shop, late: tuple[int, int]) -> None:
    customer, invoice = late
    shop.pay(customer, 100_000, invoice)
    with pytest.raises(InvalidInput, match="nothing to"):
        paper_of(shop, "demand", customer)
    with pytest.raises(InvalidInput, match="Nothing is open"):
        paper_of(shop, "hand_over", customer)


def test_a_record_holds_the_history_of_calls(shop: Shop, late: tuple[int, int]) -> None:
    customer, _ = late
    shop.call(customer, "no_answer", note="Rang twice, ünïcode 字")
    paper = paper_of(shop, "customer_record", customer)
    assert isinstance(paper, FilePaper)
    calls = next(section for section in paper.sections if section.heading == "Calls")
    assert calls.table is not None
    assert "Rang twice, ünïcode 字" in calls.table.rows[0]


def test_a_hand_over_holds_each_letter_as_it_was_sent_with_its_checksum(
    shop: Shop, late: tuple[int, int]
) -> None:
    customer, invoice = late
    notice = PaperRequest("notice", customer, "second")
    sent = jobs.issue_one(shop.desk, notice, no_progress)
    kept = shop.desk.ask(document_log)[0]
    paper = paper_of(shop, "hand_over", customer)
    titles = [one.title for one in paper.enclosures]
    number = shop.shown(customer, invoice).number
    assert titles == ["Statement as of today", f"Invoice {number}", f"Second notice {kept.number}"]
    assert paper.enclosures[-1].sha256 == kept.sha256 != ""
    frozen = shop.desk.ask(printing.frozen_documents, (sent,))[0]
    assert paper.enclosures[-1].paper == frozen.paper


def test_the_evidence_of_an_invoice_holds_its_letters_and_no_other(
    shop: Shop, late: tuple[int, int]
) -> None:
    customer, invoice = late
    other = shop.invoice(customer, "5.00")
    for request in (PaperRequest("invoice", invoice), PaperRequest("invoice", other)):
        jobs.issue_one(shop.desk, request, no_progress)
    paper = paper_of(shop, "evidence_pack", invoice)
    number = shop.shown(customer, invoice).number
    assert [one.title for one in paper.enclosures] == [f"Invoice {number}"]


def test_a_file_never_grows_by_files_made_before(shop: Shop, late: tuple[int, int]) -> None:
    customer, _ = late
    before = len(paper_of(shop, "hand_over", customer).enclosures)
    jobs.issue_one(shop.desk, PaperRequest("hand_over", customer), no_progress)
    assert len(paper_of(shop, "hand_over", customer).enclosures) == before


def test_the_manual_tells_every_step_with_its_reason(shop: Shop) -> None:
    paper = paper_of(shop, "manual", 0)
    told = [row for one in paper.sections if one.table for row in one.table.rows]
    assert any("Never more than a few business days" in row[-1] for row in told)
    assert any("FINAL" in cell.upper() for row in told for cell in row)


@pytest.mark.parametrize("kind", ["manual", "credit_application"])
def test_what_belongs_to_no_customer_is_shown_but_not_kept(shop: Shop, kind: str) -> None:
    request = PaperRequest(kind, 0)
    assert drawing.preview(shop.desk, (request,), no_progress).content.startswith(b"%PDF-")
    issue = printing.IssueDocuments((request,))
    issued = shop.do(printing.issue_documents, issue)
    assert issued.document_ids == ()
    assert "belongs to no customer" in issued.problems[0]


def test_every_kind_of_paper_has_a_name_that_people_know() -> None:
    assert set(PAPER_BUILDERS) - {"notice"} <= set(DOCUMENT_LABELS)


def test_each_new_kind_is_issued_drawn_and_kept(shop: Shop, late: tuple[int, int]) -> None:
    customer, _ = late
    kinds = ("demand", "credit_application", "customer_record", "hand_over")
    for kind in kinds:
        assert jobs.issue_one(shop.desk, PaperRequest(kind, customer), no_progress)
    log = shop.desk.ask(document_log)
    assert {row.kind for row in log} == set(kinds)
    assert all(row.sha256 for row in log)


def test_the_legal_name_in_a_demand_is_the_one_in_the_book(
    shop: Shop, late: tuple[int, int]
) -> None:
    customer, _ = late
    form = CustomerForm(customer, name="<b>Ωmega</b> & Söhne", agency_intended=True)
    shop.do(save_customer, SaveCustomer(form))
    assert paper_of(shop, "demand", customer).debtor[0] == "<b>Ωmega</b> & Söhne"


def test_letters_and_calls_greet_a_person_as_people_do(shop: Shop) -> None:
    customer = shop.customer("Harbor Point Dental")
    shop.invoice(customer, "1,000.00", "2026-01-05")
    shop.do(save_contact, SaveContact(ContactForm(None, customer, "Lopez, Dr. Ana")))
    notice = shop.desk.ask(paper_for, PaperRequest("notice", customer))
    assert isinstance(notice, NoticePaper)
    assert notice.salutation == "Dear Dr. Lopez,"
    assert shop.page(customer).console.opening.startswith("Hello Dr. Lopez,")


def test_who_kept_a_promise_is_thanked_with_the_owners_goodwill_note(
    shop: Shop, late: tuple[int, int]
) -> None:
    customer, invoice = late
    with pytest.raises(InvalidInput, match="past due"):
        paper_of(shop, "thank_you", customer)
    made = promises.NewPromise(100_000, FRIDAY, "transfer", (invoice,))
    shop.do(promises.make_promise, promises.MakePromise(customer, made))
    shop.pay(customer, 100_000)
    plain = paper_of(shop, "thank_you", customer)
    assert isinstance(plain, LetterPaper)
    assert "$1,000.00 would come by 3 Apr 2026, and it came" in " ".join(plain.paragraphs)
    note = "Your next delivery comes free of freight."
    noted = paper_of(shop, "thank_you", customer, note=note)
    assert note in noted.closing
    issued = shop.do(
        printing.issue_documents,
        printing.IssueDocuments((PaperRequest("thank_you", customer, note=note),)),
    )
    (frozen,) = shop.desk.ask(printing.frozen_documents, issued.document_ids)
    assert note in frozen.paper


def test_nobody_is_thanked_for_nothing(shop: Shop) -> None:
    with pytest.raises(InvalidInput, match="not paid anything yet"):
        paper_of(shop, "thank_you", shop.customer())


def test_a_letter_tells_the_tone_of_the_words_in_use(shop: Shop, late: tuple[int, int]) -> None:
    customer, invoice = late
    made = promises.NewPromise(70_000, FRIDAY, "transfer", (invoice,))
    promise = shop.do(promises.make_promise, promises.MakePromise(customer, made))
    confirmation = PaperRequest("promise_confirmation", promise)
    assert shop.desk.ask(letter_tones.tone_of, confirmation) == "warm"
    (row,) = (r for r in shop.desk.ask(letter_texts.letter_texts) if r.letter == "promise")
    own = SaveLetterText("promise", replace(row.text, tone="formal"))
    shop.do(letter_texts.save_letter_text, own)
    assert shop.desk.ask(letter_tones.tone_of, confirmation) == "formal"
    assert shop.desk.ask(letter_tones.tone_of, PaperRequest("statement", customer)) == ""


def test_no_notice_goes_out_while_all_that_is_past_due_is_promised(
    shop: Shop, late: tuple[int, int]
) -> None:
    customer, _ = late
    (due,) = shop.desk.ask(notices_due)
    assert due.tones["final"] == "firm"
    part = promises.MakePromise(customer, promises.NewPromise(70_000, FRIDAY, "card"))
    shop.do(promises.make_promise, part)
    assert shop.desk.ask(notices_due)
    rest = promises.MakePromise(customer, promises.NewPromise(100_000, FRIDAY, "card"))
    shop.do(promises.make_promise, rest)
    assert not shop.desk.ask(notices_due)
    (wanted,) = shop.desk.ask(notices_due, None, (customer,))
    assert wanted.warning == "$1,000.00 is promised for 3 Apr: wait for it."
    assert shop.on("2026-04-06").desk.ask(notices_due)
