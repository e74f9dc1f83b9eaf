"""Charges, settlements, recoveries, the life of a plan, credit applications, billing standards.

Three tables get new words in their CHECKs, which SQLite cannot alter: they are built anew, filled
from the old ones and put in their place. It needs foreign keys to be off (see ``store.upgrade``).
"""

from __future__ import annotations

from textwrap import dedent

_INVOICE = """
CREATE TABLE invoice_next (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
  number TEXT NOT NULL UNIQUE CHECK (length(number) BETWEEN 1 AND 60),
  kind TEXT NOT NULL DEFAULT 'invoice' CHECK (kind IN (
    'invoice', 'interest', 'late_fee', 'nsf_fee', 'refund', 'recovery')),
  lifecycle TEXT NOT NULL DEFAULT 'draft' CHECK (lifecycle IN ('draft', 'issued', 'void')),
  issue_date TEXT NOT NULL CHECK (date(issue_date, '+0 days') IS issue_date),
  due_date TEXT NOT NULL CHECK (date(due_date, '+0 days') IS due_date),
  sent_on TEXT CHECK (date(sent_on, '+0 days') IS sent_on),
  delivered_on TEXT CHECK (date(delivered_on, '+0 days') IS delivered_on),
  discount_date TEXT CHECK (date(discount_date, '+0 days') IS discount_date),
  discount_amount INTEGER NOT NULL DEFAULT 0 CHECK (discount_amount >= 0),
  po_number TEXT NOT NULL DEFAULT '',
  terms TEXT NOT NULL,
  net INTEGER NOT NULL,
  tax INTEGER NOT NULL,
  total INTEGER NOT NULL CHECK (total >= 0),
  balance INTEGER NOT NULL CHECK (balance BETWEEN 0 AND total),
  written_off INTEGER NOT NULL DEFAULT 0 CHECK (written_off BETWEEN 0 AND total),
  disputed INTEGER NOT NULL DEFAULT 0 CHECK (disputed BETWEEN 0 AND balance),
  closed_on TEXT CHECK (date(closed_on, '+0 days') IS closed_on),
  void_on TEXT CHECK (date(void_on, '+0 days') IS void_on),
  void_reason TEXT NOT NULL DEFAULT '',
  satisfaction TEXT NOT NULL DEFAULT 'unknown'
    CHECK (satisfaction IN ('unknown', 'confirmed', 'problem')),
  terms_version INTEGER NOT NULL DEFAULT 0,
  parent_id INTEGER REFERENCES invoice (id) ON DELETE RESTRICT,
  note TEXT NOT NULL DEFAULT '',
  sent_checks TEXT NOT NULL DEFAULT '',
  CHECK (net + tax = total),
  CHECK ((lifecycle = 'void') = (void_on IS NOT NULL)),
  CHECK (lifecycle != 'void' OR balance = 0)
) STRICT
"""

_INVOICE_COLUMNS = (
    "id, customer_id, number, kind, lifecycle, issue_date, due_date, sent_on, delivered_on,"
    " discount_date, discount_amount, po_number, terms, net, tax, total, balance, written_off,"
    " disputed, closed_on, void_on, void_reason, satisfaction, terms_version, parent_id, note"
)

_INVOICE_REST = (
    "CREATE INDEX invoice_customer ON invoice (customer_id, lifecycle, issue_date)",
    "CREATE INDEX invoice_open ON invoice (customer_id, due_date, issue_date, balance, disputed)"
    " WHERE balance > 0 AND lifecycle = 'issued'",
    "CREATE INDEX invoice_issued ON invoice (issue_date, id)",
    "CREATE INDEX invoice_due ON invoice (due_date) WHERE balance > 0 AND lifecycle = 'issued'",
    "CREATE INDEX invoice_closed ON invoice (customer_id, closed_on) WHERE closed_on IS NOT NULL",
    "CREATE INDEX invoice_parent ON invoice (parent_id) WHERE parent_id IS NOT NULL",
    "CREATE TRIGGER invoice_issued_stays BEFORE UPDATE OF number, customer_id, issue_date,"
    " net, tax, total, terms ON invoice WHEN old.lifecycle != 'draft'"
    " AND (old.number IS NOT new.number OR old.customer_id IS NOT new.customer_id"
    " OR old.issue_date IS NOT new.issue_date OR old.net IS NOT new.net"
    " OR old.tax IS NOT new.tax OR old.total IS NOT new.total OR old.terms IS NOT new.terms)"
    " BEGIN SELECT RAISE(ABORT, 'an issued invoice never changes'); END",
)

_CREDIT = """
CREATE TABLE credit_next (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL DEFAULT 'payment' CHECK (kind IN (
    'payment', 'credit_note', 'write_off', 'discount', 'small_balance', 'settlement', 'waiver')),
  number TEXT NOT NULL DEFAULT '',
  dated TEXT NOT NULL CHECK (date(dated, '+0 days') IS dated),
  received_on TEXT CHECK (date(received_on, '+0 days') IS received_on),
  method TEXT NOT NULL DEFAULT '',
  reference TEXT NOT NULL DEFAULT '',
  amount INTEGER NOT NULL CHECK (amount > 0),
  unapplied INTEGER NOT NULL CHECK (unapplied BETWEEN 0 AND amount),
  state TEXT NOT NULL DEFAULT 'received' CHECK (state IN ('received', 'cleared', 'reversed')),
  reversed_on TEXT CHECK (date(reversed_on, '+0 days') IS reversed_on),
  reason TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  payment_id INTEGER REFERENCES credit (id) ON DELETE RESTRICT,
  CHECK ((state = 'reversed') = (reversed_on IS NOT NULL)),
  CHECK (state != 'reversed' OR unapplied = 0),
  CHECK (kind != 'payment' OR payment_id IS NULL)
) STRICT
"""

_CREDIT_COLUMNS = (
    "id, customer_id, kind, number, dated, received_on, method, reference, amount, unapplied,"
    " state, reversed_on, reason, note"
)

_CREDIT_REST = (
    "UPDATE credit SET payment_id = CAST(substr(note, 9) AS INTEGER), note = ''"
    " WHERE kind = 'discount' AND note GLOB 'payment [0-9]*'",
    "CREATE INDEX credit_customer ON credit (customer_id, dated)",
    "CREATE INDEX credit_dated ON credit (dated, kind)",
    "CREATE INDEX credit_unapplied ON credit (customer_id, unapplied) WHERE unapplied > 0",
    "CREATE INDEX credit_linked ON credit (payment_id) WHERE payment_id IS NOT NULL",
)

_PLAN = """
CREATE TABLE plan_next (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
  agreed_on TEXT NOT NULL CHECK (date(agreed_on, '+0 days') IS agreed_on),
  amount INTEGER NOT NULL CHECK (amount > 0),
  down_payment INTEGER NOT NULL DEFAULT 0 CHECK (down_payment >= 0),
  cure_days INTEGER NOT NULL DEFAULT 5 CHECK (cure_days >= 0),
  state TEXT NOT NULL DEFAULT 'proposed' CHECK (state IN (
    'proposed', 'signed', 'active', 'completed', 'defaulted', 'accelerated', 'cancelled')),
  note TEXT NOT NULL DEFAULT '',
  signed_on TEXT CHECK (date(signed_on, '+0 days') IS signed_on),
  ended_on TEXT CHECK (date(ended_on, '+0 days') IS ended_on),
  accelerated_on TEXT CHECK (date(accelerated_on, '+0 days') IS accelerated_on),
  bears_interest INTEGER NOT NULL DEFAULT 0 CHECK (bears_interest IN (0, 1)),
  CHECK (state NOT IN ('signed', 'active', 'completed', 'defaulted', 'accelerated')
         OR signed_on IS NOT NULL),
  CHECK ((state IN ('completed', 'defaulted', 'accelerated', 'cancelled'))
         = (ended_on IS NOT NULL)),
  CHECK ((state = 'accelerated') = (accelerated_on IS NOT NULL))
) STRICT
"""

_FILL_PLAN = """
INSERT INTO plan_next (id, customer_id, agreed_on, amount, down_payment, cure_days, state, note,
                       signed_on, ended_on)
SELECT id, customer_id, agreed_on, amount, down_payment, cure_days,
       CASE state WHEN 'defaulted' THEN 'cancelled' WHEN 'accelerated' THEN 'cancelled'
                  ELSE state END,
       note, CASE state WHEN 'proposed' THEN NULL ELSE agreed_on END,
       CASE WHEN state IN ('completed', 'defaulted', 'accelerated') THEN COALESCE(
         (SELECT substr(s.at, 1, 10) FROM step_row r JOIN step s ON s.id = r.step_id
          WHERE r.row_table = 'plan' AND r.row_id = plan.id ORDER BY r.id DESC LIMIT 1),
         agreed_on) END
FROM plan
"""

_COLUMNS = (
    "allocation ADD COLUMN code TEXT NOT NULL DEFAULT ''",
    "dispute ADD COLUMN remedy TEXT NOT NULL DEFAULT ''"
    " CHECK (remedy IN ('', 'replacement', 'repair', 'credit', 'price', 'proof', 'explanation'))",
    "dispute ADD COLUMN remedy_on TEXT CHECK (date(remedy_on, '+0 days') IS remedy_on)",
    "dispute ADD COLUMN resumes_on TEXT CHECK (date(resumes_on, '+0 days') IS resumes_on)",
    "customer ADD COLUMN interest_mode TEXT CHECK (interest_mode IN ("
    "'none', 'simple', 'full_months', 'started_months', 'fixed_fee', 'uk', 'eu'))",
    "customer ADD COLUMN interest_rate_bp INTEGER NOT NULL DEFAULT 0 CHECK (interest_rate_bp >= 0)",
    "customer ADD COLUMN interest_grace_days INTEGER NOT NULL DEFAULT 0"
    " CHECK (interest_grace_days >= 0)",
    "customer ADD COLUMN late_fee INTEGER NOT NULL DEFAULT 0 CHECK (late_fee >= 0)",
    "customer ADD COLUMN late_fee_minimum INTEGER NOT NULL DEFAULT 0 CHECK (late_fee_minimum >= 0)",
    "customer ADD COLUMN interest_agreed_on TEXT"
    " CHECK (date(interest_agreed_on, '+0 days') IS interest_agreed_on)",
    "customer ADD COLUMN billing_portal TEXT NOT NULL DEFAULT ''",
    "customer ADD COLUMN billing_copies INTEGER NOT NULL DEFAULT 0"
    " CHECK (billing_copies BETWEEN 0 AND 9)",
    "customer ADD COLUMN delivery_note_required INTEGER NOT NULL DEFAULT 0"
    " CHECK (delivery_note_required IN (0, 1))",
)

_CHARGE = """
CREATE TABLE charge (
  id INTEGER PRIMARY KEY REFERENCES invoice (id) ON DELETE RESTRICT,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
  mode TEXT NOT NULL CHECK (mode IN (
    'simple', 'full_months', 'started_months', 'fixed_fee', 'uk', 'eu')),
  rate_bp INTEGER NOT NULL DEFAULT 0 CHECK (rate_bp >= 0),
  since TEXT NOT NULL CHECK (date(since, '+0 days') IS since),
  until TEXT NOT NULL CHECK (date(until, '+0 days') IS until),
  principal INTEGER NOT NULL CHECK (principal >= 0),
  CHECK (since <= until)
) STRICT
"""

_APPLICATION = """
CREATE TABLE credit_application (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
  asked_on TEXT NOT NULL CHECK (date(asked_on, '+0 days') IS asked_on),
  requested_limit INTEGER CHECK (requested_limit >= 0),
  guarantee TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  decision TEXT NOT NULL DEFAULT '' CHECK (decision IN (
    '', 'approved', 'smaller', 'deposit', 'prepay', 'declined')),
  granted_limit INTEGER CHECK (granted_limit >= 0),
  deposit_bp INTEGER NOT NULL DEFAULT 0 CHECK (deposit_bp BETWEEN 0 AND 10000),
  decided_on TEXT CHECK (date(decided_on, '+0 days') IS decided_on),
  decided_by TEXT NOT NULL DEFAULT '',
  review_on TEXT CHECK (date(review_on, '+0 days') IS review_on),
  reason TEXT NOT NULL DEFAULT '',
  CHECK ((decision = '') = (decided_on IS NULL))
) STRICT
"""

_REFERENCE = """
CREATE TABLE credit_reference (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
  application_id INTEGER NOT NULL REFERENCES credit_application (id) ON DELETE RESTRICT,
  position INTEGER NOT NULL DEFAULT 0,
  kind TEXT NOT NULL DEFAULT 'trade' CHECK (kind IN ('trade', 'bank')),
  name TEXT NOT NULL CHECK (length(name) > 0),
  contact TEXT NOT NULL DEFAULT '',
  high_credit INTEGER CHECK (high_credit >= 0),
  terms TEXT NOT NULL DEFAULT '',
  days_beyond_terms INTEGER,
  opinion TEXT NOT NULL DEFAULT ''
) STRICT
"""

_NEW_INDEXES = (
    "CREATE INDEX allocation_coded ON allocation (customer_id, invoice_id) WHERE code != ''",
    "CREATE INDEX dispute_resumes ON dispute (resumes_on) WHERE resumes_on IS NOT NULL",
    "CREATE INDEX plan_customer ON plan (customer_id, state)",
    "CREATE INDEX credit_application_customer ON credit_application (customer_id, asked_on)",
    "CREATE INDEX credit_reference_application ON credit_reference (application_id, position)",
)


def _rebuilt(table: str, create: str, fill: str) -> list[str]:
    return [
        dedent(create).strip(),
        fill.strip(),
        f"DROP TABLE {table}",
        f"ALTER TABLE {table}_next RENAME TO {table}",
    ]


def _copied(table: str, columns: str) -> str:
    return f"INSERT INTO {table}_next ({columns}) SELECT {columns} FROM {table}"


def statements() -> list[str]:
    """The SQL of this step, in order."""
    return [
        *_rebuilt("invoice", _INVOICE, _copied("invoice", _INVOICE_COLUMNS)),
        *_INVOICE_REST,
        *_rebuilt("credit", _CREDIT, _copied("credit", _CREDIT_COLUMNS)),
        *_CREDIT_REST,
        *_rebuilt("plan", _PLAN, _FILL_PLAN),
        *(f"ALTER TABLE {column}" for column in _COLUMNS),
        *(create.strip() for create in (_CHARGE, _APPLICATION, _REFERENCE)),
        *_NEW_INDEXES,
    ]
