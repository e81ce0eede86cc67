-- Household life (docs/decisions/0024): requests that change households and persons, previewed, decided by a second person,
-- applied in one transaction; people who move between places; two records of one person made one, and two again.

-- A request. `ask` is what is wanted (numbers of newcomers sealed), `seen` a digest of what it rests on as the asker saw it,
-- `shown` the two sides as they were when it was decided. A move has one row at each place; `twin` is the other.
create table registry.life (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  kind text collate "C" not null,
  ask jsonb not null,
  houses uuid[] not null,
  people uuid[] not null,
  who text not null,
  reason text not null,
  asker uuid not null,
  asker_name text not null,
  asker_office text not null,
  asked_at timestamptz not null,
  seen text not null,
  state text collate "C" not null default 'open' check (state in ('open', 'sent', 'applied', 'refused', 'withdrawn', 'undone')),
  decider uuid,
  decider_name text,
  answer text,
  decided_at timestamptz,
  shown jsonb,
  twin uuid,
  journal jsonb,
  undone_name text,
  undone_why text,
  undone_at timestamptz,
  constraint life_pkey primary key (county, id),
  constraint life_decided check ((state = 'open') = (decided_at is null)),
  constraint life_undone check ((state = 'undone') = (undone_at is not null))
);
create index life_id on registry.life (id);
create index life_place on registry.life (place, state, id);
create index life_asker on registry.life (asker, id);
create index life_same on registry.life ((ask ->> 'person')) where kind = 'same' and state = 'applied';
select kernel.guard('registry.life', 'asker');
comment on column registry.life.place is 'record';
grant select, insert, update (ask, state, decider, decider_name, answer, decided_at, shown, journal, undone_name, undone_why, undone_at) on registry.life to gongzhi_desk;
grant select, insert, update (ask, state, decider, decider_name, answer, decided_at) on registry.life to gongzhi_self;

-- A resident may ask for a correction of what is held about oneself; the answer is not theirs to give.
grant select, insert, update (value, held, source, purpose, matter, proposed_by, proposed_name, proposed_at) on registry.change to gongzhi_self;

-- own_world: the household of whoever sits in the self chair, as far as it may be shown at home: names, relations and ages.
create function registry.own_world(on_day date) returns jsonb
language sql stable security definer set search_path = pg_catalog as $$
  with own as (
    select h.*, d.address from registry.member m
    join registry.household h on h.county = m.county and h.id = m.household and h.ended_on is null
    left join registry.dwelling d on d.county = h.county and d.id = h.dwelling
    where m.person = nullif(current_setting('seat.person', true), '')::uuid and m.until is null),
  folk as (
    select m.person, m.relation, m.since, p.county, p.place, p.name, p.sex, p.identity_masked, p.resides, p.address,
      extract(year from age(on_day, p.birth_date))::integer as age,
      coalesce((select a.value <> 'false'::jsonb from registry.assertion a
        where a.county = p.county and a.subject = p.id and a.element = 'person.alive' and a.ended_at is null), true) as alive
    from own join registry.member m on m.county = own.county and m.household = own.id and m.until is null
    join registry.person p on p.county = m.county and p.id = m.person)
  select jsonb_build_object(
    'houses', coalesce((select jsonb_agg(jsonb_build_object('id', id, 'county', county, 'place', place, 'number', number, 'kind', kind,
      'address', address, 'head', head, 'members', (select jsonb_agg(jsonb_build_object('person', person, 'relation', relation, 'since', since)
        order by person) from folk))) from own), '[]'),
    'people', coalesce((select jsonb_agg(jsonb_build_object('id', person, 'county', county, 'place', place, 'name', name, 'age', age, 'sex', sex,
      'identity_masked', identity_masked, 'resides', resides, 'address', address, 'alive', alive)) from folk), '[]'))
$$;

-- seated: true when the desk's range holds the place.
create function registry.seated(in_place text) returns boolean
language sql stable set search_path = pg_catalog as $$
  select coalesce(starts_with(in_place, nullif(current_setting('seat.low', true), '')), false)
$$;

-- announce: lays the row of a move before the place where the household goes; `shown` is what that place may read.
create function registry.announce(in_id uuid, in_new uuid, in_to text, in_shown jsonb, in_now timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare from_row registry.life;
begin
  select * into from_row from registry.life where id = in_id and kind = 'move' and state = 'sent' and twin = in_new for update;
  if from_row.id is null or not registry.seated(from_row.place) or from_row.ask ->> 'to' is distinct from in_to then
    raise exception 'no such move' using errcode = 'insufficient_privilege';
  end if;
  insert into registry.life (county, id, place, kind, ask, houses, people, who, reason, asker, asker_name, asker_office, asked_at, seen, shown, twin)
  values (rpad(left(in_to, 6), 6, '0'), in_new, in_to, 'arrive', from_row.ask, from_row.houses, from_row.people, from_row.who, from_row.reason,
    from_row.asker, from_row.asker_name, from_row.asker_office, in_now, from_row.seen, in_shown, from_row.id);
end $$;

-- rehome: brings a person with all that is held about them to another place. In another shard (`there`) the rows are born anew, so that
-- what belongs together lies together; `county` of a row is never updated.
create function registry.rehome(in_person uuid, in_to text, there text) returns void
language plpgsql set search_path = pg_catalog as $$
declare
  here registry.person;
  moved jsonb := jsonb_build_object('county', there, 'place', in_to);
begin
  select * into here from registry.person where id = in_person for update;
  if here.county = there then
    update registry.person set place = in_to, revision = revision + 1 where county = there and id = in_person;
    update registry.assertion set place = in_to where county = there and subject = in_person;
    update registry.change set place = in_to where county = there and person = in_person;
  else
    insert into registry.person select (jsonb_populate_record(p, moved || jsonb_build_object('revision', p.revision + 1))).* from registry.person p where p.county = here.county and p.id = in_person;
    delete from registry.person where county = here.county and id = in_person;
    insert into registry.assertion select (jsonb_populate_record(a, moved)).* from registry.assertion a where a.county = here.county and a.subject = in_person;
    delete from registry.assertion where county = here.county and subject = in_person;
    insert into registry.change select (jsonb_populate_record(c, moved)).* from registry.change c where c.county = here.county and c.person = in_person;
    delete from registry.change where county = here.county and person = in_person;
    update registry.identity set county = there where person = in_person;
    update account.account set person_county = there where person = in_person;
  end if;
  perform kernel.bump(here.place, 'person', array['resident'], array[-1]);
  perform kernel.bump(in_to, 'person', array['resident'], array[1]);
end $$;

-- nearer: the same within the seat's range, for who joins a household in another grid.
create function registry.nearer(in_person uuid, in_to text, there text) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from registry.person where id = in_person and registry.seated(place)) or not registry.seated(in_to) then
    raise exception 'not within the seat' using errcode = 'insufficient_privilege';
  end if;
  perform registry.rehome(in_person, in_to, there);
end $$;

-- standing: true when a household and its members are what a request rests on: [{person, relation}] and the head.
create function registry.standing(in_house uuid, in_head uuid, in_members jsonb) returns boolean
language sql stable set search_path = pg_catalog as $$
  select exists (select from registry.household h where h.id = in_house and h.head = in_head and h.ended_on is null)
    and not exists (
      (select m.person, m.relation from registry.member m where m.household = in_house and m.until is null
        except select x.person, x.relation from jsonb_to_recordset(in_members) as x(person uuid, relation text))
      union all
      (select x.person, x.relation from jsonb_to_recordset(in_members) as x(person uuid, relation text)
        except select m.person, m.relation from registry.member m where m.household = in_house and m.until is null))
$$;

-- arrive: the place where they go takes them in: they leave the household that stays behind, it gets its new head or ends, and
-- all that is held about them comes along. Answers false where something has changed since it was asked.
create function registry.arrive(in_id uuid, in_name text, in_answer text, in_day date, in_now timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare
  row registry.life;
  origin registry.life;
  house uuid;
  going uuid[];
  stay record;
begin
  select * into row from registry.life where id = in_id and kind = 'arrive' and state = 'open';
  if row.id is null or not registry.seated(row.place) then return false; end if;
  select * into origin from registry.life where id = row.twin and state = 'sent' for update;
  if origin.id is null then return false; end if;
  house := (row.ask ->> 'household')::uuid;
  perform 1 from registry.household where id = house for update;
  select array_agg((x ->> 'person')::uuid) into going from jsonb_array_elements(row.ask -> 'members') as x;
  perform 1 from registry.person where id = any (going) order by id for update;
  if not registry.standing(house, (row.shown ->> 'head')::uuid, row.shown -> 'standing') then return false; end if;
  update registry.member set until = in_day where household = house and person = any (going) and until is null;
  if not exists (select from registry.member where household = house and until is null) then
    update registry.household set ended_on = in_day where id = house;
  elsif row.ask -> 'left' is not null then
    update registry.household set head = (row.ask -> 'left' ->> 'head')::uuid where id = house;
    for stay in
      select m.county, m.person, m.place, m.since, x.relation from (
        select (row.ask -> 'left' ->> 'head')::uuid as person, '02' as relation
        union all select y.person, y.relation from jsonb_to_recordset(row.ask -> 'left' -> 'members') as y(person uuid, relation text)) as x
      join registry.member m on m.household = house and m.person = x.person and m.until is null where m.relation <> x.relation
    loop
      if stay.since >= in_day then
        update registry.member set relation = stay.relation where county = stay.county and household = house and person = stay.person and since = stay.since;
      else
        update registry.member set until = in_day where county = stay.county and household = house and person = stay.person and since = stay.since;
        insert into registry.member (county, household, person, place, relation, since) values (stay.county, house, stay.person, stay.place, stay.relation, in_day);
      end if;
    end loop;
  end if;
  perform registry.rehome(p, row.place, row.county) from unnest(going) as p order by p;
  update registry.life set state = 'applied', decider_name = in_name, answer = in_answer, decided_at = in_now where county = origin.county and id = origin.id;
  return true;
end $$;

-- turned_back: the place where they would have gone does not take them in; the row at home says so.
create function registry.turned_back(in_id uuid, in_name text, in_answer text, in_now timestamptz) returns void
language sql security definer set search_path = pg_catalog as $$
  update registry.life o set state = 'refused', decider_name = in_name, answer = in_answer, decided_at = in_now
  from registry.life a where a.id = in_id and a.kind = 'arrive' and registry.seated(a.place) and o.id = a.twin and o.state = 'sent'
$$;
-- called_back: who asked takes a move back; the row at the other place goes with it.
create function registry.called_back(in_id uuid, in_now timestamptz) returns void
language sql security definer set search_path = pg_catalog as $$
  update registry.life a set state = 'withdrawn', decided_at = in_now from registry.life o
  where o.id = in_id and o.asker = nullif(current_setting('seat.actor', true), '')::uuid and a.twin = o.id and a.kind = 'arrive' and a.state = 'open'
$$;

-- is_dead: whether the register says that somebody has died.
create function registry.is_dead(in_person uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from registry.assertion where subject = in_person and element = 'person.alive' and value = 'false'::jsonb and ended_at is null)
$$;
revoke all on function registry.own_world, registry.seated, registry.announce, registry.rehome, registry.nearer, registry.standing, registry.arrive, registry.turned_back,
  registry.called_back, registry.is_dead from public;
grant execute on function registry.own_world, registry.called_back to gongzhi_self;
grant execute on function registry.called_back, registry.announce, registry.arrive, registry.turned_back, registry.seated, registry.nearer to gongzhi_desk;

-- An account is shut for whom the register calls dead, and opens by itself when that was an error and is mended.
create or replace function account.credential(in_login text)
returns table (account uuid, person uuid, staff boolean, password text, step text, expired boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select a.id, a.person, a.staff, a.password, account.step(a), coalesce(a.initial_until < now(), false) from account.account a
  where a.login = in_login and not registry.is_dead(a.person)
$$;
create or replace function account.of_person(in_person uuid)
returns table (account uuid, staff boolean, step text)
language sql stable security definer set search_path = pg_catalog as $$
  select a.id, a.staff, account.step(a) from account.account a where a.person = in_person and not registry.is_dead(a.person) order by a.staff desc, a.id limit 1
$$;
-- shut: ends the sessions of somebody whom the register calls dead; of anybody else it ends nothing.
create function account.shut(in_person uuid) returns void
language sql security definer set search_path = pg_catalog as $$
  delete from account.session s using account.account a where a.id = s.account and a.person = in_person and registry.is_dead(in_person)
$$;
revoke all on function account.shut from public;
grant execute on function account.shut to gongzhi_desk;

-- matters_of: how many matters of people of one's range are open, how many were granted, and which organ's place handles them;
-- no word of what they are about.
create function process.matters_of(people uuid[]) returns table (person uuid, place text, open integer, granted integer)
language sql stable security definer set search_path = pg_catalog as $$
  select c.person, c.place, count(*) filter (where c.closed_at is null)::integer, count(*) filter (where c.state = 'granted')::integer
  from process."case" c join registry.person p on p.id = c.person
  where c.person = any (people) and registry.seated(p.place) and (c.closed_at is null or c.state = 'granted')
  group by c.person, c.place
$$;
-- handlers_of: who has to hear that somebody died or moved: whoever took the last step of office in each matter that is open or was
-- granted, else all who hold the office that it awaits at its place. For the platform itself.
create function process.handlers_of(in_person uuid) returns table (number text, title text, place text, open boolean, handler uuid)
language sql stable security definer set search_path = pg_catalog as $$
  with cases as (select * from process."case" c where c.person = in_person and (c.closed_at is null or c.state = 'granted')),
  last as (
    select distinct on (c.number) c.number, a.actor from cases c join process.action a on a.county = c.county and a.number = c.number
    where a.actor is not null and a.actor <> in_person and a.office not in ('resident', 'window_clerk', 'system') order by c.number, a.seq desc)
  select c.number, c.title, c.place, c.closed_at is null, coalesce(l.actor, m.person)
  from cases c left join last l on l.number = c.number
  left join territory.mandate m on l.actor is null and m.office = c.awaits and m.place = c.place and m.revoked_at is null and (m.valid_to is null or m.valid_to >= current_date)
  where coalesce(l.actor, m.person) is not null
$$;
revoke all on function process.matters_of, process.handlers_of from public;
grant execute on function process.matters_of to gongzhi_desk;
grant execute on function process.handlers_of to gongzhi_server;
