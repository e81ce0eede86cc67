-- Service items as values: published versions never change, drafts are their maker's.
create schema item;
grant usage on schema item to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server;

create table item.version (
  id text collate "C" not null,
  version integer not null,
  -- Who answers for it: the province, or the county that made it. It says where the item may be applied for.
  place text collate "C" not null,
  -- json and not jsonb: the order of the form's properties is the order of its questions.
  body json not null,
  digest text not null,
  published_at timestamptz not null,
  published_by text not null,
  retired_at timestamptz,
  retired_why text,
  constraint version_pkey primary key (id, version)
);
comment on column item.version.place is 'norm';
alter table item.version enable row level security;
create policy open on item.version for select to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server using (true);
create policy desk on item.version for insert to gongzhi_desk with check (
  place >= nullif(current_setting('seat.low', true), '') and place < nullif(current_setting('seat.high', true), ''));
create policy desk_retire on item.version for update to gongzhi_desk using (
  place >= nullif(current_setting('seat.low', true), '') and place < nullif(current_setting('seat.high', true), ''));
grant select on item.version to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server;
grant insert on item.version to gongzhi_desk;
grant update (retired_at, retired_why) on item.version to gongzhi_desk;

create table item.draft (
  county text collate "C" not null,
  id text collate "C" not null,
  place text collate "C" not null,
  name text not null,
  body json not null,
  revision integer not null default 0,
  base_version integer not null default 0,
  updated_at timestamptz not null,
  updated_by text not null,
  constraint draft_pkey primary key (county, id)
);
create index draft_place on item.draft (place, updated_at, id);
select kernel.guard('item.draft');
grant select, insert, update, delete on item.draft to gongzhi_desk;
