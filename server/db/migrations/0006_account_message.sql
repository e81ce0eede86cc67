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
  note text,
  created_at timestamptz not null default now(),
  constraint account_login_key unique (login)
);
create table account.session (
  token_hash bytea primary key,
  account uuid not null references account.account (id) on delete cascade,
  second_factor boolean not null,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index session_account on account.session (account);
grant select, update (totp_last_step) on account.account to gongzhi_public;
grant select, insert, delete on account.session to gongzhi_public;
grant delete on account.session to gongzhi_desk, gongzhi_self;
grant select (token_hash, account, expires_at), delete on account.session to gongzhi_server;

-- sit: who is asking, from which seat. One call per request; an expired or revoked mandate gives no office.
create function account.sit(in_token bytea, in_mandate uuid, in_attendance uuid)
returns table (
  account uuid, person uuid, person_county text, name text, staff boolean, second_factor boolean, live boolean,
  mandate uuid, office text, place text, attendance uuid, served uuid, served_name text
)
language sql stable security definer set search_path = pg_catalog as $$
  select a.id, a.person, a.person_county, a.name, a.staff, s.second_factor,
    s.expires_at > now() and s.seen_at > now() - interval '30 minutes',
    m.id, m.office, m.place, t.id, t.person, t.person_name
  from account.session s
  join account.account a on a.id = s.account
  left join territory.mandate m on m.id = in_mandate and m.person = a.person and m.revoked_at is null
    and m.valid_from <= (now() at time zone 'Asia/Shanghai')::date
    and (m.valid_to is null or m.valid_to >= (now() at time zone 'Asia/Shanghai')::date)
  left join territory.attendance t on t.id = in_attendance and t.mandate = m.id and t.clerk = a.person
    and t.closed_at is null and t.expires_at > now()
  where s.token_hash = in_token
$$;
create function account.touch(in_token bytea) returns void
language sql security definer set search_path = pg_catalog as $$
  update account.session set seen_at = now() where token_hash = in_token and seen_at < now() - interval '1 minute'
$$;
revoke all on function account.sit, account.touch from public;
grant execute on function account.sit, account.touch to gongzhi_login;

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
select kernel.guard('message.message', 'person');
create policy server on message.message to gongzhi_server using (true);
grant select, update (read_at) on message.message to gongzhi_self;
grant select, insert on message.message to gongzhi_server;
