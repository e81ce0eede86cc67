-- The file drop: folders in which files are exchanged with departments' systems, what waits for the next outgoing file, and
-- every file that went out or came in. What a folder may do its key says, each time anew.
create table integration.folder (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  organisation uuid not null,
  organisation_name text not null,
  key uuid not null,
  adapter text not null,
  direction text not null check (direction in ('in', 'out')),
  format text not null check (format in ('csv', 'csv_gb', 'jsonl')),
  -- Outgoing: the hour of Beijing at which what waits is written every day; null: as soon as there is something.
  daily_at smallint check (daily_at between 0 and 23),
  most_rows integer not null check (most_rows between 1 and 100000),
  path text not null,
  files integer not null default 0,
  claimed_until timestamptz,
  trouble text,
  made_at timestamptz not null,
  made_by text not null,
  made_by_person uuid not null,
  ended_at timestamptz,
  ended_reason text,
  constraint folder_pkey primary key (county, id),
  constraint folder_path unique (path)
);
create index folder_place on integration.folder (place, id);
select kernel.guard('integration.folder');
create policy server on integration.folder to gongzhi_server using (true);
grant select, insert, update (ended_at, ended_reason) on integration.folder to gongzhi_desk;
grant select, update on integration.folder to gongzhi_server;

create table integration.file (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  folder uuid not null,
  direction text not null,
  number integer not null,
  name text not null,
  digest text,
  -- out: writing, written. in: taking, taken, bad.
  state text not null check (state in ('writing', 'written', 'taking', 'taken', 'bad')),
  read integer not null default 0,
  written integer not null default 0,
  unchanged integer not null default 0,
  refused integer not null default 0,
  -- How much of the answer belongs to the rows that are counted: whoever goes on cuts it there.
  answer_bytes bigint not null default 0,
  why text,
  attempts integer not null default 0,
  at timestamptz not null,
  done_at timestamptz,
  constraint file_pkey primary key (county, id),
  constraint file_number unique (county, folder, number),
  constraint file_adds_up check (read = written + unchanged + refused),
  constraint file_folder foreign key (county, folder) references integration.folder (county, id)
);
-- A file is taken once, by what is in it.
create unique index file_once on integration.file (county, folder, digest) where direction = 'in';
create index file_place on integration.file (place, at, id);
create index file_open on integration.file (folder) where state in ('writing', 'taking');
comment on column integration.file.place is 'record';
select kernel.guard('integration.file');
create policy server on integration.file to gongzhi_server using (true);
grant select, update (state) on integration.file to gongzhi_desk;
grant select, insert, update on integration.file to gongzhi_server;

-- One line on its way into an outgoing file. It is sealed: what a payment needs to know of a person stands nowhere in clear.
create table integration.line (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  folder uuid not null,
  subject text not null,
  -- What happens once for a subject: the event's id, or what is to be done («pay», «stop»).
  mark text not null,
  event text not null,
  at timestamptz not null,
  file uuid,
  sealed text,
  refused text,
  constraint line_pkey primary key (county, id),
  constraint line_once unique (county, folder, subject, mark)
);
create index line_waiting on integration.line (folder, at, id) where file is null;
create index line_file on integration.line (file);
comment on column integration.line.place is 'record';
select kernel.guard('integration.line');
create policy server on integration.line to gongzhi_server using (true);
grant select on integration.line to gongzhi_desk;
grant select, insert, update, delete on integration.line to gongzhi_server;

-- seat(key): the seat behind a key that a folder works with; asked each time, so that a key that is taken back stops the folder too.
create function integration.seat(in_key uuid) returns table (
  key uuid, name text, organisation uuid, organisation_name text, office text, verbs text[], place text, live boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select k.id, k.name, k.organisation, k.organisation_name, k.office, k.verbs, k.place,
    k.revoked_at is null and k.valid_until >= (now() at time zone 'Asia/Shanghai')::date and exists (
      select from registry.organisation o where o.county = k.organisation_county and o.id = k.organisation and o.dissolved_on is null)
  from integration.key k where k.id = in_key
$$;
revoke all on function integration.seat from public;
grant execute on function integration.seat to gongzhi_server;
