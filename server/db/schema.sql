-- Generated from the migrated database by «gongzhi schema»; do not edit.

create table account.account (
  id uuid not null,
  login text not null,
  person uuid not null,
  person_county text not null,
  name text not null,
  password text not null,
  totp_sealed text,
  totp_last_step bigint not null default 0,
  staff boolean not null,
  demonstration boolean not null default false,
  note text,
  created_at timestamp with time zone not null default now(),
  initial_until timestamp with time zone,
  totp_pending text,
  constraint account_pkey PRIMARY KEY (id),
  constraint account_login_key UNIQUE (login)
);
CREATE UNIQUE INDEX account_staff ON account.account USING btree (person) WHERE staff;

create table account.errand (
  ticket_hash bytea not null,
  state text not null,
  nonce text not null,
  verifier text not null,
  back text,
  expires_at timestamp with time zone not null,
  constraint errand_pkey PRIMARY KEY (ticket_hash)
);


create table account.session (
  token_hash bytea not null,
  account uuid not null,
  second_factor boolean not null,
  idle interval not null,
  created_at timestamp with time zone not null default now(),
  seen_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  constraint session_pkey PRIMARY KEY (token_hash),
  constraint session_account_fkey FOREIGN KEY (account) REFERENCES account.account(id) ON DELETE CASCADE
);
CREATE INDEX session_account ON account.session USING btree (account);

create table admission.hearing (
  county text not null,
  id uuid not null,
  place text not null,
  number text not null,
  kind text not null,
  title text not null,
  requester_name text not null,
  asked jsonb not null,
  opened_at timestamp with time zone not null,
  stance text,
  score integer,
  words text,
  said_at timestamp with time zone,
  closed_at timestamp with time zone,
  constraint hearing_pkey PRIMARY KEY (county, id),
  constraint hearing_said CHECK (((stance IS NULL) = (said_at IS NULL))),
  constraint hearing_score_check CHECK (((score >= 1) AND (score <= 5))),
  constraint hearing_stance_check CHECK ((stance = ANY (ARRAY['support'::text, 'lighten'::text, 'oppose'::text])))
);
CREATE INDEX hearing_number ON admission.hearing USING btree (number);
CREATE INDEX hearing_place ON admission.hearing USING btree (place, id);
create policy desk on admission.hearing for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy server on admission.hearing for all to gongzhi_server using (true);
grant insert, select on admission.hearing to gongzhi_desk;
grant select on admission.hearing to gongzhi_server;

create table admission.request (
  county text not null,
  number text not null,
  place text not null,
  requester uuid not null,
  requester_name text not null,
  kind text not null,
  title text not null,
  urgent boolean not null,
  asked jsonb not null,
  answer jsonb,
  at timestamp with time zone not null,
  weight jsonb,
  constraint request_pkey PRIMARY KEY (county, number)
);
CREATE INDEX request_place ON admission.request USING btree (place, number);
CREATE INDEX request_requester ON admission.request USING btree (requester, number);
create policy desk on admission.request for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy server on admission.request for select to gongzhi_server using (true);
grant insert, select on admission.request to gongzhi_desk;
grant select on admission.request to gongzhi_server;

create table burden.clock (
  actor uuid not null,
  at timestamp with time zone not null,
  constraint clock_pkey PRIMARY KEY (actor)
);


create table burden.entered (
  county text not null,
  place_then text not null,
  month date not null,
  form text not null,
  organ text not null,
  place text not null,
  entered bigint not null,
  again bigint not null,
  timed bigint not null,
  ms bigint not null,
  constraint entered_pkey PRIMARY KEY (county, place_then, month, form, organ)
);
CREATE INDEX entered_place ON burden.entered USING btree (place, month);
create policy desk on burden.entered for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
grant select on burden.entered to gongzhi_desk;

create table burden.pace (
  county text not null,
  place text not null,
  element text not null,
  n bigint not null,
  ms bigint not null,
  constraint pace_pkey PRIMARY KEY (county, place, element)
);
CREATE INDEX pace_place ON burden.pace USING btree (place);
create policy desk on burden.pace for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
grant select on burden.pace to gongzhi_desk;

create table burden.published (
  county text not null,
  place text not null,
  month date not null,
  requester text not null,
  requester_name text not null,
  minutes bigint not null,
  communities bigint not null,
  decision text not null,
  published_at timestamp with time zone not null,
  constraint published_pkey PRIMARY KEY (county, place, month, requester)
);
create policy desk on burden.published for insert to gongzhi_desk with check (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy open on burden.published for select to gongzhi_desk, gongzhi_public, gongzhi_self, gongzhi_server using (true);
grant insert, select on burden.published to gongzhi_desk;
grant select on burden.published to gongzhi_public;
grant select on burden.published to gongzhi_self;
grant select on burden.published to gongzhi_server;

create table burden.spent (
  county text not null,
  place_then text not null,
  month date not null,
  kind text not null,
  requester text not null,
  form text not null,
  place text not null,
  requester_name text not null,
  n bigint not null,
  ms bigint not null,
  constraint spent_pkey PRIMARY KEY (county, place_then, month, kind, requester, form)
);
CREATE INDEX spent_place ON burden.spent USING btree (place, month);
create policy desk on burden.spent for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
grant select on burden.spent to gongzhi_desk;

create table delivery.delivery (
  county text not null,
  id uuid not null,
  place text not null,
  subscription uuid not null,
  event uuid not null,
  topic text not null,
  subject text not null,
  body text not null,
  at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  tries jsonb not null default '[]'::jsonb,
  attempts integer not null default 0,
  claimed_until timestamp with time zone,
  done_at timestamp with time zone,
  given_up_at timestamp with time zone,
  constraint delivery_pkey PRIMARY KEY (county, id),
  constraint delivery_once UNIQUE (county, subscription, event),
  constraint delivery_subscription FOREIGN KEY (county, subscription) REFERENCES delivery.subscription(county, id)
);
CREATE INDEX delivery_of ON delivery.delivery USING btree (subscription, at, id);
CREATE INDEX delivery_place ON delivery.delivery USING btree (place, at, id);
CREATE INDEX delivery_waiting ON delivery.delivery USING btree (subscription, due_at) WHERE ((done_at IS NULL) AND (given_up_at IS NULL));
create policy desk on delivery.delivery for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy server on delivery.delivery for all to gongzhi_server using (true);
grant select on delivery.delivery to gongzhi_desk;
grant delete, insert, select, update on delivery.delivery to gongzhi_server;

create table delivery.subscription (
  county text not null,
  id uuid not null,
  place text not null,
  organisation uuid not null,
  organisation_name text not null,
  url text not null,
  topics text[] not null,
  secret text not null,
  made_at timestamp with time zone not null,
  made_by text not null,
  made_by_person uuid not null,
  failures integer not null default 0,
  failing_since timestamp with time zone,
  retry_at timestamp with time zone,
  disabled_at timestamp with time zone,
  disabled_why text,
  ended_at timestamp with time zone,
  ended_reason text,
  agreement text,
  trial_asked_at timestamp with time zone,
  trial_taken_at timestamp with time zone,
  trial jsonb,
  constraint subscription_pkey PRIMARY KEY (county, id)
);
CREATE INDEX subscription_place ON delivery.subscription USING btree (place, id);
CREATE INDEX subscription_trial ON delivery.subscription USING btree (trial_asked_at) WHERE ((trial_asked_at IS NOT NULL) AND (trial_taken_at IS NULL));
create policy desk on delivery.subscription for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy server on delivery.subscription for all to gongzhi_server using (true);
grant insert, select, update on delivery.subscription to gongzhi_desk;
grant select, update on delivery.subscription to gongzhi_server;

create table exchange.batch (
  county text not null,
  job uuid not null,
  seq integer not null,
  place text not null,
  lines jsonb not null,
  outcomes text not null,
  said jsonb not null,
  constraint batch_pkey PRIMARY KEY (county, job, seq),
  constraint batch_whole CHECK (((jsonb_array_length(lines) = length(outcomes)) AND (outcomes ~ '^[wurh]+$'::text)))
);
CREATE INDEX batch_place ON exchange.batch USING btree (place);
create policy desk on exchange.batch for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
grant insert, select on exchange.batch to gongzhi_desk;

create table exchange.export (
  county text not null,
  id uuid not null,
  place text not null,
  scope text not null,
  columns jsonb not null,
  format text not null,
  purpose text not null,
  state text not null,
  rows integer not null default 0,
  actor uuid not null,
  actor_name text not null,
  made_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint export_pkey PRIMARY KEY (county, id),
  constraint export_format_check CHECK ((format = ANY (ARRAY['xlsx'::text, 'csv'::text]))),
  constraint export_state_check CHECK ((state = ANY (ARRAY['open'::text, 'running'::text, 'done'::text, 'cancelled'::text])))
);
CREATE INDEX export_id ON exchange.export USING btree (id);
CREATE INDEX export_place ON exchange.export USING btree (place, id);
create policy desk on exchange.export for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
grant insert, select, update on exchange.export to gongzhi_desk;

create table exchange.job (
  county text not null,
  id uuid not null,
  place text not null,
  kind text not null,
  state text not null,
  file uuid not null,
  file_name text not null,
  digest text not null,
  format jsonb not null,
  sheet text not null,
  header integer not null,
  columns jsonb not null,
  purpose text not null,
  template_name text,
  actor uuid not null,
  actor_name text not null,
  office text not null,
  mandate uuid,
  line integer not null,
  batches integer not null default 0,
  read integer not null default 0,
  written integer not null default 0,
  unchanged integer not null default 0,
  refused integer not null default 0,
  held integer not null default 0,
  forecast jsonb,
  why text,
  made_at timestamp with time zone not null,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  leased_until timestamp with time zone,
  lease uuid,
  constraint job_pkey PRIMARY KEY (county, id),
  constraint job_adds_up CHECK ((read = (((written + unchanged) + refused) + held))),
  constraint job_ended CHECK (((state = ANY (ARRAY['done'::text, 'broken'::text])) = (ended_at IS NOT NULL))),
  constraint job_header_check CHECK ((header > 0)),
  constraint job_kind_check CHECK ((kind = ANY (ARRAY['residents'::text, 'facts'::text]))),
  constraint job_state_check CHECK ((state = ANY (ARRAY['checking'::text, 'checked'::text, 'running'::text, 'stopped'::text, 'done'::text, 'broken'::text])))
);
CREATE INDEX job_due ON exchange.job USING btree (made_at) WHERE (state = ANY (ARRAY['checking'::text, 'running'::text]));
CREATE INDEX job_id ON exchange.job USING btree (id);
CREATE INDEX job_place ON exchange.job USING btree (place, id);
create policy desk on exchange.job for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy server on exchange.job for all to gongzhi_server using (true);
grant insert, select, update on exchange.job to gongzhi_desk;
grant select, update on exchange.job to gongzhi_server;

create table exchange.template (
  county text not null,
  id uuid not null,
  place text not null,
  name text not null,
  kind text not null,
  columns jsonb not null,
  made_by uuid not null,
  made_name text not null,
  used_at timestamp with time zone not null,
  constraint template_pkey PRIMARY KEY (county, id),
  constraint template_kind_check CHECK ((kind = ANY (ARRAY['residents'::text, 'facts'::text])))
);
CREATE UNIQUE INDEX template_name ON exchange.template USING btree (county, place, name);
create policy desk on exchange.template for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
grant delete, insert, select, update on exchange.template to gongzhi_desk;

create table filedrop.file (
  county text not null,
  id uuid not null,
  place text not null,
  folder uuid not null,
  direction text not null,
  number integer not null,
  name text not null,
  digest text,
  state text not null,
  read integer not null default 0,
  written integer not null default 0,
  unchanged integer not null default 0,
  refused integer not null default 0,
  answer_bytes bigint not null default 0,
  why text,
  attempts integer not null default 0,
  at timestamp with time zone not null,
  done_at timestamp with time zone,
  constraint file_pkey PRIMARY KEY (county, id),
  constraint file_adds_up CHECK ((read = ((written + unchanged) + refused))),
  constraint file_folder FOREIGN KEY (county, folder) REFERENCES filedrop.folder(county, id),
  constraint file_number UNIQUE (county, folder, number),
  constraint file_state_check CHECK ((state = ANY (ARRAY['writing'::text, 'written'::text, 'taking'::text, 'taken'::text, 'bad'::text])))
);
CREATE UNIQUE INDEX file_once ON filedrop.file USING btree (county, folder, digest) WHERE (direction = 'in'::text);
CREATE INDEX file_open ON filedrop.file USING btree (folder) WHERE (state = ANY (ARRAY['writing'::text, 'taking'::text]));
CREATE INDEX file_place ON filedrop.file USING btree (place, at, id);
create policy desk on filedrop.file for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy server on filedrop.file for all to gongzhi_server using (true);
grant select on filedrop.file to gongzhi_desk;
grant insert, select, update on filedrop.file to gongzhi_server;

create table filedrop.folder (
  county text not null,
  id uuid not null,
  place text not null,
  organisation uuid not null,
  organisation_name text not null,
  key uuid not null,
  adapter text not null,
  direction text not null,
  format text not null,
  daily_at smallint,
  most_rows integer not null,
  path text not null,
  files integer not null default 0,
  claimed_until timestamp with time zone,
  trouble text,
  made_at timestamp with time zone not null,
  made_by text not null,
  made_by_person uuid not null,
  ended_at timestamp with time zone,
  ended_reason text,
  constraint folder_pkey PRIMARY KEY (county, id),
  constraint folder_daily_at_check CHECK (((daily_at >= 0) AND (daily_at <= 23))),
  constraint folder_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
  constraint folder_format_check CHECK ((format = ANY (ARRAY['csv'::text, 'csv_gb'::text, 'jsonl'::text]))),
  constraint folder_most_rows_check CHECK (((most_rows >= 1) AND (most_rows <= 100000))),
  constraint folder_path UNIQUE (path)
);
CREATE INDEX folder_place ON filedrop.folder USING btree (place, id);
create policy desk on filedrop.folder for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy server on filedrop.folder for all to gongzhi_server using (true);
grant insert, select on filedrop.folder to gongzhi_desk;
grant select, update on filedrop.folder to gongzhi_server;

create table filedrop.line (
  county text not null,
  id uuid not null,
  place text not null,
  folder uuid not null,
  subject text not null,
  mark text not null,
  event text not null,
  at timestamp with time zone not null,
  file uuid,
  sealed text,
  refused text,
  constraint line_pkey PRIMARY KEY (county, id),
  constraint line_once UNIQUE (county, folder, subject, mark)
);
CREATE INDEX line_file ON filedrop.line USING btree (file);
CREATE INDEX line_waiting ON filedrop.line USING btree (folder, at, id) WHERE (file IS NULL);
create policy desk on filedrop.line for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy server on filedrop.line for all to gongzhi_server using (true);
grant select on filedrop.line to gongzhi_desk;
grant delete, insert, select, update on filedrop.line to gongzhi_server;

create table gate.admission (
  county text not null,
  number text not null,
  place text not null,
  places text[] not null,
  reach text not null,
  kind text not null,
  requester uuid,
  requester_name text not null,
  subject text,
  title text not null,
  basis text not null,
  valid_from date not null,
  valid_to date,
  minutes integer not null,
  staff integer not null default 0,
  fee_fen bigint not null default 0,
  statistical boolean not null default false,
  form_number text,
  form_approval text,
  form_valid_to date,
  agreed_on date,
  emergency boolean not null default false,
  version integer not null,
  admitted_at timestamp with time zone not null,
  ended_on date,
  ended_why text,
  period text,
  content text,
  asks jsonb,
  constraint admission_pkey PRIMARY KEY (county, number),
  constraint admission_minutes_check CHECK ((minutes >= 0)),
  constraint admission_period_check CHECK ((period = ANY (ARRAY['once'::text, 'month'::text, 'quarter'::text, 'year'::text]))),
  constraint admission_places_check CHECK ((cardinality(places) > 0)),
  constraint admission_reach_check CHECK ((reach = ANY (ARRAY['all'::text, 'village'::text, 'community'::text]))),
  constraint admission_span CHECK (((valid_to IS NULL) OR (valid_to > valid_from)))
);
CREATE INDEX admission_kind ON gate.admission USING btree (kind, place);
CREATE INDEX admission_number ON gate.admission USING btree (number);
CREATE INDEX admission_requester ON gate.admission USING btree (requester, kind);
create policy open on gate.admission for select to gongzhi_desk, gongzhi_public, gongzhi_self, gongzhi_server using (true);
grant select on gate.admission to gongzhi_desk;
grant select on gate.admission to gongzhi_public;
grant select on gate.admission to gongzhi_self;
grant select on gate.admission to gongzhi_server;

create table gate.answered (
  county text not null,
  day date not null,
  sender text not null,
  kind text not null,
  title text not null,
  ground text not null,
  n integer not null,
  constraint answered_pkey PRIMARY KEY (county, day, sender, kind, title, ground)
);
create policy server on gate.answered for all to gongzhi_server using (true);
grant insert, select, update on gate.answered to gongzhi_server;

create table gate.demand (
  county text not null,
  id uuid not null,
  place text not null,
  admission text not null,
  sending uuid not null,
  kind text not null,
  requester uuid not null,
  requester_name text not null,
  title text not null,
  body text,
  due_on date,
  sent_at timestamp with time zone not null,
  refused_at timestamp with time zone,
  refused_ground text,
  turn text,
  constraint demand_pkey PRIMARY KEY (county, id)
);
CREATE INDEX demand_place ON gate.demand USING btree (place, id);
CREATE INDEX demand_requester ON gate.demand USING btree (requester, sending);
CREATE UNIQUE INDEX demand_turn ON gate.demand USING btree (county, place, admission, turn);
create policy desk on gate.demand for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy leave on gate.demand for insert to public with check ((admission = NULLIF(current_setting('gate.admission'::text, true), ''::text)));
grant insert, select on gate.demand to gongzhi_desk;

create table gate.list (
  county text not null,
  place text not null,
  list text not null,
  version integer not null,
  title text not null,
  source text not null,
  verified boolean not null,
  valid_from date not null,
  entries jsonb not null,
  constraint list_pkey PRIMARY KEY (county, place, list, version)
);
create policy desk on gate.list for insert to gongzhi_desk with check (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy open on gate.list for select to gongzhi_desk, gongzhi_public, gongzhi_self, gongzhi_server using (true);
grant insert, select on gate.list to gongzhi_desk;
grant select on gate.list to gongzhi_public;
grant select on gate.list to gongzhi_self;
grant select on gate.list to gongzhi_server;

create table gate.sighting (
  county text not null,
  id uuid not null,
  place text not null,
  kind text not null,
  title text not null,
  requester uuid,
  requester_name text not null,
  seen_on date not null,
  note text,
  admission text,
  breach text,
  refused boolean not null,
  at timestamp with time zone not null,
  constraint sighting_pkey PRIMARY KEY (county, id)
);
CREATE INDEX sighting_place ON gate.sighting USING btree (place, id);
CREATE INDEX sighting_requester ON gate.sighting USING btree (requester, id);
create policy desk on gate.sighting for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
grant insert, select on gate.sighting to gongzhi_desk;

create table gate.turned_away (
  county text not null,
  place text not null,
  day date not null,
  requester text not null,
  requester_name text not null,
  kind text not null,
  subject text not null,
  operation text not null,
  n integer not null,
  last_at timestamp with time zone not null,
  constraint turned_away_pkey PRIMARY KEY (county, place, day, requester, kind, subject)
);
CREATE INDEX turned_away_place ON gate.turned_away USING btree (place, last_at);
create policy desk on gate.turned_away for select to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy server on gate.turned_away for all to gongzhi_server using (true);
grant select on gate.turned_away to gongzhi_desk;
grant insert, select, update on gate.turned_away to gongzhi_server;

create table integration.key (
  county text not null,
  id uuid not null,
  place text not null,
  organisation uuid not null,
  organisation_county text not null,
  organisation_name text not null,
  name text not null,
  office text not null,
  verbs text[] not null,
  hash bytea not null,
  hint text not null,
  valid_until date not null,
  per_minute integer not null,
  basis text not null,
  made_at timestamp with time zone not null,
  made_by text not null,
  used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  revoked_reason text,
  constraint key_pkey PRIMARY KEY (county, id),
  constraint key_hash UNIQUE (hash),
  constraint key_per_minute_check CHECK ((per_minute > 0))
);
CREATE INDEX key_place ON integration.key USING btree (place, id);
create policy desk on integration.key for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
grant insert, select on integration.key to gongzhi_desk;

create table item.draft (
  county text not null,
  id text not null,
  place text not null,
  name text not null,
  body json not null,
  revision integer not null default 0,
  base_version integer not null default 0,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  what text not null,
  makers uuid[] not null default '{}'::uuid[],
  proposed_at timestamp with time zone,
  proposed_by text,
  returned_why text,
  returned_by text,
  constraint draft_pkey PRIMARY KEY (county, what, id),
  constraint draft_what CHECK ((what = ANY (ARRAY['item'::text, 'bundle'::text])))
);
CREATE INDEX draft_place ON item.draft USING btree (place, updated_at, id);
create policy desk on item.draft for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
grant delete, insert, select, update on item.draft to gongzhi_desk;

create table item.standard (
  county text not null,
  id uuid not null,
  place text not null,
  item text not null,
  which text not null,
  numbers jsonb not null,
  basis text not null,
  valid_from date not null,
  back_dated text,
  proposed_at timestamp with time zone not null,
  proposed_by uuid not null,
  proposed_name text not null,
  state text not null default 'proposed'::text,
  decided_at timestamp with time zone,
  decided_name text,
  reason text,
  constraint standard_pkey PRIMARY KEY (county, id),
  constraint standard_decided CHECK (((state = 'proposed'::text) = (decided_at IS NULL))),
  constraint standard_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'in_force'::text, 'returned'::text]))),
  constraint standard_which_check CHECK ((which = ANY (ARRAY['params'::text, 'days'::text])))
);
CREATE INDEX standard_place ON item.standard USING btree (place, id);
CREATE UNIQUE INDEX standard_waiting ON item.standard USING btree (county, place, item, which) WHERE (state = 'proposed'::text);
create policy desk on item.standard for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
grant insert, select, update on item.standard to gongzhi_desk;

create table item.version (
  id text not null,
  version integer not null,
  place text not null,
  body json not null,
  digest text not null,
  published_at timestamp with time zone not null,
  published_by text not null,
  retired_at timestamp with time zone,
  retired_why text,
  what text not null,
  constraint version_pkey PRIMARY KEY (what, id, version),
  constraint version_what CHECK ((what = ANY (ARRAY['item'::text, 'bundle'::text])))
);
create policy desk on item.version for insert to gongzhi_desk with check (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy desk_retire on item.version for update to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy open on item.version for select to gongzhi_desk, gongzhi_public, gongzhi_self, gongzhi_server using (true);
grant insert, select on item.version to gongzhi_desk;
grant select on item.version to gongzhi_public;
grant select on item.version to gongzhi_self;
grant select on item.version to gongzhi_server;

create table kernel.counter (
  county text not null,
  place text not null,
  kind text not null,
  state text not null,
  n bigint not null,
  constraint counter_pkey PRIMARY KEY (county, place, kind, state)
);
CREATE INDEX counter_place ON kernel.counter USING btree (place, kind, state) INCLUDE (n);
create policy desk on kernel.counter for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
grant select on kernel.counter to gongzhi_desk;

create table kernel.deployment (
  key text not null,
  value jsonb not null,
  constraint deployment_pkey PRIMARY KEY (key)
);
grant select on kernel.deployment to gongzhi_desk;
grant select on kernel.deployment to gongzhi_public;
grant select on kernel.deployment to gongzhi_self;
grant select on kernel.deployment to gongzhi_server;

create table kernel.epoch (
  one boolean not null default true,
  n bigint not null default 0,
  constraint epoch_pkey PRIMARY KEY (one),
  constraint epoch_one_check CHECK (one)
);


create table kernel.file (
  county text not null,
  id uuid not null,
  place text not null,
  person uuid,
  actor uuid not null,
  name text not null,
  type text not null,
  size integer not null,
  digest text not null,
  at timestamp with time zone not null default now(),
  kept_at timestamp with time zone,
  constraint file_pkey PRIMARY KEY (county, id)
);
CREATE INDEX file_actor ON kernel.file USING btree (actor, at) WHERE (person IS NULL);
CREATE INDEX file_digest ON kernel.file USING btree (digest);
CREATE INDEX file_id ON kernel.file USING btree (id);
CREATE INDEX file_loose ON kernel.file USING btree (at) WHERE (kept_at IS NULL);
CREATE INDEX file_person ON kernel.file USING btree (person);
create policy desk on kernel.file for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy self on kernel.file for all to gongzhi_self using ((person = (NULLIF(current_setting('seat.person'::text, true), ''::text))::uuid));
create policy server on kernel.file for all to gongzhi_server using (true);
grant insert, select on kernel.file to gongzhi_desk;
grant insert, select on kernel.file to gongzhi_self;
grant delete, select on kernel.file to gongzhi_server;

create table kernel.idempotency (
  actor uuid not null,
  key text not null,
  operation text not null,
  digest text not null,
  response text not null,
  at timestamp with time zone not null default now(),
  constraint idempotency_pkey PRIMARY KEY (actor, key),
  constraint idempotency_key_check CHECK (((length(key) >= 8) AND (length(key) <= 100)))
);
CREATE INDEX idempotency_at ON kernel.idempotency USING brin (at);
create policy own on kernel.idempotency for all to gongzhi_desk, gongzhi_self using ((actor = (NULLIF(current_setting('seat.actor'::text, true), ''::text))::uuid));
create policy server on kernel.idempotency for all to gongzhi_server using (true);
grant insert, select on kernel.idempotency to gongzhi_desk;
grant insert, select on kernel.idempotency to gongzhi_self;
grant delete, select on kernel.idempotency to gongzhi_server;

create table kernel.number (
  county text not null,
  day date not null,
  next bigint not null,
  constraint number_pkey PRIMARY KEY (county, day)
);


create table kernel.outbox (
  county text not null,
  id uuid not null,
  place text not null,
  actor uuid,
  tx xid8 not null default pg_current_xact_id(),
  topic text not null,
  payload jsonb not null,
  at timestamp with time zone not null default now(),
  due_at timestamp with time zone not null default now(),
  attempts integer not null default 0,
  last_error text,
  done_at timestamp with time zone,
  constraint outbox_pkey PRIMARY KEY (county, id)
);
CREATE INDEX outbox_due ON kernel.outbox USING btree (due_at) WHERE (done_at IS NULL);
create policy acted on kernel.outbox for insert to gongzhi_desk, gongzhi_public, gongzhi_self with check ((NOT (actor IS DISTINCT FROM (NULLIF(current_setting('seat.actor'::text, true), ''::text))::uuid)));
create policy server on kernel.outbox for all to gongzhi_server using (true);
grant insert on kernel.outbox to gongzhi_desk;
grant insert on kernel.outbox to gongzhi_self;
grant delete, insert, select, update on kernel.outbox to gongzhi_server;

create table kernel.throttle (
  key text not null,
  until timestamp with time zone not null,
  n integer not null,
  constraint throttle_pkey PRIMARY KEY (key)
);


create table law.calendar_day (
  year integer not null,
  edition integer not null,
  date date not null,
  kind text not null,
  name text not null,
  constraint calendar_day_pkey PRIMARY KEY (year, edition, date),
  constraint calendar_day_kind_check CHECK ((kind = ANY (ARRAY['holiday'::text, 'makeup_workday'::text])))
);
create policy open on law.calendar_day for select to gongzhi_desk, gongzhi_public, gongzhi_self, gongzhi_server using (true);
create policy province on law.calendar_day for insert to gongzhi_desk with check ((current_setting('seat.low'::text, true) = '32'::text));
grant insert, select on law.calendar_day to gongzhi_desk;
grant select on law.calendar_day to gongzhi_public;
grant select on law.calendar_day to gongzhi_self;
grant select on law.calendar_day to gongzhi_server;

create table law.calendar_edition (
  year integer not null,
  edition integer not null,
  notice text not null,
  published_on date,
  recorded_at timestamp with time zone not null default now(),
  serial integer not null,
  constraint calendar_edition_pkey PRIMARY KEY (year, edition),
  constraint calendar_edition_serial UNIQUE (serial)
);
create policy open on law.calendar_edition for select to gongzhi_desk, gongzhi_public, gongzhi_self, gongzhi_server using (true);
create policy province on law.calendar_edition for insert to gongzhi_desk with check ((current_setting('seat.low'::text, true) = '32'::text));
grant insert, select on law.calendar_edition to gongzhi_desk;
grant select on law.calendar_edition to gongzhi_public;
grant select on law.calendar_edition to gongzhi_self;
grant select on law.calendar_edition to gongzhi_server;

create table law.rule (
  id text not null,
  version integer not null,
  place text not null default '32'::text,
  title text not null,
  level text not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  verified boolean not null,
  params jsonb not null,
  recorded_at timestamp with time zone not null default now(),
  partial boolean not null default false,
  constraint rule_pkey PRIMARY KEY (id, place, version),
  constraint rule_level_check CHECK ((level = ANY (ARRAY['national'::text, 'province'::text, 'city'::text, 'county'::text, 'town'::text, 'village'::text]))),
  constraint rule_span CHECK (((valid_to IS NULL) OR (valid_to > valid_from)))
);
create policy desk on law.rule for insert to gongzhi_desk with check (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy open on law.rule for select to gongzhi_desk, gongzhi_public, gongzhi_self, gongzhi_server using (true);
grant insert, select on law.rule to gongzhi_desk;
grant select on law.rule to gongzhi_public;
grant select on law.rule to gongzhi_self;
grant select on law.rule to gongzhi_server;

create table ledger.entry (
  county text not null,
  id uuid not null,
  place text not null,
  place_then text not null,
  at timestamp with time zone not null,
  tx xid8 not null default pg_current_xact_id(),
  actor uuid,
  actor_name text not null,
  office text not null,
  chair text not null,
  mandate uuid,
  person uuid,
  verb text not null,
  operation text not null,
  subject text,
  suite text not null,
  salt bytea not null,
  digest bytea not null,
  deed text,
  person_name text,
  copy_of uuid,
  constraint entry_pkey PRIMARY KEY (county, id),
  constraint entry_chair_check CHECK ((chair = ANY (ARRAY['desk'::text, 'self'::text, 'public'::text, 'server'::text])))
);
CREATE INDEX entry_id ON ledger.entry USING btree (id, place);
CREATE INDEX entry_person ON ledger.entry USING btree (person, id) WHERE (person IS NOT NULL);
CREATE INDEX entry_place ON ledger.entry USING btree (place, id);
CREATE INDEX entry_subject ON ledger.entry USING btree (subject, id) WHERE (subject IS NOT NULL);
create policy acted on ledger.entry for insert to gongzhi_desk, gongzhi_public, gongzhi_self with check ((NOT (actor IS DISTINCT FROM (NULLIF(current_setting('seat.actor'::text, true), ''::text))::uuid)));
create policy desk on ledger.entry for select to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy self on ledger.entry for select to gongzhi_self using ((person = (NULLIF(current_setting('seat.person'::text, true), ''::text))::uuid));
create policy server on ledger.entry for all to gongzhi_server using (true);
grant insert, select on ledger.entry to gongzhi_desk;
grant insert on ledger.entry to gongzhi_public;
grant insert, select on ledger.entry to gongzhi_self;
grant insert, select on ledger.entry to gongzhi_server;

create table licence.deposited (
  county text not null,
  id uuid not null,
  place text not null,
  person uuid not null,
  kind text not null,
  title text not null,
  number text not null,
  organisation uuid not null,
  organ text not null,
  issued_on date not null,
  valid_until date,
  revoked boolean not null,
  as_of timestamp with time zone not null,
  deposited_by text not null,
  constraint deposited_pkey PRIMARY KEY (county, id),
  constraint deposited_once UNIQUE (county, organisation, kind, number),
  constraint deposited_span CHECK (((valid_until IS NULL) OR (valid_until >= issued_on)))
);
CREATE INDEX deposited_person ON licence.deposited USING btree (person, kind);
CREATE INDEX deposited_place ON licence.deposited USING btree (place, id);
create policy desk on licence.deposited for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy self on licence.deposited for all to gongzhi_self using ((person = (NULLIF(current_setting('seat.person'::text, true), ''::text))::uuid));
grant insert, select on licence.deposited to gongzhi_desk;
grant select on licence.deposited to gongzhi_self;

create table licence.licence (
  county text not null,
  number text not null,
  place text not null,
  person uuid not null,
  kind text not null,
  title text not null,
  holder text not null,
  holder_masked text not null,
  identity_masked text,
  lines jsonb not null,
  organ text not null,
  office text not null,
  matter text not null,
  issued_at timestamp with time zone not null,
  issued_on date not null,
  valid_until date,
  code text not null,
  revoked_at timestamp with time zone,
  revoked_reason text,
  revoked_note text,
  constraint licence_pkey PRIMARY KEY (county, number),
  constraint licence_revoked CHECK (((revoked_at IS NULL) = (revoked_reason IS NULL))),
  constraint licence_span CHECK (((valid_until IS NULL) OR (valid_until >= issued_on)))
);
CREATE UNIQUE INDEX licence_matter ON licence.licence USING btree (county, matter);
CREATE INDEX licence_person ON licence.licence USING btree (person, issued_at, number);
CREATE INDEX licence_place ON licence.licence USING btree (place, issued_at);
create policy desk on licence.licence for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy self on licence.licence for all to gongzhi_self using ((person = (NULLIF(current_setting('seat.person'::text, true), ''::text))::uuid));
grant insert, select on licence.licence to gongzhi_desk;
grant select on licence.licence to gongzhi_self;

create table licence.use (
  county text not null,
  id uuid not null,
  place text not null,
  person uuid not null,
  matter text not null,
  matter_title text not null,
  material text not null,
  kind text not null,
  title text not null,
  number text,
  organ text not null,
  valid_until date,
  at timestamp with time zone not null,
  actor uuid not null,
  actor_name text not null,
  office text not null,
  actor_place text not null,
  constraint use_pkey PRIMARY KEY (county, id)
);
CREATE INDEX use_matter ON licence.use USING btree (county, matter);
CREATE INDEX use_person ON licence.use USING btree (person, at, id);
create policy desk on licence.use for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy self on licence.use for all to gongzhi_self using ((person = (NULLIF(current_setting('seat.person'::text, true), ''::text))::uuid));
grant select on licence.use to gongzhi_desk;
grant insert, select on licence.use to gongzhi_self;

create table matter.matter (
  county text not null,
  number text not null,
  place text not null,
  person uuid not null,
  person_name text not null,
  title text not null,
  bundle text,
  opened_at timestamp with time zone not null,
  received_at_place text,
  constraint matter_pkey PRIMARY KEY (county, number)
);
CREATE INDEX matter_person ON matter.matter USING btree (person, opened_at, number);
CREATE INDEX matter_place ON matter.matter USING btree (place, opened_at, number);
create policy desk on matter.matter for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy self on matter.matter for all to gongzhi_self using ((person = (NULLIF(current_setting('seat.person'::text, true), ''::text))::uuid));
grant select on matter.matter to gongzhi_desk;
grant insert, select on matter.matter to gongzhi_self;

create table message.message (
  county text not null,
  id uuid not null,
  place text not null,
  person uuid not null,
  title text not null,
  body text not null,
  matter text,
  at timestamp with time zone not null,
  read_at timestamp with time zone,
  constraint message_pkey PRIMARY KEY (county, id)
);
CREATE INDEX message_person ON message.message USING btree (person, id);
CREATE INDEX message_unread ON message.message USING btree (person) WHERE (read_at IS NULL);
create policy desk on message.message for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy self on message.message for all to gongzhi_self using ((person = (NULLIF(current_setting('seat.person'::text, true), ''::text))::uuid));
create policy server on message.message for all to gongzhi_server using (true);
grant select on message.message to gongzhi_self;
grant insert, select on message.message to gongzhi_server;

create table message.preference (
  person uuid not null,
  sms boolean not null,
  email_sealed text,
  email_masked text,
  changed_at timestamp with time zone not null,
  constraint preference_pkey PRIMARY KEY (person)
);
create policy self on message.preference for all to gongzhi_self using ((person = (NULLIF(current_setting('seat.person'::text, true), ''::text))::uuid));
create policy server on message.preference for all to gongzhi_server using (true);
grant insert, select, update on message.preference to gongzhi_self;
grant select on message.preference to gongzhi_server;

create table message.sending (
  county text not null,
  id uuid not null,
  place text not null,
  person uuid not null,
  message uuid not null,
  channel text not null,
  recipient text not null,
  body text not null,
  at timestamp with time zone not null,
  state text not null default 'waiting'::text,
  attempts integer not null default 0,
  due_at timestamp with time zone not null,
  claimed_until timestamp with time zone,
  last_error text,
  settled_at timestamp with time zone,
  matter text,
  brief text not null default ''::text,
  joined text,
  joined_in uuid,
  constraint sending_pkey PRIMARY KEY (county, id),
  constraint sending_channel_check CHECK ((channel = ANY (ARRAY['sms'::text, 'email'::text]))),
  constraint sending_once UNIQUE (county, message, channel),
  constraint sending_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text, 'dropped'::text])))
);
CREATE INDEX sending_due ON message.sending USING btree (due_at) WHERE (state = 'waiting'::text);
CREATE INDEX sending_message ON message.sending USING btree (message);
CREATE INDEX sending_place ON message.sending USING btree (place, at, id);
CREATE INDEX sending_waiting ON message.sending USING btree (person, channel, joined) WHERE (state = 'waiting'::text);
create policy desk on message.sending for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy self on message.sending for all to gongzhi_self using ((person = (NULLIF(current_setting('seat.person'::text, true), ''::text))::uuid));
create policy server on message.sending for all to gongzhi_server using (true);
grant select on message.sending to gongzhi_desk;
grant select on message.sending to gongzhi_self;
grant insert, select, update on message.sending to gongzhi_server;

create table process.action (
  county text not null,
  number text not null,
  seq integer not null,
  place text not null,
  person uuid,
  action text not null,
  state text not null,
  at timestamp with time zone not null,
  actor uuid,
  actor_name text not null,
  office text not null,
  actor_place text not null,
  note text,
  data jsonb not null default '{}'::jsonb,
  constraint action_pkey PRIMARY KEY (county, number, seq)
);
create policy desk on process.action for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy self on process.action for all to gongzhi_self using ((person = (NULLIF(current_setting('seat.person'::text, true), ''::text))::uuid));
create policy server on process.action for all to gongzhi_server using (true);
grant insert, select on process.action to gongzhi_desk;
grant insert, select on process.action to gongzhi_self;
grant insert, select on process.action to gongzhi_server;

create table process.case (
  county text not null,
  number text not null,
  place text not null,
  process text not null,
  version integer not null,
  topic text not null,
  rule text not null,
  matter text,
  title text not null,
  person uuid,
  person_name text not null,
  state text not null,
  seq integer not null,
  awaits text,
  due_at timestamp with time zone,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  received_at_place text,
  single boolean not null default false,
  data jsonb not null,
  constraint case_pkey PRIMARY KEY (county, number)
);
CREATE INDEX case_awaiting ON process."case" USING btree (awaits, due_at, number, place) WHERE (awaits IS NOT NULL);
CREATE INDEX case_awaiting_place ON process."case" USING btree (place, awaits, due_at, number) WHERE (awaits IS NOT NULL);
CREATE INDEX case_late ON process."case" USING btree (due_at, place) WHERE (awaits IS NOT NULL);
CREATE INDEX case_matter ON process."case" USING btree (matter, number) WHERE (matter IS NOT NULL);
CREATE UNIQUE INDEX case_one_open ON process."case" USING btree (county, person, topic) WHERE (single AND (closed_at IS NULL));
CREATE INDEX case_opened ON process."case" USING btree (opened_at, number, place);
CREATE INDEX case_person ON process."case" USING btree (person, opened_at, number);
CREATE INDEX case_place ON process."case" USING btree (place, opened_at, number);
CREATE INDEX case_state ON process."case" USING btree (state, opened_at, number, place);
create policy desk on process.case for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy self on process.case for all to gongzhi_self using ((person = (NULLIF(current_setting('seat.person'::text, true), ''::text))::uuid));
create policy server on process.case for all to gongzhi_server using (true);
grant insert, select, update on process.case to gongzhi_desk;
grant insert, select on process.case to gongzhi_self;
grant insert, select, update on process.case to gongzhi_server;

create table process.clock (
  county text not null,
  number text not null,
  name text not null,
  place text not null,
  person uuid,
  unit text not null,
  days integer not null,
  basis text not null,
  started_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  provisional boolean not null default false,
  serial integer not null default 0,
  fires text,
  stops jsonb not null default '[]'::jsonb,
  stopped_at timestamp with time zone,
  met_at timestamp with time zone,
  fired_at timestamp with time zone,
  attempts integer not null default 0,
  last_error text,
  next_try timestamp with time zone,
  constraint clock_pkey PRIMARY KEY (county, number, name),
  constraint clock_days_check CHECK ((days > 0)),
  constraint clock_unit_check CHECK ((unit = ANY (ARRAY['working'::text, 'calendar'::text])))
);
CREATE INDEX clock_due ON process.clock USING btree (GREATEST(due_at, next_try)) WHERE ((fires IS NOT NULL) AND (met_at IS NULL) AND (stopped_at IS NULL) AND (fired_at IS NULL));
CREATE INDEX clock_provisional ON process.clock USING btree (place) WHERE (provisional AND (met_at IS NULL) AND (fired_at IS NULL));
CREATE INDEX clock_serial ON process.clock USING btree (serial) WHERE ((met_at IS NULL) AND (stopped_at IS NULL) AND (fired_at IS NULL));
create policy desk on process.clock for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy self on process.clock for all to gongzhi_self using ((person = (NULLIF(current_setting('seat.person'::text, true), ''::text))::uuid));
create policy server on process.clock for all to gongzhi_server using (true);
grant insert, select, update on process.clock to gongzhi_desk;
grant insert, select on process.clock to gongzhi_self;
grant insert, select, update on process.clock to gongzhi_server;

create table process.definition (
  id text not null,
  version integer not null,
  body json not null,
  digest text not null,
  published_at timestamp with time zone not null default now(),
  constraint definition_pkey PRIMARY KEY (id, version)
);
grant select on process.definition to gongzhi_desk;
grant select on process.definition to gongzhi_public;
grant select on process.definition to gongzhi_self;
grant select on process.definition to gongzhi_server;

create table process.involvement (
  county text not null,
  place text not null,
  number text not null,
  role text not null,
  topic text not null,
  title text not null,
  person_name text not null,
  state text not null,
  opened_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint involvement_pkey PRIMARY KEY (county, place, number)
);
CREATE INDEX involvement_opened ON process.involvement USING btree (place, opened_at, number);
create policy desk on process.involvement for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy server on process.involvement for all to gongzhi_server using (true);
grant select on process.involvement to gongzhi_desk;
grant insert, select, update on process.involvement to gongzhi_server;

create table process.paper (
  county text not null,
  id uuid not null,
  number text not null,
  place text not null,
  person uuid,
  kind text not null,
  file uuid not null,
  name text not null,
  added_at timestamp with time zone not null,
  added_by text not null,
  constraint paper_pkey PRIMARY KEY (county, id)
);
CREATE INDEX paper_case ON process.paper USING btree (county, number);
CREATE INDEX paper_file ON process.paper USING btree (file);
create policy desk on process.paper for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy self on process.paper for all to gongzhi_self using ((person = (NULLIF(current_setting('seat.person'::text, true), ''::text))::uuid));
create policy server on process.paper for all to gongzhi_server using (true);
grant insert, select on process.paper to gongzhi_desk;
grant insert, select on process.paper to gongzhi_self;
grant insert, select on process.paper to gongzhi_server;

create table queue.board (
  county text not null,
  window_then text not null,
  day date not null,
  place text not null,
  booked integer not null default 0,
  drawn integer not null default 0,
  in_row integer not null default 0,
  constraint board_pkey PRIMARY KEY (county, window_then, day)
);
create policy desk on queue.board for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
grant insert, select, update on queue.board to gongzhi_desk;

create table queue.slot (
  county text not null,
  id uuid not null,
  place text not null,
  day date not null,
  starts_at timestamp with time zone not null,
  capacity integer not null,
  booked integer not null default 0,
  constraint slot_pkey PRIMARY KEY (county, id),
  constraint slot_capacity_check CHECK (((capacity >= 0) AND (capacity <= 99))),
  constraint slot_room CHECK (((booked >= 0) AND (booked <= capacity)))
);
CREATE INDEX slot_place ON queue.slot USING btree (place, day, starts_at);
create policy desk on queue.slot for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy open on queue.slot for select to gongzhi_public, gongzhi_self using (true);
grant insert, select, update on queue.slot to gongzhi_desk;
grant select on queue.slot to gongzhi_public;
grant select on queue.slot to gongzhi_self;

create table queue.ticket (
  county text not null,
  id uuid not null,
  place text not null,
  day date not null,
  person uuid,
  person_name text,
  slot uuid,
  starts_at timestamp with time zone,
  number text not null,
  state text not null,
  made_at timestamp with time zone not null,
  called_at timestamp with time zone,
  counter text,
  clerk uuid,
  constraint ticket_pkey PRIMARY KEY (county, id),
  constraint ticket_booked CHECK (((slot IS NULL) = (person IS NULL))),
  constraint ticket_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'called'::text, 'served'::text, 'missed'::text, 'cancelled'::text])))
);
CREATE INDEX ticket_old ON queue.ticket USING btree (day) WHERE (state = ANY (ARRAY['waiting'::text, 'called'::text]));
CREATE UNIQUE INDEX ticket_one_a_day ON queue.ticket USING btree (county, person, day) WHERE (state <> 'cancelled'::text);
CREATE INDEX ticket_person ON queue.ticket USING btree (person, id);
CREATE INDEX ticket_place ON queue.ticket USING btree (place, day, id);
create policy desk on queue.ticket for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy self on queue.ticket for all to gongzhi_self using ((person = (NULLIF(current_setting('seat.person'::text, true), ''::text))::uuid));
create policy server on queue.ticket for all to gongzhi_server using (true);
grant insert, select, update on queue.ticket to gongzhi_desk;
grant insert, select, update on queue.ticket to gongzhi_self;
grant select, update on queue.ticket to gongzhi_server;

create table rating.ballot (
  county text not null,
  id uuid not null,
  place text not null,
  person uuid not null,
  person_name text not null,
  attendance uuid not null,
  channel text not null,
  item text,
  item_name text,
  worker uuid not null,
  worker_name text not null,
  token_hash bytea not null,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint ballot_pkey PRIMARY KEY (county, id),
  constraint ballot_channel_check CHECK ((channel = ANY (ARRAY['window'::text, 'mandate'::text])))
);
CREATE INDEX ballot_made ON rating.ballot USING btree (made_at);
CREATE INDEX ballot_token ON rating.ballot USING btree (token_hash);
create policy desk on rating.ballot for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy self on rating.ballot for all to gongzhi_self using ((person = (NULLIF(current_setting('seat.person'::text, true), ''::text))::uuid));
create policy server on rating.ballot for all to gongzhi_server using (true);
grant insert, select on rating.ballot to gongzhi_desk;
grant select on rating.ballot to gongzhi_self;
grant delete, select on rating.ballot to gongzhi_server;

create table rating.rating (
  county text not null,
  id uuid not null,
  place text not null,
  person uuid not null,
  person_name text not null,
  channel text not null,
  number text,
  attendance uuid,
  item text,
  item_name text,
  window_then text,
  worker uuid,
  worker_name text,
  grade smallint not null,
  bad boolean not null,
  words text,
  at timestamp with time zone not null,
  follow_up text,
  follow_seq integer not null default 0,
  follow_state text,
  follow_note text,
  appealed_at timestamp with time zone,
  appeal_reason text,
  lodged_at timestamp with time zone,
  voided_at timestamp with time zone,
  ref uuid not null default gen_random_uuid(),
  constraint rating_pkey PRIMARY KEY (county, id),
  constraint rating_case UNIQUE (county, number),
  constraint rating_channel_check CHECK ((channel = ANY (ARRAY['phone'::text, 'window'::text, 'mandate'::text]))),
  constraint rating_grade_check CHECK (((grade >= 1) AND (grade <= 5))),
  constraint rating_of_one CHECK ((num_nonnulls(number, attendance) = 1)),
  constraint rating_visit UNIQUE (county, attendance)
);
CREATE INDEX rating_appealed ON rating.rating USING btree (id) WHERE ((appealed_at IS NOT NULL) AND (lodged_at IS NULL));
CREATE INDEX rating_bad ON rating.rating USING btree (place, id) WHERE bad;
CREATE INDEX rating_follow_up ON rating.rating USING btree (follow_up) WHERE (follow_up IS NOT NULL);
CREATE INDEX rating_person ON rating.rating USING btree (person, id);
CREATE INDEX rating_place ON rating.rating USING btree (place, id);
CREATE UNIQUE INDEX rating_ref ON rating.rating USING btree (ref);
CREATE INDEX rating_waiting ON rating.rating USING btree (id) WHERE (bad AND (follow_up IS NULL));
CREATE INDEX rating_worker ON rating.rating USING btree (worker, id) INCLUDE (grade);
create policy desk on rating.rating for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy self on rating.rating for all to gongzhi_self using ((person = (NULLIF(current_setting('seat.person'::text, true), ''::text))::uuid));
create policy server on rating.rating for all to gongzhi_server using (true);
grant select on rating.rating to gongzhi_desk;
grant insert, select on rating.rating to gongzhi_self;
grant select, update on rating.rating to gongzhi_server;

create table rating.tally (
  county text not null,
  kind text not null,
  subject text not null,
  channel text not null,
  grade smallint not null,
  label text not null,
  n bigint not null,
  constraint tally_pkey PRIMARY KEY (county, kind, subject, channel, grade),
  constraint tally_kind_check CHECK ((kind = ANY (ARRAY['item'::text, 'window'::text])))
);
CREATE INDEX tally_subject ON rating.tally USING btree (kind, subject);
create policy open on rating.tally for select to gongzhi_desk, gongzhi_public, gongzhi_self, gongzhi_server using (true);
grant select on rating.tally to gongzhi_desk;
grant select on rating.tally to gongzhi_public;
grant select on rating.tally to gongzhi_self;
grant select on rating.tally to gongzhi_server;

create table registry.assertion (
  county text not null,
  subject uuid not null,
  element text not null,
  id uuid not null,
  place text not null,
  value jsonb not null,
  source text not null,
  organ text not null,
  collector uuid,
  collector_name text,
  purpose text not null,
  matter text,
  asserted_at timestamp with time zone not null,
  fresh_until timestamp with time zone,
  ended_at timestamp with time zone,
  confirmed_at timestamp with time zone,
  constraint assertion_pkey PRIMARY KEY (county, subject, element, id),
  constraint assertion_source_check CHECK ((source = ANY (ARRAY['declared'::text, 'collected'::text, 'shared'::text, 'verified'::text])))
);
CREATE UNIQUE INDEX assertion_current ON registry.assertion USING btree (subject, element, county) WHERE (ended_at IS NULL);
CREATE INDEX assertion_dead ON registry.assertion USING btree (place, county, subject) WHERE ((element = 'person.alive'::text) AND (value = 'false'::jsonb) AND (ended_at IS NULL));
CREATE INDEX assertion_element ON registry.assertion USING btree (element, place) INCLUDE (county, subject, fresh_until) WHERE (ended_at IS NULL);
create policy desk on registry.assertion for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy self on registry.assertion for all to gongzhi_self using ((subject = (NULLIF(current_setting('seat.person'::text, true), ''::text))::uuid));
grant insert, select on registry.assertion to gongzhi_desk;
grant insert, select on registry.assertion to gongzhi_self;

create table registry.change (
  county text not null,
  id uuid not null,
  place text not null,
  person uuid not null,
  element text not null,
  value jsonb not null,
  source text not null,
  organ text not null,
  purpose text not null,
  matter text,
  held uuid not null,
  proposed_by uuid not null,
  proposed_name text not null,
  proposed_at timestamp with time zone not null,
  state text not null default 'open'::text,
  reason text,
  decided_by uuid,
  decided_name text,
  decided_at timestamp with time zone,
  constraint change_pkey PRIMARY KEY (county, id),
  constraint change_decided CHECK ((((state = 'open'::text) = (decided_at IS NULL)) AND ((state = 'open'::text) = (reason IS NULL)))),
  constraint change_source_check CHECK ((source = ANY (ARRAY['declared'::text, 'collected'::text, 'shared'::text, 'verified'::text]))),
  constraint change_state_check CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'kept'::text])))
);
CREATE INDEX change_id ON registry.change USING btree (id);
CREATE UNIQUE INDEX change_open ON registry.change USING btree (county, person, element, organ) WHERE (state = 'open'::text);
CREATE INDEX change_place ON registry.change USING btree (place, state, id);
create policy desk on registry.change for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy self on registry.change for all to gongzhi_self using ((person = (NULLIF(current_setting('seat.person'::text, true), ''::text))::uuid));
grant insert, select, update on registry.change to gongzhi_desk;
grant insert, select on registry.change to gongzhi_self;

create table registry.departed (
  county text not null,
  id uuid not null,
  place text not null,
  name text not null,
  pinyin text not null,
  initials text not null,
  sex text not null,
  birth_date date not null,
  identity_kind text not null,
  identity_sealed text not null,
  identity_masked text not null,
  phone_masked text,
  address text,
  resides text not null default 'with_hukou'::text,
  living text,
  revision integer not null default 1,
  registered_at timestamp with time zone not null default now(),
  here_since timestamp with time zone,
  left_at timestamp with time zone not null,
  sort_key text not null default ''::text,
  constraint departed_pkey PRIMARY KEY (county, id, left_at)
);
CREATE INDEX departed_place ON registry.departed USING btree (place, left_at);
create policy desk on registry.departed for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
grant select on registry.departed to gongzhi_desk;

create table registry.dwelling (
  county text not null,
  id uuid not null,
  place text not null,
  address text not null,
  kind text not null,
  constraint dwelling_pkey PRIMARY KEY (county, id)
);
CREATE INDEX dwelling_place ON registry.dwelling USING btree (place, address);
create policy desk on registry.dwelling for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
grant insert, select, update on registry.dwelling to gongzhi_desk;

create table registry.element (
  id text not null,
  name text not null,
  meaning text not null,
  object text not null,
  type text not null,
  code_list text,
  owner text not null,
  shelf_days integer,
  sensitivity text not null,
  declared jsonb not null,
  scope text,
  basis text,
  choices jsonb,
  registered_at timestamp with time zone,
  registered_by text,
  granted_under text,
  constraint element_pkey PRIMARY KEY (id),
  constraint element_choices CHECK (((choices IS NOT NULL) = ((scope IS NOT NULL) AND (type = 'choice'::text)))),
  constraint element_registered CHECK ((((scope IS NULL) = (registered_at IS NULL)) AND ((scope IS NULL) = (basis IS NULL)))),
  constraint element_sensitivity_check CHECK ((sensitivity = ANY (ARRAY['open'::text, 'personal'::text, 'sealed'::text]))),
  constraint element_shelf_days_check CHECK ((shelf_days > 0))
);
CREATE UNIQUE INDEX element_name ON registry.element USING btree (scope, object, name) WHERE (scope IS NOT NULL);
grant insert, select on registry.element to gongzhi_desk;
grant select on registry.element to gongzhi_public;
grant select on registry.element to gongzhi_self;
grant select on registry.element to gongzhi_server;

create table registry.element_alias (
  scope text not null,
  organ text not null,
  key text not null,
  name text not null,
  element text not null,
  named_at timestamp with time zone not null,
  named_by text not null,
  constraint element_alias_pkey PRIMARY KEY (scope, organ, key),
  constraint element_alias_element_fkey FOREIGN KEY (element) REFERENCES registry.element(id)
);
CREATE INDEX element_alias_element ON registry.element_alias USING btree (element);
grant delete, insert, select on registry.element_alias to gongzhi_desk;
grant select on registry.element_alias to gongzhi_public;
grant select on registry.element_alias to gongzhi_self;
grant select on registry.element_alias to gongzhi_server;

create table registry.former_name (
  county text not null,
  id uuid not null,
  place text not null,
  organisation uuid not null,
  name text not null,
  until date not null,
  basis text not null,
  constraint former_name_pkey PRIMARY KEY (county, id),
  constraint former_name_organisation FOREIGN KEY (county, organisation) REFERENCES registry.organisation(county, id)
);
CREATE INDEX former_name_of ON registry.former_name USING btree (organisation);
create policy desk on registry.former_name for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
grant insert, select on registry.former_name to gongzhi_desk;

create table registry.household (
  county text not null,
  id uuid not null,
  place text not null,
  number text not null,
  kind text not null,
  head uuid not null,
  dwelling uuid,
  formed_on date not null,
  ended_on date,
  constraint household_pkey PRIMARY KEY (county, id),
  constraint household_kind_check CHECK ((kind = ANY (ARRAY['family'::text, 'collective'::text])))
);
CREATE INDEX household_id ON registry.household USING btree (id);
CREATE INDEX household_place ON registry.household USING btree (place, number);
create policy desk on registry.household for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
grant insert, select, update on registry.household to gongzhi_desk;

create table registry.identity (
  hash text not null,
  person uuid not null,
  county text not null,
  constraint identity_pkey PRIMARY KEY (hash)
);
CREATE INDEX identity_person ON registry.identity USING btree (person);

create table registry.life (
  county text not null,
  id uuid not null,
  place text not null,
  kind text not null,
  ask jsonb not null,
  houses uuid[] not null,
  people uuid[] not null,
  who text not null,
  reason text not null,
  asker uuid not null,
  asker_name text not null,
  asker_office text not null,
  asked_at timestamp with time zone not null,
  seen text not null,
  state text not null default 'open'::text,
  decider uuid,
  decider_name text,
  answer text,
  decided_at timestamp with time zone,
  shown jsonb,
  twin uuid,
  journal jsonb,
  undone_name text,
  undone_why text,
  undone_at timestamp with time zone,
  called_from text,
  constraint life_pkey PRIMARY KEY (county, id),
  constraint life_decided CHECK (((state = ANY (ARRAY['open'::text, 'called'::text])) = (decided_at IS NULL))),
  constraint life_state_check CHECK ((state = ANY (ARRAY['open'::text, 'called'::text, 'sent'::text, 'applied'::text, 'refused'::text, 'withdrawn'::text, 'undone'::text]))),
  constraint life_undone CHECK (((state = 'undone'::text) = (undone_at IS NOT NULL)))
);
CREATE INDEX life_asker ON registry.life USING btree (asker, id);
CREATE INDEX life_called ON registry.life USING gin (houses) WHERE (called_from IS NOT NULL);
CREATE INDEX life_id ON registry.life USING btree (id);
CREATE INDEX life_place ON registry.life USING btree (place, state, id);
CREATE INDEX life_same ON registry.life USING btree (((ask ->> 'person'::text))) WHERE ((kind = 'same'::text) AND (state = 'applied'::text));
CREATE INDEX life_twin ON registry.life USING btree (twin) WHERE (twin IS NOT NULL);
create policy desk on registry.life for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy self on registry.life for all to gongzhi_self using ((asker = (NULLIF(current_setting('seat.person'::text, true), ''::text))::uuid));
grant insert, select on registry.life to gongzhi_desk;
grant insert, select on registry.life to gongzhi_self;

create table registry.look (
  county text not null,
  id uuid not null,
  place text not null,
  person uuid not null,
  actor uuid,
  actor_name text not null,
  office text not null,
  actor_place text not null,
  operation text not null,
  purpose text not null,
  confidential boolean not null default false,
  at timestamp with time zone not null default now(),
  constraint look_pkey PRIMARY KEY (county, id)
);
CREATE INDEX look_person ON registry.look USING btree (person, id);
CREATE INDEX look_place ON registry.look USING btree (place, id);
create policy acted on registry.look for insert to gongzhi_desk, gongzhi_public, gongzhi_self with check ((NOT (actor IS DISTINCT FROM (NULLIF(current_setting('seat.actor'::text, true), ''::text))::uuid)));
create policy desk on registry.look for select to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy self on registry.look for select to gongzhi_self using (((person = (NULLIF(current_setting('seat.person'::text, true), ''::text))::uuid) AND (NOT confidential)));
grant insert, select on registry.look to gongzhi_desk;
grant insert, select on registry.look to gongzhi_self;

create table registry.member (
  county text not null,
  household uuid not null,
  person uuid not null,
  place text not null,
  relation text not null,
  since date not null,
  until date,
  constraint member_pkey PRIMARY KEY (county, household, person, since),
  constraint member_span CHECK (((until IS NULL) OR (until >= since)))
);
CREATE INDEX member_household ON registry.member USING btree (household) WHERE (until IS NULL);
CREATE UNIQUE INDEX member_one_household ON registry.member USING btree (county, person) WHERE (until IS NULL);
CREATE INDEX member_person ON registry.member USING btree (person);
CREATE INDEX member_place ON registry.member USING btree (place);
create policy desk on registry.member for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy self on registry.member for all to gongzhi_self using ((person = (NULLIF(current_setting('seat.person'::text, true), ''::text))::uuid));
grant insert, select, update on registry.member to gongzhi_desk;
grant select on registry.member to gongzhi_self;

create table registry.membership (
  county text not null,
  id uuid not null,
  place text not null,
  post uuid not null,
  person uuid not null,
  person_name text not null,
  since date not null,
  until date,
  basis text,
  ended_basis text,
  constraint membership_pkey PRIMARY KEY (county, id),
  constraint membership_post FOREIGN KEY (county, post) REFERENCES registry.post(county, id),
  constraint membership_span CHECK (((until IS NULL) OR (until >= since)))
);
CREATE UNIQUE INDEX membership_one ON registry.membership USING btree (county, post, person) WHERE (until IS NULL);
CREATE INDEX membership_person ON registry.membership USING btree (person);
CREATE INDEX membership_place ON registry.membership USING btree (place);
CREATE INDEX membership_post ON registry.membership USING btree (post);
create policy desk on registry.membership for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy self on registry.membership for all to gongzhi_self using ((person = (NULLIF(current_setting('seat.person'::text, true), ''::text))::uuid));
grant insert, select, update on registry.membership to gongzhi_desk;
grant select on registry.membership to gongzhi_self;

create table registry.organisation (
  county text not null,
  id uuid not null,
  place text not null,
  name text not null,
  kind text not null,
  credit_code text,
  founded_on date,
  dissolved_on date,
  phone text,
  dissolved_basis text,
  constraint organisation_pkey PRIMARY KEY (county, id)
);
CREATE UNIQUE INDEX organisation_credit_code ON registry.organisation USING btree (county, credit_code);
CREATE INDEX organisation_place ON registry.organisation USING btree (place, name);
create policy desk on registry.organisation for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy open on registry.organisation for select to gongzhi_public using (((kind = ANY (ARRAY['villagers_committee'::text, 'residents_committee'::text, 'government_office'::text, 'public_institution'::text])) AND (dissolved_on IS NULL)));
create policy open_self on registry.organisation for select to gongzhi_self using (((kind = ANY (ARRAY['villagers_committee'::text, 'residents_committee'::text, 'government_office'::text, 'public_institution'::text])) AND (dissolved_on IS NULL)));
grant insert, select, update on registry.organisation to gongzhi_desk;

create table registry.person (
  county text not null,
  id uuid not null,
  place text not null,
  name text not null,
  pinyin text not null,
  initials text not null,
  sex text not null,
  birth_date date not null,
  identity_kind text not null,
  identity_sealed text not null,
  identity_masked text not null,
  phone_masked text,
  address text,
  resides text not null default 'with_hukou'::text,
  living text,
  revision integer not null default 1,
  registered_at timestamp with time zone not null default now(),
  here_since timestamp with time zone,
  sort_key text not null default ''::text,
  constraint person_pkey PRIMARY KEY (county, id),
  constraint person_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100)))
);
CREATE INDEX person_alike ON registry.person USING btree (birth_date, name);
CREATE INDEX person_birth ON registry.person USING btree (place, birth_date);
CREATE INDEX person_id ON registry.person USING btree (id);
CREATE INDEX person_order ON registry.person USING btree (sort_key, id, place);
CREATE INDEX person_place ON registry.person USING btree (place, pinyin, id);
CREATE INDEX person_takeout ON registry.person USING btree (place, id);
create policy desk on registry.person for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy self on registry.person for all to gongzhi_self using ((id = (NULLIF(current_setting('seat.person'::text, true), ''::text))::uuid));
grant insert, select, update on registry.person to gongzhi_desk;
grant select on registry.person to gongzhi_self;

create table registry.post (
  county text not null,
  id uuid not null,
  place text not null,
  organisation uuid not null,
  title text not null,
  seats integer not null,
  constraint post_pkey PRIMARY KEY (county, id),
  constraint post_organisation FOREIGN KEY (county, organisation) REFERENCES registry.organisation(county, id),
  constraint post_seats_check CHECK ((seats > 0))
);
CREATE INDEX post_organisation ON registry.post USING btree (organisation);
CREATE INDEX post_place ON registry.post USING btree (place);
create policy desk on registry.post for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
grant insert, select, update on registry.post to gongzhi_desk;

create table registry.unlike (
  county text not null,
  id uuid not null,
  place text not null,
  person uuid not null,
  other uuid not null,
  finding uuid not null,
  reason text not null,
  found_by uuid not null,
  found_name text not null,
  found_at timestamp with time zone not null,
  undone_name text,
  undone_why text,
  undone_at timestamp with time zone,
  constraint unlike_pkey PRIMARY KEY (county, id),
  constraint unlike_undone CHECK (((undone_at IS NULL) = (undone_why IS NULL)))
);
CREATE INDEX unlike_finding ON registry.unlike USING btree (finding);
CREATE INDEX unlike_person ON registry.unlike USING btree (person, other) WHERE (undone_at IS NULL);
CREATE INDEX unlike_place ON registry.unlike USING btree (place, id) WHERE (undone_at IS NULL);
create policy desk on registry.unlike for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
grant insert, select on registry.unlike to gongzhi_desk;

create table report.alias (
  id text not null,
  place text not null,
  stands_for text not null,
  why text not null,
  at timestamp with time zone not null,
  by text not null,
  constraint alias_pkey PRIMARY KEY (id)
);
create policy desk on report.alias for insert to gongzhi_desk with check (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy open on report.alias for select to gongzhi_desk, gongzhi_public, gongzhi_self, gongzhi_server using (true);
grant insert, select on report.alias to gongzhi_desk;
grant select on report.alias to gongzhi_public;
grant select on report.alias to gongzhi_self;
grant select on report.alias to gongzhi_server;

create table report.definition (
  id text not null,
  version integer not null,
  place text not null,
  body json not null,
  digest text not null,
  layout bytea,
  published_at timestamp with time zone not null,
  published_by text not null,
  retired_at timestamp with time zone,
  retired_why text,
  constraint definition_pkey PRIMARY KEY (id, version)
);
create policy desk on report.definition for insert to gongzhi_desk with check (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy desk_retire on report.definition for update to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy open on report.definition for select to gongzhi_desk, gongzhi_public, gongzhi_self, gongzhi_server using (true);
grant insert, select on report.definition to gongzhi_desk;
grant select on report.definition to gongzhi_public;
grant select on report.definition to gongzhi_self;
grant select on report.definition to gongzhi_server;

create table report.draft (
  county text not null,
  id text not null,
  place text not null,
  name text not null,
  body json not null,
  revision integer not null default 0,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  constraint draft_pkey PRIMARY KEY (county, id)
);
CREATE INDEX draft_place ON report.draft USING btree (place, updated_at, id);
create policy desk on report.draft for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
grant delete, insert, select, update on report.draft to gongzhi_desk;

create table report.layout (
  county text not null,
  place text not null,
  office text not null,
  report text not null,
  content bytea not null,
  kept_at timestamp with time zone not null,
  kept_by text not null,
  constraint layout_pkey PRIMARY KEY (county, place, office, report)
);
create policy desk on report.layout for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
grant delete, insert, select, update on report.layout to gongzhi_desk;

create table report.reading (
  county text not null,
  id uuid not null,
  place text not null,
  report text not null,
  body uuid not null,
  body_name text not null,
  purpose text not null,
  basis text not null,
  columns text[] not null,
  until date not null,
  state text not null default 'masked'::text,
  named integer not null default 0,
  opened_at timestamp with time zone not null,
  opened_by uuid not null,
  opened_by_name text not null,
  settled_at timestamp with time zone,
  settled_by_name text,
  settled_note text,
  constraint reading_pkey PRIMARY KEY (county, id),
  constraint reading_state_check CHECK ((state = ANY (ARRAY['masked'::text, 'named'::text, 'ended'::text])))
);
CREATE INDEX reading_place ON report.reading USING btree (place, id);
create policy desk on report.reading for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
grant insert, select on report.reading to gongzhi_desk;

create table report.sending (
  county text not null,
  place text not null,
  report text not null,
  admission text not null,
  starts_on date not null,
  ends_on date,
  sent_at timestamp with time zone not null,
  sent_by text not null,
  constraint sending_pkey PRIMARY KEY (county, place, report)
);
create policy desk on report.sending for insert to gongzhi_desk with check (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy desk_end on report.sending for update to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy leave on report.sending for insert to public with check ((admission = NULLIF(current_setting('gate.admission'::text, true), ''::text)));
create policy leave_again on report.sending for update to public with check ((admission = NULLIF(current_setting('gate.admission'::text, true), ''::text)));
create policy open on report.sending for select to gongzhi_desk, gongzhi_public, gongzhi_self, gongzhi_server using (true);
grant insert, select on report.sending to gongzhi_desk;
grant select on report.sending to gongzhi_public;
grant select on report.sending to gongzhi_self;
grant select on report.sending to gongzhi_server;

create table report.step (
  county text not null,
  report text not null,
  period text not null,
  place_then text not null,
  seq integer not null,
  place text not null,
  kind text not null,
  version integer not null,
  as_of date,
  n integer,
  rows jsonb,
  digest text,
  late boolean not null default false,
  note text,
  actor uuid not null,
  actor_name text not null,
  office text not null,
  at timestamp with time zone not null,
  constraint step_pkey PRIMARY KEY (county, report, period, place_then, seq),
  constraint step_kind_check CHECK ((kind = ANY (ARRAY['confirmed'::text, 'approved'::text, 'reopened'::text])))
);
CREATE INDEX step_place ON report.step USING btree (place, report, period, seq);
CREATE INDEX step_report ON report.step USING btree (report, period, place, seq);
create policy desk on report.step for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
grant insert, select on report.step to gongzhi_desk;

create table resource.clash (
  county text not null,
  id uuid not null,
  place text not null,
  older uuid not null,
  newer uuid not null,
  answerer uuid not null,
  found_at timestamp with time zone not null,
  answer text,
  answered_at timestamp with time zone,
  constraint clash_pkey PRIMARY KEY (county, id),
  constraint clash_pair UNIQUE (county, older, newer)
);
CREATE INDEX clash_answerer ON resource.clash USING btree (answerer) WHERE (answer IS NULL);
CREATE INDEX clash_place ON resource.clash USING btree (place, id);
create policy desk on resource.clash for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
grant insert, select on resource.clash to gongzhi_desk;

create table resource.need (
  county text not null,
  id uuid not null,
  place text not null,
  purpose text not null,
  object text not null,
  object_key text not null,
  title text not null,
  why text not null,
  wanted_by date,
  stated_at timestamp with time zone not null,
  met_at timestamp with time zone,
  met_how text,
  constraint need_pkey PRIMARY KEY (county, id)
);
CREATE INDEX need_place ON resource.need USING btree (place, id);
create policy desk on resource.need for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
grant insert, select on resource.need to gongzhi_desk;

create table resource.sent (
  county text not null,
  id uuid not null,
  place text not null,
  owner uuid not null,
  owner_name text not null,
  form text not null,
  purpose text not null,
  object text not null,
  object_key text not null,
  title text not null,
  amount_fen bigint not null,
  quantity integer not null,
  unit text not null,
  period_from date not null,
  period_to date not null,
  declared_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  withdrawn_why text,
  constraint sent_pkey PRIMARY KEY (county, id),
  constraint sent_amount_fen_check CHECK ((amount_fen >= 0)),
  constraint sent_span CHECK ((period_to >= period_from)),
  constraint sent_withdrawn CHECK (((withdrawn_at IS NULL) = (withdrawn_why IS NULL)))
);
CREATE INDEX sent_object ON resource.sent USING btree (place, object_key, purpose);
CREATE INDEX sent_place ON resource.sent USING btree (place, id);
create policy desk on resource.sent for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
grant insert, select on resource.sent to gongzhi_desk;

create table territory.attendance (
  county text not null,
  id uuid not null,
  place text not null,
  clerk uuid not null,
  mandate uuid not null,
  person uuid not null,
  person_name text not null,
  manner text not null,
  note text,
  opened_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  agent_name text,
  agent_identity text,
  agent_masked text,
  agent_relation text,
  agent_by text,
  constraint attendance_pkey PRIMARY KEY (county, id),
  constraint attendance_agent CHECK ((num_nonnulls(agent_name, agent_identity, agent_masked, agent_relation, agent_by) =
CASE
    WHEN (manner = 'mandate'::text) THEN 5
    ELSE 0
END)) NOT VALID,
  constraint attendance_agent_by_check CHECK ((agent_by = ANY (ARRAY['letter'::text, 'promise'::text, 'guardian'::text]))),
  constraint attendance_manner_check CHECK ((manner = ANY (ARRAY['present'::text, 'mandate'::text, 'visit'::text])))
);
CREATE INDEX attendance_id ON territory.attendance USING btree (id);
CREATE INDEX attendance_place ON territory.attendance USING btree (place, opened_at);
create policy desk on territory.attendance for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy self on territory.attendance for all to gongzhi_self using ((person = (NULLIF(current_setting('seat.person'::text, true), ''::text))::uuid));
grant insert, select, update on territory.attendance to gongzhi_desk;
grant select on territory.attendance to gongzhi_self;

create table territory.mandate (
  county text not null,
  id uuid not null,
  person uuid not null,
  person_name text not null,
  office text not null,
  place text not null,
  valid_from date not null,
  valid_to date,
  basis text not null,
  granted_by uuid,
  granted_at timestamp with time zone not null default now(),
  revoked_at timestamp with time zone,
  revoked_reason text,
  constraint mandate_pkey PRIMARY KEY (county, id)
);
CREATE INDEX mandate_id ON territory.mandate USING btree (id);
CREATE UNIQUE INDEX mandate_once ON territory.mandate USING btree (person, office, place) WHERE ((revoked_at IS NULL) AND (valid_to IS NULL));
CREATE INDEX mandate_person ON territory.mandate USING btree (person);
CREATE INDEX mandate_place ON territory.mandate USING btree (place, id);
create policy desk on territory.mandate for all to gongzhi_desk using (((place >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (place < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy self on territory.mandate for all to gongzhi_self using ((person = (NULLIF(current_setting('seat.person'::text, true), ''::text))::uuid));
grant insert, select, update on territory.mandate to gongzhi_desk;
grant select on territory.mandate to gongzhi_self;

create table territory.place (
  id uuid not null,
  code text not null,
  name text not null,
  display text not null,
  level text not null,
  kind text not null,
  parent text,
  pinyin text not null,
  initials text not null,
  statistical boolean not null default false,
  demonstration boolean not null default false,
  valid_from date not null,
  valid_to date,
  constraint place_pkey PRIMARY KEY (id, valid_from),
  constraint place_level_check CHECK ((level = ANY (ARRAY['province'::text, 'city'::text, 'county'::text, 'town'::text, 'community'::text, 'grid'::text, 'micro'::text]))),
  constraint place_span CHECK (((valid_to IS NULL) OR (valid_to > valid_from)))
);
CREATE INDEX place_code ON territory.place USING btree (code, valid_from);
CREATE UNIQUE INDEX place_code_now ON territory.place USING btree (code) WHERE (valid_to IS NULL);
CREATE INDEX place_initials ON territory.place USING btree (initials) WHERE (valid_to IS NULL);
CREATE INDEX place_names ON territory.place USING gin (territory.grams(display, 1, 2), territory.grams(name, 1, 2)) WHERE (valid_to IS NULL);
CREATE INDEX place_parent ON territory.place USING btree (parent, code) WHERE (valid_to IS NULL);
CREATE INDEX place_parent_ever ON territory.place USING btree (parent, valid_from);
CREATE INDEX place_pinyin ON territory.place USING btree (pinyin) WHERE (valid_to IS NULL);
CREATE INDEX place_readings ON territory.place USING gin (territory.grams(pinyin, 3, 3)) WHERE (valid_to IS NULL);
create policy desk_closes on territory.place for update to gongzhi_desk using (((code >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (code < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy desk_opens on territory.place for insert to gongzhi_desk with check (((code >= NULLIF(current_setting('seat.low'::text, true), ''::text)) AND (code < NULLIF(current_setting('seat.high'::text, true), ''::text))));
create policy open on territory.place for select to gongzhi_desk, gongzhi_public, gongzhi_self, gongzhi_server using (true);
grant insert, select, update on territory.place to gongzhi_desk;
grant select on territory.place to gongzhi_public;
grant select on territory.place to gongzhi_self;
grant select on territory.place to gongzhi_server;

create table territory.succession (
  id uuid not null,
  kind text not null,
  effective date not null,
  basis text not null,
  before uuid[] not null,
  after uuid[] not null,
  moved bigint not null default 0,
  recorded_at timestamp with time zone not null default now(),
  constraint succession_pkey PRIMARY KEY (id),
  constraint succession_kind_check CHECK ((kind = ANY (ARRAY['established'::text, 'abolished'::text, 'merged'::text, 'split'::text, 'converted'::text, 'renamed'::text])))
);
CREATE INDEX succession_after ON territory.succession USING gin (after);
CREATE INDEX succession_before ON territory.succession USING gin (before);
create policy desk on territory.succession for insert to gongzhi_desk with check (territory.within_seat((before || after), effective));
create policy open on territory.succession for select to gongzhi_desk, gongzhi_public, gongzhi_self, gongzhi_server using (true);
grant insert, select on territory.succession to gongzhi_desk;
grant select on territory.succession to gongzhi_public;
grant select on territory.succession to gongzhi_self;
grant select on territory.succession to gongzhi_server;

CREATE OR REPLACE FUNCTION account.beyond(in_person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select coalesce(bool_or(not coalesce(m.place >= nullif(current_setting('seat.low', true), '') and m.place < current_setting('seat.low', true) || '~', false)), false)
  from territory.mandate m
  where m.person = in_person and m.revoked_at is null and (m.valid_to is null or m.valid_to >= (now() at time zone 'Asia/Shanghai')::date)
$function$;

CREATE OR REPLACE FUNCTION account.called(in_account uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select name from account.account where id = in_account
$function$;

CREATE OR REPLACE FUNCTION account.change_password(in_token bytea, in_password text)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with changed as (
    update account.account a set password = in_password, initial_until = null
    from account.session s
    where s.token_hash = in_token and s.account = a.id and s.expires_at > now() and (s.second_factor or not a.staff or a.initial_until is not null)
    returning a.id
  ), ended as (
    delete from account.session where account in (select id from changed) and token_hash <> in_token
  )
  select exists (select 1 from changed)
$function$;

CREATE OR REPLACE FUNCTION account.close(in_token bytea)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  delete from account.session where token_hash = in_token
$function$;

CREATE OR REPLACE FUNCTION account.come_back(in_ticket bytea)
 RETURNS TABLE(state text, nonce text, verifier text, back text)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  delete from account.errand where ticket_hash = in_ticket and expires_at > now() returning state, nonce, verifier, back
$function$;

CREATE OR REPLACE FUNCTION account.credential(in_login text)
 RETURNS TABLE(account uuid, person uuid, staff boolean, password text, step text, expired boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select a.id, a.person, a.staff, a.password, account.step(a), coalesce(a.initial_until < now(), false) from account.account a
  where a.login = in_login and not registry.is_dead(a.person)
$function$;

CREATE OR REPLACE FUNCTION account.demonstration()
 RETURNS TABLE(account uuid, login text, name text, staff boolean, note text, sealed text, last_step bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select id, login, name, staff, note, totp_sealed, totp_last_step from account.account where demonstration order by id
$function$;

CREATE OR REPLACE FUNCTION account.depart(in_ticket bytea, in_state text, in_nonce text, in_verifier text, in_back text, in_lasts interval)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  delete from account.errand where expires_at < now();
  insert into account.errand values (in_ticket, in_state, in_nonce, in_verifier, in_back, now() + in_lasts)
$function$;

CREATE OR REPLACE FUNCTION account.ended(in_token bytea)
 RETURNS TABLE(office text, place text, on_day date, reason text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select m.office, m.place, coalesce((m.revoked_at at time zone 'Asia/Shanghai')::date, m.valid_to), m.revoked_reason
  from account.session s
  join account.account a on a.id = s.account
  join territory.mandate m on m.person = a.person
    and (m.revoked_at is not null or m.valid_to < (now() at time zone 'Asia/Shanghai')::date)
  where s.token_hash = in_token and s.expires_at > now()
  order by 3 desc, m.id limit 5
$function$;

CREATE OR REPLACE FUNCTION account.enrol(in_token bytea, in_sealed text)
 RETURNS text
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  update account.account a set totp_pending = coalesce(a.totp_pending, in_sealed)
  from account.session s
  where s.token_hash = in_token and s.account = a.id and s.expires_at > now() and not s.second_factor
    and a.staff and a.totp_sealed is null and a.initial_until is null
  returning a.totp_pending
$function$;

CREATE OR REPLACE FUNCTION account.logins(in_people uuid[])
 RETURNS TABLE(person uuid, login text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select a.person, a.login from account.account a where a.staff and a.person = any (in_people)
$function$;

CREATE OR REPLACE FUNCTION account.of_person(in_person uuid)
 RETURNS TABLE(account uuid, staff boolean, step text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select a.id, a.staff, account.step(a) from account.account a where a.person = in_person and not registry.is_dead(a.person) order by a.staff desc, a.id limit 1
$function$;

CREATE OR REPLACE FUNCTION account.open(in_token bytea, in_account uuid, in_idle interval, in_lasts interval)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  insert into account.session (token_hash, account, second_factor, idle, expires_at)
  values (in_token, in_account, false, in_idle, now() + in_lasts)
$function$;

CREATE OR REPLACE FUNCTION account.open_elsewhere(in_token bytea, in_account uuid, in_whole boolean, in_idle interval, in_lasts interval)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  insert into account.session (token_hash, account, second_factor, idle, expires_at)
  values (in_token, in_account, in_whole, in_idle, now() + in_lasts)
$function$;

CREATE OR REPLACE FUNCTION account.open_resident(in_id uuid, in_login text, in_person uuid, in_password text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  insert into account.account (id, login, person, person_county, name, password, staff)
  select in_id, in_login, in_person, p.county, p.name, in_password, false from registry.person p where p.id = in_person
$function$;

CREATE OR REPLACE FUNCTION account.open_staff(in_id uuid, in_login text, in_person uuid, in_name text, in_password text, in_until timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  insert into account.account (id, login, person, person_county, name, password, staff, initial_until)
  select in_id, in_login, in_person, p.county, in_name, in_password, true, in_until from registry.person p where p.id = in_person
$function$;

CREATE OR REPLACE FUNCTION account.own(in_token bytea)
 RETURNS TABLE(account uuid, login text, password text, demonstration boolean, step text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select a.id, a.login, a.password, a.demonstration, case when s.second_factor then null else account.step(a) end
  from account.session s join account.account a on a.id = s.account
  where s.token_hash = in_token and s.expires_at > now()
$function$;

CREATE OR REPLACE FUNCTION account.reset_staff(in_person uuid, in_password text, in_until timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with reset as (
    update account.account set password = in_password, initial_until = in_until, totp_sealed = null, totp_pending = null
    where person = in_person and staff and not demonstration returning id, login
  ), ended as (
    delete from account.session where account in (select id from reset)
  )
  select login from reset
$function$;

CREATE OR REPLACE FUNCTION account.seats(in_token bytea)
 RETURNS TABLE(mandate uuid, office text, place text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select m.id, m.office, m.place
  from account.session s
  join account.account a on a.id = s.account
  join territory.mandate m on m.person = a.person and m.revoked_at is null
    and m.valid_from <= (now() at time zone 'Asia/Shanghai')::date
    and (m.valid_to is null or m.valid_to >= (now() at time zone 'Asia/Shanghai')::date)
  where s.token_hash = in_token and s.expires_at > now()
  order by m.granted_at, m.id
$function$;

CREATE OR REPLACE FUNCTION account.second_factor(in_token bytea)
 RETURNS TABLE(account uuid, sealed text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select a.id, coalesce(a.totp_sealed, a.totp_pending) from account.session s join account.account a on a.id = s.account
  where s.token_hash = in_token and s.expires_at > now() and not s.second_factor
$function$;

CREATE OR REPLACE FUNCTION account.shut(in_person uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  delete from account.session s using account.account a where a.id = s.account and a.person = in_person and registry.is_dead(in_person)
$function$;

CREATE OR REPLACE FUNCTION account.sit(in_token bytea, in_mandate uuid, in_attendance uuid)
 RETURNS TABLE(account uuid, person uuid, person_county text, name text, staff boolean, second_factor boolean, live boolean, mandate uuid, office text, place text, attendance uuid, served uuid, served_name text, epoch bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
#variable_conflict use_column
begin
  if in_mandate is null and in_attendance is null then
    return query
    select a.id, a.person, a.person_county, a.name, a.staff, s.second_factor,
      s.expires_at > now() and s.seen_at > now() - s.idle,
      null::uuid, null::text, null::text, null::uuid, null::uuid, null::text, null::bigint
    from account.session s join account.account a on a.id = s.account
    where s.token_hash = in_token;
    return;
  end if;
  return query
  select a.id, a.person, a.person_county, a.name, a.staff, s.second_factor,
    s.expires_at > now() and s.seen_at > now() - s.idle,
    m.id, m.office, m.place, t.id, t.person, t.person_name, (select n from kernel.epoch)
  from account.session s
  join account.account a on a.id = s.account
  left join territory.mandate m on m.id = in_mandate and m.person = a.person and m.revoked_at is null
    and m.valid_from <= (now() at time zone 'Asia/Shanghai')::date
    and (m.valid_to is null or m.valid_to >= (now() at time zone 'Asia/Shanghai')::date)
  left join territory.attendance t on t.id = in_attendance and t.mandate = m.id and t.clerk = a.person
    and t.closed_at is null and t.expires_at > now()
  where s.token_hash = in_token;
end $function$;

CREATE OR REPLACE FUNCTION account.step(a account.account)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select case when a.initial_until is not null then 'password' when not a.staff then null when a.totp_sealed is null then 'enrol' else 'code' end
$function$;

CREATE OR REPLACE FUNCTION account.sweep()
 RETURNS bigint
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with swept as (delete from account.session where expires_at <= now() or seen_at <= now() - idle returning 1)
  select count(*) from swept
$function$;

CREATE OR REPLACE FUNCTION account.touch(in_tokens jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  update account.session s set seen_at = now()
  from jsonb_array_elements_text(in_tokens) as used(token)
  where s.token_hash = decode(used.token, 'hex') and s.seen_at < now() - interval '1 minute';
end $function$;

CREATE OR REPLACE FUNCTION account.verify(in_token bytea, in_step bigint, in_new bytea, in_idle interval, in_lasts interval)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with used as (
    update account.account a set totp_last_step = in_step, totp_sealed = coalesce(a.totp_sealed, a.totp_pending), totp_pending = null
    from account.session s
    where s.token_hash = in_token and s.account = a.id and s.expires_at > now() and not s.second_factor and a.totp_last_step < in_step
      and a.initial_until is null and coalesce(a.totp_sealed, a.totp_pending) is not null
    returning a.id
  ), ended as (
    delete from account.session where token_hash = in_token and exists (select 1 from used)
  ), opened as (
    insert into account.session (token_hash, account, second_factor, idle, expires_at)
    select in_new, id, true, in_idle, now() + in_lasts from used
    returning 1
  )
  select exists (select 1 from opened)
$function$;

CREATE OR REPLACE FUNCTION burden.note(in_actor uuid, in_now timestamp with time zone, in_ms bigint, in_most bigint, in_spent jsonb, in_entered jsonb)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  before timestamptz;
  counted bigint := greatest(0, least(in_ms, in_most));
  typed bigint;
begin
  if in_actor is not null and counted > 0 then
    select at into before from burden.clock where actor = in_actor for update;
    if before is not null then counted := greatest(0, least(counted, (extract(epoch from in_now - before) * 1000)::bigint)); end if;
    insert into burden.clock (actor, at) values (in_actor, in_now) on conflict (actor) do update set at = greatest(burden.clock.at, excluded.at);
  end if;
  if in_spent is not null then
    insert into burden.spent as s (county, place_then, month, kind, requester, form, place, requester_name, n, ms)
    select left(x.place, 6), x.place, x.month, x.kind, x.requester, x.form, x.place, x.requester_name, 1, counted
    from jsonb_to_record(in_spent) as x(place text, month date, kind text, requester text, requester_name text, form text)
    on conflict (county, place_then, month, kind, requester, form) do update set n = s.n + 1, ms = s.ms + excluded.ms, requester_name = excluded.requester_name;
  end if;
  insert into burden.entered as e (county, place_then, month, form, organ, place, entered, again, timed, ms)
  select rpad(left(x.place, 6), 6, '0'), x.place, x.month, x.form, x.organ, x.place, x.entered, x.again,
    case when counted > 0 then x.entered else 0 end, counted * x.entered / greatest(1, sum(x.entered) over ())
  from jsonb_to_recordset(in_entered) as x(place text, month date, form text, organ text, entered bigint, again bigint)
  order by x.place collate "C", x.organ collate "C"
  on conflict (county, place_then, month, form, organ) do update
    set entered = e.entered + excluded.entered, again = e.again + excluded.again, timed = e.timed + excluded.timed, ms = e.ms + excluded.ms;
  if counted > 0 then
    select sum((t.one ->> 'entered')::bigint) into typed from jsonb_array_elements(in_entered) as t(one);
    insert into burden.pace as p (county, place, element, n, ms)
    select rpad(left(x.place, 6), 6, '0'), left(x.place, 6), k.element, count(*), counted * count(*) / greatest(1, typed)
    from jsonb_to_recordset(in_entered) as x(place text, elements jsonb) cross join lateral jsonb_array_elements_text(coalesce(x.elements, '[]')) as k(element)
    group by 1, 2, 3 order by 1, 2, 3
    on conflict (county, place, element) do update set n = p.n + excluded.n, ms = p.ms + excluded.ms;
  end if;
  return counted;
end $function$;

CREATE OR REPLACE FUNCTION gate.admit(in_row jsonb, in_caps jsonb)
 RETURNS TABLE(refused text, held bigint, allowed bigint, version integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
#variable_conflict use_column
declare
  entry gate.admission := jsonb_populate_record(null::gate.admission, in_row);
  load record;
  n bigint;
  following integer;
begin
  perform territory.seated(entry.places);
  perform pg_advisory_xact_lock(3299330);
  if entry.kind = 'appraisal' then
    select count(*) into n from gate.admission a where a.kind = 'appraisal' and a.county = entry.county
      and (a.valid_to is null or a.valid_to > entry.valid_from) and (entry.valid_to is null or a.valid_from < entry.valid_to) and (a.ended_on is null or a.ended_on > entry.valid_from);
    if n >= (in_caps ->> 'appraisals')::bigint then return query select 'appraisals', n, (in_caps ->> 'appraisals')::bigint, null::integer; return; end if;
  end if;
  select * into load from gate.load(entry.places, entry.reach, entry.kind, entry.valid_from, entry.valid_to);
  if entry.kind = 'plaque' and entry.reach <> 'community' and load.villages >= (in_caps ->> 'plaques_village')::bigint then
    return query select 'plaques_village', load.villages, (in_caps ->> 'plaques_village')::bigint, null::integer; return;
  end if;
  if entry.kind = 'plaque' and entry.reach <> 'village' and load.neighbourhoods >= (in_caps ->> 'plaques_community')::bigint then
    return query select 'plaques_community', load.neighbourhoods, (in_caps ->> 'plaques_community')::bigint, null::integer; return;
  end if;
  if entry.minutes > 0 and load.minutes + entry.minutes > (in_caps ->> 'minutes')::bigint then
    return query select 'minutes', load.minutes, (in_caps ->> 'minutes')::bigint, null::integer; return;
  end if;
  select coalesce(max(a.version), 0) + 1 into following from gate.admission a where a.place = entry.place;
  entry.version := following;
  insert into gate.admission select entry.*;
  return query select null::text, load.minutes, (in_caps ->> 'minutes')::bigint, following;
end $function$;

CREATE OR REPLACE FUNCTION gate.agree(in_number text, in_on date)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  perform territory.seated(array[(select place from gate.admission where county = left(in_number, 6) and number = in_number)]);
  update gate.admission set agreed_on = in_on where county = left(in_number, 6) and number = in_number;
end $function$;

CREATE OR REPLACE FUNCTION gate.finish(in_number text, in_on date, in_why text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare found_place text;
begin
  select place into found_place from gate.admission where county = left(in_number, 6) and number = in_number and ended_on is null for update;
  if found_place is null then return false; end if;
  if nullif(current_setting('seat.low', true), '') is not null then perform territory.seated(array[found_place]); end if;
  update gate.admission set ended_on = in_on, ended_why = in_why where county = left(in_number, 6) and number = in_number;
  return true;
end $function$;

CREATE OR REPLACE FUNCTION gate.fits(in_reach text, in_kind text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog'
AS $function$
  select case in_reach when 'all' then true when 'village' then in_kind like '%村%' else in_kind not like '%村%' end
$function$;

CREATE OR REPLACE FUNCTION gate.leave(target regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('create policy leave on %s as restrictive for insert with check (admission = nullif(current_setting(''gate.admission'', true), ''''))', target);
end $function$;

CREATE OR REPLACE FUNCTION gate.load(in_places text[], in_reach text, in_kind text, in_from date, in_to date)
 RETURNS TABLE(villages bigint, neighbourhoods bigint, minutes bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with reached as (
    select p.code, p.kind like '%村%' as village from territory.place p
    where p.level = 'community' and p.valid_to is null and gate.within(p.code, in_places) and gate.fits(in_reach, p.kind)
  ), weight as (
    select r.code, r.village, count(*) filter (where a.kind = in_kind) as n, sum(a.minutes) as minutes
    from reached r join gate.admission a on gate.within(r.code, a.places) and gate.fits(a.reach, case when r.village then '村' else '' end)
    where (a.valid_to is null or a.valid_to > in_from) and (in_to is null or a.valid_from < in_to) and (a.ended_on is null or a.ended_on > in_from)
    group by r.code, r.village
  ) select coalesce(max(n) filter (where village), 0), coalesce(max(n) filter (where not village), 0), coalesce(max(minutes), 0)::bigint from weight
$function$;

CREATE OR REPLACE FUNCTION gate.seats_of(in_body uuid)
 RETURNS TABLE(person uuid, place text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select distinct m.person, o.place from registry.organisation o join registry.post p on p.county = o.county and p.organisation = o.id
    join registry.membership m on m.county = p.county and m.post = p.id
  where o.id = in_body and o.dissolved_on is null and m.until is null order by 1 limit 100
$function$;

CREATE OR REPLACE FUNCTION gate.senders_of(in_place text)
 RETURNS TABLE(id uuid, name text, place text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select o.id, o.name, o.place from registry.organisation o
  where o.place = any (array[left(in_place, 2), left(in_place, 4), left(in_place, 6), left(in_place, 9)]) and length(o.place) < 12 and o.dissolved_on is null
    and o.kind in ('government_office', 'public_institution', 'party_branch', 'social_organisation')
  order by length(o.place) desc, o.name limit 500
$function$;

CREATE OR REPLACE FUNCTION gate.standing(in_place text, in_day date)
 RETURNS SETOF gate.admission
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select a.* from gate.admission a
  where a.valid_from <= in_day and (a.valid_to is null or a.valid_to > in_day) and (a.ended_on is null or a.ended_on > in_day)
    and gate.within(in_place, a.places)
    and gate.fits(a.reach, coalesce((select p.kind from territory.place p where p.code = left(in_place, 12) and p.valid_to is null and length(in_place) >= 12),
      case a.reach when 'village' then '村' else '' end))
$function$;

CREATE OR REPLACE FUNCTION gate.watchers_of(in_county text)
 RETURNS TABLE(person uuid, place text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select distinct m.person, m.place from territory.mandate m
  where m.place = in_county and m.office in ('social_work', 'burden_taskforce') and m.revoked_at is null and (m.valid_to is null or m.valid_to >= current_date) order by 1 limit 50
$function$;

CREATE OR REPLACE FUNCTION gate.within(in_place text, in_places text[])
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from unnest(in_places) as p where starts_with(in_place, p))
$function$;

CREATE OR REPLACE FUNCTION integration.seat(in_key uuid)
 RETURNS TABLE(key uuid, name text, organisation uuid, organisation_name text, office text, verbs text[], place text, live boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select k.id, k.name, k.organisation, k.organisation_name, k.office, k.verbs, k.place,
    k.revoked_at is null and k.valid_until >= (now() at time zone 'Asia/Shanghai')::date and exists (
      select from registry.organisation o where o.county = k.organisation_county and o.id = k.organisation and o.dissolved_on is null)
  from integration.key k where k.id = in_key
$function$;

CREATE OR REPLACE FUNCTION integration.sit(in_hash bytea)
 RETURNS TABLE(key uuid, name text, organisation uuid, organisation_name text, office text, verbs text[], place text, live boolean, per_minute integer, n integer, seconds integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
#variable_conflict use_column
declare k integration.key; alive boolean; count integer; left_seconds integer;
begin
  select * into k from integration.key where hash = in_hash;
  if not found then return; end if;
  alive := k.revoked_at is null and k.valid_until >= (now() at time zone 'Asia/Shanghai')::date and exists (
    select from registry.organisation o where o.county = k.organisation_county and o.id = k.organisation and o.dissolved_on is null);
  if alive then
    select t.n, t.seconds into count, left_seconds from kernel.knock(60, 'key:' || k.id) t;
    update integration.key u set used_at = now() where u.county = k.county and u.id = k.id and (u.used_at is null or u.used_at < now() - interval '1 minute');
  end if;
  return query select k.id, k.name, k.organisation, k.organisation_name, k.office, k.verbs, k.place, alive, k.per_minute, count, left_seconds;
end $function$;

CREATE OR REPLACE FUNCTION kernel.acted(target regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('alter table %s enable row level security', target);
  execute format(
    'create policy acted on %s for insert to gongzhi_desk, gongzhi_self, gongzhi_public
       with check (actor is not distinct from nullif(current_setting(''seat.actor'', true), '''')::uuid)', target);
end $function$;

CREATE OR REPLACE FUNCTION kernel.bump(in_place text, in_kind text, states text[], deltas integer[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  insert into kernel.counter as c (county, place, kind, state, n)
  select rpad(left(in_place, 6), 6, '0'), left(in_place, 9), in_kind, s, d
  from unnest(states, deltas) as x(s, d) where d <> 0 order by s collate "C"
  on conflict (county, place, kind, state) do update set n = c.n + excluded.n;
end $function$;

CREATE OR REPLACE FUNCTION kernel.clear_attempts()
 RETURNS bigint
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with cleared as (delete from kernel.throttle where until < now() returning 1) select count(*) from cleared
$function$;

CREATE OR REPLACE PROCEDURE kernel.enter(IN in_epoch bigint, IN alone boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $procedure$
declare locked text;
begin
  if alone then locked := pg_advisory_xact_lock(3299324); else locked := pg_advisory_xact_lock_shared(3299324); end if;
  if in_epoch is null then return; end if;
  if in_epoch <> (select n from kernel.epoch) then
    raise exception 'the places of this seat have moved' using errcode = 'integrity_constraint_violation', constraint = 'seat_moved';
  end if;
end $procedure$;

CREATE OR REPLACE FUNCTION kernel.forgive(in_key text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ delete from kernel.throttle where key = in_key $function$;

CREATE OR REPLACE FUNCTION kernel.guard(target regclass, self_column name DEFAULT NULL::name)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('alter table %s enable row level security', target);
  execute format(
    'create policy desk on %s to gongzhi_desk using (
       place >= nullif(current_setting(''seat.low'', true), '''') and place < nullif(current_setting(''seat.high'', true), ''''))',
    target);
  if self_column is not null then
    execute format(
      'create policy self on %s to gongzhi_self using (%I = nullif(current_setting(''seat.person'', true), '''')::uuid)',
      target, self_column);
  end if;
end $function$;

CREATE OR REPLACE FUNCTION kernel.knock(in_seconds integer, VARIADIC in_keys text[])
 RETURNS TABLE(key text, n integer, seconds integer)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  insert into kernel.throttle as t (key, until, n)
  select k, now() + make_interval(secs => in_seconds), 1 from (select distinct unnest(in_keys) collate "C" as k) as keys order by k
  on conflict on constraint throttle_pkey do update set
    n = case when t.until < now() then 1 else t.n + 1 end,
    until = case when t.until < now() then excluded.until else t.until end
  returning t.key, t.n, greatest(1, ceil(extract(epoch from t.until - now())))::integer
$function$;

CREATE OR REPLACE FUNCTION kernel.migrated()
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select max(name collate "C") from migration.applied
$function$;

CREATE OR REPLACE FUNCTION kernel.prolong(in_key text, in_seconds integer)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  update kernel.throttle set until = greatest(until, now() + make_interval(secs => in_seconds)) where key = in_key
$function$;

CREATE OR REPLACE FUNCTION kernel.relent(in_key text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  update kernel.throttle set n = n - 1 where key = in_key and n > 0
$function$;

CREATE OR REPLACE FUNCTION kernel.take_numbers(in_county text, in_day date, how_many integer)
 RETURNS bigint
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  insert into kernel.number as x (county, day, next) values (in_county, in_day, 1 + how_many)
  on conflict (county, day) do update set next = x.next + how_many
  returning next - how_many
$function$;

CREATE OR REPLACE FUNCTION licence.verify(in_number text, in_code text)
 RETURNS TABLE(title text, holder_masked text, organ text, issued_on date, valid_until date, revoked_at timestamp with time zone, revoked_reason text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select title, holder_masked, organ, issued_on, valid_until, revoked_at, revoked_reason
  from licence.licence where county = left(in_number, 6) and number = in_number and code = in_code
$function$;

CREATE OR REPLACE FUNCTION process.granted_beside(in_number text, in_topics text[])
 RETURNS TABLE(topic text, at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select other.topic, max(coalesce(other.closed_at, (select max(a.at) from process.action a where a.county = other.county and a.number = other.number)))
  from process."case" own join process."case" other on other.person = own.person
  where own.county = left(in_number, 6) and own.number = in_number and own.closed_at is null
    and own.place >= nullif(current_setting('seat.low', true), '') and own.place < nullif(current_setting('seat.high', true), '')
    and other.number <> own.number and other.topic = any (in_topics) and other.state in ('granted', 'delivering', 'promised_granted')
  group by other.topic
$function$;

CREATE OR REPLACE FUNCTION process.handlers_of(in_person uuid)
 RETURNS TABLE(number text, title text, place text, open boolean, handler uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with cases as (select * from process."case" c where c.person = in_person and (c.closed_at is null or c.state = 'granted')),
  last as (
    select distinct on (c.number) c.number, a.actor from cases c join process.action a on a.county = c.county and a.number = c.number
    where a.actor is not null and a.actor <> in_person and a.office not in ('resident', 'window_clerk', 'system') order by c.number, a.seq desc)
  select c.number, c.title, c.place, c.closed_at is null, coalesce(l.actor, m.person)
  from cases c left join last l on l.number = c.number
  left join territory.mandate m on l.actor is null and m.office = c.awaits and m.place = c.place and m.revoked_at is null and (m.valid_to is null or m.valid_to >= current_date)
  where coalesce(l.actor, m.person) is not null
$function$;

CREATE OR REPLACE FUNCTION process.matters_of(people uuid[])
 RETURNS TABLE(person uuid, place text, open integer, granted integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select c.person, c.place, count(*) filter (where c.closed_at is null)::integer, count(*) filter (where c.state = 'granted')::integer
  from process."case" c join registry.person p on p.id = c.person
  where c.person = any (people) and registry.seated(p.place) and (c.closed_at is null or c.state = 'granted')
  group by c.person, c.place
$function$;

CREATE OR REPLACE FUNCTION queue.display(in_place text, in_day date)
 RETURNS TABLE(number text, state text, counter text, called_at timestamp with time zone, starts_at timestamp with time zone, made_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select t.number, t.state, t.counter, t.called_at, t.starts_at, t.made_at from queue.ticket t
  where t.place = in_place and t.day = in_day and t.state in ('waiting', 'called')
  order by coalesce(t.starts_at, t.made_at), t.id limit 300
$function$;

CREATE OR REPLACE FUNCTION queue.release(in_ticket uuid, in_now timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with gone as (
    update queue.ticket set state = 'cancelled'
    where id = in_ticket and person = nullif(current_setting('seat.person', true), '')::uuid and state = 'waiting' and starts_at > in_now
    returning county, slot
  ), freed as (
    update queue.slot s set booked = s.booked - 1 from gone where s.county = gone.county and s.id = gone.slot returning 1
  ) select exists (select 1 from freed)
$function$;

CREATE OR REPLACE FUNCTION queue.take(in_slot uuid, in_now timestamp with time zone)
 RETURNS TABLE(county text, place text, day date, starts_at timestamp with time zone, number integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
#variable_conflict use_column
begin
  return query
  with taken as (
    update queue.slot s set booked = s.booked + 1 where s.id = in_slot and s.booked < s.capacity and s.starts_at > in_now
    returning s.county, s.place, s.day, s.starts_at
  ), numbered as (
    insert into queue.board as b (county, window_then, day, place, booked) select county, place, day, place, 1 from taken
    on conflict (county, window_then, day) do update set booked = b.booked + 1 returning b.booked
  ) select t.county, t.place, t.day, t.starts_at, n.booked from taken t, numbered n;
end $function$;

CREATE OR REPLACE FUNCTION rating.count(in_county text, in_item text, in_item_name text, in_window text, in_window_name text, in_channel text, in_grade integer, delta integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  insert into rating.tally as t (county, kind, subject, channel, grade, label, n)
  select in_county, x.kind, x.subject, in_channel, in_grade, coalesce(x.label, x.subject), delta
  from (values ('item', in_item, in_item_name), ('window', in_window, in_window_name)) as x(kind, subject, label)
  where x.subject is not null order by x.kind collate "C"
  on conflict (county, kind, subject, channel, grade) do update set n = t.n + excluded.n, label = excluded.label;
end $function$;

CREATE OR REPLACE FUNCTION rating.pass(in_token bytea)
 RETURNS TABLE(id uuid, place text, person uuid, person_name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select b.id, b.place, b.person, b.person_name from rating.ballot b where b.token_hash = in_token and b.expires_at > now()
$function$;

CREATE OR REPLACE FUNCTION registry.announce(in_id uuid, in_new uuid, in_to text, in_shown jsonb, in_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare from_row registry.life;
begin
  select * into from_row from registry.life where id = in_id and kind = 'move' and state = 'sent' and twin = in_new for update;
  if from_row.id is null or not registry.seated(from_row.place) or from_row.ask ->> 'to' is distinct from in_to then
    raise exception 'no such move' using errcode = 'insufficient_privilege';
  end if;
  if from_row.called_from is not null then
    update registry.life set state = 'open', ask = from_row.ask, houses = from_row.houses, people = from_row.people, seen = from_row.seen, shown = in_shown
    where id = in_new and twin = in_id and kind = 'arrive' and state = 'called';
    return;
  end if;
  insert into registry.life (county, id, place, kind, ask, houses, people, who, reason, asker, asker_name, asker_office, asked_at, seen, shown, twin)
  values (rpad(left(in_to, 6), 6, '0'), in_new, in_to, 'arrive', from_row.ask, from_row.houses, from_row.people, from_row.who, from_row.reason,
    from_row.asker, from_row.asker_name, from_row.asker_office, in_now, from_row.seen, in_shown, from_row.id);
end $function$;

CREATE OR REPLACE FUNCTION registry.arrive(in_id uuid, in_name text, in_answer text, in_day date, in_now timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  row registry.life;
  origin registry.life;
  house uuid;
  going uuid[];
  stay record;
begin
  select * into row from registry.life where id = in_id and kind = 'arrive' and state = 'open';
  if row.id is null or not registry.seated(row.place) then return false; end if;
  select * into origin from registry.life where id = row.twin and state = 'sent' for update;
  if origin.id is null then return false; end if;
  house := (row.ask ->> 'household')::uuid;
  perform 1 from registry.household where id = house for update;
  select array_agg((x ->> 'person')::uuid) into going from jsonb_array_elements(row.ask -> 'members') as x;
  perform 1 from registry.person where id = any (going) order by id for update;
  if not registry.standing(house, (row.shown ->> 'head')::uuid, row.shown -> 'standing') then return false; end if;
  if exists (select from unnest(going) as g where registry.is_dead(g)) then return false; end if;
  perform registry.unsettle((select array_agg(m.person) from registry.member m where m.household = house and m.until is null
    and m.person::text in (select jsonb_array_elements_text(row.shown -> 'unsettled'))), in_now);
  update registry.member set until = in_day where household = house and person = any (going) and until is null;
  if not exists (select from registry.member where household = house and until is null) then
    update registry.household set ended_on = in_day where id = house;
  elsif row.ask -> 'left' is not null then
    update registry.household set head = (row.ask -> 'left' ->> 'head')::uuid where id = house;
    for stay in
      select m.county, m.person, m.place, m.since, x.relation from (
        select (row.ask -> 'left' ->> 'head')::uuid as person, '02' as relation
        union all select y.person, y.relation from jsonb_to_recordset(row.ask -> 'left' -> 'members') as y(person uuid, relation text)) as x
      join registry.member m on m.household = house and m.person = x.person and m.until is null where m.relation <> x.relation
    loop
      if stay.since >= in_day then
        update registry.member set relation = stay.relation where county = stay.county and household = house and person = stay.person and since = stay.since;
      else
        update registry.member set until = in_day where county = stay.county and household = house and person = stay.person and since = stay.since;
        insert into registry.member (county, household, person, place, relation, since) values (stay.county, house, stay.person, stay.place, stay.relation, in_day);
      end if;
    end loop;
  end if;
  perform registry.rehome(p, row.place, row.county, in_now) from unnest(going) as p order by p;
  update registry.life set state = 'applied', decider_name = in_name, answer = in_answer, decided_at = in_now where county = origin.county and id = origin.id;
  return true;
end $function$;

CREATE OR REPLACE FUNCTION registry.call_in(in_here uuid, in_there uuid, in_to text, in_people jsonb, in_ask jsonb, in_who text, in_reason text, in_name text, in_office text, in_now timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  going uuid[];
  home registry.household;
  homes integer;
  members jsonb;
  whole jsonb;
  actor uuid := nullif(current_setting('seat.actor', true), '')::uuid;
begin
  if not registry.seated(in_to) then raise exception 'not within the seat' using errcode = 'insufficient_privilege'; end if;
  select array_agg(f.person order by x.i), jsonb_agg(jsonb_build_object('person', f.person, 'relation', x.relation) order by x.i) into going, members
    from jsonb_to_recordset(in_people) as x(i integer, hash text, name text, relation text)
    cross join lateral registry.present(x.hash, x.name) as f;
  if coalesce(cardinality(going), 0) < jsonb_array_length(in_people) then return 'unknown'; end if;
  if exists (select from registry.person p where p.id = any (going) and left(p.place, 12) = left(in_to, 12)) then return 'here'; end if;
  if exists (select from unnest(going) as g where registry.is_dead(g)) then return 'dead'; end if;
  if actor = any (going) then return 'own'; end if;
  select count(distinct m.household) into homes from registry.member m where m.person = any (going) and m.until is null;
  if homes <> 1 or (select count(*) from registry.member m where m.person = any (going) and m.until is null) < cardinality(going) then return 'apart'; end if;
  select h.* into home from registry.household h where h.ended_on is null and h.id = (select m.household from registry.member m where m.person = going[1] and m.until is null limit 1);
  if home.id is null then return 'apart'; end if;
  if exists (select from registry.life l where l.kind = 'move' and l.state in ('open', 'sent') and l.called_from is not null and l.houses = array[home.id]
    and exists (select from jsonb_array_elements(l.ask -> 'members') as x where (x ->> 'person')::uuid = any (going))) then return 'asked'; end if;
  whole := in_ask || jsonb_build_object('kind', 'move', 'household', home.id, 'head', going[1], 'members', members, 'to', in_to);
  insert into registry.life (county, id, place, kind, ask, houses, people, who, reason, asker, asker_name, asker_office, asked_at, seen, twin, called_from)
  values (rpad(left(home.place, 6), 6, '0'), in_there, home.place, 'move', whole, array[home.id],
    (select array_agg(m.person) from registry.member m where m.household = home.id and m.until is null), in_who, in_reason, actor, in_name, in_office, in_now, '', in_here, in_to);
  insert into registry.life (county, id, place, kind, ask, houses, people, who, reason, asker, asker_name, asker_office, asked_at, seen, state, twin, called_from)
  values (rpad(left(in_to, 6), 6, '0'), in_here, in_to, 'arrive', whole, '{}', going, in_who, in_reason, actor, in_name, in_office, in_now, '', 'called', in_there, in_to);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION registry.called_back(in_id uuid, in_now timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  update registry.life a set state = 'withdrawn', decided_at = in_now from registry.life o
  where o.id = in_id and o.asker = nullif(current_setting('seat.actor', true), '')::uuid and a.twin = o.id
    and ((a.kind = 'arrive' and a.state in ('open', 'called')) or (a.kind = 'move' and a.called_from is not null and a.state in ('open', 'sent')))
$function$;

CREATE OR REPLACE FUNCTION registry.contact(in_person uuid)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select value from registry.assertion where subject = in_person and element = 'person.phone' and ended_at is null order by asserted_at desc limit 1
$function$;

CREATE OR REPLACE FUNCTION registry.enrol(in_hash text, in_person uuid, in_county text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  insert into registry.identity (hash, person, county) values (in_hash, in_person, in_county)
$function$;

CREATE OR REPLACE FUNCTION registry.enrol_all(hashes text[], persons uuid[], counties text[])
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with enrolled as (
    insert into registry.identity (hash, person, county)
    select h, p, c from unnest(hashes, persons, counties) as x(h, p, c) order by h collate "C"
    on conflict (hash) do nothing returning 1)
  select count(*)::integer from enrolled
$function$;

CREATE OR REPLACE FUNCTION registry.fuse(in_kept uuid, in_gone uuid, in_copies jsonb, in_shadows jsonb, in_day date, in_now timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  kept registry.person;
  gone registry.person;
  after registry.person;
  scope record;
  part jsonb;
  ended jsonb;
  numbers jsonb;
  left_homes jsonb;
  closed jsonb;
  joined jsonb := '[]';
  accounts jsonb;
  moved jsonb := '[]';
begin
  perform 1 from registry.person where id in (in_kept, in_gone) order by id for update;
  select * into kept from registry.person where id = in_kept;
  select * into gone from registry.person where id = in_gone;
  if kept.id is null or gone.id is null or in_kept = in_gone or not registry.seated(kept.place) or not registry.seated(gone.place) then
    raise exception 'these two cannot be made one' using errcode = 'insufficient_privilege';
  end if;
  with done as (update registry.assertion set ended_at = in_now where county = gone.county and subject = gone.id and ended_at is null returning element, id)
    select coalesce(jsonb_agg(to_jsonb(done)), '[]') into ended from done;
  insert into registry.assertion select (jsonb_populate_record(null::registry.assertion, x)).* from jsonb_array_elements(in_copies) as x;
  update registry.person set phone_masked = coalesce(phone_masked, in_shadows ->> 'phone_masked'), address = coalesce(address, in_shadows ->> 'address'),
    living = coalesce(living, in_shadows ->> 'living') where county = kept.county and id = kept.id returning * into after;
  with done as (update registry.identity set person = kept.id, county = kept.county where person = gone.id returning hash)
    select coalesce(jsonb_agg(hash), '[]') into numbers from done;
  with done as (update registry.member set until = greatest(in_day, since) where person = gone.id and until is null returning county, household, since, place, relation)
    select coalesce(jsonb_agg(to_jsonb(done)), '[]') into left_homes from done;
  with done as (
    update registry.household h set ended_on = in_day where h.head = gone.id and h.ended_on is null
      and not exists (select from registry.member m where m.county = h.county and m.household = h.id and m.until is null) returning county, id)
    select coalesce(jsonb_agg(to_jsonb(done)), '[]') into closed from done;
  if jsonb_array_length(left_homes) > 0 and jsonb_array_length(closed) = 0 and not exists (select from registry.member where person = kept.id and until is null) then
    with done as (
      insert into registry.member (county, household, person, place, relation, since)
      select county, household, kept.id, place, relation, in_day from jsonb_to_recordset(left_homes) as x(county text, household uuid, place text, relation text)
      on conflict do nothing returning county, household, person, since)
      select coalesce(jsonb_agg(to_jsonb(done)), '[]') into joined from done;
  end if;
  with done as (update account.account set person = kept.id, person_county = kept.county where person = gone.id returning id)
    select coalesce(jsonb_agg(id), '[]') into accounts from done;
  for scope in select * from registry.personal() loop
    execute format('with done as (update %s set person = $1 where person = $2 returning %s) select coalesce(jsonb_agg(to_jsonb(done)), ''[]'') from done',
      scope.name, (select string_agg(quote_ident(k), ', ') from unnest(scope.keys) as k)) using kept.id, gone.id into part;
    if jsonb_array_length(part) > 0 then moved := moved || jsonb_build_array(jsonb_build_object('name', scope.name, 'keys', to_jsonb(scope.keys), 'rows', part)); end if;
  end loop;
  delete from registry.person where county = gone.county and id = gone.id;
  perform kernel.bump(gone.place, 'person', array['resident'], array[-1]);
  return jsonb_build_object('gone', to_jsonb(gone), 'before', to_jsonb(kept), 'after', to_jsonb(after), 'at', in_now, 'ended', ended, 'numbers', numbers,
    'copies', (select coalesce(jsonb_agg(jsonb_build_object('element', x ->> 'element', 'id', x ->> 'id')), '[]') from jsonb_array_elements(in_copies) as x),
    'homes', left_homes, 'closed', closed, 'joined', joined, 'accounts', accounts, 'moved', moved);
end $function$;

CREATE OR REPLACE FUNCTION registry.household_of_self(on_day date)
 RETURNS TABLE(id uuid, number text, kind text, address text, formed_on date, person uuid, name text, relation text, age integer, head boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select h.id, h.number, h.kind, d.address, h.formed_on, p.id, p.name, m.relation,
    extract(year from age(on_day, p.birth_date))::integer, h.head = p.id
  from registry.member own
  join registry.household h on h.county = own.county and h.id = own.household and h.ended_on is null
  left join registry.dwelling d on d.county = h.county and d.id = h.dwelling
  join registry.member m on m.county = h.county and m.household = h.id and m.until is null
  join registry.person p on p.county = m.county and p.id = m.person
  where own.person = nullif(current_setting('seat.person', true), '')::uuid and own.until is null
  order by h.head = p.id desc, m.relation, p.birth_date, p.id
$function$;

CREATE OR REPLACE FUNCTION registry.is_dead(in_person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from registry.assertion where subject = in_person and element = 'person.alive' and value = 'false'::jsonb and ended_at is null)
$function$;

CREATE OR REPLACE FUNCTION registry.known(hashes text[])
 RETURNS TABLE(hash text, person uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select i.hash, i.person from registry.identity i where i.hash = any (hashes)
$function$;

CREATE OR REPLACE FUNCTION registry.nearer(in_person uuid, in_to text, there text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not exists (select from registry.person where id = in_person and registry.seated(place)) or not registry.seated(in_to) then
    raise exception 'not within the seat' using errcode = 'insufficient_privilege';
  end if;
  perform registry.rehome(in_person, in_to, there);
end $function$;

CREATE OR REPLACE FUNCTION registry.not_let_go(in_id uuid, in_name text, in_answer text, in_now timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  update registry.life a set state = 'refused', decider_name = in_name, answer = in_answer, decided_at = in_now
  from registry.life o where o.id = in_id and o.kind = 'move' and registry.seated(o.place) and a.twin = o.id and a.kind = 'arrive' and a.state = 'called'
$function$;

CREATE OR REPLACE FUNCTION registry.own_world(on_day date)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with own as (
    select h.*, d.address from registry.member m
    join registry.household h on h.county = m.county and h.id = m.household and h.ended_on is null
    left join registry.dwelling d on d.county = h.county and d.id = h.dwelling
    where m.person = nullif(current_setting('seat.person', true), '')::uuid and m.until is null),
  folk as (
    select m.person, m.relation, m.since, p.county, p.place, p.name, p.sex, p.identity_masked, p.resides, p.address,
      extract(year from age(on_day, p.birth_date))::integer as age,
      coalesce((select a.value <> 'false'::jsonb from registry.assertion a
        where a.county = p.county and a.subject = p.id and a.element = 'person.alive' and a.ended_at is null), true) as alive
    from own join registry.member m on m.county = own.county and m.household = own.id and m.until is null
    join registry.person p on p.county = m.county and p.id = m.person)
  select jsonb_build_object(
    'houses', coalesce((select jsonb_agg(jsonb_build_object('id', id, 'county', county, 'place', place, 'number', number, 'kind', kind,
      'address', address, 'head', head, 'members', (select jsonb_agg(jsonb_build_object('person', person, 'relation', relation, 'since', since)
        order by person) from folk))) from own), '[]'),
    'people', coalesce((select jsonb_agg(jsonb_build_object('id', person, 'county', county, 'place', place, 'name', name, 'age', age, 'sex', sex,
      'identity_masked', identity_masked, 'resides', resides, 'address', address, 'alive', alive)) from folk), '[]'))
$function$;

CREATE OR REPLACE FUNCTION registry.personal()
 RETURNS TABLE(name text, keys text[])
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select format('%I.%I', n.nspname, c.relname), (select array_agg(k.attname::text order by k.attnum) from pg_attribute k where k.attrelid = c.oid and k.attnum = any (i.indkey))
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'person' and not a.attisdropped and a.atttypid = 'uuid'::regtype
  join pg_index i on i.indrelid = c.oid and i.indisprimary
  where c.relkind in ('r', 'p') and not c.relispartition and n.nspowner = 'gongzhi_owner'::regrole and not a.attnum = any (i.indkey)
    and n.nspname not in ('ledger') and format('%I.%I', n.nspname, c.relname) not in ('registry.identity', 'registry.member', 'account.account', 'territory.mandate')
  order by 1
$function$;

CREATE OR REPLACE FUNCTION registry.present(in_hash text, in_name text)
 RETURNS TABLE(person uuid, county text, place text, name text, identity_masked text, birth_date date, deceased boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select p.id, p.county, p.place, p.name, p.identity_masked, p.birth_date, exists (
    select from registry.assertion a where a.county = p.county and a.subject = p.id and a.element = 'person.alive' and a.value = 'false'::jsonb and a.ended_at is null)
  from registry.identity i join registry.person p on p.county = i.county and p.id = i.person
  where i.hash = in_hash and normalize(p.name, nfkc) = in_name
$function$;

CREATE OR REPLACE FUNCTION registry.registered(in_hash text)
 RETURNS TABLE(person uuid, county text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select person, county from registry.identity where hash = in_hash
$function$;

CREATE OR REPLACE FUNCTION registry.rehome(in_person uuid, in_to text, there text, in_now timestamp with time zone DEFAULT now())
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare
  here registry.person;
  moved jsonb := jsonb_build_object('county', there, 'place', in_to);
begin
  select * into here from registry.person where id = in_person for update;
  if here.county = there then
    update registry.person set place = in_to, revision = revision + 1 where county = there and id = in_person;
    update registry.assertion set place = in_to where county = there and subject = in_person;
    update registry.change set place = in_to where county = there and person = in_person;
    update registry.unlike set place = in_to where county = there and person = in_person;
  else
    insert into registry.departed select (jsonb_populate_record(null::registry.departed, to_jsonb(here) || jsonb_build_object('left_at', in_now))).*;
    insert into registry.person select (jsonb_populate_record(p, moved || jsonb_build_object('revision', p.revision + 1, 'here_since', in_now))).* from registry.person p where p.county = here.county and p.id = in_person;
    delete from registry.person where county = here.county and id = in_person;
    -- Who comes back brings the whole history; what was kept here of it would stand twice.
    delete from registry.assertion where county = there and subject = in_person;
    insert into registry.assertion select (jsonb_populate_record(a, moved)).* from registry.assertion a where a.county = here.county and a.subject = in_person;
    update registry.assertion set ended_at = in_now where county = here.county and subject = in_person and ended_at is null;
    insert into registry.change select (jsonb_populate_record(c, moved)).* from registry.change c where c.county = here.county and c.person = in_person;
    delete from registry.change where county = here.county and person = in_person;
    insert into registry.unlike select (jsonb_populate_record(u, moved)).* from registry.unlike u where u.county = here.county and u.person = in_person;
    delete from registry.unlike where county = here.county and person = in_person;
    update registry.identity set county = there where person = in_person;
    update account.account set person_county = there where person = in_person;
  end if;
  perform kernel.bump(here.place, 'person', array['resident'], array[-1]);
  perform kernel.bump(in_to, 'person', array['resident'], array[1]);
end $function$;

CREATE OR REPLACE FUNCTION registry.seated(in_place text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select coalesce(starts_with(in_place, nullif(current_setting('seat.low', true), '')), false)
$function$;

CREATE OR REPLACE FUNCTION registry.standing(in_house uuid, in_head uuid, in_members jsonb)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from registry.household h where h.id = in_house and h.head = in_head and h.ended_on is null)
    and not exists (
      (select m.person, m.relation from registry.member m where m.household = in_house and m.until is null
        except select x.person, x.relation from jsonb_to_recordset(in_members) as x(person uuid, relation text))
      union all
      (select x.person, x.relation from jsonb_to_recordset(in_members) as x(person uuid, relation text)
        except select m.person, m.relation from registry.member m where m.household = in_house and m.until is null))
$function$;

CREATE OR REPLACE FUNCTION registry.turned_back(in_id uuid, in_name text, in_answer text, in_now timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  update registry.life o set state = 'refused', decider_name = in_name, answer = in_answer, decided_at = in_now
  from registry.life a where a.id = in_id and a.kind = 'arrive' and registry.seated(a.place) and o.id = a.twin and o.state = 'sent'
$function$;

CREATE OR REPLACE FUNCTION registry.unfuse(in_life uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  j jsonb;
  kept registry.person;
  gone registry.person;
  scope jsonb;
begin
  select journal into j from registry.life where id = in_life and kind = 'same' and state = 'applied' and registry.seated(place);
  if j is null then raise exception 'nothing to put back' using errcode = 'insufficient_privilege'; end if;
  -- Of a merge that was made before the order of lists was kept the letters stand for it.
  gone := jsonb_populate_record(null::registry.person, jsonb_build_object('sort_key', j -> 'gone' ->> 'pinyin') || (j -> 'gone'));
  select * into kept from registry.person where id = (j -> 'before' ->> 'id')::uuid for update;
  if kept.id is null then return case when exists (select from registry.life l where l.kind = 'same' and l.state = 'applied' and l.ask ->> 'other' = j -> 'before' ->> 'id') then 'merged' else 'elsewhere' end; end if;
  if not registry.seated(kept.place) then return 'elsewhere'; end if;
  -- The facts that ended with the merge went where a re-organisation led: they say what the place is called today.
  gone.place := coalesce((select a.place from registry.assertion a where a.county = gone.county and a.subject = gone.id order by a.asserted_at desc limit 1), gone.place);
  if not exists (select from territory.place p where p.code = gone.place and p.valid_to is null) then return 'abolished'; end if;
  if not registry.seated(gone.place) then return 'elsewhere'; end if;
  if exists (select from jsonb_array_elements_text(j -> 'numbers') as n where not exists (select from registry.identity i where i.hash = n and i.person = kept.id)) then return 'number'; end if;
  insert into registry.person select gone.*;
  for scope in select * from jsonb_array_elements(j -> 'moved') loop
    -- What goes with a person to another county has that county in its key by now.
    execute format('update %s t set person = $1 from jsonb_populate_recordset(null::%1$s, $2) as x where t.person = $3 and %s', scope ->> 'name',
      (select string_agg(format('t.%I = x.%1$I', k), ' and ') from jsonb_array_elements_text(scope -> 'keys') as k
        where not (k = 'county' and scope ->> 'name' in ('registry.change', 'registry.unlike')))) using gone.id, scope -> 'rows', kept.id;
  end loop;
  update account.account set person = gone.id, person_county = gone.county where person = kept.id and id in (select x::uuid from jsonb_array_elements_text(j -> 'accounts') as x);
  update registry.identity set person = gone.id, county = gone.county where hash in (select jsonb_array_elements_text(j -> 'numbers')) and person = kept.id;
  delete from registry.member m using jsonb_to_recordset(j -> 'joined') as x(county text, household uuid, person uuid, since date)
    where m.county = x.county and m.household = x.household and m.person = x.person and m.since = x.since and m.until is null;
  update registry.household h set ended_on = null from jsonb_to_recordset(j -> 'closed') as x(county text, id uuid) where h.county = x.county and h.id = x.id;
  update registry.member m set until = null from jsonb_to_recordset(j -> 'homes') as x(county text, household uuid, since date)
    where m.county = x.county and m.household = x.household and m.since = x.since and m.person = gone.id
      and exists (select from registry.household h where h.county = m.county and h.id = m.household and h.ended_on is null);
  delete from registry.assertion a using jsonb_to_recordset(j -> 'copies') as x(element text, id uuid)
    where a.subject = kept.id and a.element = x.element and a.id = x.id and a.ended_at is null and a.confirmed_at is null;
  update registry.assertion a set ended_at = null from jsonb_to_recordset(j -> 'ended') as x(element text, id uuid)
    where a.county = gone.county and a.subject = gone.id and a.element = x.element and a.id = x.id;
  update registry.person p set
    phone_masked = case when p.phone_masked is not distinct from (j -> 'after' ->> 'phone_masked') then j -> 'before' ->> 'phone_masked' else p.phone_masked end,
    address = case when p.address is not distinct from (j -> 'after' ->> 'address') then j -> 'before' ->> 'address' else p.address end,
    living = case when p.living is not distinct from (j -> 'after' ->> 'living') then j -> 'before' ->> 'living' else p.living end
    where p.county = kept.county and p.id = kept.id;
  perform kernel.bump(gone.place, 'person', array['resident'], array[1]);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION registry.unsettle(in_people uuid[], in_now timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog'
AS $function$
  update registry.assertion a set ended_at = in_now where a.subject = any (in_people) and a.element = 'person.living_arrangement' and a.ended_at is null;
  update registry.person p set living = null, revision = p.revision + 1 where p.id = any (in_people) and p.living is not null;
$function$;

CREATE OR REPLACE FUNCTION territory.census(codes text[])
 RETURNS TABLE(name text, part text, n bigint)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare scope record;
begin
  perform territory.seated(codes);
  for scope in select * from territory.scopes() loop
    name := scope.name;
    part := scope.part;
    execute format('select %s from %s where %s',
      case when scope.name = 'kernel.counter' then 'coalesce(sum(n), 0)::bigint' else 'count(*)' end,
      scope.name, territory.ranges(codes)) into n;
    if n <> 0 then return next; end if;
  end loop;
end $function$;

CREATE OR REPLACE FUNCTION territory.grams(t text, low integer, high integer)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog'
AS $function$
  select array_agg(distinct substr(t, i, n)) from generate_series(low, high) as n, generate_series(1, length(t) - n + 1) as i
$function$;

CREATE OR REPLACE FUNCTION territory.held_today(in_mandate uuid)
 RETURNS TABLE(person uuid, person_name text, office text, place text, epoch bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select m.person, m.person_name, m.office, m.place, (select n from kernel.epoch)
  from territory.mandate m where m.id = in_mandate and m.revoked_at is null
    and m.valid_from <= (now() at time zone 'Asia/Shanghai')::date and (m.valid_to is null or m.valid_to >= (now() at time zone 'Asia/Shanghai')::date)
$function$;

CREATE OR REPLACE FUNCTION territory.join_counters(ranges text, alone jsonb, whole jsonb)
 RETURNS bigint
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare gone jsonb;
begin
  execute format('with gone as (delete from kernel.counter
      where (%s) and territory.successor(place, $1, $2) <> place
      returning county, territory.successor(place, $1, $2) as place, kind, state, n)
    select coalesce(jsonb_agg(to_jsonb(gone)), ''[]'') from gone', ranges) using alone, whole into gone;
  insert into kernel.counter as c (county, place, kind, state, n)
    select county, place, kind, state, sum(n) from jsonb_to_recordset(gone) as x(county text, place text, kind text, state text, n bigint)
    group by county, place, kind, state
    on conflict (county, place, kind, state) do update set n = c.n + excluded.n;
  return jsonb_array_length(gone);
end $function$;

CREATE OR REPLACE FUNCTION territory.join_involvements(ranges text, alone jsonb, whole jsonb)
 RETURNS bigint
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare n bigint;
begin
  execute format('delete from process.involvement i
    using (select county, place, number, row_number() over (
        partition by county, number, coalesce(territory.successor(place, $1, $2), place) order by updated_at desc, place) as nth
      from process.involvement where %s) as twin
    where twin.nth > 1 and i.county = twin.county and i.place = twin.place and i.number = twin.number', ranges) using alone, whole;
  get diagnostics n = row_count;
  return n;
end $function$;

CREATE OR REPLACE FUNCTION territory.join_mandates(ranges text, alone jsonb, whole jsonb)
 RETURNS bigint
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare n bigint;
begin
  execute format('update territory.mandate m set revoked_at = now(), revoked_reason = ''区划调整后与本人另一任职相同，并为一个''
    from (select county, id, row_number() over (
        partition by person, office, coalesce(territory.successor(place, $1, $2), place) order by valid_from, granted_at, id) as nth
      from territory.mandate where (%s) and revoked_at is null and valid_to is null) as twin
    where twin.nth > 1 and m.county = twin.county and m.id = twin.id', ranges) using alone, whole;
  get diagnostics n = row_count;
  return n;
end $function$;

CREATE OR REPLACE FUNCTION territory.move(old text[], new text[], rehearse boolean)
 RETURNS TABLE(name text, moved bigint, joined bigint, stray bigint)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  scope record;
  ranges text := territory.ranges(old);
  singles jsonb;
  alone jsonb;
  whole jsonb;
  gone bigint;
begin
  if cardinality(old) is distinct from cardinality(new) then raise exception 'every old place needs its new one'; end if;
  perform territory.seated(old || new);
  if not rehearse then
    perform pg_advisory_xact_lock(3299324);
    update kernel.epoch set n = n + 1;
  end if;
  select coalesce(jsonb_object_agg(o, n) filter (where several), '{}'), coalesce(jsonb_object_agg(o, n) filter (where not several), '{}')
    into singles, whole
    from (select o, (array_agg(n order by i))[1] as n, count(*) > 1 or bool_or(shared) as several
      from (select o, n, i, count(*) over (partition by n) > 1 as shared from unnest(old, new) with ordinality as x(o, n, i)) as y
      group by o) as z;
  for scope in select * from territory.scopes() loop
    name := scope.name;
    moved := 0; joined := 0; stray := 0;
    alone := case when scope.part = 'norm' then '{}' else singles end;
    if scope.part <> 'norm' then
      execute format('select count(*) from %s where (%s) and territory.successor(place, $1, $2) is null', scope.name, ranges)
        using alone, whole into stray;
    end if;
    if rehearse then
      execute format('select count(*) from %s where (%s) and territory.successor(place, $1, $2) <> place', scope.name, ranges)
        using alone, whole into moved;
      if scope.name in ('territory.mandate', 'process.involvement') then
        select t.ended, t.gone into joined, gone from territory.twins(scope.name, ranges, alone, whole) as t;
        moved := moved - gone;
      end if;
    elsif scope.name = 'kernel.counter' then
      moved := territory.join_counters(ranges, alone, whole);
    else
      if scope.name = 'territory.mandate' then joined := territory.join_mandates(ranges, alone, whole); end if;
      if scope.name = 'process.involvement' then joined := territory.join_involvements(ranges, alone, whole); end if;
      execute format('update %s set place = territory.successor(place, $1, $2)
        where (%s) and territory.successor(place, $1, $2) <> place', scope.name, ranges) using alone, whole;
      get diagnostics moved = row_count;
    end if;
    if moved + joined + stray > 0 then return next; end if;
  end loop;
end $function$;

CREATE OR REPLACE FUNCTION territory.ranges(codes text[])
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select coalesce(string_agg(format('(place >= %L and place < %L)', c, c || '~'), ' or ' order by c), 'false')
  from (select distinct c from unnest(codes) as c) as x
  where not exists (select 1 from unnest(codes) as d where d <> c and starts_with(c, d))
$function$;

CREATE OR REPLACE FUNCTION territory.recount(places text[], counted jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  perform territory.seated(places || array(select x.place from jsonb_to_recordset(counted) as x(place text)));
  delete from kernel.counter where place = any (places);
  insert into kernel.counter (county, place, kind, state, n)
    select rpad(left(place, 6), 6, '0'), place, kind, state, n
    from jsonb_to_recordset(counted) as x(place text, kind text, state text, n bigint);
end $function$;

CREATE OR REPLACE FUNCTION territory.scopes()
 RETURNS TABLE(name text, part text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select format('%I.%I', n.nspname, c.relname), split_part(coalesce(col_description(c.oid, a.attnum), 'living'), ':', 1)
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'place' and not a.attisdropped and a.atttypid = 'text'::regtype
  where c.relkind in ('r', 'p') and not c.relispartition and n.nspowner = 'gongzhi_owner'::regrole
  order by 1
$function$;

CREATE OR REPLACE FUNCTION territory.seated(codes text[])
 RETURNS void
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare low text := nullif(current_setting('seat.low', true), '');
begin
  if low is null or exists (select 1 from unnest(codes) as c where c is null or not starts_with(c, low)) then
    raise exception 'the seat does not reach these places' using errcode = 'insufficient_privilege';
  end if;
end $function$;

CREATE OR REPLACE FUNCTION territory.stands(in_place text)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not exists (select from territory.place where code = in_place and valid_to is null) then
    raise exception 'no such place: %', in_place using errcode = 'integrity_constraint_violation', constraint = 'place_stands';
  end if;
end $function$;

CREATE OR REPLACE FUNCTION territory.successor(place text, alone jsonb, whole jsonb)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select coalesce(alone ->> place, whole ->> place,
    (whole ->> left(place, 15)) || substr(place, 16), (whole ->> left(place, 12)) || substr(place, 13),
    (whole ->> left(place, 9)) || substr(place, 10), (whole ->> left(place, 6)) || substr(place, 7),
    (whole ->> left(place, 4)) || substr(place, 5))
$function$;

CREATE OR REPLACE FUNCTION territory.twins(scope text, ranges text, alone jsonb, whole jsonb, OUT ended bigint, OUT gone bigint)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  execute format(case when scope = 'territory.mandate' then
    'select count(*) filter (where nth > 1), 0 from (select row_number() over (
        partition by person, office, coalesce(territory.successor(place, $1, $2), place)) as nth
      from territory.mandate where (%s) and revoked_at is null and valid_to is null) as twin'
  else
    'select count(*) filter (where nth > 1), count(*) filter (where nth > 1 and moves) from (select
        coalesce(territory.successor(place, $1, $2), place) <> place as moves, row_number() over (
        partition by county, number, coalesce(territory.successor(place, $1, $2), place) order by updated_at desc, place) as nth
      from process.involvement where %s) as twin'
  end, ranges) using alone, whole into ended, gone;
end $function$;

CREATE OR REPLACE FUNCTION territory.within_seat(ids uuid[], on_day date)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select coalesce(bool_and(starts_with(p.code, nullif(current_setting('seat.low', true), ''))), false)
  from territory.place p where p.id = any (ids) and (p.valid_from = on_day or p.valid_to = on_day)
$function$;
