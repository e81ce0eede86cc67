-- The queue of a window: slots that may be booked, numbers, who is called next.
create schema queue;
grant usage on schema queue to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server;

create table queue.slot (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  day date not null,
  starts_at timestamptz not null,
  capacity integer not null check (capacity between 0 and 99),
  booked integer not null default 0,
  constraint slot_pkey primary key (county, id),
  constraint slot_room check (booked between 0 and capacity)
);
comment on column queue.slot.place is 'record';
create index slot_place on queue.slot (place, day, starts_at);
select kernel.guard('queue.slot');
create policy open on queue.slot for select to gongzhi_self, gongzhi_public using (true);
grant select on queue.slot to gongzhi_self, gongzhi_public;
grant select, insert, update on queue.slot to gongzhi_desk;

create table queue.ticket (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  day date not null,
  -- Only who booked is known; a number drawn at the counter is nobody's.
  person uuid,
  person_name text,
  slot uuid,
  starts_at timestamptz,
  number text not null,
  state text collate "C" not null check (state in ('waiting', 'called', 'served', 'missed', 'cancelled')),
  made_at timestamptz not null,
  called_at timestamptz,
  counter text,
  clerk uuid,
  constraint ticket_pkey primary key (county, id),
  constraint ticket_booked check ((slot is null) = (person is null))
);
comment on column queue.ticket.place is 'record';
create unique index ticket_one_a_day on queue.ticket (county, person, day) where state <> 'cancelled';
create index ticket_place on queue.ticket (place, day, id);
create index ticket_person on queue.ticket (person, id);
create index ticket_old on queue.ticket (day) where state in ('waiting', 'called');
select kernel.guard('queue.ticket', 'person');
create policy server on queue.ticket to gongzhi_server using (true);
grant select, insert, update on queue.ticket to gongzhi_desk, gongzhi_self;
grant select, update on queue.ticket to gongzhi_server;

-- One row per window and day: the last numbers, and how many booked people were called in a row. Whoever calls the next
-- holds it, so that two clerks call two people. `window_then` is a name and stays; `place` is the scope.
create table queue.board (
  county text collate "C" not null,
  window_then text collate "C" not null,
  day date not null,
  place text collate "C" not null,
  booked integer not null default 0,
  drawn integer not null default 0,
  in_row integer not null default 0,
  constraint board_pkey primary key (county, window_then, day)
);
comment on column queue.board.place is 'record';
select kernel.guard('queue.board');
grant select, insert, update on queue.board to gongzhi_desk;

-- take: one place in a slot and the number that goes with it; no row when it is full, gone or begun. The slot's row decides
-- between two who race.
create function queue.take(in_slot uuid, in_now timestamptz) returns table (county text, place text, day date, starts_at timestamptz, number integer)
language plpgsql security definer set search_path = pg_catalog as $$
#variable_conflict use_column
begin
  return query
  with taken as (
    update queue.slot s set booked = s.booked + 1 where s.id = in_slot and s.booked < s.capacity and s.starts_at > in_now
    returning s.county, s.place, s.day, s.starts_at
  ), numbered as (
    insert into queue.board as b (county, window_then, day, place, booked) select county, place, day, place, 1 from taken
    on conflict (county, window_then, day) do update set booked = b.booked + 1 returning b.booked
  ) select t.county, t.place, t.day, t.starts_at, n.booked from taken t, numbered n;
end $$;
-- release: gives one's own place in a slot back, once: together with the ticket that it belongs to.
create function queue.release(in_ticket uuid, in_now timestamptz) returns boolean
language sql security definer set search_path = pg_catalog as $$
  with gone as (
    update queue.ticket set state = 'cancelled'
    where id = in_ticket and person = nullif(current_setting('seat.person', true), '')::uuid and state = 'waiting' and starts_at > in_now
    returning county, slot
  ), freed as (
    update queue.slot s set booked = s.booked - 1 from gone where s.county = gone.county and s.id = gone.slot returning 1
  ) select exists (select 1 from freed)
$$;
-- display: the numbers of a window today, and nothing about anybody.
create function queue.display(in_place text, in_day date) returns table (number text, state text, counter text, called_at timestamptz, starts_at timestamptz, made_at timestamptz)
language sql stable security definer set search_path = pg_catalog as $$
  select t.number, t.state, t.counter, t.called_at, t.starts_at, t.made_at from queue.ticket t
  where t.place = in_place and t.day = in_day and t.state in ('waiting', 'called')
  order by coalesce(t.starts_at, t.made_at), t.id limit 300
$$;
revoke all on function queue.take, queue.release, queue.display from public;
grant execute on function queue.take, queue.release to gongzhi_self;
grant execute on function queue.display to gongzhi_self, gongzhi_public;
