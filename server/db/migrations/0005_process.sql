-- Cases: append-only actions, a state that is a pure function of them, clocks whose due instants stand in an index.
create schema process;
grant usage on schema process to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server;

create table process.definition (
  id text not null,
  version integer not null,
  -- json and not jsonb: the order of states and actions is the order in which people see them.
  body json not null,
  digest text not null,
  published_at timestamptz not null default now(),
  constraint definition_pkey primary key (id, version)
);
grant select on process.definition to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server;

create table process."case" (
  county text collate "C" not null,
  number text collate "C" not null,
  place text collate "C" not null,
  process text not null,
  version integer not null,
  -- What it is about, in the words of whoever opened it: counts, lists and the one open case go by it.
  topic text collate "C" not null,
  -- The rule pack whose parameters its clocks use.
  rule text not null,
  -- The case that brings several together (一件事), if it is part of one.
  matter text collate "C",
  title text not null,
  person uuid,
  person_name text not null,
  state text collate "C" not null,
  seq integer not null,
  awaits text collate "C",
  -- The next due instant; 'infinity' while every clock stands still.
  due_at timestamptz,
  opened_at timestamptz not null,
  closed_at timestamptz,
  received_at_place text collate "C",
  -- Only one of its topic may be open for a person at a time.
  single boolean not null default false,
  data jsonb not null,
  constraint case_pkey primary key (county, number)
);
create unique index case_one_open on process."case" (county, person, topic) where single and closed_at is null;
-- Two shapes of list, each one index at any level: a small range is read by place, a large one in order with the place
-- checked inside the index.
create index case_place on process."case" (place, opened_at, number);
create index case_opened on process."case" (opened_at, number, place);
create index case_state on process."case" (state, opened_at, number, place);
create index case_late on process."case" (due_at, place) where awaits is not null;
create index case_awaiting on process."case" (awaits, due_at, number, place) where awaits is not null;
create index case_awaiting_place on process."case" (place, awaits, due_at, number) where awaits is not null;
create index case_person on process."case" (person, opened_at, number);
create index case_matter on process."case" (matter, number) where matter is not null;
select kernel.guard('process."case"', 'person');

create table process.action (
  county text collate "C" not null,
  number text collate "C" not null,
  seq integer not null,
  place text collate "C" not null,
  person uuid,
  action text not null,
  state text not null,
  at timestamptz not null,
  actor uuid,
  actor_name text not null,
  office text not null,
  actor_place text collate "C" not null,
  note text,
  data jsonb not null default '{}',
  constraint action_pkey primary key (county, number, seq)
);
select kernel.guard('process.action', 'person');

create table process.clock (
  county text collate "C" not null,
  number text collate "C" not null,
  name text not null,
  place text collate "C" not null,
  person uuid,
  unit text not null check (unit in ('working', 'calendar')),
  days integer not null check (days > 0),
  basis text not null,
  started_at timestamptz not null,
  due_at timestamptz not null,
  provisional boolean not null default false,
  -- The serial of the newest calendar edition that due_at was reckoned with.
  serial integer not null default 0,
  fires text,
  stops jsonb not null default '[]',
  stopped_at timestamptz,
  met_at timestamptz,
  fired_at timestamptz,
  -- What it does has failed so often, for this reason, and is not tried again before.
  attempts integer not null default 0,
  last_error text,
  next_try timestamptz,
  constraint clock_pkey primary key (county, number, name)
);
create index clock_due on process.clock (greatest(due_at, next_try)) where fires is not null and met_at is null and stopped_at is null and fired_at is null;
create index clock_provisional on process.clock (place) where provisional and met_at is null and fired_at is null;
create index clock_serial on process.clock (serial) where met_at is null and stopped_at is null and fired_at is null;
select kernel.guard('process.clock', 'person');

create table process.paper (
  county text collate "C" not null,
  id uuid not null,
  number text collate "C" not null,
  place text collate "C" not null,
  person uuid,
  kind text not null,
  file uuid not null,
  name text not null,
  added_at timestamptz not null,
  added_by text not null,
  constraint paper_pkey primary key (county, id)
);
create index paper_case on process.paper (county, number);
select kernel.guard('process.paper', 'person');

-- What another place may see of a case: one row per place, kept up by the outbox (a desk cannot write in another's range).
create table process.involvement (
  county text collate "C" not null,
  place text collate "C" not null,
  number text collate "C" not null,
  role text not null,
  topic text not null,
  title text not null,
  person_name text not null,
  state text not null,
  opened_at timestamptz not null,
  updated_at timestamptz not null,
  constraint involvement_pkey primary key (county, place, number)
);
create index involvement_opened on process.involvement (place, opened_at, number);
select kernel.guard('process.involvement');

create policy server on process."case" to gongzhi_server using (true);
create policy server on process.action to gongzhi_server using (true);
create policy server on process.clock to gongzhi_server using (true);
create policy server on process.paper to gongzhi_server using (true);
create policy server on process.involvement to gongzhi_server using (true);
grant select, insert, update on process."case", process.clock to gongzhi_desk, gongzhi_server;
-- A person applies and takes steps: where a case lies, whose it is and what it is about stay.
grant select, insert, update (state, seq, awaits, due_at, closed_at) on process."case" to gongzhi_self;
grant select, insert, update (days, basis, started_at, due_at, provisional, serial, stops, stopped_at, met_at, fired_at, attempts, last_error, next_try)
  on process.clock to gongzhi_self;
grant select, insert on process.action, process.paper to gongzhi_desk, gongzhi_self, gongzhi_server;
grant select, insert, update on process.involvement to gongzhi_server;
grant select on process.involvement to gongzhi_desk;
