-- Accounts that an administrator opens: with an initial password that holds for some days and must be replaced, and a
-- second factor that nobody but its owner enrols.
alter table account.account add column initial_until timestamptz;
alter table account.account add column totp_pending text;
create unique index account_staff on account.account (person) where staff;

-- step: what is still asked for after the password.
create function account.step(a account.account) returns text
language sql immutable set search_path = pg_catalog as $$
  select case when a.initial_until is not null then 'password' when not a.staff then null when a.totp_sealed is null then 'enrol' else 'code' end
$$;

drop function account.credential(text);
create function account.credential(in_login text) returns table (account uuid, person uuid, staff boolean, password text, step text, expired boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select a.id, a.person, a.staff, a.password, account.step(a), coalesce(a.initial_until < now(), false) from account.account a where a.login = in_login
$$;

-- own: the account behind a session, whole or half.
create function account.own(in_token bytea) returns table (account uuid, login text, password text, demonstration boolean, step text)
language sql stable security definer set search_path = pg_catalog as $$
  select a.id, a.login, a.password, a.demonstration, case when s.second_factor then null else account.step(a) end
  from account.session s join account.account a on a.id = s.account
  where s.token_hash = in_token and s.expires_at > now()
$$;
-- change_password: by its owner; staff need a whole session for it, or an initial password. All other sessions end. Says
-- whether it was changed.
create function account.change_password(in_token bytea, in_password text) returns boolean
language sql security definer set search_path = pg_catalog as $$
  with changed as (
    update account.account a set password = in_password, initial_until = null
    from account.session s
    where s.token_hash = in_token and s.account = a.id and s.expires_at > now() and (s.second_factor or not a.staff or a.initial_until is not null)
    returning a.id
  ), ended as (
    delete from account.session where account in (select id from changed) and token_hash <> in_token
  )
  select exists (select 1 from changed)
$$;

-- second_factor: the sealed secret behind a half session: the enrolled one, or the one that is being enrolled.
create or replace function account.second_factor(in_token bytea) returns table (account uuid, sealed text)
language sql stable security definer set search_path = pg_catalog as $$
  select a.id, coalesce(a.totp_sealed, a.totp_pending) from account.session s join account.account a on a.id = s.account
  where s.token_hash = in_token and s.expires_at > now() and not s.second_factor
$$;
-- enrol: proposes a secret to an account without one whose password is its owner's; answers what is proposed now, so that
-- a page that is loaded again shows the same.
create function account.enrol(in_token bytea, in_sealed text) returns text
language sql security definer set search_path = pg_catalog as $$
  update account.account a set totp_pending = coalesce(a.totp_pending, in_sealed)
  from account.session s
  where s.token_hash = in_token and s.account = a.id and s.expires_at > now() and not s.second_factor
    and a.staff and a.totp_sealed is null and a.initial_until is null
  returning a.totp_pending
$$;
-- verify: as before; the first right code makes the proposed secret the account's own. Not while the password is initial.
create or replace function account.verify(in_token bytea, in_step bigint, in_new bytea, in_idle interval, in_lasts interval) returns boolean
language sql security definer set search_path = pg_catalog as $$
  with used as (
    update account.account a set totp_last_step = in_step, totp_sealed = coalesce(a.totp_sealed, a.totp_pending), totp_pending = null
    from account.session s
    where s.token_hash = in_token and s.account = a.id and s.expires_at > now() and not s.second_factor and a.totp_last_step < in_step
      and a.initial_until is null and coalesce(a.totp_sealed, a.totp_pending) is not null
    returning a.id
  ), ended as (
    delete from account.session where token_hash = in_token and exists (select 1 from used)
  ), opened as (
    insert into account.session (token_hash, account, second_factor, idle, expires_at)
    select in_new, id, true, in_idle, now() + in_lasts from used
    returning 1
  )
  select exists (select 1 from opened)
$$;

-- logins: the accounts of staff of these people.
create function account.logins(in_people uuid[]) returns table (person uuid, login text)
language sql stable security definer set search_path = pg_catalog as $$
  select a.person, a.login from account.account a where a.staff and a.person = any (in_people)
$$;
-- beyond: whether a person holds or will hold an office outside of the seat's range: an account opens all of them.
create function account.beyond(in_person uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(bool_or(not coalesce(m.place >= nullif(current_setting('seat.low', true), '') and m.place < current_setting('seat.low', true) || '~', false)), false)
  from territory.mandate m
  where m.person = in_person and m.revoked_at is null and (m.valid_to is null or m.valid_to >= (now() at time zone 'Asia/Shanghai')::date)
$$;
create function account.open_staff(in_id uuid, in_login text, in_person uuid, in_name text, in_password text, in_until timestamptz) returns void
language sql security definer set search_path = pg_catalog as $$
  insert into account.account (id, login, person, person_county, name, password, staff, initial_until)
  select in_id, in_login, in_person, p.county, in_name, in_password, true, in_until from registry.person p where p.id = in_person
$$;
-- reset_staff: a new initial password, no second factor, no session. Answers the login; null where there is nothing to reset.
create function account.reset_staff(in_person uuid, in_password text, in_until timestamptz) returns text
language sql security definer set search_path = pg_catalog as $$
  with reset as (
    update account.account set password = in_password, initial_until = in_until, totp_sealed = null, totp_pending = null
    where person = in_person and staff and not demonstration returning id, login
  ), ended as (
    delete from account.session where account in (select id from reset)
  )
  select login from reset
$$;
revoke all on function account.step, account.credential, account.own, account.change_password, account.enrol, account.logins, account.beyond,
  account.open_staff, account.reset_staff from public;
grant execute on function account.credential, account.enrol to gongzhi_public;
grant execute on function account.own, account.change_password to gongzhi_desk, gongzhi_self, gongzhi_public;
grant execute on function account.logins, account.beyond, account.open_staff, account.reset_staff to gongzhi_desk;
