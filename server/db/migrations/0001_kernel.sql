-- The kernel's own tables. Chairs are database roles (made by server/db/roles.ts, because roles belong to the cluster):
-- gongzhi_desk sees rows whose place lies in the seat's range, gongzhi_self rows of one person, gongzhi_public what is
-- open to anyone, gongzhi_server serves clocks and the outbox. The login role inherits from none of them.
create schema kernel;
grant usage on schema kernel to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server, gongzhi_login;

-- guard(table, self column): row security by place for the desk, by person for the self chair. Compared with the
-- setting directly: a sub-select or a function per row costs a thousandfold, and no seat must mean no row.
create function kernel.guard(target regclass, self_column name default null) returns void
language plpgsql as $$
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
end $$;

-- acted(table): rows that a chair may write only in the name of the person who sits in it.
create function kernel.acted(target regclass) returns void
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format(
    'create policy acted on %s for insert to gongzhi_desk, gongzhi_self, gongzhi_public
       with check (actor is not distinct from nullif(current_setting(''seat.actor'', true), '''')::uuid)', target);
end $$;

-- The tree of places as one thing: whoever writes shares its lock until the commit, a re-organisation has it alone. Its
-- epoch rises when rows get another place; a seat that was read under an older one may lie where nothing lies any more.
create table kernel.epoch (
  one boolean primary key default true check (one),
  n bigint not null default 0
);
insert into kernel.epoch default values;
-- enter: begins every writing transaction. Two statements, because the second must see what the wait for the lock let in.
create function kernel.enter(in_epoch bigint, alone boolean) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if alone then perform pg_advisory_xact_lock(3299324); else perform pg_advisory_xact_lock_shared(3299324); end if;
  if in_epoch <> (select n from kernel.epoch) then
    raise exception 'the places of this seat have moved' using errcode = 'integrity_constraint_violation', constraint = 'seat_moved';
  end if;
end $$;
revoke all on function kernel.enter from public;
grant execute on function kernel.enter to gongzhi_login;

-- What a command was answered under its key, for two days: the digest of what it asked under the vault's key, the answer sealed.
create table kernel.idempotency (
  actor uuid not null,
  key text not null check (length(key) between 8 and 100),
  operation text not null,
  digest text not null,
  response text not null,
  at timestamptz not null default now(),
  constraint idempotency_pkey primary key (actor, key)
);
create index idempotency_at on kernel.idempotency using brin (at);
alter table kernel.idempotency enable row level security;
create policy own on kernel.idempotency to gongzhi_desk, gongzhi_self
  using (actor = nullif(current_setting('seat.actor', true), '')::uuid);
create policy server on kernel.idempotency to gongzhi_server using (true);
grant select, insert on kernel.idempotency to gongzhi_desk, gongzhi_self;
grant select, delete on kernel.idempotency to gongzhi_server;

-- Calls to the outside and to other places: written in the command's transaction, delivered afterwards. Readers go
-- below pg_snapshot_xmin, never «id > last».
create table kernel.outbox (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  actor uuid,
  tx xid8 not null default pg_current_xact_id(),
  topic text not null,
  payload jsonb not null,
  at timestamptz not null default now(),
  due_at timestamptz not null default now(),
  attempts integer not null default 0,
  last_error text,
  done_at timestamptz,
  constraint outbox_pkey primary key (county, id)
);
create index outbox_due on kernel.outbox (due_at) where done_at is null;
select kernel.acted('kernel.outbox');
create policy server on kernel.outbox to gongzhi_server using (true);
grant insert on kernel.outbox to gongzhi_desk, gongzhi_self;
grant select, insert, update, delete on kernel.outbox to gongzhi_server;

-- Exact counts are kept, not counted: rows by place (town grain or above), kind and state, in the same transaction.
create table kernel.counter (
  county text collate "C" not null,
  place text collate "C" not null,
  kind text collate "C" not null,
  state text collate "C" not null,
  n bigint not null,
  constraint counter_pkey primary key (county, place, kind, state)
) with (fillfactor = 50);
create index counter_place on kernel.counter (place, kind, state) include (n);
select kernel.guard('kernel.counter');
grant select on kernel.counter to gongzhi_desk;

-- bump: add deltas to counters, rows in key order so that two commands cannot lock each other out.
create function kernel.bump(in_place text, in_kind text, states text[], deltas integer[]) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into kernel.counter as c (county, place, kind, state, n)
  select rpad(left(in_place, 6), 6, '0'), left(in_place, 9), in_kind, s, d
  from unnest(states, deltas) as x(s, d) where d <> 0 order by s collate "C"
  on conflict (county, place, kind, state) do update set n = c.n + excluded.n;
end $$;
revoke all on function kernel.bump from public;
grant execute on function kernel.bump to gongzhi_desk, gongzhi_self, gongzhi_server;

-- Business numbers come in blocks, outside the command's transaction: no lock on the county, gaps allowed.
create table kernel.number (
  county text collate "C" not null,
  day date not null,
  next bigint not null,
  constraint number_pkey primary key (county, day)
);
create function kernel.take_numbers(in_county text, in_day date, how_many integer) returns bigint
language sql security definer set search_path = pg_catalog as $$
  insert into kernel.number as x (county, day, next) values (in_county, in_day, 1 + how_many)
  on conflict (county, day) do update set next = x.next + how_many
  returning next - how_many
$$;
revoke all on function kernel.take_numbers from public;
grant execute on function kernel.take_numbers to gongzhi_login;

-- Attempts within a window (log-in failures, requests), shared by all server processes.
create unlogged table kernel.throttle (
  key text collate "C" primary key,
  until timestamptz not null,
  n integer not null
);
create function kernel.attempt(in_key text, seconds integer) returns integer
language sql security definer set search_path = pg_catalog as $$
  insert into kernel.throttle as t (key, until, n) values (in_key, now() + make_interval(secs => seconds), 1)
  on conflict (key) do update set
    n = case when t.until < now() then 1 else t.n + 1 end,
    until = case when t.until < now() then excluded.until else t.until end
  returning n
$$;
create function kernel.forgive(in_key text) returns void
language sql security definer set search_path = pg_catalog as $$ delete from kernel.throttle where key = in_key $$;
revoke all on function kernel.attempt, kernel.forgive from public;
grant execute on function kernel.attempt, kernel.forgive to gongzhi_login, gongzhi_public;

create table kernel.file (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  person uuid,
  actor uuid not null,
  name text not null,
  type text not null,
  size integer not null,
  digest text not null,
  at timestamptz not null default now(),
  constraint file_pkey primary key (county, id)
);
create index file_person on kernel.file (person);
create index file_id on kernel.file (id);
select kernel.guard('kernel.file', 'person');
grant select, insert, update (place) on kernel.file to gongzhi_desk, gongzhi_self;

-- What this database is: deployment facts such as whether it bears demonstration people.
create table kernel.deployment (key text primary key, value jsonb not null);
grant select on kernel.deployment to gongzhi_login, gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server;
