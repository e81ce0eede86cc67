-- enter begins every writing transaction, in the message of `begin`. A procedure, because a call there is not planned as a
-- select is; the lock is an expression, because that needs no statement of its own. The epoch is read by a second
-- statement, which sees what the wait for the lock let in, and only where somebody's seat has a place.
drop function kernel.enter;
create procedure kernel.enter(in_epoch bigint, alone boolean)
language plpgsql security definer set search_path = pg_catalog as $$
declare locked text;
begin
  if alone then locked := pg_advisory_xact_lock(3299324); else locked := pg_advisory_xact_lock_shared(3299324); end if;
  if in_epoch is null then return; end if;
  if in_epoch <> (select n from kernel.epoch) then
    raise exception 'the places of this seat have moved' using errcode = 'integrity_constraint_violation', constraint = 'seat_moved';
  end if;
end $$;
revoke all on procedure kernel.enter from public;
grant execute on procedure kernel.enter to gongzhi_login;

-- stands: refuses a place that is none today (constraint place_stands); it travels with the rows that are to lie there.
create function territory.stands(in_place text) returns void
language plpgsql stable set search_path = pg_catalog as $$
begin
  if not exists (select from territory.place where code = in_place and valid_to is null) then
    raise exception 'no such place: %', in_place using errcode = 'integrity_constraint_violation', constraint = 'place_stands';
  end if;
end $$;
revoke all on function territory.stands from public;
grant execute on function territory.stands to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server;

-- sit: who claims neither a mandate nor an attendance, a resident, is found by session and account alone.
create or replace function account.sit(in_token bytea, in_mandate uuid, in_attendance uuid)
returns table (
  account uuid, person uuid, person_county text, name text, staff boolean, second_factor boolean, live boolean,
  mandate uuid, office text, place text, attendance uuid, served uuid, served_name text, epoch bigint
)
language plpgsql stable security definer set search_path = pg_catalog as $$
#variable_conflict use_column
begin
  if in_mandate is null and in_attendance is null then
    return query
    select a.id, a.person, a.person_county, a.name, a.staff, s.second_factor,
      s.expires_at > now() and s.seen_at > now() - s.idle,
      null::uuid, null::text, null::text, null::uuid, null::uuid, null::text, null::bigint
    from account.session s join account.account a on a.id = s.account
    where s.token_hash = in_token;
    return;
  end if;
  return query
  select a.id, a.person, a.person_county, a.name, a.staff, s.second_factor,
    s.expires_at > now() and s.seen_at > now() - s.idle,
    m.id, m.office, m.place, t.id, t.person, t.person_name, (select n from kernel.epoch)
  from account.session s
  join account.account a on a.id = s.account
  left join territory.mandate m on m.id = in_mandate and m.person = a.person and m.revoked_at is null
    and m.valid_from <= (now() at time zone 'Asia/Shanghai')::date
    and (m.valid_to is null or m.valid_to >= (now() at time zone 'Asia/Shanghai')::date)
  left join territory.attendance t on t.id = in_attendance and t.mandate = m.id and t.clerk = a.person
    and t.closed_at is null and t.expires_at > now()
  where s.token_hash = in_token;
end $$;
