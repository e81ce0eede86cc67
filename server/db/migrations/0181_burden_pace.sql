-- How long each element took to type, measured in the platform's forms, per county: what a request would cost is reckoned with it.
create table burden.pace (
  county text collate "C" not null,
  place text collate "C" not null,
  element text collate "C" not null,
  n bigint not null,
  ms bigint not null,
  constraint pace_pkey primary key (county, place, element)
) with (fillfactor = 50);
comment on column burden.pace.place is 'norm';
create index pace_place on burden.pace (place);
select kernel.guard('burden.pace');
grant select on burden.pace to gongzhi_desk;

-- note: as before, and the elements of the facts that were typed share the measured time.
create or replace function burden.note(in_actor uuid, in_now timestamptz, in_ms bigint, in_most bigint, in_spent jsonb, in_entered jsonb) returns bigint
language plpgsql security definer set search_path = pg_catalog as $$
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
end $$;
