-- A place asks for somebody who came to live there: the request lies as a move before the community in which they are registered, which
-- lets go or does not; then the place that asked takes them in. Until then it sees no more of them than it typed.
-- Who is compared and found to be two people stays two; how one lives is asked anew of everybody whose household changed; what an old
-- county says of a past day is kept there.

-- Two records that were compared and found to be of two people: a row for each of them, so that each goes where its person goes, and a
-- merge of one with a third carries the finding along (registry.personal). Undone when new evidence comes; never deleted.
create table registry.unlike (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  person uuid not null,
  other uuid not null,
  finding uuid not null,
  reason text not null,
  found_by uuid not null,
  found_name text not null,
  found_at timestamptz not null,
  undone_name text,
  undone_why text,
  undone_at timestamptz,
  constraint unlike_pkey primary key (county, id),
  constraint unlike_undone check ((undone_at is null) = (undone_why is null))
);
create index unlike_person on registry.unlike (person, other) where undone_at is null;
create index unlike_finding on registry.unlike (finding);
create index unlike_place on registry.unlike (place, id) where undone_at is null;
select kernel.guard('registry.unlike');
comment on column registry.unlike.place is 'record';
grant select, insert, update (undone_name, undone_why, undone_at) on registry.unlike to gongzhi_desk;

-- Who went to another county, as they stood when they left: a report of a past day counts them where they were then. Their facts of that
-- time stay as ended rows of the old shard. `here_since`: from when somebody lies in this shard, where that is not since registration.
alter table registry.person add column here_since timestamptz;
create table registry.departed (like registry.person including defaults);
alter table registry.departed add column left_at timestamptz not null, add constraint departed_pkey primary key (county, id, left_at);
create index departed_place on registry.departed (place, left_at);
select kernel.guard('registry.departed');
comment on column registry.departed.place is 'record';
grant select on registry.departed to gongzhi_desk;

-- rehome: as before; findings go along, and of who goes to another county the old one keeps how they stood.
drop function registry.rehome(uuid, text, text);
create function registry.rehome(in_person uuid, in_to text, there text, in_now timestamptz default now()) returns void
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
    update registry.unlike set place = in_to where county = there and person = in_person;
  else
    insert into registry.departed select (jsonb_populate_record(null::registry.departed, to_jsonb(here) || jsonb_build_object('left_at', in_now))).*;
    insert into registry.person select (jsonb_populate_record(p, moved || jsonb_build_object('revision', p.revision + 1, 'here_since', in_now))).* from registry.person p where p.county = here.county and p.id = in_person;
    delete from registry.person where county = here.county and id = in_person;
    -- Who comes back brings the whole history; what was kept here of it would stand twice.
    delete from registry.assertion where county = there and subject = in_person;
    insert into registry.assertion select (jsonb_populate_record(a, moved)).* from registry.assertion a where a.county = here.county and a.subject = in_person;
    update registry.assertion set ended_at = in_now where county = here.county and subject = in_person and ended_at is null;
    insert into registry.change select (jsonb_populate_record(c, moved)).* from registry.change c where c.county = here.county and c.person = in_person;
    delete from registry.change where county = here.county and person = in_person;
    insert into registry.unlike select (jsonb_populate_record(u, moved)).* from registry.unlike u where u.county = here.county and u.person = in_person;
    delete from registry.unlike where county = here.county and person = in_person;
    update registry.identity set county = there where person = in_person;
    update account.account set person_county = there where person = in_person;
  end if;
  perform kernel.bump(here.place, 'person', array['resident'], array[-1]);
  perform kernel.bump(in_to, 'person', array['resident'], array[1]);
end $$;

-- unsettle: how these people live is not known any more, because others live with them now: the fact ends (its history stays) and is asked anew.
create function registry.unsettle(in_people uuid[], in_now timestamptz) returns void
language sql set search_path = pg_catalog as $$
  update registry.assertion a set ended_at = in_now where a.subject = any (in_people) and a.element = 'person.living_arrangement' and a.ended_at is null;
  update registry.person p set living = null, revision = p.revision + 1 where p.id = any (in_people) and p.living is not null;
$$;

-- A place that asked: its own row waits («called») until the other place lets go.
alter table registry.life drop constraint life_state_check, add constraint life_state_check check (state in ('open', 'called', 'sent', 'applied', 'refused', 'withdrawn', 'undone'));
alter table registry.life drop constraint life_decided, add constraint life_decided check ((state in ('open', 'called')) = (decided_at is null));
-- The place from which a move was asked for, where that is not the place that is left.
alter table registry.life add column called_from text collate "C";

-- call_in: asks for these people (keyed hash of the number and name, both exactly right) on behalf of a place of the seat. Answers what
-- stands in the way in one word, else null; whose records they are and where is not told.
create function registry.call_in(in_here uuid, in_there uuid, in_to text, in_people jsonb, in_ask jsonb, in_who text, in_reason text, in_name text, in_office text, in_now timestamptz) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare
  going uuid[];
  home registry.household;
  homes integer;
  members jsonb;
  whole jsonb;
  actor uuid := nullif(current_setting('seat.actor', true), '')::uuid;
begin
  if not registry.seated(in_to) then raise exception 'not within the seat' using errcode = 'insufficient_privilege'; end if;
  select array_agg(f.person order by x.i), jsonb_agg(jsonb_build_object('person', f.person, 'relation', x.relation) order by x.i) into going, members
    from jsonb_to_recordset(in_people) as x(i integer, hash text, name text, relation text)
    cross join lateral registry.present(x.hash, x.name) as f;
  if coalesce(cardinality(going), 0) < jsonb_array_length(in_people) then return 'unknown'; end if;
  if exists (select from registry.person p where p.id = any (going) and left(p.place, 12) = left(in_to, 12)) then return 'here'; end if;
  if exists (select from unnest(going) as g where registry.is_dead(g)) then return 'dead'; end if;
  if actor = any (going) then return 'own'; end if;
  select count(distinct m.household) into homes from registry.member m where m.person = any (going) and m.until is null;
  if homes <> 1 or (select count(*) from registry.member m where m.person = any (going) and m.until is null) < cardinality(going) then return 'apart'; end if;
  select h.* into home from registry.household h where h.ended_on is null and h.id = (select m.household from registry.member m where m.person = going[1] and m.until is null limit 1);
  if home.id is null then return 'apart'; end if;
  if exists (select from registry.life l where l.kind = 'move' and l.state in ('open', 'sent') and l.called_from is not null and l.houses = array[home.id]
    and exists (select from jsonb_array_elements(l.ask -> 'members') as x where (x ->> 'person')::uuid = any (going))) then return 'asked'; end if;
  whole := in_ask || jsonb_build_object('kind', 'move', 'household', home.id, 'head', going[1], 'members', members, 'to', in_to);
  insert into registry.life (county, id, place, kind, ask, houses, people, who, reason, asker, asker_name, asker_office, asked_at, seen, twin, called_from)
  values (rpad(left(home.place, 6), 6, '0'), in_there, home.place, 'move', whole, array[home.id],
    (select array_agg(m.person) from registry.member m where m.household = home.id and m.until is null), in_who, in_reason, actor, in_name, in_office, in_now, '', in_here, in_to);
  insert into registry.life (county, id, place, kind, ask, houses, people, who, reason, asker, asker_name, asker_office, asked_at, seen, state, twin, called_from)
  values (rpad(left(in_to, 6), 6, '0'), in_here, in_to, 'arrive', whole, '{}', going, in_who, in_reason, actor, in_name, in_office, in_now, '', 'called', in_there, in_to);
  return null;
end $$;

-- announce: as before; where the other place asked, its row is there already and opens.
create or replace function registry.announce(in_id uuid, in_new uuid, in_to text, in_shown jsonb, in_now timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare from_row registry.life;
begin
  select * into from_row from registry.life where id = in_id and kind = 'move' and state = 'sent' and twin = in_new for update;
  if from_row.id is null or not registry.seated(from_row.place) or from_row.ask ->> 'to' is distinct from in_to then
    raise exception 'no such move' using errcode = 'insufficient_privilege';
  end if;
  if from_row.called_from is not null then
    update registry.life set state = 'open', ask = from_row.ask, houses = from_row.houses, people = from_row.people, seen = from_row.seen, shown = in_shown
    where id = in_new and twin = in_id and kind = 'arrive' and state = 'called';
    return;
  end if;
  insert into registry.life (county, id, place, kind, ask, houses, people, who, reason, asker, asker_name, asker_office, asked_at, seen, shown, twin)
  values (rpad(left(in_to, 6), 6, '0'), in_new, in_to, 'arrive', from_row.ask, from_row.houses, from_row.people, from_row.who, from_row.reason,
    from_row.asker, from_row.asker_name, from_row.asker_office, in_now, from_row.seen, in_shown, from_row.id);
end $$;

-- not_let_go: the place where they are registered does not let them go; the row of the place that asked says so.
create function registry.not_let_go(in_id uuid, in_name text, in_answer text, in_now timestamptz) returns void
language sql security definer set search_path = pg_catalog as $$
  update registry.life a set state = 'refused', decider_name = in_name, answer = in_answer, decided_at = in_now
  from registry.life o where o.id = in_id and o.kind = 'move' and registry.seated(o.place) and a.twin = o.id and a.kind = 'arrive' and a.state = 'called'
$$;

-- arrive: as before; who is left behind lives otherwise than it says, and that is asked anew.
create or replace function registry.arrive(in_id uuid, in_name text, in_answer text, in_day date, in_now timestamptz) returns boolean
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
  if exists (select from unnest(going) as g where registry.is_dead(g)) then return false; end if;
  perform registry.unsettle((select array_agg(m.person) from registry.member m where m.household = house and m.until is null
    and m.person::text in (select jsonb_array_elements_text(row.shown -> 'unsettled'))), in_now);
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
  perform registry.rehome(p, row.place, row.county, in_now) from unnest(going) as p order by p;
  update registry.life set state = 'applied', decider_name = in_name, answer = in_answer, decided_at = in_now where county = origin.county and id = origin.id;
  return true;
end $$;

-- called_back: who asked takes a move back, from either end; the row at the other place goes with it.
create or replace function registry.called_back(in_id uuid, in_now timestamptz) returns void
language sql security definer set search_path = pg_catalog as $$
  update registry.life a set state = 'withdrawn', decided_at = in_now from registry.life o
  where o.id = in_id and o.asker = nullif(current_setting('seat.actor', true), '')::uuid and a.twin = o.id
    and ((a.kind = 'arrive' and a.state in ('open', 'called')) or (a.kind = 'move' and a.called_from is not null and a.state in ('open', 'sent')))
$$;
revoke all on function registry.rehome, registry.unsettle, registry.call_in, registry.not_let_go from public;
grant execute on function registry.unsettle, registry.call_in, registry.not_let_go to gongzhi_desk;
