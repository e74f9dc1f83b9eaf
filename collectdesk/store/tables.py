"""The tables as Peewee sees them, bound to no database: each query is told which book to use."""

from __future__ import annotations

from peewee import BlobField, IntegerField, Model, TextField

from collectdesk.store.fields import DayField, MoneyField


class Setting(Model):
    name = TextField()
    value = TextField()


class Counter(Model):
    name = TextField()
    next = IntegerField()


class Holiday(Model):
    day = DayField()
    name = TextField()


class Customer(Model):
    number = TextField()
    name = TextField()
    trade_name = TextField()
    entity_type = TextField()
    natural_person = IntegerField()
    tax_id = TextField()
    billing_address = TextField()
    shipping_address = TextField()
    country = TextField()
    language = TextField()
    currency = TextField()
    terms = TextField()
    credit_limit = MoneyField(null=True)
    statement_style = TextField()
    pay_run = TextField()
    hold = TextField()
    hold_until = DayField(null=True)
    hold_reason = TextField()
    agency_intended = IntegerField()
    placed = TextField()
    struggling = IntegerField()
    note = TextField()
    po_required = IntegerField()
    created_on = DayField()
    archived = IntegerField()
    interest_mode = TextField(null=True)
    interest_rate_bp = IntegerField()
    interest_grace_days = IntegerField()
    late_fee = MoneyField()
    late_fee_minimum = MoneyField()
    interest_agreed_on = DayField(null=True)
    billing_portal = TextField()
    billing_copies = IntegerField()
    delivery_note_required = IntegerField()
    calendar = TextField()
    interest_compounds = IntegerField()


class Contact(Model):
    customer_id = IntegerField()
    position = IntegerField()
    name = TextField()
    role = TextField()
    phone = TextField()
    extension = TextField()
    email = TextField()
    best_time = TextField()
    do_not_call = IntegerField()
    rapport = TextField()


class Invoice(Model):
    customer_id = IntegerField()
    number = TextField()
    kind = TextField()
    lifecycle = TextField()
    issue_date = DayField()
    due_date = DayField()
    sent_on = DayField(null=True)
    delivered_on = DayField(null=True)
    discount_date = DayField(null=True)
    discount_amount = MoneyField()
    po_number = TextField()
    terms = TextField()
    net = MoneyField()
    tax = MoneyField()
    total = MoneyField()
    balance = MoneyField()
    written_off = MoneyField()
    disputed = MoneyField()
    closed_on = DayField(null=True)
    void_on = DayField(null=True)
    void_reason = TextField()
    satisfaction = TextField()
    terms_version = IntegerField()
    parent_id = IntegerField(null=True)
    note = TextField()
    sent_checks = TextField()


class Charge(Model):
    """How the interest or late fee of the same id came about; its invoice is its parent."""

    customer_id = IntegerField()
    mode = TextField()
    rate_bp = IntegerField()
    since = DayField()
    until = DayField()
    principal = MoneyField()
    compounded = IntegerField()


class InvoiceLine(Model):
    invoice_id = IntegerField()
    position = IntegerField()
    description = TextField()
    quantity_milli = IntegerField()
    unit = TextField()
    unit_price = MoneyField()
    unit_price_rest = IntegerField()
    discount_bp = IntegerField()
    tax_rate_bp = IntegerField()
    tax_rate_third = IntegerField()
    tax_name = TextField()
    net = MoneyField()

    class Meta:
        table_name = "invoice_line"


class Credit(Model):
    """Whatever lowers a debt. ``payment_id`` is the payment with which it stands and falls."""

    customer_id = IntegerField()
    kind = TextField()
    number = TextField()
    dated = DayField()
    received_on = DayField(null=True)
    method = TextField()
    reference = TextField()
    amount = MoneyField()
    unapplied = MoneyField()
    state = TextField()
    reversed_on = DayField(null=True)
    reason = TextField()
    note = TextField()
    payment_id = IntegerField(null=True)


class Allocation(Model):
    customer_id = IntegerField()
    credit_id = IntegerField()
    invoice_id = IntegerField()
    amount = MoneyField()
    dated = DayField()
    code = TextField()


class Call(Model):
    customer_id = IntegerField()
    direction = TextField()
    purpose = TextField()
    at = TextField()
    spoke_to = TextField()
    seconds = IntegerField()
    answer = TextField()
    outcome = TextField()
    reason = TextField()
    note = TextField()
    next_step = TextField()
    next_on = DayField(null=True)
    made_by = TextField()


class FollowUp(Model):
    customer_id = IntegerField()
    call_id = IntegerField(null=True)
    due_on = DayField()
    due_time = TextField()
    what = TextField()
    done_on = DayField(null=True)

    class Meta:
        table_name = "follow_up"


class Promise(Model):
    customer_id = IntegerField()
    call_id = IntegerField(null=True)
    made_on = DayField()
    amount = MoneyField()
    promised_for = DayField()
    method = TextField()
    reference = TextField()
    deadline = DayField()
    state = TextField()
    judged_on = DayField(null=True)
    received = MoneyField()
    promised_by = TextField()


class PromiseInvoice(Model):
    promise_id = IntegerField()
    invoice_id = IntegerField()

    class Meta:
        table_name = "promise_invoice"


class Dispute(Model):
    customer_id = IntegerField()
    invoice_id = IntegerField()
    amount = MoneyField()
    reason = TextField()
    owner = TextField()
    opened_on = DayField()
    state = TextField()
    next_step = TextField()
    next_on = DayField(null=True)
    resolution = TextField()
    resolved_on = DayField(null=True)
    note = TextField()
    remedy = TextField()
    remedy_on = DayField(null=True)
    resumes_on = DayField(null=True)


class Plan(Model):
    customer_id = IntegerField()
    agreed_on = DayField()
    amount = MoneyField()
    down_payment = MoneyField()
    cure_days = IntegerField()
    state = TextField()
    note = TextField()
    signed_on = DayField(null=True)
    ended_on = DayField(null=True)
    accelerated_on = DayField(null=True)
    bears_interest = IntegerField()


class PlanInvoice(Model):
    plan_id = IntegerField()
    invoice_id = IntegerField()

    class Meta:
        table_name = "plan_invoice"


class Instalment(Model):
    customer_id = IntegerField()
    plan_id = IntegerField()
    position = IntegerField()
    due_on = DayField()
    amount = MoneyField()


class CreditApplication(Model):
    customer_id = IntegerField()
    asked_on = DayField()
    requested_limit = MoneyField(null=True)
    guarantee = TextField()
    note = TextField()
    decision = TextField()
    granted_limit = MoneyField(null=True)
    deposit_bp = IntegerField()
    decided_on = DayField(null=True)
    decided_by = TextField()
    review_on = DayField(null=True)
    reason = TextField()

    class Meta:
        table_name = "credit_application"


class CreditReference(Model):
    customer_id = IntegerField()
    application_id = IntegerField()
    position = IntegerField()
    kind = TextField()
    name = TextField()
    contact = TextField()
    high_credit = MoneyField(null=True)
    terms = TextField()
    days_beyond_terms = IntegerField(null=True)
    opinion = TextField()

    class Meta:
        table_name = "credit_reference"


class Note(Model):
    customer_id = IntegerField()
    at = TextField()
    kind = TextField()
    text = TextField()
    made_by = TextField()


class Document(Model):
    customer_id = IntegerField()
    number = TextField()
    kind = TextField()
    issued_on = DayField()
    title = TextField()
    amount = MoneyField(null=True)
    stamp = TextField()
    period = TextField()
    page = TextField()
    envelope = TextField()
    paper = TextField()
    sha256 = TextField(null=True)
    printed_on = DayField(null=True)
    channel = TextField()
    address_used = TextField()


class DocumentBody(Model):
    pdf = BlobField()

    class Meta:
        table_name = "document_body"


class DocumentInvoice(Model):
    document_id = IntegerField()
    invoice_id = IntegerField()

    class Meta:
        table_name = "document_invoice"
