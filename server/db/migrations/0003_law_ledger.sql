-- Law as data with dates: the working calendar in editions, and rule packs.
create schema law;
grant usage on schema law to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server;

create table law.calendar_edition (
  year integer not null,
  edition integer not null,
  notice text not null,
  published_on date,
  recorded_at timestamptz not null default now(),
  -- Rises by one with every edition of any year, in the order of their commits: what was reckoned under a lower one is
  -- reckoned anew.
  serial integer not null,
  constraint calendar_edition_pkey primary key (year, edition),
  constraint calendar_edition_serial unique (serial)
);
create table law.calendar_day (
  year integer not null,
  edition integer not null,
  date date not null,
  kind text not null check (kind in ('holiday', 'makeup_workday')),
  name text not null,
  -- `date` may lie in the December before: a notice for a year can begin there.
  constraint calendar_day_pkey primary key (year, edition, date)
);
create table law.rule (
  id text not null,
  version integer not null,
  place text collate "C" not null default '32',
  title text not null,
  level text not null check (level in ('national', 'province', 'city', 'county', 'town', 'village')),
  valid_from date not null,
  valid_to date,
  source text not null,
  verified boolean not null,
  params jsonb not null,
  recorded_at timestamptz not null default now(),
  constraint rule_pkey primary key (id, place, version),
  constraint rule_span check (valid_to is null or valid_to > valid_from)
);
-- Rules are open to every chair: the place on a rule says where it applies, not who may read it.
alter table law.rule enable row level security;
create policy open on law.rule for select to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server using (true);
create policy desk on law.rule for insert to gongzhi_desk with check (
  place >= nullif(current_setting('seat.low', true), '') and place < nullif(current_setting('seat.high', true), ''));
grant select on law.calendar_edition, law.calendar_day, law.rule to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server;
grant insert on law.calendar_edition, law.calendar_day, law.rule to gongzhi_desk;
-- The working calendar is open to every chair, and entered by the province's desk only.
alter table law.calendar_edition enable row level security;
alter table law.calendar_day enable row level security;
create policy open on law.calendar_edition for select to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server using (true);
create policy open on law.calendar_day for select to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server using (true);
create policy province on law.calendar_edition for insert to gongzhi_desk with check (current_setting('seat.low', true) = '32');
create policy province on law.calendar_day for insert to gongzhi_desk with check (current_setting('seat.low', true) = '32');

-- The ledger: every command, in its own transaction, append-only. `place` is the scope and moves when places are
-- re-organised; `place_then` is what was true and is part of the digest.
create schema ledger;
grant usage on schema ledger to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server;

create table ledger.entry (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  place_then text collate "C" not null,
  at timestamptz not null,
  tx xid8 not null default pg_current_xact_id(),
  actor uuid,
  actor_name text not null,
  office text not null,
  chair text not null check (chair in ('desk', 'self', 'public', 'server')),
  mandate uuid,
  person uuid,
  verb text not null,
  operation text not null,
  subject text,
  suite text not null,
  salt bytea not null,
  digest bytea not null,
  constraint entry_pkey primary key (county, id)
);
create index entry_place on ledger.entry (place, id);
create index entry_id on ledger.entry (id, place);
create index entry_person on ledger.entry (person, id) where person is not null;
create index entry_subject on ledger.entry (subject, id) where subject is not null;
select kernel.acted('ledger.entry');
create policy desk on ledger.entry for select to gongzhi_desk using (
  place >= nullif(current_setting('seat.low', true), '') and place < nullif(current_setting('seat.high', true), ''));
create policy self on ledger.entry for select to gongzhi_self using (
  person = nullif(current_setting('seat.person', true), '')::uuid);
create policy server on ledger.entry to gongzhi_server using (true);
grant select, insert on ledger.entry to gongzhi_desk, gongzhi_self, gongzhi_server;
grant insert on ledger.entry to gongzhi_public;
