-- Requests for admission, and the hearing of streets and communities: one row per place that is heard.
create schema admission;
grant usage on schema admission to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server;

create table admission.request (
  county text collate "C" not null,
  number text collate "C" not null,
  place text collate "C" not null,
  requester uuid not null,
  requester_name text not null,
  kind text not null,
  title text not null,
  urgent boolean not null,
  -- The request as it was made, and for a report what the platform answered to it.
  asked jsonb not null,
  answer jsonb,
  at timestamptz not null,
  constraint request_pkey primary key (county, number)
);
comment on column admission.request.place is 'record';
create index request_place on admission.request (place, number);
create index request_requester on admission.request (requester, number);
select kernel.guard('admission.request');
create policy server on admission.request for select to gongzhi_server using (true);
grant select, insert on admission.request to gongzhi_desk;
grant select on admission.request to gongzhi_server;

create table admission.hearing (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  number text collate "C" not null,
  kind text not null,
  title text not null,
  requester_name text not null,
  asked jsonb not null,
  opened_at timestamptz not null,
  stance text check (stance in ('support', 'lighten', 'oppose')),
  score integer check (score between 1 and 5),
  words text,
  said_at timestamptz,
  constraint hearing_pkey primary key (county, id),
  constraint hearing_said check ((stance is null) = (said_at is null))
);
create index hearing_place on admission.hearing (place, id);
create index hearing_number on admission.hearing (number);
select kernel.guard('admission.hearing');
grant select, insert, update (stance, score, words, said_at) on admission.hearing to gongzhi_desk;
