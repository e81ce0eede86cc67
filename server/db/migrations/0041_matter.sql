-- One matter (一件事): what was applied for together. Its cases carry its number; how it stands is reckoned from them.
create schema matter;
grant usage on schema matter to gongzhi_desk, gongzhi_self;

create table matter.matter (
  county text collate "C" not null,
  number text collate "C" not null,
  place text collate "C" not null,
  person uuid not null,
  person_name text not null,
  title text not null,
  -- The bundle of the catalogue that it came from, if any.
  bundle text,
  opened_at timestamptz not null,
  received_at_place text collate "C",
  constraint matter_pkey primary key (county, number)
);
comment on column matter.matter.place is 'record';
create index matter_person on matter.matter (person, opened_at, number);
create index matter_place on matter.matter (place, opened_at, number);
select kernel.guard('matter.matter', 'person');
grant select on matter.matter to gongzhi_desk, gongzhi_self;
grant insert on matter.matter to gongzhi_self;
