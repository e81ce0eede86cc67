-- Organisations: what the public may see of public bodies, the names that an organisation had, and why a membership began
-- and ended. Files: found by the papers that they are.
alter table registry.organisation add column phone text;
alter table registry.organisation add column dissolved_basis text;

-- The bodies that belong to the public: committees of villages and communities, offices of government with their service
-- stations. Their names and office telephones, never who sits in them.
create policy open on registry.organisation for select to gongzhi_public using (
  kind in ('villagers_committee', 'residents_committee', 'government_office', 'public_institution') and dissolved_on is null);
create policy open_self on registry.organisation for select to gongzhi_self using (
  kind in ('villagers_committee', 'residents_committee', 'government_office', 'public_institution') and dissolved_on is null);
grant select (county, id, place, name, kind, phone, dissolved_on) on registry.organisation to gongzhi_public, gongzhi_self;

-- Popolo's other_names: what an organisation was called until a day.
create table registry.former_name (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  organisation uuid not null,
  name text not null,
  until date not null,
  basis text not null,
  constraint former_name_pkey primary key (county, id),
  constraint former_name_organisation foreign key (county, organisation) references registry.organisation (county, id)
);
create index former_name_of on registry.former_name (organisation);
select kernel.guard('registry.former_name');
grant select, insert on registry.former_name to gongzhi_desk;

alter table registry.membership add column basis text;
alter table registry.membership add column ended_basis text;
-- One person holds one post once at a time.
create unique index membership_one on registry.membership (county, post, person) where until is null;

create index paper_file on process.paper (file);
