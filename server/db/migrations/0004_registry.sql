-- People, households, dwellings, organisations; elements and assertions; who looked at whom.
create schema registry;
grant usage on schema registry to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server, gongzhi_login;

-- A data element in the manner of ISO/IEC 11179; declared in code, kept here so that every value can refer to one.
create table registry.element (
  id text collate "C" primary key,
  name text not null,
  meaning text not null,
  object text not null,
  type text not null,
  code_list text,
  owner text not null,
  shelf_days integer check (shelf_days > 0),
  sensitivity text not null check (sensitivity in ('open', 'personal', 'sealed')),
  declared jsonb not null
);
grant select on registry.element to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server;

create table registry.person (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  name text not null check (length(name) between 1 and 100),
  pinyin text collate "C" not null,
  initials text collate "C" not null,
  sex text not null,
  birth_date date not null,
  identity_kind text not null,
  identity_sealed text not null,
  identity_masked text not null,
  phone_masked text,
  address text,
  resides text not null default 'with_hukou',
  living text,
  revision integer not null default 1,
  registered_at timestamptz not null default now(),
  constraint person_pkey primary key (county, id)
);
create index person_place on registry.person (place, pinyin, id);
create index person_id on registry.person (id);
create index person_birth on registry.person (place, birth_date);
select kernel.guard('registry.person', 'id');
grant select, insert, update on registry.person to gongzhi_desk;
-- One declares one's own telephone, address and way of living; who one is and where one is registered a desk records.
grant select, update (phone_masked, address, resides, living, revision) on registry.person to gongzhi_self;

-- Identity look-up by keyed hash, apart from the person because a person may move between counties.
create table registry.identity (
  hash text collate "C" not null,
  person uuid not null,
  county text collate "C" not null,
  constraint identity_pkey primary key (hash)
);
create index identity_person on registry.identity (person);
alter table registry.identity enable row level security;
-- registered(hash): the one narrow door to it: who has exactly this number. Nothing can be listed.
create function registry.registered(in_hash text) returns table (person uuid, county text)
language sql stable security definer set search_path = pg_catalog as $$
  select person, county from registry.identity where hash = in_hash
$$;
create function registry.enrol(in_hash text, in_person uuid, in_county text) returns void
language sql security definer set search_path = pg_catalog as $$
  insert into registry.identity (hash, person, county) values (in_hash, in_person, in_county)
$$;
revoke all on function registry.registered, registry.enrol from public;
grant execute on function registry.registered to gongzhi_public;
grant execute on function registry.enrol to gongzhi_desk;

create table registry.dwelling (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  address text not null,
  kind text not null,
  constraint dwelling_pkey primary key (county, id)
);
create index dwelling_place on registry.dwelling (place, address);
select kernel.guard('registry.dwelling');

create table registry.household (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  number text not null,
  kind text not null check (kind in ('family', 'collective')),
  head uuid not null,
  dwelling uuid,
  formed_on date not null,
  ended_on date,
  constraint household_pkey primary key (county, id)
);
create index household_place on registry.household (place, number);
create index household_id on registry.household (id);
select kernel.guard('registry.household');

create table registry.member (
  county text collate "C" not null,
  household uuid not null,
  person uuid not null,
  place text collate "C" not null,
  relation text not null,
  since date not null,
  until date,
  constraint member_pkey primary key (county, household, person, since),
  constraint member_span check (until is null or until >= since)
);
create unique index member_one_household on registry.member (county, person) where until is null;
create index member_person on registry.member (person);
create index member_place on registry.member (place);
select kernel.guard('registry.member', 'person');

create table registry.organisation (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  name text not null,
  kind text not null,
  credit_code text,
  founded_on date,
  dissolved_on date,
  constraint organisation_pkey primary key (county, id)
);
create index organisation_place on registry.organisation (place, name);
create unique index organisation_credit_code on registry.organisation (county, credit_code);
select kernel.guard('registry.organisation');

create table registry.post (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  organisation uuid not null,
  title text not null,
  seats integer not null check (seats > 0),
  constraint post_pkey primary key (county, id),
  constraint post_organisation foreign key (county, organisation) references registry.organisation (county, id)
);
create index post_place on registry.post (place);
select kernel.guard('registry.post');

create table registry.membership (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  post uuid not null,
  person uuid not null,
  person_name text not null,
  since date not null,
  until date,
  constraint membership_pkey primary key (county, id),
  constraint membership_post foreign key (county, post) references registry.post (county, id),
  constraint membership_span check (until is null or until >= since)
);
create index membership_place on registry.membership (place);
create index membership_person on registry.membership (person);
select kernel.guard('registry.membership', 'person');

grant select, insert, update on registry.dwelling, registry.household, registry.member,
  registry.organisation, registry.post, registry.membership to gongzhi_desk;
grant select on registry.member, registry.membership to gongzhi_self;

-- An assertion: one value of one element about one subject, with its source. Never overwritten: a newer one ends it.
create table registry.assertion (
  county text collate "C" not null,
  subject uuid not null,
  element text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  value jsonb not null,
  source text not null check (source in ('declared', 'collected', 'shared', 'verified')),
  organ text not null,
  collector uuid,
  collector_name text,
  purpose text not null,
  matter text,
  asserted_at timestamptz not null,
  fresh_until timestamptz,
  ended_at timestamptz,
  constraint assertion_pkey primary key (county, subject, element, id)
);
create unique index assertion_current on registry.assertion (county, subject, element) where ended_at is null;
create index assertion_subject on registry.assertion (subject) where ended_at is null;
select kernel.guard('registry.assertion', 'subject');
grant select, insert, update (ended_at) on registry.assertion to gongzhi_desk, gongzhi_self;

-- Who looked at whose record: when, in which capacity, for what.
create table registry.look (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  person uuid not null,
  actor uuid,
  actor_name text not null,
  office text not null,
  actor_place text collate "C" not null,
  operation text not null,
  purpose text not null,
  confidential boolean not null default false,
  at timestamptz not null default now(),
  constraint look_pkey primary key (county, id)
);
create index look_person on registry.look (person, id);
create index look_place on registry.look (place, id);
select kernel.acted('registry.look');
create policy desk on registry.look for select to gongzhi_desk using (
  place >= nullif(current_setting('seat.low', true), '') and place < nullif(current_setting('seat.high', true), ''));
create policy self on registry.look for select to gongzhi_self using (
  person = nullif(current_setting('seat.person', true), '')::uuid and not confidential);
grant select, insert on registry.look to gongzhi_desk, gongzhi_self;
