-- unfuse: puts back what the journal of an applied request of this range says, whatever became of the places since; or answers in one word
-- why it cannot be done now, and has done nothing. What was learnt since stays with the first record.
drop function registry.unfuse(uuid);
create function registry.unfuse(in_life uuid) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare
  j jsonb;
  kept registry.person;
  gone registry.person;
  scope jsonb;
begin
  select journal into j from registry.life where id = in_life and kind = 'same' and state = 'applied' and registry.seated(place);
  if j is null then raise exception 'nothing to put back' using errcode = 'insufficient_privilege'; end if;
  -- Of a merge that was made before the order of lists was kept the letters stand for it.
  gone := jsonb_populate_record(null::registry.person, jsonb_build_object('sort_key', j -> 'gone' ->> 'pinyin') || (j -> 'gone'));
  select * into kept from registry.person where id = (j -> 'before' ->> 'id')::uuid for update;
  if kept.id is null then return case when exists (select from registry.life l where l.kind = 'same' and l.state = 'applied' and l.ask ->> 'other' = j -> 'before' ->> 'id') then 'merged' else 'elsewhere' end; end if;
  if not registry.seated(kept.place) then return 'elsewhere'; end if;
  -- The facts that ended with the merge went where a re-organisation led: they say what the place is called today.
  gone.place := coalesce((select a.place from registry.assertion a where a.county = gone.county and a.subject = gone.id order by a.asserted_at desc limit 1), gone.place);
  if not exists (select from territory.place p where p.code = gone.place and p.valid_to is null) then return 'abolished'; end if;
  if not registry.seated(gone.place) then return 'elsewhere'; end if;
  if exists (select from jsonb_array_elements_text(j -> 'numbers') as n where not exists (select from registry.identity i where i.hash = n and i.person = kept.id)) then return 'number'; end if;
  insert into registry.person select gone.*;
  for scope in select * from jsonb_array_elements(j -> 'moved') loop
    -- What goes with a person to another county has that county in its key by now.
    execute format('update %s t set person = $1 from jsonb_populate_recordset(null::%1$s, $2) as x where t.person = $3 and %s', scope ->> 'name',
      (select string_agg(format('t.%I = x.%1$I', k), ' and ') from jsonb_array_elements_text(scope -> 'keys') as k
        where not (k = 'county' and scope ->> 'name' in ('registry.change', 'registry.unlike')))) using gone.id, scope -> 'rows', kept.id;
  end loop;
  update account.account set person = gone.id, person_county = gone.county where person = kept.id and id in (select x::uuid from jsonb_array_elements_text(j -> 'accounts') as x);
  update registry.identity set person = gone.id, county = gone.county where hash in (select jsonb_array_elements_text(j -> 'numbers')) and person = kept.id;
  delete from registry.member m using jsonb_to_recordset(j -> 'joined') as x(county text, household uuid, person uuid, since date)
    where m.county = x.county and m.household = x.household and m.person = x.person and m.since = x.since and m.until is null;
  update registry.household h set ended_on = null from jsonb_to_recordset(j -> 'closed') as x(county text, id uuid) where h.county = x.county and h.id = x.id;
  update registry.member m set until = null from jsonb_to_recordset(j -> 'homes') as x(county text, household uuid, since date)
    where m.county = x.county and m.household = x.household and m.since = x.since and m.person = gone.id
      and exists (select from registry.household h where h.county = m.county and h.id = m.household and h.ended_on is null);
  delete from registry.assertion a using jsonb_to_recordset(j -> 'copies') as x(element text, id uuid)
    where a.subject = kept.id and a.element = x.element and a.id = x.id and a.ended_at is null and a.confirmed_at is null;
  update registry.assertion a set ended_at = null from jsonb_to_recordset(j -> 'ended') as x(element text, id uuid)
    where a.county = gone.county and a.subject = gone.id and a.element = x.element and a.id = x.id;
  update registry.person p set
    phone_masked = case when p.phone_masked is not distinct from (j -> 'after' ->> 'phone_masked') then j -> 'before' ->> 'phone_masked' else p.phone_masked end,
    address = case when p.address is not distinct from (j -> 'after' ->> 'address') then j -> 'before' ->> 'address' else p.address end,
    living = case when p.living is not distinct from (j -> 'after' ->> 'living') then j -> 'before' ->> 'living' else p.living end
    where p.county = kept.county and p.id = kept.id;
  perform kernel.bump(gone.place, 'person', array['resident'], array[1]);
  return null;
end $$;
revoke all on function registry.unfuse from public;
grant execute on function registry.unfuse to gongzhi_desk;
