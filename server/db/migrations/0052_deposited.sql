-- Certificates that others issued and deposited in the licence library (证照归集). They are their issuer's: here stands what the
-- issuer said last, and that a certificate was revoked is said by it alone.
create table licence.deposited (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  person uuid not null,
  kind text not null,
  title text not null,
  number text not null,
  organisation uuid not null,
  organ text not null,
  issued_on date not null,
  valid_until date,
  revoked boolean not null,
  as_of timestamptz not null,
  deposited_by text not null,
  constraint deposited_pkey primary key (county, id),
  constraint deposited_once unique (county, organisation, kind, number),
  constraint deposited_span check (valid_until is null or valid_until >= issued_on)
);
create index deposited_person on licence.deposited (person, kind);
create index deposited_place on licence.deposited (place, id);
select kernel.guard('licence.deposited', 'person');
grant select on licence.deposited to gongzhi_desk, gongzhi_self;
grant insert, update (title, issued_on, valid_until, revoked, as_of, deposited_by) on licence.deposited to gongzhi_desk;
