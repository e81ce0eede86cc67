-- Many people at once: the register's side of an import. What one window does by hand stands in the same tables under the
-- same rules; here it goes by sets.

-- known(hashes): which of these numbers are registered, and whose. Row security then says whether the caller may see them.
create function registry.known(hashes text[]) returns table (hash text, person uuid)
language sql stable security definer set search_path = pg_catalog as $$
  select i.hash, i.person from registry.identity i where i.hash = any (hashes)
$$;
-- enrol_all: registers numbers that are not registered yet, in one order, so that two imports wait for each other and do not
-- lock each other out. Says how many; fewer than were given means that somebody was faster.
create function registry.enrol_all(hashes text[], persons uuid[], counties text[]) returns integer
language sql security definer set search_path = pg_catalog as $$
  with enrolled as (
    insert into registry.identity (hash, person, county)
    select h, p, c from unnest(hashes, persons, counties) as x(h, p, c) order by h collate "C"
    on conflict (hash) do nothing returning 1)
  select count(*)::integer from enrolled
$$;
revoke all on function registry.known, registry.enrol_all from public;
grant execute on function registry.known, registry.enrol_all to gongzhi_desk;

-- Who has this name and was born on that day: asked before anybody is registered.
create index person_alike on registry.person (birth_date, name);
-- A list that goes out is read in the order of places, by key.
create index person_takeout on registry.person (place, id);

-- A change that was asked for because two sources disagree on one fact. The value lies here as it would in an assertion.
create table registry.change (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  person uuid not null,
  element text collate "C" not null,
  value jsonb not null,
  source text not null check (source in ('declared', 'collected', 'shared', 'verified')),
  organ text not null,
  purpose text not null,
  matter text,
  -- The assertion that it disagrees with.
  held uuid not null,
  proposed_by uuid not null,
  proposed_name text not null,
  proposed_at timestamptz not null,
  state text collate "C" not null default 'open' check (state in ('open', 'accepted', 'kept')),
  reason text,
  decided_by uuid,
  decided_name text,
  decided_at timestamptz,
  constraint change_pkey primary key (county, id),
  constraint change_decided check ((state = 'open') = (decided_at is null) and (state = 'open') = (reason is null))
);
create unique index change_open on registry.change (county, person, element, organ) where state = 'open';
create index change_place on registry.change (place, state, id);
create index change_id on registry.change (id);
select kernel.guard('registry.change', 'person');
grant select, insert, update on registry.change to gongzhi_desk;
