-- Tables that come in and go out: templates, jobs that can be resumed, what became of each row, exports.
create schema exchange;
grant usage on schema exchange to gongzhi_desk, gongzhi_server;

create table exchange.template (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  name text not null,
  kind text not null check (kind in ('residents', 'facts')),
  columns jsonb not null,
  made_by uuid not null,
  made_name text not null,
  used_at timestamptz not null,
  constraint template_pkey primary key (county, id)
);
comment on column exchange.template.place is 'record';
create unique index template_name on exchange.template (county, place, name);
select kernel.guard('exchange.template');
grant select, insert, update, delete on exchange.template to gongzhi_desk;

-- A job: a file on its way into the register. `line` is the last line that was committed; the counts always add up.
create table exchange.job (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  kind text not null check (kind in ('residents', 'facts')),
  state text collate "C" not null check (state in ('checking', 'checked', 'running', 'stopped', 'done', 'broken')),
  file uuid not null,
  file_name text not null,
  digest text not null,
  format jsonb not null,
  sheet text not null,
  header integer not null check (header > 0),
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
  -- What the dry run found: counts, and the first rows of each kind.
  forecast jsonb,
  why text,
  made_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  -- Until when a process has it in hand.
  leased_until timestamptz,
  lease uuid,
  constraint job_pkey primary key (county, id),
  constraint job_adds_up check (read = written + unchanged + refused + held),
  constraint job_ended check ((state in ('done', 'broken')) = (ended_at is not null))
);
comment on column exchange.job.place is 'record';
create index job_place on exchange.job (place, id);
create index job_id on exchange.job (id);
create index job_due on exchange.job (made_at) where state in ('checking', 'running');
select kernel.guard('exchange.job');
create policy server on exchange.job to gongzhi_server using (true);
grant select, insert, update on exchange.job to gongzhi_desk;
grant select, update on exchange.job to gongzhi_server;

-- A batch: one transaction of a job. A letter per line says what became of it: w written, u unchanged, r refused, h held back.
create table exchange.batch (
  county text collate "C" not null,
  job uuid not null,
  seq integer not null,
  place text collate "C" not null,
  lines jsonb not null,
  outcomes text not null,
  -- The sentence for each line that has one: {"12": "…"}.
  said jsonb not null,
  constraint batch_pkey primary key (county, job, seq),
  constraint batch_whole check (jsonb_array_length(lines) = length(outcomes) and outcomes ~ '^[wurh]+$')
);
comment on column exchange.batch.place is 'record';
create index batch_place on exchange.batch (place);
select kernel.guard('exchange.batch');
grant select, insert on exchange.batch to gongzhi_desk;

create table exchange.export (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  scope text collate "C" not null,
  columns jsonb not null,
  format text not null check (format in ('xlsx', 'csv')),
  purpose text not null,
  state text collate "C" not null check (state in ('open', 'running', 'done', 'cancelled')),
  rows integer not null default 0,
  actor uuid not null,
  actor_name text not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  constraint export_pkey primary key (county, id)
);
comment on column exchange.export.place is 'record';
comment on column exchange.export.scope is 'what was asked for then';
create index export_place on exchange.export (place, id);
create index export_id on exchange.export (id);
select kernel.guard('exchange.export');
grant select, insert, update on exchange.export to gongzhi_desk;

-- held_today: the mandate in which somebody sits whose work goes on by itself; no row once it is over or revoked.
create function territory.held_today(in_mandate uuid) returns table (person uuid, person_name text, office text, place text, epoch bigint)
language sql stable security definer set search_path = pg_catalog as $$
  select m.person, m.person_name, m.office, m.place, (select n from kernel.epoch)
  from territory.mandate m where m.id = in_mandate and m.revoked_at is null
    and m.valid_from <= (now() at time zone 'Asia/Shanghai')::date and (m.valid_to is null or m.valid_to >= (now() at time zone 'Asia/Shanghai')::date)
$$;
revoke all on function territory.held_today from public;
grant execute on function territory.held_today to gongzhi_server;
