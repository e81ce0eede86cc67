-- A bundle (一件事) is a value of the catalogue like an item: drafted, tried and published by the same hands in the same rows.
alter table item.version add column what text not null default 'item', drop constraint version_pkey,
  add constraint version_pkey primary key (what, id, version), add constraint version_what check (what in ('item', 'bundle'));
alter table item.draft add column what text not null default 'item', drop constraint draft_pkey,
  add constraint draft_pkey primary key (county, what, id), add constraint draft_what check (what in ('item', 'bundle'));
alter table item.version alter column what drop default;
alter table item.draft alter column what drop default;
