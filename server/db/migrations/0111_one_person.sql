-- Two records of one person made one, and two again. What the second record had stays: its facts end where they are, what only it
-- said is repeated under the first, and its row lies in the journal of the request, from which everything is put back as it was.

-- personal: every table whose rows belong to a person by a column of that name which is no part of the key. The record of what was
-- done is none of them: it says who it was then. Rooms that come later are found without being told of.
create function registry.personal() returns table (name text, keys text[])
language sql stable set search_path = pg_catalog as $$
  select format('%I.%I', n.nspname, c.relname), (select array_agg(k.attname::text order by k.attnum) from pg_attribute k where k.attrelid = c.oid and k.attnum = any (i.indkey))
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'person' and not a.attisdropped and a.atttypid = 'uuid'::regtype
  join pg_index i on i.indrelid = c.oid and i.indisprimary
  where c.relkind in ('r', 'p') and not c.relispartition and n.nspowner = 'gongzhi_owner'::regrole and not a.attnum = any (i.indkey)
    and n.nspname not in ('ledger') and format('%I.%I', n.nspname, c.relname) not in ('registry.identity', 'registry.member', 'account.account', 'territory.mandate')
  order by 1
$$;

-- fuse: `gone` becomes `kept`. Both must lie within the seat's range, `gone` must hold no office and have nothing under way. `copies`
-- are the assertions to be repeated under `kept`. Answers the journal.
create function registry.fuse(in_kept uuid, in_gone uuid, in_copies jsonb, in_shadows jsonb, in_day date, in_now timestamptz) returns jsonb
language plpgsql security definer set search_path = pg_catalog as $$
declare
  kept registry.person;
  gone registry.person;
  after registry.person;
  scope record;
  part jsonb;
  ended jsonb;
  numbers jsonb;
  left_homes jsonb;
  closed jsonb;
  joined jsonb := '[]';
  accounts jsonb;
  moved jsonb := '[]';
begin
  perform 1 from registry.person where id in (in_kept, in_gone) order by id for update;
  select * into kept from registry.person where id = in_kept;
  select * into gone from registry.person where id = in_gone;
  if kept.id is null or gone.id is null or in_kept = in_gone or not registry.seated(kept.place) or not registry.seated(gone.place) then
    raise exception 'these two cannot be made one' using errcode = 'insufficient_privilege';
  end if;
  with done as (update registry.assertion set ended_at = in_now where county = gone.county and subject = gone.id and ended_at is null returning element, id)
    select coalesce(jsonb_agg(to_jsonb(done)), '[]') into ended from done;
  insert into registry.assertion select (jsonb_populate_record(null::registry.assertion, x)).* from jsonb_array_elements(in_copies) as x;
  update registry.person set phone_masked = coalesce(phone_masked, in_shadows ->> 'phone_masked'), address = coalesce(address, in_shadows ->> 'address'),
    living = coalesce(living, in_shadows ->> 'living') where county = kept.county and id = kept.id returning * into after;
  with done as (update registry.identity set person = kept.id, county = kept.county where person = gone.id returning hash)
    select coalesce(jsonb_agg(hash), '[]') into numbers from done;
  with done as (update registry.member set until = greatest(in_day, since) where person = gone.id and until is null returning county, household, since, place, relation)
    select coalesce(jsonb_agg(to_jsonb(done)), '[]') into left_homes from done;
  with done as (
    update registry.household h set ended_on = in_day where h.head = gone.id and h.ended_on is null
      and not exists (select from registry.member m where m.county = h.county and m.household = h.id and m.until is null) returning county, id)
    select coalesce(jsonb_agg(to_jsonb(done)), '[]') into closed from done;
  if jsonb_array_length(left_homes) > 0 and jsonb_array_length(closed) = 0 and not exists (select from registry.member where person = kept.id and until is null) then
    with done as (
      insert into registry.member (county, household, person, place, relation, since)
      select county, household, kept.id, place, relation, in_day from jsonb_to_recordset(left_homes) as x(county text, household uuid, place text, relation text)
      on conflict do nothing returning county, household, person, since)
      select coalesce(jsonb_agg(to_jsonb(done)), '[]') into joined from done;
  end if;
  with done as (update account.account set person = kept.id, person_county = kept.county where person = gone.id returning id)
    select coalesce(jsonb_agg(id), '[]') into accounts from done;
  for scope in select * from registry.personal() loop
    execute format('with done as (update %s set person = $1 where person = $2 returning %s) select coalesce(jsonb_agg(to_jsonb(done)), ''[]'') from done',
      scope.name, (select string_agg(quote_ident(k), ', ') from unnest(scope.keys) as k)) using kept.id, gone.id into part;
    if jsonb_array_length(part) > 0 then moved := moved || jsonb_build_array(jsonb_build_object('name', scope.name, 'keys', to_jsonb(scope.keys), 'rows', part)); end if;
  end loop;
  delete from registry.person where county = gone.county and id = gone.id;
  perform kernel.bump(gone.place, 'person', array['resident'], array[-1]);
  return jsonb_build_object('gone', to_jsonb(gone), 'before', to_jsonb(kept), 'after', to_jsonb(after), 'at', in_now, 'ended', ended, 'numbers', numbers,
    'copies', (select coalesce(jsonb_agg(jsonb_build_object('element', x ->> 'element', 'id', x ->> 'id')), '[]') from jsonb_array_elements(in_copies) as x),
    'homes', left_homes, 'closed', closed, 'joined', joined, 'accounts', accounts, 'moved', moved);
end $$;

-- unfuse: puts back what the journal of an applied request of this range says. What was learnt since stays with the first record.
create function registry.unfuse(in_life uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  j jsonb;
  kept registry.person;
  gone registry.person;
  scope jsonb;
begin
  select journal into j from registry.life where id = in_life and kind = 'same' and state = 'applied' and registry.seated(place);
  if j is null then raise exception 'nothing to put back' using errcode = 'insufficient_privilege'; end if;
  gone := jsonb_populate_record(null::registry.person, j -> 'gone');
  select * into kept from registry.person where id = (j -> 'before' ->> 'id')::uuid for update;
  if kept.id is null or not registry.seated(gone.place) then raise exception 'nothing to put back' using errcode = 'insufficient_privilege'; end if;
  insert into registry.person select gone.*;
  for scope in select * from jsonb_array_elements(j -> 'moved') loop
    execute format('update %s t set person = $1 from jsonb_populate_recordset(null::%1$s, $2) as x where t.person = $3 and %s', scope ->> 'name',
      (select string_agg(format('t.%I = x.%1$I', k), ' and ') from jsonb_array_elements_text(scope -> 'keys') as k)) using gone.id, scope -> 'rows', kept.id;
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
end $$;
revoke all on function registry.personal, registry.fuse, registry.unfuse from public;
grant execute on function registry.fuse, registry.unfuse to gongzhi_desk;
