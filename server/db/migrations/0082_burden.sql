-- The burden ledger: person-minutes per community and month by kind of demand and requester, as the platform measured them in
-- its own forms, and how many of the facts that were typed had been held already. Counters, written with the command.
create schema burden;
grant usage on schema burden to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server;

-- `place_then` is the community as it was called; `place` is the scope and moves when places are re-organised.
create table burden.spent (
  county text collate "C" not null,
  place_then text collate "C" not null,
  month date not null,
  kind text not null,
  requester text collate "C" not null,
  form text collate "C" not null,
  place text collate "C" not null,
  requester_name text not null,
  n bigint not null,
  ms bigint not null,
  constraint spent_pkey primary key (county, place_then, month, kind, requester, form)
) with (fillfactor = 50);
comment on column burden.spent.place is 'record';
create index spent_place on burden.spent (place, month);
select kernel.guard('burden.spent');
grant select on burden.spent to gongzhi_desk;

create table burden.entered (
  county text collate "C" not null,
  place_then text collate "C" not null,
  month date not null,
  form text collate "C" not null,
  organ text collate "C" not null,
  place text collate "C" not null,
  entered bigint not null,
  again bigint not null,
  -- The part of those facts that was typed in a form whose time was measured, and that time.
  timed bigint not null,
  ms bigint not null,
  constraint entered_pkey primary key (county, place_then, month, form, organ)
) with (fillfactor = 50);
comment on column burden.entered.place is 'record';
create index entered_place on burden.entered (place, month);
select kernel.guard('burden.entered');
grant select on burden.entered to gongzhi_desk;

-- When somebody's time was counted last: nobody is at two forms at once.
create table burden.clock (
  actor uuid not null,
  at timestamptz not null,
  constraint clock_pkey primary key (actor)
);
alter table burden.clock enable row level security;

-- Requesters by burden, as the county's task force decided to publish them. No village stands here.
create table burden.published (
  county text collate "C" not null,
  place text collate "C" not null,
  month date not null,
  requester text collate "C" not null,
  requester_name text not null,
  minutes bigint not null,
  -- Person-minutes per hundred communities would need communities; what is laid on all is what counts.
  communities bigint not null,
  decision text not null,
  published_at timestamptz not null,
  constraint published_pkey primary key (county, place, month, requester)
);
comment on column burden.published.place is 'norm';
alter table burden.published enable row level security;
create policy open on burden.published for select to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server using (true);
create policy desk on burden.published for insert to gongzhi_desk with check (
  place >= nullif(current_setting('seat.low', true), '') and place < nullif(current_setting('seat.high', true), ''));
grant select on burden.published to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server;
grant insert on burden.published to gongzhi_desk;

-- note: adds what one command cost and entered. Of the time that a page reports counts no more than `in_most` and no more than has
-- passed since this person's time was counted last. Rows in key order.
create function burden.note(in_actor uuid, in_now timestamptz, in_ms bigint, in_most bigint, in_spent jsonb, in_entered jsonb) returns bigint
language plpgsql security definer set search_path = pg_catalog as $$
declare
  before timestamptz;
  counted bigint := greatest(0, least(in_ms, in_most));
begin
  if in_actor is not null and counted > 0 then
    select at into before from burden.clock where actor = in_actor for update;
    if before is not null then counted := greatest(0, least(counted, (extract(epoch from in_now - before) * 1000)::bigint)); end if;
    insert into burden.clock (actor, at) values (in_actor, in_now) on conflict (actor) do update set at = greatest(burden.clock.at, excluded.at);
  end if;
  if in_spent is not null then
    insert into burden.spent as s (county, place_then, month, kind, requester, form, place, requester_name, n, ms)
    select left(x.place, 6), x.place, x.month, x.kind, x.requester, x.form, x.place, x.requester_name, 1, counted
    from jsonb_to_record(in_spent) as x(place text, month date, kind text, requester text, requester_name text, form text)
    on conflict (county, place_then, month, kind, requester, form) do update set n = s.n + 1, ms = s.ms + excluded.ms, requester_name = excluded.requester_name;
  end if;
  insert into burden.entered as e (county, place_then, month, form, organ, place, entered, again, timed, ms)
  select rpad(left(x.place, 6), 6, '0'), x.place, x.month, x.form, x.organ, x.place, x.entered, x.again,
    case when counted > 0 then x.entered else 0 end, counted * x.entered / greatest(1, sum(x.entered) over ())
  from jsonb_to_recordset(in_entered) as x(place text, month date, form text, organ text, entered bigint, again bigint)
  order by x.place collate "C", x.organ collate "C"
  on conflict (county, place_then, month, form, organ) do update
    set entered = e.entered + excluded.entered, again = e.again + excluded.again, timed = e.timed + excluded.timed, ms = e.ms + excluded.ms;
  return counted;
end $$;
revoke all on function burden.note from public;
grant execute on function burden.note to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server;
