-- What the registry needs beyond its tables: freshness that can be renewed, a roster in order of names, and two narrow
-- doors through row security.

-- The same value heard again from the same source renews its freshness and leaves the day of the last confirmation.
alter table registry.assertion add column confirmed_at timestamptz;
grant update (fresh_until, confirmed_at) on registry.assertion to gongzhi_desk, gongzhi_self;

-- The roster of a large range is read in order of names, with the place checked inside the index.
create index person_pinyin on registry.person (pinyin, id, place);

-- household_of_self(day): the household one lives in, with the members' names, relations and ages on that day and nothing
-- else of them: the self chair sees no other person's row.
create function registry.household_of_self(on_day date)
returns table (
  id uuid, number text, kind text, address text, formed_on date,
  person uuid, name text, relation text, age integer, head boolean
)
language sql stable security definer set search_path = pg_catalog as $$
  select h.id, h.number, h.kind, d.address, h.formed_on, p.id, p.name, m.relation,
    extract(year from age(on_day, p.birth_date))::integer, h.head = p.id
  from registry.member own
  join registry.household h on h.county = own.county and h.id = own.household and h.ended_on is null
  left join registry.dwelling d on d.county = h.county and d.id = h.dwelling
  join registry.member m on m.county = h.county and m.household = h.id and m.until is null
  join registry.person p on p.county = m.county and p.id = m.person
  where own.person = nullif(current_setting('seat.person', true), '')::uuid and own.until is null
  order by h.head = p.id desc, m.relation, p.birth_date, p.id
$$;

-- present(hash, name): who stands at the window, wherever in the province the record lies. Both the number (by keyed
-- hash) and the name must be exactly right; a wrong name and an unknown number are one answer, no row.
create function registry.present(in_hash text, in_name text)
returns table (person uuid, county text, place text, name text, identity_masked text, birth_date date)
language sql stable security definer set search_path = pg_catalog as $$
  select p.id, p.county, p.place, p.name, p.identity_masked, p.birth_date
  from registry.identity i join registry.person p on p.county = i.county and p.id = i.person
  where i.hash = in_hash and normalize(p.name, nfkc) = in_name
$$;
revoke all on function registry.household_of_self, registry.present from public;
grant execute on function registry.household_of_self to gongzhi_self;
grant execute on function registry.present to gongzhi_desk;

create index member_household on registry.member (household) where until is null;
create index membership_post on registry.membership (post);
create index post_organisation on registry.post (organisation);
