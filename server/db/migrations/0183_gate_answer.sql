-- senders_of: who may have sent something to a community: the bodies of the places above it. For a desk below, which does not see them.
create function gate.senders_of(in_place text) returns table (id uuid, name text, place text)
language sql stable security definer set search_path = pg_catalog as $$
  select o.id, o.name, o.place from registry.organisation o
  where o.place = any (array[left(in_place, 2), left(in_place, 4), left(in_place, 6), left(in_place, 9)]) and length(o.place) < 12 and o.dissolved_on is null
    and o.kind in ('government_office', 'public_institution', 'party_branch', 'social_organisation')
  order by length(o.place) desc, o.name limit 500
$$;
-- seats_of: who is told for a body: whoever holds a post in it today.
create function gate.seats_of(in_body uuid) returns table (person uuid, place text)
language sql stable security definer set search_path = pg_catalog as $$
  select distinct m.person, o.place from registry.organisation o join registry.post p on p.county = o.county and p.organisation = o.id
    join registry.membership m on m.county = p.county and m.post = p.id
  where o.id = in_body and o.dissolved_on is null and m.until is null order by 1 limit 100
$$;
-- watchers_of: who watches the gate for a county.
create function gate.watchers_of(in_county text) returns table (person uuid, place text)
language sql stable security definer set search_path = pg_catalog as $$
  select distinct m.person, m.place from territory.mandate m
  where m.place = in_county and m.office in ('social_work', 'burden_taskforce') and m.revoked_at is null and (m.valid_to is null or m.valid_to >= current_date) order by 1 limit 50
$$;
revoke all on function gate.senders_of, gate.seats_of, gate.watchers_of from public;
grant execute on function gate.senders_of to gongzhi_desk;
grant execute on function gate.seats_of, gate.watchers_of to gongzhi_server;

-- What a sender was answered: what came back, why and how often on a day; of whom stands nowhere here. Its first line tells the
-- sender, and two hundred communities that refuse on one day are one message.
create table gate.answered (
  county text collate "C" not null,
  day date not null,
  sender text collate "C" not null,
  kind text not null,
  title text collate "C" not null,
  ground text not null,
  n integer not null,
  constraint answered_pkey primary key (county, day, sender, kind, title, ground)
);
alter table gate.answered enable row level security;
create policy server on gate.answered to gongzhi_server using (true);
grant select, insert, update on gate.answered to gongzhi_server;
