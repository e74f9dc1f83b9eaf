CREATE INDEX allocation_coded ON allocation (customer_id, invoice_id) WHERE code != '';

CREATE INDEX allocation_credit ON allocation (credit_id, dated, amount);

CREATE INDEX allocation_customer ON allocation (customer_id, dated, amount);

CREATE INDEX allocation_invoice ON allocation (invoice_id, dated, amount);

CREATE INDEX call_at ON call (at);

CREATE INDEX call_customer ON call (customer_id, at, outcome, direction);

CREATE INDEX call_reason ON call (customer_id, at) WHERE reason != '';

CREATE INDEX charge_customer ON charge (customer_id);

CREATE INDEX contact_customer ON contact (customer_id, position);

CREATE INDEX credit_application_customer ON credit_application (customer_id, asked_on);

CREATE INDEX credit_customer ON credit (customer_id, dated, reversed_on, amount);

CREATE INDEX credit_dated ON credit (dated, kind, state, amount);

CREATE INDEX credit_linked ON credit (payment_id) WHERE payment_id IS NOT NULL;

CREATE INDEX credit_reference_application ON credit_reference (application_id, position);

CREATE INDEX credit_reference_customer ON credit_reference (customer_id);

CREATE INDEX credit_reversed ON credit (customer_id, reversed_on) WHERE reversed_on IS NOT NULL;

CREATE INDEX credit_unapplied ON credit (customer_id, unapplied) WHERE unapplied > 0;

CREATE INDEX customer_archived ON customer (archived) WHERE archived = 1;

CREATE INDEX dispute_customer ON dispute (customer_id, state);

CREATE INDEX dispute_invoice ON dispute (invoice_id, state);

CREATE INDEX dispute_resumes ON dispute (resumes_on) WHERE resumes_on IS NOT NULL;

CREATE INDEX document_customer ON document (customer_id, issued_on);

CREATE INDEX document_invoice_invoice ON document_invoice (invoice_id);

CREATE INDEX document_issued ON document (issued_on, id);

CREATE INDEX follow_up_call ON follow_up (call_id) WHERE call_id IS NOT NULL;

CREATE INDEX follow_up_customer ON follow_up (customer_id, done_on);

CREATE INDEX follow_up_open ON follow_up (customer_id, due_on) WHERE done_on IS NULL;

CREATE INDEX instalment_customer ON instalment (customer_id);

CREATE INDEX instalment_plan ON instalment (plan_id, position);

CREATE INDEX invoice_closed ON invoice (customer_id, closed_on) WHERE closed_on IS NOT NULL;

CREATE INDEX invoice_closed_on ON invoice (closed_on, issue_date);

CREATE INDEX invoice_customer ON invoice (customer_id, issue_date, lifecycle);

CREATE INDEX invoice_delivered ON invoice (customer_id, delivered_on) WHERE delivered_on IS NOT NULL;

CREATE INDEX invoice_draft ON invoice (issue_date) WHERE lifecycle = 'draft';

CREATE INDEX invoice_issued ON invoice (issue_date, id, kind, lifecycle, total);

CREATE INDEX invoice_line_invoice ON invoice_line (invoice_id, position);

CREATE INDEX invoice_open ON invoice (customer_id, due_date, issue_date, balance, disputed) WHERE balance > 0 AND lifecycle = 'issued';

CREATE INDEX invoice_parent ON invoice (parent_id) WHERE parent_id IS NOT NULL;

CREATE INDEX invoice_void ON invoice (customer_id, void_on) WHERE void_on IS NOT NULL;

CREATE INDEX note_customer ON note (customer_id, at);

CREATE INDEX plan_customer ON plan (customer_id, state);

CREATE INDEX plan_invoice_invoice ON plan_invoice (invoice_id);

CREATE INDEX promise_call ON promise (call_id) WHERE call_id IS NOT NULL;

CREATE INDEX promise_customer ON promise (customer_id, state, deadline);

CREATE INDEX promise_invoice_invoice ON promise_invoice (invoice_id);

CREATE INDEX promise_judged ON promise (judged_on, state, amount, received, made_on) WHERE judged_on IS NOT NULL;

CREATE INDEX promise_open ON promise (deadline) WHERE state = 'open';

CREATE INDEX worklist_name ON worklist (sort_name);

CREATE INDEX worklist_promised ON worklist (promised_next, sort_name) WHERE promised > 0;

CREATE INDEX worklist_sums ON worklist (place, promised, past_due, owes);

CREATE INDEX worklist_today ON worklist (place, pin IS NULL, pin, score DESC, overdue DESC, days_late DESC, sort_name);

CREATE TABLE allocation (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
  credit_id INTEGER NOT NULL REFERENCES credit (id) ON DELETE RESTRICT,
  invoice_id INTEGER NOT NULL REFERENCES invoice (id) ON DELETE RESTRICT,
  amount INTEGER NOT NULL CHECK (amount != 0),
  dated TEXT NOT NULL CHECK (date(dated, '+0 days') IS dated)
, code TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE book (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  uuid TEXT NOT NULL CHECK (length(uuid) = 36),
  created_at TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  laid_out_on TEXT CHECK (date(laid_out_on, '+0 days') IS laid_out_on)
, session TEXT NOT NULL DEFAULT '', followed_step INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE call (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
  direction TEXT NOT NULL DEFAULT 'out' CHECK (direction IN ('out', 'in')),
  purpose TEXT NOT NULL DEFAULT 'collection' CHECK (purpose IN ('collection', 'courtesy', 'service')),
  at TEXT NOT NULL CHECK (length(at) = 19 AND datetime(at) IS NOT NULL),
  spoke_to TEXT NOT NULL DEFAULT '',
  seconds INTEGER NOT NULL DEFAULT 0 CHECK (seconds >= 0),
  answer TEXT NOT NULL,
  outcome TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  next_step TEXT NOT NULL DEFAULT '',
  next_on TEXT CHECK (date(next_on, '+0 days') IS next_on),
  made_by TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE charge (
  id INTEGER PRIMARY KEY REFERENCES invoice (id) ON DELETE RESTRICT,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
  mode TEXT NOT NULL CHECK (mode IN (
    'simple', 'full_months', 'started_months', 'fixed_fee', 'uk', 'eu')),
  rate_bp INTEGER NOT NULL DEFAULT 0 CHECK (rate_bp >= 0),
  since TEXT NOT NULL CHECK (date(since, '+0 days') IS since),
  until TEXT NOT NULL CHECK (date(until, '+0 days') IS until),
  principal INTEGER NOT NULL CHECK (principal >= 0), compounded INTEGER NOT NULL DEFAULT 0 CHECK (compounded IN (0, 1)),
  CHECK (since <= until)
) STRICT;

CREATE TABLE contact (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
  position INTEGER NOT NULL DEFAULT 0,
  name TEXT NOT NULL CHECK (length(name) > 0),
  role TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  extension TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  best_time TEXT NOT NULL DEFAULT '',
  do_not_call INTEGER NOT NULL DEFAULT 0 CHECK (do_not_call IN (0, 1)),
  rapport TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE counter (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  next INTEGER NOT NULL CHECK (next > 0)
) STRICT;

CREATE TABLE "credit" (
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
) STRICT;

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
) STRICT;

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
) STRICT;

CREATE TABLE customer (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE CHECK (length(number) BETWEEN 1 AND 40),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 10000),
  trade_name TEXT NOT NULL DEFAULT '',
  entity_type TEXT NOT NULL DEFAULT '',
  natural_person INTEGER NOT NULL DEFAULT 0 CHECK (natural_person IN (0, 1)),
  tax_id TEXT NOT NULL DEFAULT '',
  billing_address TEXT NOT NULL DEFAULT '',
  shipping_address TEXT NOT NULL DEFAULT '',
  country TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT '',
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  terms TEXT NOT NULL,
  credit_limit INTEGER CHECK (credit_limit >= 0),
  statement_style TEXT NOT NULL DEFAULT 'balance-forward' CHECK (statement_style IN ('balance-forward', 'open-item')),
  pay_run TEXT NOT NULL DEFAULT '',
  hold TEXT NOT NULL DEFAULT 'none' CHECK (hold IN ('none', 'no_credit', 'no_contact')),
  hold_until TEXT CHECK (date(hold_until, '+0 days') IS hold_until),
  hold_reason TEXT NOT NULL DEFAULT '',
  agency_intended INTEGER NOT NULL DEFAULT 0 CHECK (agency_intended IN (0, 1)),
  placed TEXT NOT NULL DEFAULT 'no' CHECK (placed IN ('no', 'agency', 'attorney')),
  struggling INTEGER NOT NULL DEFAULT 0 CHECK (struggling IN (0, 1)),
  note TEXT NOT NULL DEFAULT '',
  po_required INTEGER NOT NULL DEFAULT 0 CHECK (po_required IN (0, 1)),
  created_on TEXT NOT NULL CHECK (date(created_on, '+0 days') IS created_on),
  archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1))
, interest_mode TEXT CHECK (interest_mode IN ('none', 'simple', 'full_months', 'started_months', 'fixed_fee', 'uk', 'eu')), interest_rate_bp INTEGER NOT NULL DEFAULT 0 CHECK (interest_rate_bp >= 0), interest_grace_days INTEGER NOT NULL DEFAULT 0 CHECK (interest_grace_days >= 0), late_fee INTEGER NOT NULL DEFAULT 0 CHECK (late_fee >= 0), late_fee_minimum INTEGER NOT NULL DEFAULT 0 CHECK (late_fee_minimum >= 0), interest_agreed_on TEXT CHECK (date(interest_agreed_on, '+0 days') IS interest_agreed_on), billing_portal TEXT NOT NULL DEFAULT '', billing_copies INTEGER NOT NULL DEFAULT 0 CHECK (billing_copies BETWEEN 0 AND 9), delivery_note_required INTEGER NOT NULL DEFAULT 0 CHECK (delivery_note_required IN (0, 1)), calendar TEXT NOT NULL DEFAULT '', interest_compounds INTEGER NOT NULL DEFAULT 0 CHECK (interest_compounds IN (0, 1))) STRICT;

CREATE VIRTUAL TABLE customer_words USING fts5 (words, content='', contentless_delete=1, detail=none, prefix='1 2 3');

CREATE TABLE dispute (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
  invoice_id INTEGER NOT NULL REFERENCES invoice (id) ON DELETE RESTRICT,
  amount INTEGER NOT NULL CHECK (amount > 0),
  reason TEXT NOT NULL,
  owner TEXT NOT NULL DEFAULT '',
  opened_on TEXT NOT NULL CHECK (date(opened_on, '+0 days') IS opened_on),
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'investigating', 'offered', 'resolved')),
  next_step TEXT NOT NULL DEFAULT '',
  next_on TEXT CHECK (date(next_on, '+0 days') IS next_on),
  resolution TEXT NOT NULL DEFAULT '',
  resolved_on TEXT CHECK (date(resolved_on, '+0 days') IS resolved_on),
  note TEXT NOT NULL DEFAULT '', remedy TEXT NOT NULL DEFAULT '' CHECK (remedy IN ('', 'replacement', 'repair', 'credit', 'price', 'proof', 'explanation')), remedy_on TEXT CHECK (date(remedy_on, '+0 days') IS remedy_on), resumes_on TEXT CHECK (date(resumes_on, '+0 days') IS resumes_on),
  CHECK ((state = 'resolved') = (resolved_on IS NOT NULL))
) STRICT;

CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
  number TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  issued_on TEXT NOT NULL CHECK (date(issued_on, '+0 days') IS issued_on),
  title TEXT NOT NULL DEFAULT '',
  amount INTEGER,
  stamp TEXT NOT NULL DEFAULT '',
  period TEXT NOT NULL DEFAULT '',
  page TEXT NOT NULL CHECK (page IN ('letter', 'a4')),
  envelope TEXT NOT NULL,
  paper TEXT NOT NULL CHECK (json_valid(paper)),
  sha256 TEXT CHECK (sha256 IS NULL OR length(sha256) = 64),
  printed_on TEXT CHECK (date(printed_on, '+0 days') IS printed_on),
  channel TEXT NOT NULL DEFAULT '',
  address_used TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE document_body (
  id INTEGER PRIMARY KEY REFERENCES document (id) ON DELETE RESTRICT,
  pdf BLOB NOT NULL
) STRICT;

CREATE TABLE document_invoice (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE RESTRICT,
  invoice_id INTEGER NOT NULL REFERENCES invoice (id) ON DELETE RESTRICT,
  UNIQUE (document_id, invoice_id)
) STRICT;

CREATE TABLE follow_up (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
  call_id INTEGER REFERENCES call (id) ON DELETE RESTRICT,
  due_on TEXT NOT NULL CHECK (date(due_on, '+0 days') IS due_on),
  due_time TEXT NOT NULL DEFAULT '',
  what TEXT NOT NULL,
  done_on TEXT CHECK (date(done_on, '+0 days') IS done_on)
) STRICT;

CREATE TABLE holiday (
  id INTEGER PRIMARY KEY,
  day TEXT NOT NULL CHECK (date(day, '+0 days') IS day),
  name TEXT NOT NULL DEFAULT '',
  UNIQUE (day)
) STRICT;

CREATE TABLE instalment (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
  plan_id INTEGER NOT NULL REFERENCES plan (id) ON DELETE RESTRICT,
  position INTEGER NOT NULL CHECK (position >= 0),
  due_on TEXT NOT NULL CHECK (date(due_on, '+0 days') IS due_on),
  amount INTEGER NOT NULL CHECK (amount > 0)
) STRICT;

CREATE TABLE "invoice" (
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
) STRICT;

CREATE TABLE invoice_line (
  id INTEGER PRIMARY KEY,
  invoice_id INTEGER NOT NULL REFERENCES invoice (id) ON DELETE RESTRICT,
  position INTEGER NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  quantity_milli INTEGER NOT NULL,
  unit TEXT NOT NULL DEFAULT '',
  unit_price INTEGER NOT NULL,
  discount_bp INTEGER NOT NULL DEFAULT 0 CHECK (discount_bp BETWEEN 0 AND 10000),
  tax_rate_bp INTEGER NOT NULL DEFAULT 0 CHECK (tax_rate_bp BETWEEN 0 AND 10000),
  tax_name TEXT NOT NULL DEFAULT '',
  net INTEGER NOT NULL
, tax_rate_third INTEGER NOT NULL DEFAULT 0 CHECK (tax_rate_third BETWEEN 0 AND 9), unit_price_rest INTEGER NOT NULL DEFAULT 0 CHECK (unit_price_rest BETWEEN 0 AND 99)) STRICT;

CREATE VIRTUAL TABLE invoice_words USING fts5 (words, content='', contentless_delete=1, detail=none, prefix='1 2 3');

CREATE TABLE note (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
  at TEXT NOT NULL CHECK (length(at) = 19 AND datetime(at) IS NOT NULL),
  kind TEXT NOT NULL DEFAULT 'note',
  text TEXT NOT NULL,
  made_by TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE VIRTUAL TABLE note_words USING fts5 (words, content='', contentless_delete=1, detail=none, prefix='1 2 3 4 5 6 7 8 9 10 11 12');

CREATE TABLE "plan" (
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
) STRICT;

CREATE TABLE plan_invoice (
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plan (id) ON DELETE RESTRICT,
  invoice_id INTEGER NOT NULL REFERENCES invoice (id) ON DELETE RESTRICT,
  UNIQUE (plan_id, invoice_id)
) STRICT;

CREATE TABLE promise (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
  call_id INTEGER REFERENCES call (id) ON DELETE RESTRICT,
  made_on TEXT NOT NULL CHECK (date(made_on, '+0 days') IS made_on),
  amount INTEGER NOT NULL CHECK (amount > 0),
  promised_for TEXT NOT NULL CHECK (date(promised_for, '+0 days') IS promised_for),
  method TEXT NOT NULL,
  reference TEXT NOT NULL DEFAULT '',
  deadline TEXT NOT NULL CHECK (date(deadline, '+0 days') IS deadline),
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'kept', 'partly_kept', 'broken', 'renegotiated', 'cancelled')),
  judged_on TEXT CHECK (date(judged_on, '+0 days') IS judged_on),
  received INTEGER NOT NULL DEFAULT 0 CHECK (received >= 0),
  promised_by TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE promise_invoice (
  id INTEGER PRIMARY KEY,
  promise_id INTEGER NOT NULL REFERENCES promise (id) ON DELETE RESTRICT,
  invoice_id INTEGER NOT NULL REFERENCES invoice (id) ON DELETE RESTRICT,
  UNIQUE (promise_id, invoice_id)
) STRICT;

CREATE TABLE setting (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT;

CREATE TABLE "step" (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  what TEXT NOT NULL,
  label TEXT NOT NULL,
  undoes INTEGER REFERENCES step (id) ON DELETE RESTRICT,
  command TEXT NOT NULL CHECK (json_valid(command)),
  first_row INTEGER NOT NULL,
  last_row INTEGER NOT NULL CHECK (last_row >= first_row - 1),
  hash TEXT CHECK (length(hash) = 64)
) STRICT;

CREATE TABLE "step_row" (
  id INTEGER PRIMARY KEY,
  row_table TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  before TEXT,
  after TEXT
) STRICT;

CREATE TABLE worklist (
  id INTEGER PRIMARY KEY REFERENCES customer (id) ON DELETE CASCADE,
  place TEXT NOT NULL CHECK (place IN ('today', 'resting', 'none')),
  pin INTEGER,
  score INTEGER NOT NULL,
  owes INTEGER NOT NULL,
  past_due INTEGER NOT NULL,
  overdue INTEGER NOT NULL,
  days_late INTEGER NOT NULL,
  promised INTEGER NOT NULL,
  promised_next TEXT CHECK (date(promised_next, '+0 days') IS promised_next),
  amount INTEGER NOT NULL,
  reason TEXT NOT NULL,
  reason_long TEXT NOT NULL,
  shown TEXT NOT NULL,
  tone TEXT NOT NULL,
  sort_name TEXT NOT NULL
) STRICT;

CREATE TRIGGER document_body_keeps_delete BEFORE DELETE ON document_body BEGIN SELECT RAISE(ABORT, 'document_body is append-only'); END;

CREATE TRIGGER document_body_keeps_update BEFORE UPDATE ON document_body BEGIN SELECT RAISE(ABORT, 'document_body is append-only'); END;

CREATE TRIGGER invoice_issued_stays BEFORE UPDATE OF number, customer_id, issue_date, net, tax, total, terms ON invoice WHEN old.lifecycle != 'draft' AND (old.number IS NOT new.number OR old.customer_id IS NOT new.customer_id OR old.issue_date IS NOT new.issue_date OR old.net IS NOT new.net OR old.tax IS NOT new.tax OR old.total IS NOT new.total OR old.terms IS NOT new.terms) BEGIN SELECT RAISE(ABORT, 'an issued invoice never changes'); END;

CREATE TRIGGER step_keeps_delete BEFORE DELETE ON step BEGIN SELECT RAISE(ABORT, 'step is append-only'); END;

CREATE TRIGGER step_keeps_update BEFORE UPDATE ON step WHEN old.hash IS NOT NULL BEGIN SELECT RAISE(ABORT, 'step is append-only'); END;

CREATE TRIGGER step_row_keeps_delete BEFORE DELETE ON step_row BEGIN SELECT RAISE(ABORT, 'step_row is append-only'); END;

CREATE TRIGGER step_row_keeps_update BEFORE UPDATE ON step_row BEGIN SELECT RAISE(ABORT, 'step_row is append-only'); END;
