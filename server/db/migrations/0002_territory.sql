-- Place: the tree that lives in time, and the seats in it.
create schema territory;
grant usage on schema territory to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server, gongzhi_login;

-- One row per version of a place: the id is stable, code, name, kind and parent hold from valid_from until valid_to.
create table territory.place (
  id uuid not null,
  code text collate "C" not null,
  name text not null,
  display text not null,
  level text not null check (level in ('province', 'city', 'county', 'town', 'community', 'grid', 'micro')),
  kind text not null,
  parent text collate "C",
  pinyin text collate "C" not null,
  initials text collate "C" not null,
  statistical boolean not null default false,
  demonstration boolean not null default false,
  valid_from date not null,
  valid_to date,
  constraint place_pkey primary key (id, valid_from),
  constraint place_span check (valid_to is null or valid_to > valid_from)
);
create unique index place_code_now on territory.place (code) where valid_to is null;
create index place_code on territory.place (code, valid_from);
create index place_parent on territory.place (parent, code) where valid_to is null;
-- grams: the pieces of a text of `low` to `high` characters; null of a text too short for any. A text that holds another
-- holds all of its pieces: so the middle of a name is found by an index, without an extension.
create function territory.grams(t text, low integer, high integer) returns text[]
language sql immutable parallel safe set search_path = pg_catalog as $$
  select array_agg(distinct substr(t, i, n)) from generate_series(low, high) as n, generate_series(1, length(t) - n + 1) as i
$$;
create index place_names on territory.place using gin (territory.grams(display, 1, 2), territory.grams(name, 1, 2)) where valid_to is null;
create index place_readings on territory.place using gin (territory.grams(pinyin, 3, 3)) where valid_to is null;
create index place_pinyin on territory.place (pinyin) where valid_to is null;
create index place_initials on territory.place (initials) where valid_to is null;
grant select on territory.place to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server;
grant insert, update on territory.place to gongzhi_desk;

-- Succession: which places became which, when, on what basis.
create table territory.succession (
  id uuid primary key,
  kind text not null check (kind in ('established', 'abolished', 'merged', 'split', 'converted', 'renamed')),
  effective date not null,
  basis text not null,
  before uuid[] not null,
  after uuid[] not null,
  moved bigint not null default 0,
  recorded_at timestamptz not null default now()
);
create index succession_before on territory.succession using gin (before);
create index succession_after on territory.succession using gin (after);
grant select on territory.succession to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server;
grant insert on territory.succession to gongzhi_desk;

-- A mandate: one person, in one office, at one place, for a time. Seats are taken from it.
create table territory.mandate (
  county text collate "C" not null,
  id uuid not null,
  person uuid not null,
  person_name text not null,
  office text not null,
  place text collate "C" not null,
  valid_from date not null,
  valid_to date,
  basis text not null,
  granted_by uuid,
  granted_at timestamptz not null default now(),
  revoked_at timestamptz,
  revoked_reason text,
  constraint mandate_pkey primary key (county, id)
);
create index mandate_person on territory.mandate (person);
create index mandate_id on territory.mandate (id);
create index mandate_place on territory.mandate (place, id);
create unique index mandate_once on territory.mandate (person, office, place) where revoked_at is null and valid_to is null;
select kernel.guard('territory.mandate', 'person');
grant select, insert, update on territory.mandate to gongzhi_desk;
grant select on territory.mandate to gongzhi_self;

-- Somebody present at a window (or by mandate): while it lasts the clerk sits in that person's chair.
create table territory.attendance (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  clerk uuid not null,
  mandate uuid not null,
  person uuid not null,
  person_name text not null,
  manner text not null check (manner in ('present', 'mandate', 'visit')),
  note text,
  opened_at timestamptz not null default now(),
  expires_at timestamptz not null,
  closed_at timestamptz,
  constraint attendance_pkey primary key (county, id)
);
create index attendance_id on territory.attendance (id);
create index attendance_place on territory.attendance (place, opened_at);
select kernel.guard('territory.attendance', 'person');
grant select, insert, update on territory.attendance to gongzhi_desk;
grant select on territory.attendance to gongzhi_self;
