CREATE TABLE book (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  uuid TEXT NOT NULL CHECK (length(uuid) = 36),
  created_at TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  laid_out_on TEXT CHECK (date(laid_out_on, '+0 days') IS laid_out_on)
, session TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE setting (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT;
CREATE TABLE counter (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  next INTEGER NOT NULL CHECK (next > 0)
) STRICT;
CREATE TABLE holiday (
  id INTEGER PRIMARY KEY,
  day TEXT NOT NULL CHECK (date(day, '+0 days') IS day),
  name TEXT NOT NULL DEFAULT '',
  UNIQUE (day)
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
, interest_mode TEXT CHECK (interest_mode IN ('none', 'simple', 'full_months', 'started_months', 'fixed_fee', 'uk', 'eu')), interest_rate_bp INTEGER NOT NULL DEFAULT 0 CHECK (interest_rate_bp >= 0), interest_grace_days INTEGER NOT NULL DEFAULT 0 CHECK (interest_grace_days >= 0), late_fee INTEGER NOT NULL DEFAULT 0 CHECK (late_fee >= 0), late_fee_minimum INTEGER NOT NULL DEFAULT 0 CHECK (late_fee_minimum >= 0), interest_agreed_on TEXT CHECK (date(interest_agreed_on, '+0 days') IS interest_agreed_on), billing_portal TEXT NOT NULL DEFAULT '', billing_copies INTEGER NOT NULL DEFAULT 0 CHECK (billing_copies BETWEEN 0 AND 9), delivery_note_required INTEGER NOT NULL DEFAULT 0 CHECK (delivery_note_required IN (0, 1))) STRICT;
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
) STRICT;
CREATE TABLE allocation (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
  credit_id INTEGER NOT NULL REFERENCES credit (id) ON DELETE RESTRICT,
  invoice_id INTEGER NOT NULL REFERENCES invoice (id) ON DELETE RESTRICT,
  amount INTEGER NOT NULL CHECK (amount != 0),
  dated TEXT NOT NULL CHECK (date(dated, '+0 days') IS dated)
, code TEXT NOT NULL DEFAULT '') STRICT;
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
CREATE TABLE follow_up (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
  call_id INTEGER REFERENCES call (id) ON DELETE RESTRICT,
  due_on TEXT NOT NULL CHECK (date(due_on, '+0 days') IS due_on),
  due_time TEXT NOT NULL DEFAULT '',
  what TEXT NOT NULL,
  done_on TEXT CHECK (date(done_on, '+0 days') IS done_on)
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
CREATE TABLE plan_invoice (
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plan (id) ON DELETE RESTRICT,
  invoice_id INTEGER NOT NULL REFERENCES invoice (id) ON DELETE RESTRICT,
  UNIQUE (plan_id, invoice_id)
) STRICT;
CREATE TABLE instalment (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
  plan_id INTEGER NOT NULL REFERENCES plan (id) ON DELETE RESTRICT,
  position INTEGER NOT NULL CHECK (position >= 0),
  due_on TEXT NOT NULL CHECK (date(due_on, '+0 days') IS due_on),
  amount INTEGER NOT NULL CHECK (amount > 0)
) STRICT;
CREATE TABLE note (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
  at TEXT NOT NULL CHECK (length(at) = 19 AND datetime(at) IS NOT NULL),
  kind TEXT NOT NULL DEFAULT 'note',
  text TEXT NOT NULL,
  made_by TEXT NOT NULL DEFAULT ''
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
CREATE TABLE step (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  what TEXT NOT NULL,
  label TEXT NOT NULL,
  undoes INTEGER REFERENCES step (id) ON DELETE RESTRICT,
  command TEXT NOT NULL CHECK (json_valid(command))
) STRICT;
CREATE TABLE step_row (
  id INTEGER PRIMARY KEY,
  step_id INTEGER NOT NULL REFERENCES step (id) ON DELETE RESTRICT,
  row_table TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  before TEXT CHECK (before IS NULL OR json_valid(before)),
  after TEXT CHECK (after IS NULL OR json_valid(after))
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
CREATE TABLE step_seal (
  id INTEGER PRIMARY KEY REFERENCES step (id) ON DELETE RESTRICT,
  hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;
CREATE VIRTUAL TABLE customer_words USING fts5 (words, content='', contentless_delete=1, detail=none, prefix='1 2 3');
CREATE VIRTUAL TABLE invoice_words USING fts5 (words, content='', contentless_delete=1, detail=none, prefix='1 2 3');
CREATE VIRTUAL TABLE note_words USING fts5 (words, content='', contentless_delete=1, detail=none, prefix='1 2 3');
INSERT INTO book VALUES (1,'e40e332c-bec1-4b61-976d-d806a1a1e20d','2026-01-05T09:30:00','USD','2026-04-01','824c881a023d47759be4363b7013687e - 1');
INSERT INTO setting VALUES (1,'firm_name','"Harbor Supplies"');
INSERT INTO counter VALUES (1,'customer',5);
INSERT INTO counter VALUES (2,'invoice',8);
INSERT INTO counter VALUES (3,'charge',2);
INSERT INTO counter VALUES (4,'credit_note',2);
INSERT INTO counter VALUES (5,'write_off',2);
INSERT INTO counter VALUES (6,'document',2);
INSERT INTO customer VALUES (1,'C-0001','Harbor Point Dental','','',0,'','','','','','USD','2/10 NET 30',500000,'balance-forward','WEEKLY FRI CUTOFF 2','none',NULL,'',0,'no',0,'',0,'2026-01-05',0,NULL,0,0,0,0,NULL,'',0,0);
INSERT INTO customer VALUES (2,'C-0002','Łódź & Söhne','','',0,'','','','','','USD','NET 30',NULL,'balance-forward','','none',NULL,'',0,'no',0,'',0,'2026-01-05',0,NULL,0,0,0,0,NULL,'',0,0);
INSERT INTO customer VALUES (3,'C-0003','Cedar Grove Veterinary','','',0,'','','','','','USD','NET 15',NULL,'balance-forward','','none',NULL,'',0,'no',0,'',0,'2026-01-05',0,NULL,0,0,0,0,NULL,'',0,0);
INSERT INTO customer VALUES (4,'C-0004','Søren & <b>Sons</b> 株式会社','','',0,'','','','','','USD','NET 30',NULL,'balance-forward','','none',NULL,'',0,'no',0,'',0,'2026-04-01',0,NULL,0,0,0,0,NULL,'',0,0);
INSERT INTO contact VALUES (1,1,0,'Maria Alvarez','','555 0137','','maria@harborpoint.example','',0,'');
INSERT INTO invoice_line VALUES (1,1,0,'Nitrile gloves',1000,'',100000,0,0,'',100000);
INSERT INTO invoice_line VALUES (2,2,0,'Nitrile gloves',1000,'',64050,0,0,'',64050);
INSERT INTO invoice_line VALUES (3,3,0,'Nitrile gloves',1000,'',25000,0,0,'',25000);
INSERT INTO invoice_line VALUES (4,4,0,'Nitrile gloves',1000,'',9999,0,0,'',9999);
INSERT INTO invoice_line VALUES (5,5,0,'Nitrile gloves',1000,'',90000,0,0,'',90000);
INSERT INTO invoice_line VALUES (6,7,0,'Nitrile gloves',1000,'',7500,0,0,'',7500);
INSERT INTO invoice_line VALUES (7,8,0,'Nitrile gloves',1000,'',125000,0,0,'',125000);
INSERT INTO allocation VALUES (1,1,1,1,98000,'2026-01-12','');
INSERT INTO allocation VALUES (2,1,2,1,2000,'2026-01-12','');
INSERT INTO allocation VALUES (3,2,3,3,25000,'2026-01-12','');
INSERT INTO allocation VALUES (4,2,3,3,-25000,'2026-01-16','');
INSERT INTO allocation VALUES (5,2,4,4,2000,'2026-02-02','');
INSERT INTO allocation VALUES (6,2,5,4,7999,'2026-02-02','');
INSERT INTO allocation VALUES (7,3,6,5,30000,'2026-02-27','');
INSERT INTO allocation VALUES (8,1,7,2,64050,'2026-02-27','');
INSERT INTO allocation VALUES (9,4,8,8,25000,'2026-04-01','');
INSERT INTO call VALUES (1,2,'out','collection','2026-01-16 09:30:00','Ola',0,'not_sent','promise','','Zażółć gęślą jaźń','',NULL,'');
INSERT INTO call VALUES (2,2,'out','collection','2026-01-23 09:30:00','',0,'no_answer','no_answer','','','','2026-01-26','');
INSERT INTO call VALUES (3,4,'out','collection','2026-04-01 09:30:00','',0,'sent','payment_sent','cheque_in_post','','','2026-04-08','');
INSERT INTO follow_up VALUES (1,2,2,'2026-01-26','','Call again: no answer',NULL);
INSERT INTO follow_up VALUES (2,1,NULL,'2026-03-06','','INV-0002: dispute settled, payment due again','2026-02-27');
INSERT INTO follow_up VALUES (3,4,3,'2026-04-08','','Call again: it''s on its way',NULL);
INSERT INTO promise VALUES (1,2,1,'2026-01-16',25000,'2026-01-20','transfer','','2026-01-21','broken','2026-01-22',0,'Ola');
INSERT INTO promise_invoice VALUES (1,1,3);
INSERT INTO dispute VALUES (1,1,2,14050,'damaged','','2026-02-02','resolved','Give a first answer','2026-02-04','replacement_shipped','2026-02-27','new pallet','',NULL,NULL);
INSERT INTO plan_invoice VALUES (1,1,5);
INSERT INTO instalment VALUES (1,3,1,1,'2026-02-28',30000);
INSERT INTO instalment VALUES (2,3,1,2,'2026-03-28',30000);
INSERT INTO instalment VALUES (3,3,1,3,'2026-04-28',30000);
INSERT INTO note VALUES (1,1,'2026-02-27 09:30:00','note','Prefers e-mail; "quotes" and ''apostrophes''','');
INSERT INTO document VALUES (1,2,'D-00001','reminder','2026-02-27','A friendly reminder: two invoices are past due',27500,'reminder','','letter','us_double','{"kind":"notice","version":1,"paper":{"firm":{"name":"Harbor Supplies","address":[],"phone":"","email":"","tax_id":"","colour":"1F4E8C","logo":null,"footer":"","bank_lines":[]},"customer":{"name":"Łódź & Söhne","number":"C-0002","attention":"","address":[],"tax_id":""},"currency":"USD","stage":"reminder","issued":"2026-02-27","heading":"A friendly reminder: two invoices are past due","salutation":"Dear Łódź & Söhne,","paragraphs":["this is a short reminder that $275.00 is past due. It may have crossed with your payment; if so, please accept our thanks and leave this letter aside."],"rows":[{"number":"FEE-0001","issued":"2026-01-16","due":"2026-01-16","days_late":42,"total":2500,"balance":2500,"po_number":""},{"number":"INV-0003","issued":"2026-01-05","due":"2026-02-04","days_late":23,"total":25000,"balance":25000,"po_number":""}],"total":27500,"pay_by":"2026-03-09","charges":[],"contacts":[],"aging":{"current":0,"to_30":25000,"to_60":2500,"to_90":0,"over_90":0,"unapplied":0},"closing":["Could you tell us when you will send it? If anything about it is not right, call us and we will put it right.","Kind regards,"],"sender":["Harbor Supplies"],"stamp":{"id":"reminder","texts":["Friendly reminder","FEE-0001 was due 16 Jan"]},"slip":{"amount_due":27500,"references":["FEE-0001","INV-0003"],"due":"2026-03-09","remit_to":["Harbor Supplies"]},"language":"en-US"}}',NULL,NULL,'','');
INSERT INTO document_invoice VALUES (1,1,6);
INSERT INTO document_invoice VALUES (2,1,3);
INSERT INTO worklist VALUES (1,'none',NULL,0,-5950,0,0,0,0,NULL,-5950,'Has credit on account','','','plain','harbor point dental');
INSERT INTO worklist VALUES (2,'today',1,56,27500,27500,27500,75,0,NULL,27500,'Promise of $250 for Tue 20 Jan not kept','$275.00 overdue (1) + 75 days late (30) + 1 broken promise (10) + payment returned (5) + last spoke 75 days ago (10) = 56','75 d late','late','lodz sohne');
INSERT INTO worklist VALUES (3,'today',2,13,60000,60000,30000,4,0,NULL,60000,'Plan instalment 2 of 3 was due Sat 28 Mar ($300)','$300.00 overdue (1) + 4 days late (2) + never spoken to (10) = 13','plan','plain','cedar grove veterinary');
INSERT INTO worklist VALUES (4,'resting',NULL,0,100000,100000,100000,29,0,NULL,100000,'Already spoken to today','Already spoken to today','29 d late','plain','soren b sons b 株 式 会 社');
INSERT INTO step VALUES (1,'2026-01-05 09:30:00','','save_customer','New customer Harbor Point Dental',NULL,'{"form": {"customer_id": null, "number": "", "name": "Harbor Point Dental", "trade_name": "", "entity_type": "", "natural_person": false, "tax_id": "", "billing_address": "", "shipping_address": "", "country": "", "language": "", "terms": "2/10 net 30", "credit_limit": 500000, "statement_style": "balance-forward", "pay_run": "every Fri, cut-off 2", "agency_intended": false, "po_required": false, "note": ""}}');
INSERT INTO step VALUES (10,'2026-01-05 09:30:00','','mark_sent','INV-0003 sent',NULL,'{"invoice_id": 3, "on": "2026-01-05"}');
INSERT INTO step VALUES (11,'2026-01-05 09:30:00','','issue_invoice','Invoice INV-0004',NULL,'{"form": {"invoice_id": null, "customer_id": 2, "number": "", "issue_date": "2026-01-05", "terms": "", "po_number": "", "lines": [{"description": "Nitrile gloves", "quantity": "1", "unit": "", "price": "99.99", "discount": "", "tax": ""}], "note": "", "delivered_on": null}}');
INSERT INTO step VALUES (12,'2026-01-05 09:30:00','','mark_sent','INV-0004 sent',NULL,'{"invoice_id": 4, "on": "2026-01-05"}');
INSERT INTO step VALUES (13,'2026-01-05 09:30:00','','issue_invoice','Invoice INV-0005',NULL,'{"form": {"invoice_id": null, "customer_id": 3, "number": "", "issue_date": "2026-01-05", "terms": "", "po_number": "", "lines": [{"description": "Nitrile gloves", "quantity": "1", "unit": "", "price": "900.00", "discount": "", "tax": ""}], "note": "", "delivered_on": null}}');
INSERT INTO step VALUES (14,'2026-01-05 09:30:00','','mark_sent','INV-0005 sent',NULL,'{"invoice_id": 5, "on": "2026-01-05"}');
INSERT INTO step VALUES (15,'2026-01-12 09:30:00','','record_payment','Payment of $980.00 from Harbor Point Dental',NULL,'{"customer_id": 1, "amount": 98000, "dated": "2026-01-12", "method": "cheque", "reference": "2291", "named": [1], "parts": null}');
INSERT INTO step VALUES (16,'2026-01-12 09:30:00','','record_payment','Payment of $250.00 from Łódź & Söhne',NULL,'{"customer_id": 2, "amount": 25000, "dated": "2026-01-12", "method": "cheque", "reference": "2291", "named": [3], "parts": null}');
INSERT INTO step VALUES (17,'2026-01-16 09:30:00','','reverse_payment','Returned payment of $250.00',NULL,'{"credit_id": 3, "on": "2026-01-16", "fee": 2500, "reason": "NSF"}');
INSERT INTO step VALUES (18,'2026-01-16 09:30:00','','log_call','Call with Łódź & Söhne',NULL,'{"customer_id": 2, "answer": "not_sent", "spoke_to": "Ola", "note": "Zażółć gęślą jaźń", "direction": "out", "seconds": 0, "reason": "", "promise": {"amount": 25000, "date": "2026-01-20", "method": "transfer", "invoices": [3], "reference": ""}, "dispute": null, "next_on": null, "next_time": "", "next_what": ""}');
INSERT INTO step VALUES (19,'2026-01-23 09:30:00','','judge_promises','',NULL,'{}');
INSERT INTO step VALUES (2,'2026-01-05 09:30:00','','save_customer','New customer Łódź & Söhne',NULL,'{"form": {"customer_id": null, "number": "", "name": "Łódź & Söhne", "trade_name": "", "entity_type": "", "natural_person": false, "tax_id": "", "billing_address": "", "shipping_address": "", "country": "", "language": "", "terms": "net 30", "credit_limit": null, "statement_style": "balance-forward", "pay_run": "", "agency_intended": false, "po_required": false, "note": ""}}');
INSERT INTO step VALUES (20,'2026-01-23 09:30:00','','log_call','Call with Łódź & Söhne',NULL,'{"customer_id": 2, "answer": "no_answer", "spoke_to": "", "note": "", "direction": "out", "seconds": 0, "reason": "", "promise": null, "dispute": null, "next_on": null, "next_time": "", "next_what": ""}');
INSERT INTO step VALUES (21,'2026-02-02 09:30:00','','issue_credit_note','Credit note for INV-0004',NULL,'{"invoice_id": 4, "amount": 2000, "reason": "two short"}');
INSERT INTO step VALUES (22,'2026-02-02 09:30:00','','write_off','Write-off of INV-0004',NULL,'{"invoice_id": 4, "reason": "closed down"}');
INSERT INTO step VALUES (23,'2026-02-02 09:30:00','','make_plan','Payment plan of Cedar Grove Veterinary',NULL,'{"customer_id": 3, "invoices": [5], "instalments": 3, "first": "2026-02-28", "down": 0, "note": ""}');
INSERT INTO step VALUES (24,'2026-02-02 09:30:00','','open_dispute','Dispute of INV-0002',NULL,'{"customer_id": 1, "dispute": {"invoice_id": 2, "amount": 14050, "reason": "damaged", "note": "", "next_step": "", "next_on": null}}');
INSERT INTO step VALUES (25,'2026-02-27 09:30:00','','record_payment','Payment of $300.00 from Cedar Grove Veterinary',NULL,'{"customer_id": 3, "amount": 30000, "dated": "2026-02-27", "method": "cheque", "reference": "2291", "named": [5], "parts": null}');
INSERT INTO step VALUES (26,'2026-02-27 09:30:00','','resolve_dispute','Settled dispute of INV-0002',NULL,'{"dispute_id": 1, "resolution": "replacement_shipped", "note": "new pallet"}');
INSERT INTO step VALUES (27,'2026-02-27 09:30:00','','issue_invoice','Invoice INV-0006',NULL,'{"form": {"invoice_id": null, "customer_id": 1, "number": "", "issue_date": "2026-02-27", "terms": "", "po_number": "", "lines": [{"description": "Nitrile gloves", "quantity": "1", "unit": "", "price": "75.00", "discount": "", "tax": ""}], "note": "", "delivered_on": null}}');
INSERT INTO step VALUES (28,'2026-02-27 09:30:00','','mark_sent','INV-0006 sent',NULL,'{"invoice_id": 7, "on": "2026-02-27"}');
INSERT INTO step VALUES (29,'2026-02-27 09:30:00','','void_invoice','Voided INV-0006',NULL,'{"invoice_id": 7, "reason": "wrong customer"}');
INSERT INTO step VALUES (3,'2026-01-05 09:30:00','','save_customer','New customer Cedar Grove Veterinary',NULL,'{"form": {"customer_id": null, "number": "", "name": "Cedar Grove Veterinary", "trade_name": "", "entity_type": "", "natural_person": false, "tax_id": "", "billing_address": "", "shipping_address": "", "country": "", "language": "", "terms": "net 15", "credit_limit": null, "statement_style": "balance-forward", "pay_run": "", "agency_intended": false, "po_required": false, "note": ""}}');
INSERT INTO step VALUES (30,'2026-02-27 09:30:00','','issue_documents','Issued documents',NULL,'{"requests": [{"kind": "notice", "ref_id": 2, "stage": "reminder", "as_of": null, "month": null, "style": ""}]}');
INSERT INTO step VALUES (31,'2026-02-27 09:30:00','','record_payment','Payment of $700.00 from Harbor Point Dental',NULL,'{"customer_id": 1, "amount": 70000, "dated": "2026-02-27", "method": "cheque", "reference": "2291", "named": [], "parts": null}');
INSERT INTO step VALUES (32,'2026-02-27 09:30:00','','take_back','Payment of $700.00 from Harbor Point Dental',31,'{}');
INSERT INTO step VALUES (33,'2026-02-27 09:30:00','','take_back','Payment of $700.00 from Harbor Point Dental',32,'{}');
INSERT INTO step VALUES (34,'2026-02-27 09:30:00','','add_note','Note on Harbor Point Dental',NULL,'{"customer_id": 1, "text": "Prefers e-mail; \"quotes\" and ''apostrophes''"}');
INSERT INTO step VALUES (35,'2026-04-01 09:30:00','','save_customer','New customer Søren & <b>Sons</b> 株式会社',NULL,'{"form": {"customer_id": null, "number": "", "name": "Søren & <b>Sons</b> 株式会社", "trade_name": "", "entity_type": "", "natural_person": false, "tax_id": "", "billing_address": "", "shipping_address": "", "country": "", "language": "", "terms": "", "credit_limit": null, "statement_style": "balance-forward", "pay_run": "", "agency_intended": false, "po_required": false, "note": ""}}');
INSERT INTO step VALUES (36,'2026-04-01 09:30:00','','issue_invoice','Invoice INV-0007',NULL,'{"form": {"invoice_id": null, "customer_id": 4, "number": "", "issue_date": "2026-02-01", "terms": "", "po_number": "", "lines": [{"description": "Nitrile gloves", "quantity": "1", "unit": "", "price": "1,250.00", "discount": "", "tax": ""}], "note": "", "delivered_on": null}}');
INSERT INTO step VALUES (37,'2026-04-01 09:30:00','','mark_sent','INV-0007 sent',NULL,'{"invoice_id": 8, "on": "2026-02-01"}');
INSERT INTO step VALUES (38,'2026-04-01 09:30:00','','record_payment','Payment of $250.00 from Søren & <b>Sons</b> 株式会社',NULL,'{"customer_id": 4, "amount": 25000, "dated": "2026-04-01", "method": "cheque", "reference": "2291", "named": [8], "parts": null, "short_codes": [], "allow_late_discount": false}');
INSERT INTO step VALUES (39,'2026-04-01 09:30:00','','log_call','Call with Søren & <b>Sons</b> 株式会社',NULL,'{"customer_id": 4, "answer": "sent", "spoke_to": "", "note": "", "direction": "out", "seconds": 0, "reason": "", "promise": null, "dispute": null, "next_on": null, "next_time": "", "next_what": ""}');
INSERT INTO step VALUES (4,'2026-01-05 09:30:00','','save_contact','Maria Alvarez at Harbor Point Dental',NULL,'{"form": {"contact_id": null, "customer_id": 1, "name": "Maria Alvarez", "role": "", "phone": "555 0137", "extension": "", "email": "maria@harborpoint.example", "best_time": "", "do_not_call": false, "rapport": ""}}');
INSERT INTO step VALUES (40,'2026-04-01 09:30:00','','add_note','Note on Søren & <b>Sons</b> 株式会社',NULL,'{"customer_id": 4, "text": "Ring after nine"}');
INSERT INTO step VALUES (41,'2026-04-01 09:30:00','','take_back','Note on Søren & <b>Sons</b> 株式会社',40,'{}');
INSERT INTO step VALUES (42,'2026-11-21 22:07:13','','upgrade','',NULL,'{}');
INSERT INTO step VALUES (5,'2026-01-05 09:30:00','','issue_invoice','Invoice INV-0001',NULL,'{"form": {"invoice_id": null, "customer_id": 1, "number": "", "issue_date": "2026-01-05", "terms": "", "po_number": "", "lines": [{"description": "Nitrile gloves", "quantity": "1", "unit": "", "price": "1,000.00", "discount": "", "tax": ""}], "note": "", "delivered_on": null}}');
INSERT INTO step VALUES (6,'2026-01-05 09:30:00','','mark_sent','INV-0001 sent',NULL,'{"invoice_id": 1, "on": "2026-01-05"}');
INSERT INTO step VALUES (7,'2026-01-05 09:30:00','','issue_invoice','Invoice INV-0002',NULL,'{"form": {"invoice_id": null, "customer_id": 1, "number": "", "issue_date": "2026-01-05", "terms": "", "po_number": "", "lines": [{"description": "Nitrile gloves", "quantity": "1", "unit": "", "price": "640.50", "discount": "", "tax": ""}], "note": "", "delivered_on": null}}');
INSERT INTO step VALUES (8,'2026-01-05 09:30:00','','mark_sent','INV-0002 sent',NULL,'{"invoice_id": 2, "on": "2026-01-05"}');
INSERT INTO step VALUES (9,'2026-01-05 09:30:00','','issue_invoice','Invoice INV-0003',NULL,'{"form": {"invoice_id": null, "customer_id": 2, "number": "", "issue_date": "2026-01-05", "terms": "", "po_number": "", "lines": [{"description": "Nitrile gloves", "quantity": "1", "unit": "", "price": "250.00", "discount": "", "tax": ""}], "note": "", "delivered_on": null}}');
INSERT INTO step_row VALUES (1,1,'counter',1,NULL,'{"id":1,"name":"customer","next":2}');
INSERT INTO step_row VALUES (10,5,'invoice_line',1,NULL,'{"id":1,"invoice_id":1,"position":0,"description":"Nitrile gloves","quantity_milli":1000,"unit":"","unit_price":100000,"discount_bp":0,"tax_rate_bp":0,"tax_name":"","net":100000}');
INSERT INTO step_row VALUES (100,39,'follow_up',3,NULL,'{"id":3,"customer_id":4,"call_id":3,"due_on":"2026-04-08","due_time":"","what":"Call again: it''s on its way","done_on":null}');
INSERT INTO step_row VALUES (101,40,'note',2,NULL,'{"id":2,"customer_id":4,"at":"2026-04-01 09:30:00","kind":"note","text":"Ring after nine","made_by":""}');
INSERT INTO step_row VALUES (102,41,'note',2,'{"id":2,"customer_id":4,"at":"2026-04-01 09:30:00","kind":"note","text":"Ring after nine","made_by":""}',NULL);
INSERT INTO step_row VALUES (103,42,'credit',2,'{"id":2,"customer_id":1,"kind":"discount","number":"","dated":"2026-01-12","received_on":null,"method":"","reference":"2/10 net 30","amount":2000,"unapplied":0,"state":"received","reversed_on":null,"reason":"","note":"payment 1"}','{"id":2,"customer_id":1,"kind":"discount","number":"","dated":"2026-01-12","received_on":null,"method":"","reference":"2/10 net 30","amount":2000,"unapplied":0,"state":"received","reversed_on":null,"reason":"","note":"","payment_id":1}');
INSERT INTO step_row VALUES (11,6,'invoice',1,'{"id":1,"customer_id":1,"number":"INV-0001","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-02-04","sent_on":null,"delivered_on":null,"discount_date":"2026-01-15","discount_amount":2000,"po_number":"","terms":"2/10 NET 30","net":100000,"tax":0,"total":100000,"balance":100000,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}','{"id":1,"customer_id":1,"number":"INV-0001","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-02-04","sent_on":"2026-01-05","delivered_on":null,"discount_date":"2026-01-15","discount_amount":2000,"po_number":"","terms":"2/10 NET 30","net":100000,"tax":0,"total":100000,"balance":100000,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}');
INSERT INTO step_row VALUES (12,7,'counter',2,'{"id":2,"name":"invoice","next":2}','{"id":2,"name":"invoice","next":3}');
INSERT INTO step_row VALUES (13,7,'invoice',2,NULL,'{"id":2,"customer_id":1,"number":"INV-0002","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-02-04","sent_on":null,"delivered_on":null,"discount_date":"2026-01-15","discount_amount":1281,"po_number":"","terms":"2/10 NET 30","net":64050,"tax":0,"total":64050,"balance":64050,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}');
INSERT INTO step_row VALUES (14,7,'invoice_line',2,NULL,'{"id":2,"invoice_id":2,"position":0,"description":"Nitrile gloves","quantity_milli":1000,"unit":"","unit_price":64050,"discount_bp":0,"tax_rate_bp":0,"tax_name":"","net":64050}');
INSERT INTO step_row VALUES (15,8,'invoice',2,'{"id":2,"customer_id":1,"number":"INV-0002","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-02-04","sent_on":null,"delivered_on":null,"discount_date":"2026-01-15","discount_amount":1281,"po_number":"","terms":"2/10 NET 30","net":64050,"tax":0,"total":64050,"balance":64050,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}','{"id":2,"customer_id":1,"number":"INV-0002","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-02-04","sent_on":"2026-01-05","delivered_on":null,"discount_date":"2026-01-15","discount_amount":1281,"po_number":"","terms":"2/10 NET 30","net":64050,"tax":0,"total":64050,"balance":64050,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}');
INSERT INTO step_row VALUES (16,9,'counter',2,'{"id":2,"name":"invoice","next":3}','{"id":2,"name":"invoice","next":4}');
INSERT INTO step_row VALUES (17,9,'invoice',3,NULL,'{"id":3,"customer_id":2,"number":"INV-0003","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-02-04","sent_on":null,"delivered_on":null,"discount_date":null,"discount_amount":0,"po_number":"","terms":"NET 30","net":25000,"tax":0,"total":25000,"balance":25000,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}');
INSERT INTO step_row VALUES (18,9,'invoice_line',3,NULL,'{"id":3,"invoice_id":3,"position":0,"description":"Nitrile gloves","quantity_milli":1000,"unit":"","unit_price":25000,"discount_bp":0,"tax_rate_bp":0,"tax_name":"","net":25000}');
INSERT INTO step_row VALUES (19,10,'invoice',3,'{"id":3,"customer_id":2,"number":"INV-0003","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-02-04","sent_on":null,"delivered_on":null,"discount_date":null,"discount_amount":0,"po_number":"","terms":"NET 30","net":25000,"tax":0,"total":25000,"balance":25000,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}','{"id":3,"customer_id":2,"number":"INV-0003","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-02-04","sent_on":"2026-01-05","delivered_on":null,"discount_date":null,"discount_amount":0,"po_number":"","terms":"NET 30","net":25000,"tax":0,"total":25000,"balance":25000,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}');
INSERT INTO step_row VALUES (2,1,'customer',1,NULL,'{"id":1,"number":"C-0001","name":"Harbor Point Dental","trade_name":"","entity_type":"","natural_person":0,"tax_id":"","billing_address":"","shipping_address":"","country":"","language":"","currency":"USD","terms":"2/10 NET 30","credit_limit":500000,"statement_style":"balance-forward","pay_run":"WEEKLY FRI CUTOFF 2","hold":"none","hold_until":null,"hold_reason":"","agency_intended":0,"placed":"no","struggling":0,"note":"","po_required":0,"created_on":"2026-01-05","archived":0}');
INSERT INTO step_row VALUES (20,11,'counter',2,'{"id":2,"name":"invoice","next":4}','{"id":2,"name":"invoice","next":5}');
INSERT INTO step_row VALUES (21,11,'invoice',4,NULL,'{"id":4,"customer_id":2,"number":"INV-0004","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-02-04","sent_on":null,"delivered_on":null,"discount_date":null,"discount_amount":0,"po_number":"","terms":"NET 30","net":9999,"tax":0,"total":9999,"balance":9999,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}');
INSERT INTO step_row VALUES (22,11,'invoice_line',4,NULL,'{"id":4,"invoice_id":4,"position":0,"description":"Nitrile gloves","quantity_milli":1000,"unit":"","unit_price":9999,"discount_bp":0,"tax_rate_bp":0,"tax_name":"","net":9999}');
INSERT INTO step_row VALUES (23,12,'invoice',4,'{"id":4,"customer_id":2,"number":"INV-0004","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-02-04","sent_on":null,"delivered_on":null,"discount_date":null,"discount_amount":0,"po_number":"","terms":"NET 30","net":9999,"tax":0,"total":9999,"balance":9999,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}','{"id":4,"customer_id":2,"number":"INV-0004","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-02-04","sent_on":"2026-01-05","delivered_on":null,"discount_date":null,"discount_amount":0,"po_number":"","terms":"NET 30","net":9999,"tax":0,"total":9999,"balance":9999,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}');
INSERT INTO step_row VALUES (24,13,'counter',2,'{"id":2,"name":"invoice","next":5}','{"id":2,"name":"invoice","next":6}');
INSERT INTO step_row VALUES (25,13,'invoice',5,NULL,'{"id":5,"customer_id":3,"number":"INV-0005","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-01-20","sent_on":null,"delivered_on":null,"discount_date":null,"discount_amount":0,"po_number":"","terms":"NET 15","net":90000,"tax":0,"total":90000,"balance":90000,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}');
INSERT INTO step_row VALUES (26,13,'invoice_line',5,NULL,'{"id":5,"invoice_id":5,"position":0,"description":"Nitrile gloves","quantity_milli":1000,"unit":"","unit_price":90000,"discount_bp":0,"tax_rate_bp":0,"tax_name":"","net":90000}');
INSERT INTO step_row VALUES (27,14,'invoice',5,'{"id":5,"customer_id":3,"number":"INV-0005","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-01-20","sent_on":null,"delivered_on":null,"discount_date":null,"discount_amount":0,"po_number":"","terms":"NET 15","net":90000,"tax":0,"total":90000,"balance":90000,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}','{"id":5,"customer_id":3,"number":"INV-0005","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-01-20","sent_on":"2026-01-05","delivered_on":null,"discount_date":null,"discount_amount":0,"po_number":"","terms":"NET 15","net":90000,"tax":0,"total":90000,"balance":90000,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}');
INSERT INTO step_row VALUES (28,15,'credit',1,NULL,'{"id":1,"customer_id":1,"kind":"payment","number":"","dated":"2026-01-12","received_on":"2026-01-12","method":"cheque","reference":"2291","amount":98000,"unapplied":0,"state":"received","reversed_on":null,"reason":"","note":""}');
INSERT INTO step_row VALUES (29,15,'allocation',1,NULL,'{"id":1,"customer_id":1,"credit_id":1,"invoice_id":1,"amount":98000,"dated":"2026-01-12"}');
INSERT INTO step_row VALUES (3,2,'counter',1,'{"id":1,"name":"customer","next":2}','{"id":1,"name":"customer","next":3}');
INSERT INTO step_row VALUES (30,15,'invoice',1,'{"id":1,"customer_id":1,"number":"INV-0001","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-02-04","sent_on":"2026-01-05","delivered_on":null,"discount_date":"2026-01-15","discount_amount":2000,"po_number":"","terms":"2/10 NET 30","net":100000,"tax":0,"total":100000,"balance":100000,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}','{"id":1,"customer_id":1,"number":"INV-0001","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-02-04","sent_on":"2026-01-05","delivered_on":null,"discount_date":"2026-01-15","discount_amount":2000,"po_number":"","terms":"2/10 NET 30","net":100000,"tax":0,"total":100000,"balance":0,"written_off":0,"disputed":0,"closed_on":"2026-01-12","void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}');
INSERT INTO step_row VALUES (31,15,'credit',2,NULL,'{"id":2,"customer_id":1,"kind":"discount","number":"","dated":"2026-01-12","received_on":null,"method":"","reference":"2/10 net 30","amount":2000,"unapplied":0,"state":"received","reversed_on":null,"reason":"","note":"payment 1"}');
INSERT INTO step_row VALUES (32,15,'allocation',2,NULL,'{"id":2,"customer_id":1,"credit_id":2,"invoice_id":1,"amount":2000,"dated":"2026-01-12"}');
INSERT INTO step_row VALUES (33,16,'credit',3,NULL,'{"id":3,"customer_id":2,"kind":"payment","number":"","dated":"2026-01-12","received_on":"2026-01-12","method":"cheque","reference":"2291","amount":25000,"unapplied":0,"state":"received","reversed_on":null,"reason":"","note":""}');
INSERT INTO step_row VALUES (34,16,'allocation',3,NULL,'{"id":3,"customer_id":2,"credit_id":3,"invoice_id":3,"amount":25000,"dated":"2026-01-12"}');
INSERT INTO step_row VALUES (35,16,'invoice',3,'{"id":3,"customer_id":2,"number":"INV-0003","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-02-04","sent_on":"2026-01-05","delivered_on":null,"discount_date":null,"discount_amount":0,"po_number":"","terms":"NET 30","net":25000,"tax":0,"total":25000,"balance":25000,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}','{"id":3,"customer_id":2,"number":"INV-0003","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-02-04","sent_on":"2026-01-05","delivered_on":null,"discount_date":null,"discount_amount":0,"po_number":"","terms":"NET 30","net":25000,"tax":0,"total":25000,"balance":0,"written_off":0,"disputed":0,"closed_on":"2026-01-12","void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}');
INSERT INTO step_row VALUES (36,17,'credit',3,'{"id":3,"customer_id":2,"kind":"payment","number":"","dated":"2026-01-12","received_on":"2026-01-12","method":"cheque","reference":"2291","amount":25000,"unapplied":0,"state":"received","reversed_on":null,"reason":"","note":""}','{"id":3,"customer_id":2,"kind":"payment","number":"","dated":"2026-01-12","received_on":"2026-01-12","method":"cheque","reference":"2291","amount":25000,"unapplied":0,"state":"reversed","reversed_on":"2026-01-16","reason":"NSF","note":""}');
INSERT INTO step_row VALUES (37,17,'allocation',4,NULL,'{"id":4,"customer_id":2,"credit_id":3,"invoice_id":3,"amount":-25000,"dated":"2026-01-16"}');
INSERT INTO step_row VALUES (38,17,'invoice',3,'{"id":3,"customer_id":2,"number":"INV-0003","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-02-04","sent_on":"2026-01-05","delivered_on":null,"discount_date":null,"discount_amount":0,"po_number":"","terms":"NET 30","net":25000,"tax":0,"total":25000,"balance":0,"written_off":0,"disputed":0,"closed_on":"2026-01-12","void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}','{"id":3,"customer_id":2,"number":"INV-0003","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-02-04","sent_on":"2026-01-05","delivered_on":null,"discount_date":null,"discount_amount":0,"po_number":"","terms":"NET 30","net":25000,"tax":0,"total":25000,"balance":25000,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}');
INSERT INTO step_row VALUES (39,17,'counter',3,NULL,'{"id":3,"name":"charge","next":2}');
INSERT INTO step_row VALUES (4,2,'customer',2,NULL,'{"id":2,"number":"C-0002","name":"Łódź & Söhne","trade_name":"","entity_type":"","natural_person":0,"tax_id":"","billing_address":"","shipping_address":"","country":"","language":"","currency":"USD","terms":"NET 30","credit_limit":null,"statement_style":"balance-forward","pay_run":"","hold":"none","hold_until":null,"hold_reason":"","agency_intended":0,"placed":"no","struggling":0,"note":"","po_required":0,"created_on":"2026-01-05","archived":0}');
INSERT INTO step_row VALUES (40,17,'invoice',6,NULL,'{"id":6,"customer_id":2,"number":"FEE-0001","kind":"nsf_fee","lifecycle":"issued","issue_date":"2026-01-16","due_date":"2026-01-16","sent_on":null,"delivered_on":null,"discount_date":null,"discount_amount":0,"po_number":"","terms":"RECEIPT","net":2500,"tax":0,"total":2500,"balance":2500,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":"Returned payment of 2026-01-16"}');
INSERT INTO step_row VALUES (41,18,'call',1,NULL,'{"id":1,"customer_id":2,"direction":"out","purpose":"collection","at":"2026-01-16 09:30:00","spoke_to":"Ola","seconds":0,"answer":"not_sent","outcome":"promise","reason":"","note":"Zażółć gęślą jaźń","next_step":"","next_on":null,"made_by":""}');
INSERT INTO step_row VALUES (42,18,'promise',1,NULL,'{"id":1,"customer_id":2,"call_id":1,"made_on":"2026-01-16","amount":25000,"promised_for":"2026-01-20","method":"transfer","reference":"","deadline":"2026-01-21","state":"open","judged_on":null,"received":0,"promised_by":"Ola"}');
INSERT INTO step_row VALUES (43,18,'promise_invoice',1,NULL,'{"id":1,"promise_id":1,"invoice_id":3}');
INSERT INTO step_row VALUES (44,19,'promise',1,'{"id":1,"customer_id":2,"call_id":1,"made_on":"2026-01-16","amount":25000,"promised_for":"2026-01-20","method":"transfer","reference":"","deadline":"2026-01-21","state":"open","judged_on":null,"received":0,"promised_by":"Ola"}','{"id":1,"customer_id":2,"call_id":1,"made_on":"2026-01-16","amount":25000,"promised_for":"2026-01-20","method":"transfer","reference":"","deadline":"2026-01-21","state":"broken","judged_on":"2026-01-22","received":0,"promised_by":"Ola"}');
INSERT INTO step_row VALUES (45,20,'call',2,NULL,'{"id":2,"customer_id":2,"direction":"out","purpose":"collection","at":"2026-01-23 09:30:00","spoke_to":"","seconds":0,"answer":"no_answer","outcome":"no_answer","reason":"","note":"","next_step":"","next_on":"2026-01-26","made_by":""}');
INSERT INTO step_row VALUES (46,20,'follow_up',1,NULL,'{"id":1,"customer_id":2,"call_id":2,"due_on":"2026-01-26","due_time":"","what":"Call again: no answer","done_on":null}');
INSERT INTO step_row VALUES (47,21,'counter',4,NULL,'{"id":4,"name":"credit_note","next":2}');
INSERT INTO step_row VALUES (48,21,'credit',4,NULL,'{"id":4,"customer_id":2,"kind":"credit_note","number":"CN-0001","dated":"2026-02-02","received_on":null,"method":"","reference":"","amount":2000,"unapplied":0,"state":"received","reversed_on":null,"reason":"two short","note":""}');
INSERT INTO step_row VALUES (49,21,'allocation',5,NULL,'{"id":5,"customer_id":2,"credit_id":4,"invoice_id":4,"amount":2000,"dated":"2026-02-02"}');
INSERT INTO step_row VALUES (5,3,'counter',1,'{"id":1,"name":"customer","next":3}','{"id":1,"name":"customer","next":4}');
INSERT INTO step_row VALUES (50,21,'invoice',4,'{"id":4,"customer_id":2,"number":"INV-0004","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-02-04","sent_on":"2026-01-05","delivered_on":null,"discount_date":null,"discount_amount":0,"po_number":"","terms":"NET 30","net":9999,"tax":0,"total":9999,"balance":9999,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}','{"id":4,"customer_id":2,"number":"INV-0004","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-02-04","sent_on":"2026-01-05","delivered_on":null,"discount_date":null,"discount_amount":0,"po_number":"","terms":"NET 30","net":9999,"tax":0,"total":9999,"balance":7999,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}');
INSERT INTO step_row VALUES (51,22,'counter',5,NULL,'{"id":5,"name":"write_off","next":2}');
INSERT INTO step_row VALUES (52,22,'credit',5,NULL,'{"id":5,"customer_id":2,"kind":"write_off","number":"WO-0001","dated":"2026-02-02","received_on":null,"method":"","reference":"","amount":7999,"unapplied":0,"state":"received","reversed_on":null,"reason":"closed down","note":""}');
INSERT INTO step_row VALUES (53,22,'allocation',6,NULL,'{"id":6,"customer_id":2,"credit_id":5,"invoice_id":4,"amount":7999,"dated":"2026-02-02"}');
INSERT INTO step_row VALUES (54,22,'invoice',4,'{"id":4,"customer_id":2,"number":"INV-0004","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-02-04","sent_on":"2026-01-05","delivered_on":null,"discount_date":null,"discount_amount":0,"po_number":"","terms":"NET 30","net":9999,"tax":0,"total":9999,"balance":7999,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}','{"id":4,"customer_id":2,"number":"INV-0004","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-02-04","sent_on":"2026-01-05","delivered_on":null,"discount_date":null,"discount_amount":0,"po_number":"","terms":"NET 30","net":9999,"tax":0,"total":9999,"balance":0,"written_off":7999,"disputed":0,"closed_on":"2026-02-02","void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}');
INSERT INTO step_row VALUES (55,23,'plan',1,NULL,'{"id":1,"customer_id":3,"agreed_on":"2026-02-02","amount":90000,"down_payment":0,"cure_days":5,"state":"active","note":""}');
INSERT INTO step_row VALUES (56,23,'plan_invoice',1,NULL,'{"id":1,"plan_id":1,"invoice_id":5}');
INSERT INTO step_row VALUES (57,23,'instalment',1,NULL,'{"id":1,"customer_id":3,"plan_id":1,"position":1,"due_on":"2026-02-28","amount":30000}');
INSERT INTO step_row VALUES (58,23,'instalment',2,NULL,'{"id":2,"customer_id":3,"plan_id":1,"position":2,"due_on":"2026-03-28","amount":30000}');
INSERT INTO step_row VALUES (59,23,'instalment',3,NULL,'{"id":3,"customer_id":3,"plan_id":1,"position":3,"due_on":"2026-04-28","amount":30000}');
INSERT INTO step_row VALUES (6,3,'customer',3,NULL,'{"id":3,"number":"C-0003","name":"Cedar Grove Veterinary","trade_name":"","entity_type":"","natural_person":0,"tax_id":"","billing_address":"","shipping_address":"","country":"","language":"","currency":"USD","terms":"NET 15","credit_limit":null,"statement_style":"balance-forward","pay_run":"","hold":"none","hold_until":null,"hold_reason":"","agency_intended":0,"placed":"no","struggling":0,"note":"","po_required":0,"created_on":"2026-01-05","archived":0}');
INSERT INTO step_row VALUES (60,24,'dispute',1,NULL,'{"id":1,"customer_id":1,"invoice_id":2,"amount":14050,"reason":"damaged","owner":"","opened_on":"2026-02-02","state":"open","next_step":"Give a first answer","next_on":"2026-02-04","resolution":"","resolved_on":null,"note":""}');
INSERT INTO step_row VALUES (61,24,'invoice',2,'{"id":2,"customer_id":1,"number":"INV-0002","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-02-04","sent_on":"2026-01-05","delivered_on":null,"discount_date":"2026-01-15","discount_amount":1281,"po_number":"","terms":"2/10 NET 30","net":64050,"tax":0,"total":64050,"balance":64050,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}','{"id":2,"customer_id":1,"number":"INV-0002","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-02-04","sent_on":"2026-01-05","delivered_on":null,"discount_date":"2026-01-15","discount_amount":1281,"po_number":"","terms":"2/10 NET 30","net":64050,"tax":0,"total":64050,"balance":64050,"written_off":0,"disputed":14050,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}');
INSERT INTO step_row VALUES (62,25,'credit',6,NULL,'{"id":6,"customer_id":3,"kind":"payment","number":"","dated":"2026-02-27","received_on":"2026-02-27","method":"cheque","reference":"2291","amount":30000,"unapplied":0,"state":"received","reversed_on":null,"reason":"","note":""}');
INSERT INTO step_row VALUES (63,25,'allocation',7,NULL,'{"id":7,"customer_id":3,"credit_id":6,"invoice_id":5,"amount":30000,"dated":"2026-02-27"}');
INSERT INTO step_row VALUES (64,25,'invoice',5,'{"id":5,"customer_id":3,"number":"INV-0005","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-01-20","sent_on":"2026-01-05","delivered_on":null,"discount_date":null,"discount_amount":0,"po_number":"","terms":"NET 15","net":90000,"tax":0,"total":90000,"balance":90000,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}','{"id":5,"customer_id":3,"number":"INV-0005","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-01-20","sent_on":"2026-01-05","delivered_on":null,"discount_date":null,"discount_amount":0,"po_number":"","terms":"NET 15","net":90000,"tax":0,"total":90000,"balance":60000,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}');
INSERT INTO step_row VALUES (65,26,'dispute',1,'{"id":1,"customer_id":1,"invoice_id":2,"amount":14050,"reason":"damaged","owner":"","opened_on":"2026-02-02","state":"open","next_step":"Give a first answer","next_on":"2026-02-04","resolution":"","resolved_on":null,"note":""}','{"id":1,"customer_id":1,"invoice_id":2,"amount":14050,"reason":"damaged","owner":"","opened_on":"2026-02-02","state":"resolved","next_step":"Give a first answer","next_on":"2026-02-04","resolution":"replacement_shipped","resolved_on":"2026-02-27","note":"new pallet"}');
INSERT INTO step_row VALUES (66,26,'invoice',2,'{"id":2,"customer_id":1,"number":"INV-0002","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-02-04","sent_on":"2026-01-05","delivered_on":null,"discount_date":"2026-01-15","discount_amount":1281,"po_number":"","terms":"2/10 NET 30","net":64050,"tax":0,"total":64050,"balance":64050,"written_off":0,"disputed":14050,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}','{"id":2,"customer_id":1,"number":"INV-0002","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-02-04","sent_on":"2026-01-05","delivered_on":null,"discount_date":"2026-01-15","discount_amount":1281,"po_number":"","terms":"2/10 NET 30","net":64050,"tax":0,"total":64050,"balance":64050,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}');
INSERT INTO step_row VALUES (67,26,'follow_up',2,NULL,'{"id":2,"customer_id":1,"call_id":null,"due_on":"2026-03-06","due_time":"","what":"INV-0002: dispute settled, payment due again","done_on":null}');
INSERT INTO step_row VALUES (68,27,'counter',2,'{"id":2,"name":"invoice","next":6}','{"id":2,"name":"invoice","next":7}');
INSERT INTO step_row VALUES (69,27,'invoice',7,NULL,'{"id":7,"customer_id":1,"number":"INV-0006","kind":"invoice","lifecycle":"issued","issue_date":"2026-02-27","due_date":"2026-03-29","sent_on":null,"delivered_on":null,"discount_date":"2026-03-09","discount_amount":150,"po_number":"","terms":"2/10 NET 30","net":7500,"tax":0,"total":7500,"balance":7500,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}');
INSERT INTO step_row VALUES (7,4,'contact',1,NULL,'{"id":1,"customer_id":1,"position":0,"name":"Maria Alvarez","role":"","phone":"555 0137","extension":"","email":"maria@harborpoint.example","best_time":"","do_not_call":0,"rapport":""}');
INSERT INTO step_row VALUES (70,27,'invoice_line',6,NULL,'{"id":6,"invoice_id":7,"position":0,"description":"Nitrile gloves","quantity_milli":1000,"unit":"","unit_price":7500,"discount_bp":0,"tax_rate_bp":0,"tax_name":"","net":7500}');
INSERT INTO step_row VALUES (71,28,'invoice',7,'{"id":7,"customer_id":1,"number":"INV-0006","kind":"invoice","lifecycle":"issued","issue_date":"2026-02-27","due_date":"2026-03-29","sent_on":null,"delivered_on":null,"discount_date":"2026-03-09","discount_amount":150,"po_number":"","terms":"2/10 NET 30","net":7500,"tax":0,"total":7500,"balance":7500,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}','{"id":7,"customer_id":1,"number":"INV-0006","kind":"invoice","lifecycle":"issued","issue_date":"2026-02-27","due_date":"2026-03-29","sent_on":"2026-02-27","delivered_on":null,"discount_date":"2026-03-09","discount_amount":150,"po_number":"","terms":"2/10 NET 30","net":7500,"tax":0,"total":7500,"balance":7500,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}');
INSERT INTO step_row VALUES (72,29,'invoice',7,'{"id":7,"customer_id":1,"number":"INV-0006","kind":"invoice","lifecycle":"issued","issue_date":"2026-02-27","due_date":"2026-03-29","sent_on":"2026-02-27","delivered_on":null,"discount_date":"2026-03-09","discount_amount":150,"po_number":"","terms":"2/10 NET 30","net":7500,"tax":0,"total":7500,"balance":7500,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}','{"id":7,"customer_id":1,"number":"INV-0006","kind":"invoice","lifecycle":"void","issue_date":"2026-02-27","due_date":"2026-03-29","sent_on":"2026-02-27","delivered_on":null,"discount_date":"2026-03-09","discount_amount":150,"po_number":"","terms":"2/10 NET 30","net":7500,"tax":0,"total":7500,"balance":0,"written_off":0,"disputed":0,"closed_on":null,"void_on":"2026-02-27","void_reason":"wrong customer","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}');
INSERT INTO step_row VALUES (73,30,'counter',6,NULL,'{"id":6,"name":"document","next":2}');
INSERT INTO step_row VALUES (74,30,'document',1,NULL,'{"id":1,"customer_id":2,"number":"D-00001","kind":"reminder","issued_on":"2026-02-27","title":"A friendly reminder: two invoices are past due","amount":27500,"stamp":"reminder","period":"","page":"letter","envelope":"us_double","paper":"{\"kind\":\"notice\",\"version\":1,\"paper\":{\"firm\":{\"name\":\"Harbor Supplies\",\"address\":[],\"phone\":\"\",\"email\":\"\",\"tax_id\":\"\",\"colour\":\"1F4E8C\",\"logo\":null,\"footer\":\"\",\"bank_lines\":[]},\"customer\":{\"name\":\"Łódź & Söhne\",\"number\":\"C-0002\",\"attention\":\"\",\"address\":[],\"tax_id\":\"\"},\"currency\":\"USD\",\"stage\":\"reminder\",\"issued\":\"2026-02-27\",\"heading\":\"A friendly reminder: two invoices are past due\",\"salutation\":\"Dear Łódź & Söhne,\",\"paragraphs\":[\"this is a short reminder that $275.00 is past due. It may have crossed with your payment; if so, please accept our thanks and leave this letter aside.\"],\"rows\":[{\"number\":\"FEE-0001\",\"issued\":\"2026-01-16\",\"due\":\"2026-01-16\",\"days_late\":42,\"total\":2500,\"balance\":2500,\"po_number\":\"\"},{\"number\":\"INV-0003\",\"issued\":\"2026-01-05\",\"due\":\"2026-02-04\",\"days_late\":23,\"total\":25000,\"balance\":25000,\"po_number\":\"\"}],\"total\":27500,\"pay_by\":\"2026-03-09\",\"charges\":[],\"contacts\":[],\"aging\":{\"current\":0,\"to_30\":25000,\"to_60\":2500,\"to_90\":0,\"over_90\":0,\"unapplied\":0},\"closing\":[\"Could you tell us when you will send it? If anything about it is not right, call us and we will put it right.\",\"Kind regards,\"],\"sender\":[\"Harbor Supplies\"],\"stamp\":{\"id\":\"reminder\",\"texts\":[\"Friendly reminder\",\"FEE-0001 was due 16 Jan\"]},\"slip\":{\"amount_due\":27500,\"references\":[\"FEE-0001\",\"INV-0003\"],\"due\":\"2026-03-09\",\"remit_to\":[\"Harbor Supplies\"]},\"language\":\"en-US\"}}","sha256":null,"printed_on":null,"channel":"","address_used":""}');
INSERT INTO step_row VALUES (75,30,'document_invoice',1,NULL,'{"id":1,"document_id":1,"invoice_id":6}');
INSERT INTO step_row VALUES (76,30,'document_invoice',2,NULL,'{"id":2,"document_id":1,"invoice_id":3}');
INSERT INTO step_row VALUES (77,31,'credit',7,NULL,'{"id":7,"customer_id":1,"kind":"payment","number":"","dated":"2026-02-27","received_on":"2026-02-27","method":"cheque","reference":"2291","amount":70000,"unapplied":5950,"state":"received","reversed_on":null,"reason":"","note":""}');
INSERT INTO step_row VALUES (78,31,'allocation',8,NULL,'{"id":8,"customer_id":1,"credit_id":7,"invoice_id":2,"amount":64050,"dated":"2026-02-27"}');
INSERT INTO step_row VALUES (79,31,'invoice',2,'{"id":2,"customer_id":1,"number":"INV-0002","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-02-04","sent_on":"2026-01-05","delivered_on":null,"discount_date":"2026-01-15","discount_amount":1281,"po_number":"","terms":"2/10 NET 30","net":64050,"tax":0,"total":64050,"balance":64050,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}','{"id":2,"customer_id":1,"number":"INV-0002","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-02-04","sent_on":"2026-01-05","delivered_on":null,"discount_date":"2026-01-15","discount_amount":1281,"po_number":"","terms":"2/10 NET 30","net":64050,"tax":0,"total":64050,"balance":0,"written_off":0,"disputed":0,"closed_on":"2026-02-27","void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}');
INSERT INTO step_row VALUES (8,5,'counter',2,NULL,'{"id":2,"name":"invoice","next":2}');
INSERT INTO step_row VALUES (80,31,'follow_up',2,'{"id":2,"customer_id":1,"call_id":null,"due_on":"2026-03-06","due_time":"","what":"INV-0002: dispute settled, payment due again","done_on":null}','{"id":2,"customer_id":1,"call_id":null,"due_on":"2026-03-06","due_time":"","what":"INV-0002: dispute settled, payment due again","done_on":"2026-02-27"}');
INSERT INTO step_row VALUES (81,32,'follow_up',2,'{"id":2,"customer_id":1,"call_id":null,"due_on":"2026-03-06","due_time":"","what":"INV-0002: dispute settled, payment due again","done_on":"2026-02-27"}','{"id":2,"customer_id":1,"call_id":null,"due_on":"2026-03-06","due_time":"","what":"INV-0002: dispute settled, payment due again","done_on":null}');
INSERT INTO step_row VALUES (82,32,'invoice',2,'{"id":2,"customer_id":1,"number":"INV-0002","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-02-04","sent_on":"2026-01-05","delivered_on":null,"discount_date":"2026-01-15","discount_amount":1281,"po_number":"","terms":"2/10 NET 30","net":64050,"tax":0,"total":64050,"balance":0,"written_off":0,"disputed":0,"closed_on":"2026-02-27","void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}','{"id":2,"customer_id":1,"number":"INV-0002","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-02-04","sent_on":"2026-01-05","delivered_on":null,"discount_date":"2026-01-15","discount_amount":1281,"po_number":"","terms":"2/10 NET 30","net":64050,"tax":0,"total":64050,"balance":64050,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}');
INSERT INTO step_row VALUES (83,32,'allocation',8,'{"id":8,"customer_id":1,"credit_id":7,"invoice_id":2,"amount":64050,"dated":"2026-02-27"}',NULL);
INSERT INTO step_row VALUES (84,32,'credit',7,'{"id":7,"customer_id":1,"kind":"payment","number":"","dated":"2026-02-27","received_on":"2026-02-27","method":"cheque","reference":"2291","amount":70000,"unapplied":5950,"state":"received","reversed_on":null,"reason":"","note":""}',NULL);
INSERT INTO step_row VALUES (85,33,'credit',7,NULL,'{"id":7,"customer_id":1,"kind":"payment","number":"","dated":"2026-02-27","received_on":"2026-02-27","method":"cheque","reference":"2291","amount":70000,"unapplied":5950,"state":"received","reversed_on":null,"reason":"","note":""}');
INSERT INTO step_row VALUES (86,33,'allocation',8,NULL,'{"id":8,"customer_id":1,"credit_id":7,"invoice_id":2,"amount":64050,"dated":"2026-02-27"}');
INSERT INTO step_row VALUES (87,33,'invoice',2,'{"id":2,"customer_id":1,"number":"INV-0002","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-02-04","sent_on":"2026-01-05","delivered_on":null,"discount_date":"2026-01-15","discount_amount":1281,"po_number":"","terms":"2/10 NET 30","net":64050,"tax":0,"total":64050,"balance":64050,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}','{"id":2,"customer_id":1,"number":"INV-0002","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-02-04","sent_on":"2026-01-05","delivered_on":null,"discount_date":"2026-01-15","discount_amount":1281,"po_number":"","terms":"2/10 NET 30","net":64050,"tax":0,"total":64050,"balance":0,"written_off":0,"disputed":0,"closed_on":"2026-02-27","void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}');
INSERT INTO step_row VALUES (88,33,'follow_up',2,'{"id":2,"customer_id":1,"call_id":null,"due_on":"2026-03-06","due_time":"","what":"INV-0002: dispute settled, payment due again","done_on":null}','{"id":2,"customer_id":1,"call_id":null,"due_on":"2026-03-06","due_time":"","what":"INV-0002: dispute settled, payment due again","done_on":"2026-02-27"}');
INSERT INTO step_row VALUES (89,34,'note',1,NULL,'{"id":1,"customer_id":1,"at":"2026-02-27 09:30:00","kind":"note","text":"Prefers e-mail; \"quotes\" and ''apostrophes''","made_by":""}');
INSERT INTO step_row VALUES (9,5,'invoice',1,NULL,'{"id":1,"customer_id":1,"number":"INV-0001","kind":"invoice","lifecycle":"issued","issue_date":"2026-01-05","due_date":"2026-02-04","sent_on":null,"delivered_on":null,"discount_date":"2026-01-15","discount_amount":2000,"po_number":"","terms":"2/10 NET 30","net":100000,"tax":0,"total":100000,"balance":100000,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":""}');
INSERT INTO step_row VALUES (90,35,'counter',1,'{"id":1,"name":"customer","next":4}','{"id":1,"name":"customer","next":5}');
INSERT INTO step_row VALUES (91,35,'customer',4,NULL,'{"id":4,"number":"C-0004","name":"Søren & <b>Sons</b> 株式会社","trade_name":"","entity_type":"","natural_person":0,"tax_id":"","billing_address":"","shipping_address":"","country":"","language":"","currency":"USD","terms":"NET 30","credit_limit":null,"statement_style":"balance-forward","pay_run":"","hold":"none","hold_until":null,"hold_reason":"","agency_intended":0,"placed":"no","struggling":0,"note":"","po_required":0,"created_on":"2026-04-01","archived":0,"interest_mode":null,"interest_rate_bp":0,"interest_grace_days":0,"late_fee":0,"late_fee_minimum":0,"interest_agreed_on":null,"billing_portal":"","billing_copies":0,"delivery_note_required":0}');
INSERT INTO step_row VALUES (92,36,'counter',2,'{"id":2,"name":"invoice","next":7}','{"id":2,"name":"invoice","next":8}');
INSERT INTO step_row VALUES (93,36,'invoice',8,NULL,'{"id":8,"customer_id":4,"number":"INV-0007","kind":"invoice","lifecycle":"issued","issue_date":"2026-02-01","due_date":"2026-03-03","sent_on":null,"delivered_on":null,"discount_date":null,"discount_amount":0,"po_number":"","terms":"NET 30","net":125000,"tax":0,"total":125000,"balance":125000,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":"","sent_checks":""}');
INSERT INTO step_row VALUES (94,36,'invoice_line',7,NULL,'{"id":7,"invoice_id":8,"position":0,"description":"Nitrile gloves","quantity_milli":1000,"unit":"","unit_price":125000,"discount_bp":0,"tax_rate_bp":0,"tax_name":"","net":125000}');
INSERT INTO step_row VALUES (95,37,'invoice',8,'{"id":8,"customer_id":4,"number":"INV-0007","kind":"invoice","lifecycle":"issued","issue_date":"2026-02-01","due_date":"2026-03-03","sent_on":null,"delivered_on":null,"discount_date":null,"discount_amount":0,"po_number":"","terms":"NET 30","net":125000,"tax":0,"total":125000,"balance":125000,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":"","sent_checks":""}','{"id":8,"customer_id":4,"number":"INV-0007","kind":"invoice","lifecycle":"issued","issue_date":"2026-02-01","due_date":"2026-03-03","sent_on":"2026-02-01","delivered_on":null,"discount_date":null,"discount_amount":0,"po_number":"","terms":"NET 30","net":125000,"tax":0,"total":125000,"balance":125000,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":"","sent_checks":""}');
INSERT INTO step_row VALUES (96,38,'credit',8,NULL,'{"id":8,"customer_id":4,"kind":"payment","number":"","dated":"2026-04-01","received_on":"2026-04-01","method":"cheque","reference":"2291","amount":25000,"unapplied":0,"state":"received","reversed_on":null,"reason":"","note":"","payment_id":null}');
INSERT INTO step_row VALUES (97,38,'allocation',9,NULL,'{"id":9,"customer_id":4,"credit_id":8,"invoice_id":8,"amount":25000,"dated":"2026-04-01","code":""}');
INSERT INTO step_row VALUES (98,38,'invoice',8,'{"id":8,"customer_id":4,"number":"INV-0007","kind":"invoice","lifecycle":"issued","issue_date":"2026-02-01","due_date":"2026-03-03","sent_on":"2026-02-01","delivered_on":null,"discount_date":null,"discount_amount":0,"po_number":"","terms":"NET 30","net":125000,"tax":0,"total":125000,"balance":125000,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":"","sent_checks":""}','{"id":8,"customer_id":4,"number":"INV-0007","kind":"invoice","lifecycle":"issued","issue_date":"2026-02-01","due_date":"2026-03-03","sent_on":"2026-02-01","delivered_on":null,"discount_date":null,"discount_amount":0,"po_number":"","terms":"NET 30","net":125000,"tax":0,"total":125000,"balance":100000,"written_off":0,"disputed":0,"closed_on":null,"void_on":null,"void_reason":"","satisfaction":"unknown","terms_version":0,"parent_id":null,"note":"","sent_checks":""}');
INSERT INTO step_row VALUES (99,39,'call',3,NULL,'{"id":3,"customer_id":4,"direction":"out","purpose":"collection","at":"2026-04-01 09:30:00","spoke_to":"","seconds":0,"answer":"sent","outcome":"payment_sent","reason":"cheque_in_post","note":"","next_step":"","next_on":"2026-04-08","made_by":""}');
INSERT INTO invoice VALUES (1,1,'INV-0001','invoice','issued','2026-01-05','2026-02-04','2026-01-05',NULL,'2026-01-15',2000,'','2/10 NET 30',100000,0,100000,0,0,0,'2026-01-12',NULL,'','unknown',0,NULL,'','');
INSERT INTO invoice VALUES (2,1,'INV-0002','invoice','issued','2026-01-05','2026-02-04','2026-01-05',NULL,'2026-01-15',1281,'','2/10 NET 30',64050,0,64050,0,0,0,'2026-02-27',NULL,'','unknown',0,NULL,'','');
INSERT INTO invoice VALUES (3,2,'INV-0003','invoice','issued','2026-01-05','2026-02-04','2026-01-05',NULL,NULL,0,'','NET 30',25000,0,25000,25000,0,0,NULL,NULL,'','unknown',0,NULL,'','');
INSERT INTO invoice VALUES (4,2,'INV-0004','invoice','issued','2026-01-05','2026-02-04','2026-01-05',NULL,NULL,0,'','NET 30',9999,0,9999,0,7999,0,'2026-02-02',NULL,'','unknown',0,NULL,'','');
INSERT INTO invoice VALUES (5,3,'INV-0005','invoice','issued','2026-01-05','2026-01-20','2026-01-05',NULL,NULL,0,'','NET 15',90000,0,90000,60000,0,0,NULL,NULL,'','unknown',0,NULL,'','');
INSERT INTO invoice VALUES (6,2,'FEE-0001','nsf_fee','issued','2026-01-16','2026-01-16',NULL,NULL,NULL,0,'','RECEIPT',2500,0,2500,2500,0,0,NULL,NULL,'','unknown',0,NULL,'Returned payment of 2026-01-16','');
INSERT INTO invoice VALUES (7,1,'INV-0006','invoice','void','2026-02-27','2026-03-29','2026-02-27',NULL,'2026-03-09',150,'','2/10 NET 30',7500,0,7500,0,0,0,NULL,'2026-02-27','wrong customer','unknown',0,NULL,'','');
INSERT INTO invoice VALUES (8,4,'INV-0007','invoice','issued','2026-02-01','2026-03-03','2026-02-01',NULL,NULL,0,'','NET 30',125000,0,125000,100000,0,0,NULL,NULL,'','unknown',0,NULL,'','');
INSERT INTO credit VALUES (1,1,'payment','','2026-01-12','2026-01-12','cheque','2291',98000,0,'received',NULL,'','',NULL);
INSERT INTO credit VALUES (2,1,'discount','','2026-01-12',NULL,'','2/10 net 30',2000,0,'received',NULL,'','',1);
INSERT INTO credit VALUES (3,2,'payment','','2026-01-12','2026-01-12','cheque','2291',25000,0,'reversed','2026-01-16','NSF','',NULL);
INSERT INTO credit VALUES (4,2,'credit_note','CN-0001','2026-02-02',NULL,'','',2000,0,'received',NULL,'two short','',NULL);
INSERT INTO credit VALUES (5,2,'write_off','WO-0001','2026-02-02',NULL,'','',7999,0,'received',NULL,'closed down','',NULL);
INSERT INTO credit VALUES (6,3,'payment','','2026-02-27','2026-02-27','cheque','2291',30000,0,'received',NULL,'','',NULL);
INSERT INTO credit VALUES (7,1,'payment','','2026-02-27','2026-02-27','cheque','2291',70000,5950,'received',NULL,'','',NULL);
INSERT INTO credit VALUES (8,4,'payment','','2026-04-01','2026-04-01','cheque','2291',25000,0,'received',NULL,'','',NULL);
INSERT INTO plan VALUES (1,3,'2026-02-02',90000,0,5,'active','','2026-02-02',NULL,NULL,0);
INSERT INTO step_seal VALUES (1,'69fba56144169b9b0b4a1221dbe3e8f6d801105d5af3a11df7965e60ab3281b4');
INSERT INTO step_seal VALUES (10,'57a4e0ca7d3590082acfb4c90159ff51d1baebcae8ae46205b616919a66e3621');
INSERT INTO step_seal VALUES (11,'8a7ac053089a3fee698b384a6a92d276309cf0de6fed2950433c8f4136e80ce7');
INSERT INTO step_seal VALUES (12,'431fe2ffad1026ab8c1b0cbae2835f6f87a7727c9f4a93a829a36b205cb0d5af');
INSERT INTO step_seal VALUES (13,'581e9b48f9fcb75fecdd646fb2af4c3408714ba8b735217a3f8b3cc34b73d119');
INSERT INTO step_seal VALUES (14,'2bb067a927186d48fe7636679e74b078bc83cdd696dc46e6e4f0e8086e8b5357');
INSERT INTO step_seal VALUES (15,'ef201cd1327b5be6f80ace567a8a718c46de65d23f5607e0d466c3e642461c43');
INSERT INTO step_seal VALUES (16,'36cbb3ca944d000990c9dacdab1ba231c012ef5f88dbdd97bc35e6c28e8a935f');
INSERT INTO step_seal VALUES (17,'a5e50b12f609a638c94aa58ad78f4b9010d184f8c94b43054a2dbfef834431a5');
INSERT INTO step_seal VALUES (18,'04a66547ccfcfcfa0ae6cbba32108ebe8a4a6af21f9e5040af29f9d5a7e43d3b');
INSERT INTO step_seal VALUES (19,'3e7a63727b34fadd670b037dd8ed69151df1b9ce365dff9c0e9a16810dec87c6');
INSERT INTO step_seal VALUES (2,'4a55eb528f20bd446824c7c96cabde869dd7425da8b14a6e6444f57153715b3a');
INSERT INTO step_seal VALUES (20,'9439ea00e06c0a9092ebafaae207c60359e29d084e0dddb551451b4dd0847aee');
INSERT INTO step_seal VALUES (21,'bee2cd79448c1f29f08f85cd544a69dc150c739713459912e4713a18fa310a90');
INSERT INTO step_seal VALUES (22,'b7edabff7b8ba38070d653ba84ae39a4acc90f09f597ce24f36342675f578e08');
INSERT INTO step_seal VALUES (23,'3011c8297d825dae15aa4491e1500b5409eddbc051e3c3f3870dd9d34bd8bc2a');
INSERT INTO step_seal VALUES (24,'0eabe3d8bfb78a5b9bd620fa312c459f0065f5db53ea0b63ad5c0cf947b0549d');
INSERT INTO step_seal VALUES (25,'23bdf854bab7ac355c2d32fdadf86cc72d9875ef89c766e76b38b67ad0697e48');
INSERT INTO step_seal VALUES (26,'0868f91542f1fbb8439552ee273e227fd5331eafc3dd55c561ef4a38abecf859');
INSERT INTO step_seal VALUES (27,'54c38fe709fb4b965f6b9db6bab56d92fa10ad40dcc0bb4ca8d198da1bcc53bc');
INSERT INTO step_seal VALUES (28,'5170e6e38f97e1ba7056577b58cca10ceec6f5c8a806b8b56d8bf0aacd5288c3');
INSERT INTO step_seal VALUES (29,'80aa17a215db74cbda2f2bc58f4829c4fbc8d2daf35c003038d061cfe1207e94');
INSERT INTO step_seal VALUES (3,'b1202f6ef360773b651dc4e19aab098abf8bef5b90ffc0a534db57f8340db81d');
INSERT INTO step_seal VALUES (30,'8f5672560bdd89a972673e0fb4575886a51b29b1f5d1e571cf70944784ad2296');
INSERT INTO step_seal VALUES (31,'8d511c119145acf070192a28047d6676193e439cfeeed1e033e93970d782a7a4');
INSERT INTO step_seal VALUES (32,'2484d8150ae9275f836aa6750e98dc144d04b8fe231aa23b88f091309d9335db');
INSERT INTO step_seal VALUES (33,'249972dbeb19026e5fedc22d849dba913dc99d85db0b799d2479dd6fcfa11087');
INSERT INTO step_seal VALUES (34,'04eacabffa3988bcf8a440e6b65bb68d2a1666c38c6914ab0b8c6d0c50667e80');
INSERT INTO step_seal VALUES (35,'39fb92d6da6ff15be864a2fa6de8083f76676c6e8edc9a371d3c986c409ba7a7');
INSERT INTO step_seal VALUES (36,'ff5b6892c7e646f4c7406db2daf08125f8a976823e30c4a631d30f6367342be5');
INSERT INTO step_seal VALUES (37,'89e3638a732b5268776132faf79353a1e1d53d9070413979dbc0066e5eb065d8');
INSERT INTO step_seal VALUES (38,'7d137b0da317a58b89347fb1b8f8b526307ff81f356ae43651c87a6e72b8c355');
INSERT INTO step_seal VALUES (39,'5da74b13ead63d2503b7a2aa41252d8b7cb24438194ce6abfee4dd8376ead917');
INSERT INTO step_seal VALUES (4,'cd8d33d8182cd840c234c92e155d8b7ab67a687c066c116a8f44b7b379359fdf');
INSERT INTO step_seal VALUES (40,'d0a51771963d456aaeb92b7724ffe719eef756efd24ba1a31c4fe3e814fee66e');
INSERT INTO step_seal VALUES (41,'0d11e4fdcc386be50334fa1e9e97b7991265a2d82d96a99741fa0326a51a7f4c');
INSERT INTO step_seal VALUES (42,'dc21dfd496d337c59a3eea5f4d9dfde43c51d97428e5f097801734c13d9be3bc');
INSERT INTO step_seal VALUES (5,'aac820ca97e7e79f5f1a09716ef6b51a80807683918b87ba88cb026a1c815ba2');
INSERT INTO step_seal VALUES (6,'56aae9e03d51b46c7f4e3dfbf82217cd662b38fb6f8a9dc1c560100376bcf8c4');
INSERT INTO step_seal VALUES (7,'8edbe754521b639bc88a41c1dcd0287c48a2ac0b59ab60f8fbfaeb33d1009f92');
INSERT INTO step_seal VALUES (8,'df6ebbc80fff95c691c1d87ab7288a8147d939ae4bb7355becffc6a4708a84e3');
INSERT INTO step_seal VALUES (9,'3e31f37eec96a55d572f90345201ffea0e54e89e2a2efa0605163bda09c71296');
CREATE INDEX contact_customer ON contact (customer_id, position);
CREATE INDEX invoice_line_invoice ON invoice_line (invoice_id, position);
CREATE INDEX allocation_invoice ON allocation (invoice_id, dated, amount);
CREATE INDEX allocation_credit ON allocation (credit_id, dated, amount);
CREATE INDEX allocation_customer ON allocation (customer_id, dated);
CREATE INDEX call_customer ON call (customer_id, at, outcome, direction);
CREATE INDEX call_reason ON call (customer_id, at) WHERE reason != '';
CREATE INDEX call_at ON call (at);
CREATE INDEX follow_up_open ON follow_up (customer_id, due_on) WHERE done_on IS NULL;
CREATE INDEX promise_customer ON promise (customer_id, state, deadline);
CREATE INDEX promise_open ON promise (deadline) WHERE state = 'open';
CREATE INDEX promise_invoice_invoice ON promise_invoice (invoice_id);
CREATE INDEX dispute_invoice ON dispute (invoice_id, state);
CREATE INDEX dispute_customer ON dispute (customer_id, state);
CREATE INDEX plan_invoice_invoice ON plan_invoice (invoice_id);
CREATE INDEX instalment_plan ON instalment (plan_id, position);
CREATE INDEX note_customer ON note (customer_id, at);
CREATE INDEX document_customer ON document (customer_id, issued_on);
CREATE INDEX document_issued ON document (issued_on, id);
CREATE INDEX document_invoice_invoice ON document_invoice (invoice_id);
CREATE INDEX worklist_today ON worklist (place, pin, score DESC);
CREATE INDEX step_row_step ON step_row (step_id);
CREATE INDEX invoice_customer ON invoice (customer_id, lifecycle, issue_date);
CREATE INDEX invoice_open ON invoice (customer_id, due_date, issue_date, balance, disputed) WHERE balance > 0 AND lifecycle = 'issued';
CREATE INDEX invoice_issued ON invoice (issue_date, id);
CREATE INDEX invoice_due ON invoice (due_date) WHERE balance > 0 AND lifecycle = 'issued';
CREATE INDEX invoice_closed ON invoice (customer_id, closed_on) WHERE closed_on IS NOT NULL;
CREATE INDEX invoice_parent ON invoice (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX credit_customer ON credit (customer_id, dated);
CREATE INDEX credit_dated ON credit (dated, kind);
CREATE INDEX credit_unapplied ON credit (customer_id, unapplied) WHERE unapplied > 0;
CREATE INDEX credit_linked ON credit (payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX allocation_coded ON allocation (customer_id, invoice_id) WHERE code != '';
CREATE INDEX dispute_resumes ON dispute (resumes_on) WHERE resumes_on IS NOT NULL;
CREATE INDEX plan_customer ON plan (customer_id, state);
CREATE INDEX credit_application_customer ON credit_application (customer_id, asked_on);
CREATE INDEX credit_reference_application ON credit_reference (application_id, position);
CREATE TRIGGER step_keeps_update BEFORE UPDATE ON step BEGIN SELECT RAISE(ABORT, 'step is append-only'); END;
CREATE TRIGGER step_keeps_delete BEFORE DELETE ON step BEGIN SELECT RAISE(ABORT, 'step is append-only'); END;
CREATE TRIGGER step_row_keeps_update BEFORE UPDATE ON step_row BEGIN SELECT RAISE(ABORT, 'step_row is append-only'); END;
CREATE TRIGGER step_row_keeps_delete BEFORE DELETE ON step_row BEGIN SELECT RAISE(ABORT, 'step_row is append-only'); END;
CREATE TRIGGER document_body_keeps_update BEFORE UPDATE ON document_body BEGIN SELECT RAISE(ABORT, 'document_body is append-only'); END;
CREATE TRIGGER document_body_keeps_delete BEFORE DELETE ON document_body BEGIN SELECT RAISE(ABORT, 'document_body is append-only'); END;
CREATE TRIGGER invoice_issued_stays BEFORE UPDATE OF number, customer_id, issue_date, net, tax, total, terms ON invoice WHEN old.lifecycle != 'draft' AND (old.number IS NOT new.number OR old.customer_id IS NOT new.customer_id OR old.issue_date IS NOT new.issue_date OR old.net IS NOT new.net OR old.tax IS NOT new.tax OR old.total IS NOT new.total OR old.terms IS NOT new.terms) BEGIN SELECT RAISE(ABORT, 'an issued invoice never changes'); END;
CREATE TRIGGER step_seal_keeps_update BEFORE UPDATE ON step_seal BEGIN SELECT RAISE(ABORT, 'step_seal is append-only'); END;
CREATE TRIGGER step_seal_keeps_delete BEFORE DELETE ON step_seal BEGIN SELECT RAISE(ABORT, 'step_seal is append-only'); END;
PRAGMA application_id = 1128559467;
ALTER TABLE customer ADD COLUMN calendar TEXT NOT NULL DEFAULT '';
ALTER TABLE customer ADD COLUMN interest_compounds INTEGER NOT NULL DEFAULT 0 CHECK (interest_compounds IN (0, 1));
ALTER TABLE charge ADD COLUMN compounded INTEGER NOT NULL DEFAULT 0 CHECK (compounded IN (0, 1));
ALTER TABLE book ADD COLUMN followed_step INTEGER NOT NULL DEFAULT 0;
UPDATE book SET followed_step = (SELECT COALESCE(MAX(id), 0) FROM step);
DROP INDEX worklist_today;
DROP INDEX invoice_customer;
DROP INDEX invoice_issued;
DROP INDEX credit_customer;
DROP INDEX credit_dated;
DROP INDEX allocation_customer;
CREATE INDEX worklist_today ON worklist (place, pin IS NULL, pin, score DESC, overdue DESC, days_late DESC, sort_name);
CREATE INDEX worklist_name ON worklist (sort_name);
CREATE INDEX worklist_promised ON worklist (promised_next, sort_name) WHERE promised > 0;
CREATE INDEX worklist_sums ON worklist (place, promised, past_due, owes);
CREATE INDEX customer_archived ON customer (archived) WHERE archived = 1;
CREATE INDEX invoice_customer ON invoice (customer_id, issue_date, lifecycle);
CREATE INDEX invoice_delivered ON invoice (customer_id, delivered_on) WHERE delivered_on IS NOT NULL;
CREATE INDEX invoice_void ON invoice (customer_id, void_on) WHERE void_on IS NOT NULL;
CREATE INDEX invoice_draft ON invoice (issue_date) WHERE lifecycle = 'draft';
CREATE INDEX invoice_open_issued ON invoice (issue_date) WHERE balance > 0 AND lifecycle = 'issued';
CREATE INDEX invoice_issued ON invoice (issue_date, id, kind, lifecycle, total);
CREATE INDEX invoice_closed_on ON invoice (closed_on);
CREATE INDEX credit_customer ON credit (customer_id, dated, reversed_on, amount);
CREATE INDEX credit_reversed ON credit (customer_id, reversed_on) WHERE reversed_on IS NOT NULL;
CREATE INDEX credit_dated ON credit (dated, kind, state, amount);
CREATE INDEX allocation_customer ON allocation (customer_id, dated, amount);
CREATE INDEX promise_call ON promise (call_id) WHERE call_id IS NOT NULL;
CREATE INDEX promise_judged ON promise (judged_on, state, amount, received, made_on) WHERE judged_on IS NOT NULL;
DROP TABLE note_words;
CREATE VIRTUAL TABLE note_words USING fts5 (words, content='', contentless_delete=1, detail=none, prefix='1 2 3 4 5 6 7 8 9 10 11 12');
INSERT INTO note_words (rowid, words) VALUES (2, 'zazolc gesla jazn ola');
INSERT INTO note_words (rowid, words) VALUES (3, 'prefers e mail quotes and apostrophes');
ALTER TABLE invoice_line ADD COLUMN tax_rate_third INTEGER NOT NULL DEFAULT 0 CHECK (tax_rate_third BETWEEN 0 AND 9);
UPDATE setting SET name = 'tax_rate_milli', value = CAST(value * 10 AS TEXT) WHERE name = 'tax_rate_bp';
CREATE TABLE step_next (
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
INSERT INTO step_next
SELECT id, at, who, what, label, undoes, command, last - of_it + 1, last, hash
FROM (
  SELECT *, SUM(of_it) OVER (ORDER BY id ROWS UNBOUNDED PRECEDING) AS last
  FROM (SELECT *, (SELECT COUNT(*) FROM step_row WHERE step_id = step.id) AS of_it FROM step)
) LEFT JOIN step_seal USING (id);
CREATE TABLE step_row_next (
  id INTEGER PRIMARY KEY,
  row_table TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  before TEXT,
  after TEXT
) STRICT;
INSERT INTO step_row_next (row_table, row_id, before, after)
SELECT row_table, row_id, before, after FROM step_row ORDER BY step_id, id;
DROP TABLE step_seal;
DROP TABLE step_row;
DROP TABLE step;
ALTER TABLE step_next RENAME TO step;
ALTER TABLE step_row_next RENAME TO step_row;
CREATE TRIGGER step_keeps_update BEFORE UPDATE ON step WHEN old.hash IS NOT NULL BEGIN SELECT RAISE(ABORT, 'step is append-only'); END;
CREATE TRIGGER step_keeps_delete BEFORE DELETE ON step BEGIN SELECT RAISE(ABORT, 'step is append-only'); END;
CREATE TRIGGER step_row_keeps_update BEFORE UPDATE ON step_row BEGIN SELECT RAISE(ABORT, 'step_row is append-only'); END;
CREATE TRIGGER step_row_keeps_delete BEFORE DELETE ON step_row BEGIN SELECT RAISE(ABORT, 'step_row is append-only'); END;
DROP INDEX invoice_due;
DROP INDEX invoice_open_issued;
DROP INDEX invoice_closed_on;
CREATE INDEX invoice_closed_on ON invoice (closed_on, issue_date);
ALTER TABLE invoice_line ADD COLUMN unit_price_rest INTEGER NOT NULL DEFAULT 0 CHECK (unit_price_rest BETWEEN 0 AND 99);
UPDATE invoice_line SET unit_price_rest = 25 WHERE id = 1;
PRAGMA user_version = 8;
