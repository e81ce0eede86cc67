-- An admission lies in the shard that its number names, as every look-up by number expects; what it may reach is another thing.
update gate.admission set county = left(number, 6) where number ~ '^[0-9]{6}-' and county <> left(number, 6);
create index admission_number on gate.admission (number);

-- How often it may be sent: once in such a time to one community. Null where the law itself lays it on them.
alter table gate.admission add period text check (period in ('once', 'month', 'quarter', 'year'));
update gate.admission a set period = r.asked ->> 'period' from admission.request r where r.number = a.number;
alter table gate.demand add turn text collate "C";
create unique index demand_turn on gate.demand (county, place, admission, turn);

-- A report is laid anew where the admission under which it lay is over, and only under another one.
grant update (admission, starts_on, sent_at, sent_by) on report.sending to gongzhi_desk;
create policy leave_again on report.sending as restrictive for update with check (admission = nullif(current_setting('gate.admission', true), ''));

-- admit: as before, but appraisals count for the level that asks for them, wherever each of them reaches: six of the province stay
-- six though one is asked for city by city.
create or replace function gate.admit(in_row jsonb, in_caps jsonb) returns table (refused text, held bigint, allowed bigint, version integer)
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
end $$;
