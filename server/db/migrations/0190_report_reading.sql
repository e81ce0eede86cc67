-- A bureau reads a roster that is held instead of having it collected: for what, on what basis, which columns and until when
-- stands here before the first row is shown. Rows are masked; a name is shown one by one once a second person let it.
create table report.reading (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  report text collate "C" not null,
  body uuid not null,
  body_name text not null,
  purpose text not null,
  basis text not null,
  columns text[] not null,
  until date not null,
  state text collate "C" not null default 'masked' check (state in ('masked', 'named', 'ended')),
  -- How often a name was shown by it.
  named integer not null default 0,
  opened_at timestamptz not null,
  opened_by uuid not null,
  opened_by_name text not null,
  settled_at timestamptz,
  settled_by_name text,
  settled_note text,
  constraint reading_pkey primary key (county, id)
);
comment on column report.reading.place is 'record';
create index reading_place on report.reading (place, id);
select kernel.guard('report.reading');
grant select, insert on report.reading to gongzhi_desk;
grant update (state, named, settled_at, settled_by_name, settled_note) on report.reading to gongzhi_desk;

-- A department's own layout of a report that another level published: only what that office takes away is set in it.
create table report.layout (
  county text collate "C" not null,
  place text collate "C" not null,
  office text collate "C" not null,
  report text collate "C" not null,
  content bytea not null,
  kept_at timestamptz not null,
  kept_by text not null,
  constraint layout_pkey primary key (county, place, office, report)
);
comment on column report.layout.place is 'norm';
select kernel.guard('report.layout');
grant select, insert, update, delete on report.layout to gongzhi_desk;
