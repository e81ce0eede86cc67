-- The licence library (电子证照库): certificates that were issued here, and each use of a licence in a matter.
create schema licence;
grant usage on schema licence to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server;

create table licence.licence (
  county text collate "C" not null,
  number text collate "C" not null,
  place text collate "C" not null,
  person uuid not null,
  kind text not null,
  title text not null,
  holder text not null,
  -- What the public page may show of the holder, fixed when it was issued.
  holder_masked text not null,
  identity_masked text,
  lines jsonb not null,
  organ text not null,
  -- The office that issued it, which alone may revoke it.
  office text not null,
  matter text collate "C" not null,
  issued_at timestamptz not null,
  issued_on date not null,
  valid_until date,
  -- Printed on the paper: without it nobody can ask about a number.
  code text collate "C" not null,
  revoked_at timestamptz,
  revoked_reason text,
  revoked_note text,
  constraint licence_pkey primary key (county, number),
  constraint licence_span check (valid_until is null or valid_until >= issued_on),
  constraint licence_revoked check ((revoked_at is null) = (revoked_reason is null))
);
-- A case leads to one certificate.
create unique index licence_matter on licence.licence (county, matter);
create index licence_person on licence.licence (person, issued_at, number);
create index licence_place on licence.licence (place, issued_at);
select kernel.guard('licence.licence', 'person');
grant select on licence.licence to gongzhi_desk, gongzhi_self;
grant insert, update (revoked_at, revoked_reason, revoked_note) on licence.licence to gongzhi_desk;

-- A use lies where the matter lies: whoever handles the matter sees what was handed over for it, and nothing else of the library.
create table licence.use (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  person uuid not null,
  matter text collate "C" not null,
  matter_title text not null,
  material text not null,
  kind text not null,
  title text not null,
  number text,
  organ text not null,
  valid_until date,
  at timestamptz not null,
  actor uuid not null,
  actor_name text not null,
  office text not null,
  actor_place text collate "C" not null,
  constraint use_pkey primary key (county, id)
);
create index use_person on licence.use (person, at, id);
create index use_matter on licence.use (county, matter);
select kernel.guard('licence.use', 'person');
grant select, insert on licence.use to gongzhi_self;
grant select on licence.use to gongzhi_desk;

-- verify(number, code): the one door for whoever holds the paper. Both must be exactly right; a wrong code and an unknown
-- number are one answer, no row. Nothing can be listed.
create function licence.verify(in_number text, in_code text)
returns table (title text, holder_masked text, organ text, issued_on date, valid_until date, revoked_at timestamptz, revoked_reason text)
language sql stable security definer set search_path = pg_catalog as $$
  select title, holder_masked, organ, issued_on, valid_until, revoked_at, revoked_reason
  from licence.licence where county = left(in_number, 6) and number = in_number and code = in_code
$$;
revoke all on function licence.verify from public;
grant execute on function licence.verify to gongzhi_public, gongzhi_self, gongzhi_desk;

-- A read-only transaction takes an attempt that was right off the count through the login's own door.
grant execute on function kernel.relent to gongzhi_login;
