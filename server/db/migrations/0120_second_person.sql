-- What residents may claim is published, and priced for a county, by two people: one makes and proposes, another decides.
-- `makers` are all who had a hand in a draft since it was begun; none of them may publish it.
alter table item.draft
  add column makers uuid[] not null default '{}',
  add column proposed_at timestamptz, add column proposed_by text,
  add column returned_why text, add column returned_by text;

-- A county's numbers for an item, proposed and then in force or sent back; the rule itself is a row of law.rule.
create table item.standard (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  item text collate "C" not null,
  which text not null check (which in ('params', 'days')),
  numbers jsonb not null,
  basis text not null,
  valid_from date not null,
  -- Why it holds from a day that had passed when it was proposed.
  back_dated text,
  proposed_at timestamptz not null,
  proposed_by uuid not null,
  proposed_name text not null,
  state text not null default 'proposed' check (state in ('proposed', 'in_force', 'returned')),
  decided_at timestamptz,
  decided_name text,
  reason text,
  constraint standard_pkey primary key (county, id),
  constraint standard_decided check ((state = 'proposed') = (decided_at is null))
);
create index standard_place on item.standard (place, id);
create unique index standard_waiting on item.standard (county, place, item, which) where state = 'proposed';
select kernel.guard('item.standard');
grant select, insert, update on item.standard to gongzhi_desk;
