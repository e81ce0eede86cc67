-- Systems of departments: the keys with which they call.
create schema integration;
grant usage on schema integration to gongzhi_desk, gongzhi_server, gongzhi_login;

-- A key seats an organisation's program at a place, for one office, with some of its verbs. Of the secret only the SHA-256 is kept.
create table integration.key (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  organisation uuid not null,
  organisation_county text collate "C" not null,
  organisation_name text not null,
  name text not null,
  office text collate "C" not null,
  verbs text[] not null,
  hash bytea not null,
  hint text not null,
  valid_until date not null,
  per_minute integer not null check (per_minute > 0),
  basis text not null,
  made_at timestamptz not null,
  made_by text not null,
  used_at timestamptz,
  revoked_at timestamptz,
  revoked_reason text,
  constraint key_pkey primary key (county, id),
  constraint key_hash unique (hash)
);
create index key_place on integration.key (place, id);
select kernel.guard('integration.key');
grant select, insert, update (revoked_at, revoked_reason) on integration.key to gongzhi_desk;

-- sit: the seat behind a key. One call per request: it counts the request and notes once a minute that the key is in use. A
-- revoked or expired key, and one whose organisation is dissolved, is not live.
create function integration.sit(in_hash bytea) returns table (
  key uuid, name text, organisation uuid, organisation_name text, office text, verbs text[], place text, live boolean, per_minute integer, n integer, seconds integer)
language plpgsql volatile security definer set search_path = pg_catalog as $$
#variable_conflict use_column
declare k integration.key; alive boolean; count integer; left_seconds integer;
begin
  select * into k from integration.key where hash = in_hash;
  if not found then return; end if;
  alive := k.revoked_at is null and k.valid_until >= (now() at time zone 'Asia/Shanghai')::date and exists (
    select from registry.organisation o where o.county = k.organisation_county and o.id = k.organisation and o.dissolved_on is null);
  if alive then
    select t.n, t.seconds into count, left_seconds from kernel.knock(60, 'key:' || k.id) t;
    update integration.key u set used_at = now() where u.county = k.county and u.id = k.id and (u.used_at is null or u.used_at < now() - interval '1 minute');
  end if;
  return query select k.id, k.name, k.organisation, k.organisation_name, k.office, k.verbs, k.place, alive, k.per_minute, count, left_seconds;
end $$;
revoke all on function integration.sit from public;
grant execute on function integration.sit to gongzhi_login;

-- Where systems are told of what happens, and each event on its way to each of them. The signing secret is sealed.
create table integration.subscription (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  organisation uuid not null,
  organisation_name text not null,
  url text not null,
  topics text[] not null,
  secret text not null,
  made_at timestamptz not null,
  made_by text not null,
  made_by_person uuid not null,
  failures integer not null default 0,
  failing_since timestamptz,
  -- Nothing is sent before; set while the receiver is out of order.
  retry_at timestamptz,
  disabled_at timestamptz,
  disabled_why text,
  ended_at timestamptz,
  ended_reason text,
  constraint subscription_pkey primary key (county, id)
);
create index subscription_place on integration.subscription (place, id);
select kernel.guard('integration.subscription');
create policy server on integration.subscription to gongzhi_server using (true);
grant select, insert, update on integration.subscription to gongzhi_desk;
grant select, update on integration.subscription to gongzhi_server;

create table integration.delivery (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  subscription uuid not null,
  event uuid not null,
  topic text not null,
  subject text not null,
  -- Text and not json: what is signed must be the same bytes each time.
  body text not null,
  at timestamptz not null,
  due_at timestamptz not null,
  tries jsonb not null default '[]',
  attempts integer not null default 0,
  claimed_until timestamptz,
  done_at timestamptz,
  given_up_at timestamptz,
  constraint delivery_pkey primary key (county, id),
  constraint delivery_once unique (county, subscription, event),
  constraint delivery_subscription foreign key (county, subscription) references integration.subscription (county, id)
);
create index delivery_due on integration.delivery (due_at) where done_at is null and given_up_at is null;
create index delivery_place on integration.delivery (place, at, id);
create index delivery_of on integration.delivery (subscription, at, id);
comment on column integration.delivery.place is 'record';
select kernel.guard('integration.delivery');
create policy server on integration.delivery to gongzhi_server using (true);
grant select, update (due_at, done_at, given_up_at, claimed_until) on integration.delivery to gongzhi_desk;
grant select, insert, update, delete on integration.delivery to gongzhi_server;
