-- Reports that fill themselves: definitions as values, and what places have said to them. The facts lie in the registry.

-- Counting by an element over a large range reads it by place; one person's facts are read by their key.
create index assertion_element on registry.assertion (element, place) include (county, subject, fresh_until) where ended_at is null;
-- Who is known to have died belongs to no population: few rows, asked for with every count.
create index assertion_dead on registry.assertion (place, county, subject) where element = 'person.alive' and value = 'false'::jsonb and ended_at is null;

create schema report;
grant usage on schema report to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server;

create table report.definition (
  id text collate "C" not null,
  version integer not null,
  -- Whose report it is: it is owed by the communities under this place.
  place text collate "C" not null,
  -- json and not jsonb: the order of the columns is the order on paper.
  body json not null,
  digest text not null,
  -- The department's own layout: an xlsx with placeholders, in the files of the house.
  layout bytea,
  published_at timestamptz not null,
  published_by text not null,
  retired_at timestamptz,
  retired_why text,
  constraint definition_pkey primary key (id, version)
);
comment on column report.definition.place is 'norm';
alter table report.definition enable row level security;
create policy open on report.definition for select to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server using (true);
create policy desk on report.definition for insert to gongzhi_desk with check (
  place >= nullif(current_setting('seat.low', true), '') and place < nullif(current_setting('seat.high', true), ''));
create policy desk_retire on report.definition for update to gongzhi_desk using (
  place >= nullif(current_setting('seat.low', true), '') and place < nullif(current_setting('seat.high', true), ''));
grant select on report.definition to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server;
grant insert on report.definition to gongzhi_desk;
grant update (retired_at, retired_why, layout) on report.definition to gongzhi_desk;

-- Two definitions that differed in wording only: the old id goes on as a name of the one that stays.
create table report.alias (
  id text collate "C" not null,
  place text collate "C" not null,
  stands_for text collate "C" not null,
  why text not null,
  at timestamptz not null,
  by text not null,
  constraint alias_pkey primary key (id)
);
comment on column report.alias.place is 'norm';
alter table report.alias enable row level security;
create policy open on report.alias for select to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server using (true);
create policy desk on report.alias for insert to gongzhi_desk with check (
  place >= nullif(current_setting('seat.low', true), '') and place < nullif(current_setting('seat.high', true), ''));
grant select on report.alias to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server;
grant insert on report.alias to gongzhi_desk;

-- What was laid on communities: a report that those under a place confirm from a day on. Written only under an admission.
create table report.sending (
  county text collate "C" not null,
  place text collate "C" not null,
  report text collate "C" not null,
  admission text collate "C" not null,
  starts_on date not null,
  ends_on date,
  sent_at timestamptz not null,
  sent_by text not null,
  constraint sending_pkey primary key (county, place, report)
);
comment on column report.sending.place is 'norm';
alter table report.sending enable row level security;
create policy open on report.sending for select to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server using (true);
create policy desk on report.sending for insert to gongzhi_desk with check (
  place >= nullif(current_setting('seat.low', true), '') and place < nullif(current_setting('seat.high', true), ''));
create policy desk_end on report.sending for update to gongzhi_desk using (
  place >= nullif(current_setting('seat.low', true), '') and place < nullif(current_setting('seat.high', true), ''));
grant select on report.sending to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server;
grant insert, update (ends_on) on report.sending to gongzhi_desk;

create table report.draft (
  county text collate "C" not null,
  id text collate "C" not null,
  place text collate "C" not null,
  name text not null,
  body json not null,
  revision integer not null default 0,
  updated_at timestamptz not null,
  updated_by text not null,
  constraint draft_pkey primary key (county, id)
);
create index draft_place on report.draft (place, updated_at, id);
select kernel.guard('report.draft');
grant select, insert, update, delete on report.draft to gongzhi_desk;

-- What a community said to a report for a period, and what the level above said to that: append-only, the last step is how
-- it stands. The rows of a confirmation are kept as they were. `place_then` never moves, so that what merges does not collide.
create table report.step (
  county text collate "C" not null,
  report text collate "C" not null,
  period text collate "C" not null,
  place_then text collate "C" not null,
  seq integer not null,
  place text collate "C" not null,
  kind text collate "C" not null check (kind in ('confirmed', 'approved', 'reopened')),
  version integer not null,
  -- The day as of which the rows were filled, how many there are, and they themselves.
  as_of date,
  n integer,
  rows jsonb,
  digest text,
  late boolean not null default false,
  note text,
  actor uuid not null,
  actor_name text not null,
  office text not null,
  at timestamptz not null,
  constraint step_pkey primary key (county, report, period, place_then, seq)
);
comment on column report.step.place is 'record';
create index step_place on report.step (place, report, period, seq);
create index step_report on report.step (report, period, place, seq);
select kernel.guard('report.step');
grant select, insert on report.step to gongzhi_desk;
