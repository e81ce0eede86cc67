-- 好差评: grades given once per case or visit, what followed a bad one, and exact public counts.
create schema rating;
grant usage on schema rating to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server, gongzhi_login;

create table rating.rating (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  -- Who rated: seen by that person and by whoever follows a bad grade up, never by the rated.
  person uuid not null,
  person_name text not null,
  channel text not null check (channel in ('phone', 'window', 'mandate')),
  -- The case that has ended, or the visit to a window; exactly one of them.
  number text collate "C",
  attendance uuid,
  item text collate "C",
  item_name text,
  -- The place of the window, for its public rate; it is a name in the counts and stays what it was.
  window_then text collate "C",
  worker uuid,
  worker_name text,
  grade smallint not null check (grade between 1 and 5),
  bad boolean not null,
  words text,
  at timestamptz not null,
  follow_up text collate "C",
  follow_seq integer not null default 0,
  follow_state text,
  follow_note text,
  appealed_at timestamptz,
  appeal_reason text,
  lodged_at timestamptz,
  voided_at timestamptz,
  constraint rating_pkey primary key (county, id),
  constraint rating_case unique (county, number),
  constraint rating_visit unique (county, attendance),
  constraint rating_of_one check (num_nonnulls(number, attendance) = 1)
);
comment on column rating.rating.place is 'record';
create index rating_place on rating.rating (place, id);
create index rating_worker on rating.rating (worker, id) include (grade);
create index rating_bad on rating.rating (place, id) where bad;
create index rating_person on rating.rating (person, id);
create index rating_follow_up on rating.rating (follow_up) where follow_up is not null;
create index rating_waiting on rating.rating (id) where bad and follow_up is null;
create index rating_appealed on rating.rating (id) where appealed_at is not null and lodged_at is null;
select kernel.guard('rating.rating', 'person');
create policy server on rating.rating to gongzhi_server using (true);
grant select, insert on rating.rating to gongzhi_self;
grant select, update (appealed_at, appeal_reason) on rating.rating to gongzhi_desk;
grant select, update on rating.rating to gongzhi_server;

-- A pass to the rating screen: seats the person served for one deed and some minutes. Of its token only the SHA-256 is kept.
create table rating.ballot (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  person uuid not null,
  person_name text not null,
  attendance uuid not null,
  channel text not null check (channel in ('window', 'mandate')),
  item text collate "C",
  item_name text,
  worker uuid not null,
  worker_name text not null,
  token_hash bytea not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  constraint ballot_pkey primary key (county, id)
);
comment on column rating.ballot.place is 'record';
create index ballot_token on rating.ballot (token_hash);
create index ballot_made on rating.ballot (made_at);
select kernel.guard('rating.ballot', 'person');
create policy server on rating.ballot to gongzhi_server using (true);
grant select on rating.ballot to gongzhi_self;
grant select, insert on rating.ballot to gongzhi_desk;
grant select, delete on rating.ballot to gongzhi_server;

-- pass: whom a token seats, while it is good.
create function rating.pass(in_token bytea) returns table (id uuid, place text, person uuid, person_name text)
language sql stable security definer set search_path = pg_catalog as $$
  select b.id, b.place, b.person, b.person_name from rating.ballot b where b.token_hash = in_token and b.expires_at > now()
$$;

-- Exact counts per county, what is rated, channel and grade, kept with each grade that is given or taken out; open to all.
create table rating.tally (
  county text collate "C" not null,
  kind text collate "C" not null check (kind in ('item', 'window')),
  subject text collate "C" not null,
  channel text collate "C" not null,
  grade smallint not null,
  label text not null,
  n bigint not null,
  constraint tally_pkey primary key (county, kind, subject, channel, grade)
) with (fillfactor = 50);
create index tally_subject on rating.tally (kind, subject);
alter table rating.tally enable row level security;
create policy open on rating.tally for select to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server using (true);
grant select on rating.tally to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server;

-- count: adds a grade to what it is about, or takes it out again (-1); rows in key order.
create function rating.count(in_county text, in_item text, in_item_name text, in_window text, in_window_name text, in_channel text, in_grade integer, delta integer)
returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into rating.tally as t (county, kind, subject, channel, grade, label, n)
  select in_county, x.kind, x.subject, in_channel, in_grade, coalesce(x.label, x.subject), delta
  from (values ('item', in_item, in_item_name), ('window', in_window, in_window_name)) as x(kind, subject, label)
  where x.subject is not null order by x.kind collate "C"
  on conflict (county, kind, subject, channel, grade) do update set n = t.n + excluded.n, label = excluded.label;
end $$;
revoke all on function rating.pass, rating.count from public;
grant execute on function rating.pass to gongzhi_login;
grant execute on function rating.count to gongzhi_self, gongzhi_server;
