-- The gate (准入): what is admitted to reach communities, what was sent under it, what was turned away, and what was seen
-- on the wall. An admission is published: everybody may read what may be asked of a community.
create schema gate;
grant usage on schema gate to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server;

create table gate.admission (
  county text collate "C" not null,
  number text collate "C" not null,
  -- The top of what it may reach; `places` are the ranges within. They say where it applies and stay what they were.
  place text collate "C" not null,
  places text[] not null check (cardinality(places) > 0),
  reach text not null check (reach in ('all', 'village', 'community')),
  kind text not null,
  requester uuid,
  requester_name text not null,
  -- What it was admitted for; null: whatever of its kind.
  subject text collate "C",
  title text not null,
  basis text not null,
  valid_from date not null,
  -- The first day on which it no longer holds; null only for what the law itself lays on communities.
  valid_to date,
  -- Person-minutes in a community and month.
  minutes integer not null check (minutes >= 0),
  staff integer not null default 0,
  fee_fen bigint not null default 0,
  -- What the law on statistics asks of a form: its number, the approving or filing document, until when that is valid.
  statistical boolean not null default false,
  form_number text,
  form_approval text,
  form_valid_to date,
  -- 费随事转: what comes with staff or money may be sent only once that was agreed.
  agreed_on date,
  emergency boolean not null default false,
  version integer not null,
  admitted_at timestamptz not null,
  ended_on date,
  ended_why text,
  constraint admission_pkey primary key (county, number),
  constraint admission_span check (valid_to is null or valid_to > valid_from)
);
comment on column gate.admission.place is 'norm';
create index admission_kind on gate.admission (kind, place);
create index admission_requester on gate.admission (requester, kind);
alter table gate.admission enable row level security;
create policy open on gate.admission for select to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server using (true);
grant select on gate.admission to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server;

-- within: a place lies in one of these ranges.
create function gate.within(in_place text, in_places text[]) returns boolean
language sql immutable parallel safe set search_path = pg_catalog as $$
  select exists (select from unnest(in_places) as p where starts_with(in_place, p))
$$;
-- fits: a reach holds for a community of this kind.
create function gate.fits(in_reach text, in_kind text) returns boolean
language sql immutable parallel safe set search_path = pg_catalog as $$
  select case in_reach when 'all' then true when 'village' then in_kind like '%村%' else in_kind not like '%村%' end
$$;

-- standing: the admissions of some kinds that hold on a day at a place, in that place's own kind where it is a community.
create function gate.standing(in_place text, in_day date) returns setof gate.admission
language sql stable security definer set search_path = pg_catalog as $$
  select a.* from gate.admission a
  where a.valid_from <= in_day and (a.valid_to is null or a.valid_to > in_day) and (a.ended_on is null or a.ended_on > in_day)
    and gate.within(in_place, a.places)
    and gate.fits(a.reach, coalesce((select p.kind from territory.place p where p.code = left(in_place, 12) and p.valid_to is null and length(in_place) >= 12),
      case a.reach when 'village' then '村' else '' end))
$$;

-- load: over all communities that an admission would reach, the most that one of them carries: of one kind as a count, of
-- everything in minutes, on any day of the span.
create function gate.load(in_places text[], in_reach text, in_kind text, in_from date, in_to date)
returns table (villages bigint, neighbourhoods bigint, minutes bigint)
language sql stable security definer set search_path = pg_catalog as $$
  with reached as (
    select p.code, p.kind like '%村%' as village from territory.place p
    where p.level = 'community' and p.valid_to is null and gate.within(p.code, in_places) and gate.fits(in_reach, p.kind)
  ), weight as (
    select r.code, r.village, count(*) filter (where a.kind = in_kind) as n, sum(a.minutes) as minutes
    from reached r join gate.admission a on gate.within(r.code, a.places) and gate.fits(a.reach, case when r.village then '村' else '' end)
    where (a.valid_to is null or a.valid_to > in_from) and (in_to is null or a.valid_from < in_to) and (a.ended_on is null or a.ended_on > in_from)
    group by r.code, r.village
  ) select coalesce(max(n) filter (where village), 0), coalesce(max(n) filter (where not village), 0), coalesce(max(minutes), 0)::bigint from weight
$$;

-- admit: enters an admission unless it goes beyond a cap or the budget; one after the other in the whole province, so that of
-- two who come at once the slower counts the faster. Says what stood in the way, null when it was entered.
create function gate.admit(in_row jsonb, in_caps jsonb) returns table (refused text, held bigint, allowed bigint, version integer)
language plpgsql security definer set search_path = pg_catalog as $$
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
    select count(*) into n from gate.admission a where a.kind = 'appraisal' and a.place = entry.place
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
end $$;

-- finish: ends an admission on a day, once.
create function gate.finish(in_number text, in_on date, in_why text) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare found_place text;
begin
  select place into found_place from gate.admission where county = left(in_number, 6) and number = in_number and ended_on is null for update;
  if found_place is null then return false; end if;
  if nullif(current_setting('seat.low', true), '') is not null then perform territory.seated(array[found_place]); end if;
  update gate.admission set ended_on = in_on, ended_why = in_why where county = left(in_number, 6) and number = in_number;
  return true;
end $$;
-- agree: the agreement on staff and money was signed.
create function gate.agree(in_number text, in_on date) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform territory.seated(array[(select place from gate.admission where county = left(in_number, 6) and number = in_number)]);
  update gate.admission set agreed_on = in_on where county = left(in_number, 6) and number = in_number;
end $$;
revoke all on function gate.agree, gate.standing, gate.load, gate.admit, gate.finish from public;
grant execute on function gate.standing to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server;
grant execute on function gate.load, gate.admit, gate.agree to gongzhi_desk;
grant execute on function gate.finish to gongzhi_desk, gongzhi_server;

-- leave(table): rows that lay something on a community are written only under the admission that the gate opened in this
-- transaction. Restrictive: it narrows whatever else lets a chair write there. Its table has a column `admission`.
create function gate.leave(target regclass) returns void
language plpgsql as $$
begin
  execute format('create policy leave on %s as restrictive for insert with check (admission = nullif(current_setting(''gate.admission'', true), ''''))', target);
end $$;

-- A demand: what somebody laid on one community, one row where it lies.
create table gate.demand (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  admission text collate "C" not null,
  -- All rows of one sending.
  sending uuid not null,
  kind text not null,
  requester uuid not null,
  requester_name text not null,
  title text not null,
  body text,
  due_on date,
  sent_at timestamptz not null,
  refused_at timestamptz,
  refused_ground text,
  constraint demand_pkey primary key (county, id)
);
create index demand_place on gate.demand (place, id);
create index demand_requester on gate.demand (requester, sending);
select kernel.guard('gate.demand');
select gate.leave('gate.demand');
grant select, insert, update (refused_at, refused_ground) on gate.demand to gongzhi_desk;

-- What a community saw arrive or hang on its wall, admitted or not: recording is not creating.
create table gate.sighting (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  kind text not null,
  title text not null,
  requester uuid,
  requester_name text not null,
  seen_on date not null,
  note text,
  admission text collate "C",
  -- Why it may not be there; null: it may.
  breach text,
  refused boolean not null,
  at timestamptz not null,
  constraint sighting_pkey primary key (county, id)
);
create index sighting_place on gate.sighting (place, id);
create index sighting_requester on gate.sighting (requester, id);
select kernel.guard('gate.sighting');
grant select, insert, update (refused) on gate.sighting to gongzhi_desk;

-- What the platform itself turned away, for the county to know: who asked for what, how often on a day.
create table gate.turned_away (
  county text collate "C" not null,
  place text collate "C" not null,
  day date not null,
  requester text collate "C" not null,
  requester_name text not null,
  kind text not null,
  subject text collate "C" not null,
  operation text not null,
  n integer not null,
  last_at timestamptz not null,
  constraint turned_away_pkey primary key (county, place, day, requester, kind, subject)
);
comment on column gate.turned_away.place is 'norm';
create index turned_away_place on gate.turned_away (place, last_at);
alter table gate.turned_away enable row level security;
create policy desk on gate.turned_away for select to gongzhi_desk using (
  place >= nullif(current_setting('seat.low', true), '') and place < nullif(current_setting('seat.high', true), ''));
create policy server on gate.turned_away to gongzhi_server using (true);
grant select on gate.turned_away to gongzhi_desk;
grant select, insert, update on gate.turned_away to gongzhi_server;

-- Lists with versions (duties by law, help to government, negative list, certificates that may not be asked for): the newest
-- version of the lowest place on the path counts.
create table gate.list (
  county text collate "C" not null,
  place text collate "C" not null,
  list text not null,
  version integer not null,
  title text not null,
  source text not null,
  verified boolean not null,
  valid_from date not null,
  entries jsonb not null,
  constraint list_pkey primary key (county, place, list, version)
);
comment on column gate.list.place is 'norm';
alter table gate.list enable row level security;
create policy open on gate.list for select to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server using (true);
create policy desk on gate.list for insert to gongzhi_desk with check (
  place >= nullif(current_setting('seat.low', true), '') and place < nullif(current_setting('seat.high', true), ''));
grant select on gate.list to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server;
grant insert on gate.list to gongzhi_desk;
