-- Re-organisation of places: versions of the tree are written by the desk within its range; the rows of every table move
-- with their place through one function, which finds the tables in the catalogue.

-- The tree is open to read and written only within the seat's range.
alter table territory.place enable row level security;
create policy open on territory.place for select
  to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server using (true);
create policy desk_opens on territory.place for insert to gongzhi_desk with check (
  code >= nullif(current_setting('seat.low', true), '') and code < nullif(current_setting('seat.high', true), ''));
create policy desk_closes on territory.place for update to gongzhi_desk using (
  code >= nullif(current_setting('seat.low', true), '') and code < nullif(current_setting('seat.high', true), ''));
-- The history of the tree is written by who sits above all that it names: every version that ended or began that day.
alter table territory.succession enable row level security;
create policy open on territory.succession for select to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server using (true);
create function territory.within_seat(ids uuid[], on_day date) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(bool_and(starts_with(p.code, nullif(current_setting('seat.low', true), ''))), false)
  from territory.place p where p.id = any (ids) and (p.valid_from = on_day or p.valid_to = on_day)
$$;
revoke all on function territory.within_seat from public;
grant execute on function territory.within_seat to gongzhi_desk;
create policy desk on territory.succession for insert to gongzhi_desk with check (territory.within_seat(before || after, effective));
create index place_parent_ever on territory.place (parent, valid_from);

-- What a `place` column means is said in its comment, up to the first colon. Nothing: the scope of living rows, which
-- hinder the abolition of a place. 'record': what happened there; it goes up to the parent when a place is abolished.
-- 'norm': a rule of that place; it follows a place that only changes code and stays behind when places merge or split.
comment on column ledger.entry.place is 'record: the scope; place_then is what was true and never moves';
comment on column registry.look.place is 'record: the scope; actor_place is where the looker sat and never moves';
comment on column message.message.place is 'record';
comment on column kernel.file.place is 'record';
comment on column kernel.outbox.place is 'record';
comment on column kernel.counter.place is 'record: sums, not rows, are kept when places merge';
comment on column law.rule.place is 'norm';

-- scopes: every table of ours whose rows belong to a place, by name, with what its place means.
create function territory.scopes() returns table (name text, part text)
language sql stable security definer set search_path = pg_catalog as $$
  select format('%I.%I', n.nspname, c.relname), split_part(coalesce(col_description(c.oid, a.attnum), 'living'), ':', 1)
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'place' and not a.attisdropped and a.atttypid = 'text'::regtype
  where c.relkind in ('r', 'p') and not c.relispartition and n.nspowner = 'gongzhi_owner'::regrole
  order by 1
$$;

-- seated: refuses (as PostgreSQL refuses a missing right) unless the seat's range holds every code.
create function territory.seated(codes text[]) returns void
language plpgsql stable security definer set search_path = pg_catalog as $$
declare low text := nullif(current_setting('seat.low', true), '');
begin
  if low is null or exists (select 1 from unnest(codes) as c where c is null or not starts_with(c, low)) then
    raise exception 'the seat does not reach these places' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- ranges: a condition on `place` that holds for rows at these codes or under them, each row once.
create function territory.ranges(codes text[]) returns text
language sql immutable set search_path = pg_catalog as $$
  select coalesce(string_agg(format('(place >= %L and place < %L)', c, c || '~'), ' or ' order by c), 'false')
  from (select distinct c from unnest(codes) as c) as x
  where not exists (select 1 from unnest(codes) as d where d <> c and starts_with(c, d))
$$;

-- successor: where a row's place goes: `alone` holds codes whose own rows go, `whole` codes that take along all below
-- them; the longest one counts. Null when nobody said. Without a search path of its own it is inlined: measured, a county
-- of 1.2 million rows moves in 15 s instead of 35.
create function territory.successor(place text, alone jsonb, whole jsonb) returns text
language sql immutable parallel safe as $$
  select coalesce(alone ->> place, whole ->> place,
    (whole ->> left(place, 15)) || substr(place, 16), (whole ->> left(place, 12)) || substr(place, 13),
    (whole ->> left(place, 9)) || substr(place, 10), (whole ->> left(place, 6)) || substr(place, 7),
    (whole ->> left(place, 4)) || substr(place, 5))
$$;

-- census: how many rows lie at these codes or under them, table by table (of counters: what they sum up to).
create function territory.census(codes text[]) returns table (name text, part text, n bigint)
language plpgsql security definer set search_path = pg_catalog as $$
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
end $$;

-- Rows that cannot stand side by side once their places are one. Counters are added up; of equal mandates of one person
-- the eldest goes on and the others end, kept; of a case seen from two places one row stays, the newest.
create function territory.join_counters(ranges text, alone jsonb, whole jsonb) returns bigint
language plpgsql set search_path = pg_catalog as $$
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
end $$;
create function territory.join_mandates(ranges text, alone jsonb, whole jsonb) returns bigint
language plpgsql set search_path = pg_catalog as $$
declare n bigint;
begin
  execute format('update territory.mandate m set revoked_at = now(), revoked_reason = ''区划调整后与本人另一任职相同，并为一个''
    from (select county, id, row_number() over (
        partition by person, office, coalesce(territory.successor(place, $1, $2), place) order by valid_from, granted_at, id) as nth
      from territory.mandate where (%s) and revoked_at is null and valid_to is null) as twin
    where twin.nth > 1 and m.county = twin.county and m.id = twin.id', ranges) using alone, whole;
  get diagnostics n = row_count;
  return n;
end $$;
-- twins: how many rows such joining would end or take away, and how many of those would have moved: for a rehearsal.
create function territory.twins(scope text, ranges text, alone jsonb, whole jsonb, out ended bigint, out gone bigint)
language plpgsql set search_path = pg_catalog as $$
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
end $$;
create function territory.join_involvements(ranges text, alone jsonb, whole jsonb) returns bigint
language plpgsql set search_path = pg_catalog as $$
declare n bigint;
begin
  execute format('delete from process.involvement i
    using (select county, place, number, row_number() over (
        partition by county, number, coalesce(territory.successor(place, $1, $2), place) order by updated_at desc, place) as nth
      from process.involvement where %s) as twin
    where twin.nth > 1 and i.county = twin.county and i.place = twin.place and i.number = twin.number', ranges) using alone, whole;
  get diagnostics n = row_count;
  return n;
end $$;

-- move(old, new): rows at old[i] and under it go to new[i]; a longer code goes before a shorter one. A code that becomes
-- several (its own rows go to the first) or several that become one move alone: what lies below must be named, and rows
-- that nobody named are counted as stray, for the caller to refuse. `county`, the shard, stays. `joined` are rows that
-- became one with another (see above). Nobody writes meanwhile (kernel.enter), and seats read before are told (the epoch).
-- `rehearse`: counts what would move, and neither moves nor locks anything.
create function territory.move(old text[], new text[], rehearse boolean) returns table (name text, moved bigint, joined bigint, stray bigint)
language plpgsql security definer set search_path = pg_catalog as $$
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
end $$;

-- recount: the counters of these places are what `counted` says: [{place, kind, state, n}].
create function territory.recount(places text[], counted jsonb) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform territory.seated(places || array(select x.place from jsonb_to_recordset(counted) as x(place text)));
  delete from kernel.counter where place = any (places);
  insert into kernel.counter (county, place, kind, state, n)
    select rpad(left(place, 6), 6, '0'), place, kind, state, n
    from jsonb_to_recordset(counted) as x(place text, kind text, state text, n bigint);
end $$;

revoke all on function territory.scopes, territory.seated, territory.ranges, territory.successor, territory.census,
  territory.twins, territory.join_counters, territory.join_mandates, territory.join_involvements, territory.move, territory.recount from public;
grant execute on function territory.census, territory.move, territory.recount to gongzhi_desk;
