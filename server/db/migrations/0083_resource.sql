-- What departments and mass groups send down, what communities need, and where two pay for the same (统筹一).
create schema resource;
grant usage on schema resource to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server;

create table resource.sent (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  owner uuid not null,
  owner_name text not null,
  form text not null,
  purpose text not null,
  object text not null,
  -- The object without spaces and marks: two write it differently and mean the same.
  object_key text collate "C" not null,
  title text not null,
  amount_fen bigint not null check (amount_fen >= 0),
  quantity integer not null,
  unit text not null,
  period_from date not null,
  period_to date not null,
  declared_at timestamptz not null,
  constraint sent_pkey primary key (county, id),
  constraint sent_span check (period_to >= period_from)
);
create index sent_place on resource.sent (place, id);
create index sent_object on resource.sent (place, object_key, purpose);
select kernel.guard('resource.sent');
grant select, insert on resource.sent to gongzhi_desk;

create table resource.need (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  purpose text not null,
  object text not null,
  object_key text collate "C" not null,
  title text not null,
  why text not null,
  wanted_by date,
  stated_at timestamptz not null,
  met_at timestamptz,
  met_how text,
  constraint need_pkey primary key (county, id)
);
create index need_place on resource.need (place, id);
select kernel.guard('resource.need');
grant select, insert, update (met_at, met_how) on resource.need to gongzhi_desk;

-- Two for the same object, purpose and period. `older` was there first; whoever came second answers.
create table resource.clash (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  older uuid not null,
  newer uuid not null,
  answerer uuid not null,
  found_at timestamptz not null,
  answer text,
  answered_at timestamptz,
  constraint clash_pkey primary key (county, id),
  constraint clash_pair unique (county, older, newer)
);
create index clash_place on resource.clash (place, id);
select kernel.guard('resource.clash');
grant select, insert, update (answer, answered_at) on resource.clash to gongzhi_desk;
