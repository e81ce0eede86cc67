-- Accounts and sessions; the message centre.
create schema account;
grant usage on schema account to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server, gongzhi_login;

create table account.account (
  id uuid primary key,
  login text collate "C" not null,
  person uuid not null,
  person_county text collate "C" not null,
  name text not null,
  password text not null,
  totp_sealed text,
  totp_last_step bigint not null default 0,
  staff boolean not null,
  demonstration boolean not null default false,
  note text,
  created_at timestamptz not null default now(),
  constraint account_login_key unique (login)
);
-- A session lives until expires_at, or until nothing was heard for `idle`. Of its token only the SHA-256 is kept.
create table account.session (
  token_hash bytea primary key,
  account uuid not null references account.account (id) on delete cascade,
  second_factor boolean not null,
  idle interval not null,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index session_account on account.session (account);
-- No chair sees these tables. What may be done with them are the functions below, each about one login or one token.
alter table account.account enable row level security;
alter table account.session enable row level security;

-- sit: who is asking, from which seat. One call per request; an expired or revoked mandate gives no office.
create function account.sit(in_token bytea, in_mandate uuid, in_attendance uuid)
returns table (
  account uuid, person uuid, person_county text, name text, staff boolean, second_factor boolean, live boolean,
  mandate uuid, office text, place text, attendance uuid, served uuid, served_name text, epoch bigint
)
-- plpgsql and not sql: its plan is kept, and this runs before every request
language plpgsql stable security definer set search_path = pg_catalog as $$
#variable_conflict use_column
begin
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
-- touch: these sessions (hex) are in use.
create function account.touch(in_tokens jsonb) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  update account.session s set seen_at = now()
  from jsonb_array_elements_text(in_tokens) as used(token)
  where s.token_hash = decode(used.token, 'hex') and s.seen_at < now() - interval '1 minute';
end $$;

-- seats: the mandates, valid today, of the person whose token this is; from whatever chair that person asks.
create function account.seats(in_token bytea) returns table (mandate uuid, office text, place text)
language sql stable security definer set search_path = pg_catalog as $$
  select m.id, m.office, m.place
  from account.session s
  join account.account a on a.id = s.account
  join territory.mandate m on m.person = a.person and m.revoked_at is null
    and m.valid_from <= (now() at time zone 'Asia/Shanghai')::date
    and (m.valid_to is null or m.valid_to >= (now() at time zone 'Asia/Shanghai')::date)
  where s.token_hash = in_token and s.expires_at > now()
  order by m.granted_at, m.id
$$;

-- credential: what a password is checked against.
create function account.credential(in_login text) returns table (account uuid, person uuid, staff boolean, password text)
language sql stable security definer set search_path = pg_catalog as $$
  select id, person, staff, password from account.account where login = in_login
$$;
-- open: a session after the password. For staff it is half a session until `verify`.
create function account.open(in_token bytea, in_account uuid, in_idle interval, in_lasts interval) returns void
language sql security definer set search_path = pg_catalog as $$
  insert into account.session (token_hash, account, second_factor, idle, expires_at)
  values (in_token, in_account, false, in_idle, now() + in_lasts)
$$;
-- second_factor: the sealed secret behind a half session.
create function account.second_factor(in_token bytea) returns table (account uuid, sealed text)
language sql stable security definer set search_path = pg_catalog as $$
  select a.id, a.totp_sealed from account.session s join account.account a on a.id = s.account
  where s.token_hash = in_token and s.expires_at > now() and not s.second_factor
$$;
-- verify: a time step that was not used before turns a half session into a whole one under a new token. False when it was
-- used: of two at once one waits for the other's row and then finds the step taken.
create function account.verify(in_token bytea, in_step bigint, in_new bytea, in_idle interval, in_lasts interval) returns boolean
language sql security definer set search_path = pg_catalog as $$
  with used as (
    update account.account a set totp_last_step = in_step
    from account.session s
    where s.token_hash = in_token and s.account = a.id and s.expires_at > now() and not s.second_factor and a.totp_last_step < in_step
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
create function account.close(in_token bytea) returns void
language sql security definer set search_path = pg_catalog as $$
  delete from account.session where token_hash = in_token
$$;
-- demonstration: the accounts that were made for show, and no other.
create function account.demonstration()
returns table (account uuid, login text, name text, staff boolean, note text, sealed text, last_step bigint)
language sql stable security definer set search_path = pg_catalog as $$
  select id, login, name, staff, note, totp_sealed, totp_last_step from account.account where demonstration order by id
$$;
create function account.sweep() returns bigint
language sql security definer set search_path = pg_catalog as $$
  with swept as (delete from account.session where expires_at <= now() or seen_at <= now() - idle returning 1)
  select count(*) from swept
$$;
revoke all on function account.sit, account.touch, account.seats, account.credential, account.open, account.second_factor,
  account.verify, account.close, account.demonstration, account.sweep from public;
grant execute on function account.sit, account.touch to gongzhi_login;
grant execute on function account.seats, account.close to gongzhi_desk, gongzhi_self, gongzhi_public;
grant execute on function account.credential, account.open, account.second_factor, account.verify to gongzhi_public;
grant execute on function account.demonstration to gongzhi_desk, gongzhi_self, gongzhi_public;
grant execute on function account.sweep to gongzhi_server;

create schema message;
grant usage on schema message to gongzhi_desk, gongzhi_self, gongzhi_server;
create table message.message (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  person uuid not null,
  title text not null,
  body text not null,
  matter text,
  at timestamptz not null,
  read_at timestamptz,
  constraint message_pkey primary key (county, id)
);
create index message_person on message.message (person, id);
create index message_unread on message.message (person) where read_at is null;
select kernel.guard('message.message', 'person');
create policy server on message.message to gongzhi_server using (true);
grant select, update (read_at) on message.message to gongzhi_self;
grant select, insert on message.message to gongzhi_server;
