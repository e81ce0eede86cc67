-- Log-in elsewhere (OpenID Connect): what is remembered while somebody is away at the provider, and the session that follows.
create table account.errand (
  ticket_hash bytea primary key,
  state text not null,
  nonce text not null,
  verifier text not null,
  back text,
  expires_at timestamptz not null
);
alter table account.errand enable row level security;
create function account.depart(in_ticket bytea, in_state text, in_nonce text, in_verifier text, in_back text, in_lasts interval) returns void
language sql security definer set search_path = pg_catalog as $$
  delete from account.errand where expires_at < now();
  insert into account.errand values (in_ticket, in_state, in_nonce, in_verifier, in_back, now() + in_lasts)
$$;
-- come_back: what was remembered, once.
create function account.come_back(in_ticket bytea) returns table (state text, nonce text, verifier text, back text)
language sql security definer set search_path = pg_catalog as $$
  delete from account.errand where ticket_hash = in_ticket and expires_at > now() returning state, nonce, verifier, back
$$;
-- of_person: the account with which somebody known by number comes in: that of staff before that of a resident.
create function account.of_person(in_person uuid) returns table (account uuid, staff boolean, step text)
language sql stable security definer set search_path = pg_catalog as $$
  select a.id, a.staff, account.step(a) from account.account a where a.person = in_person order by a.staff desc, a.id limit 1
$$;
create function account.open_resident(in_id uuid, in_login text, in_person uuid, in_password text) returns void
language sql security definer set search_path = pg_catalog as $$
  insert into account.account (id, login, person, person_county, name, password, staff)
  select in_id, in_login, in_person, p.county, p.name, in_password, false from registry.person p where p.id = in_person
$$;
-- open_elsewhere: a session on the provider's word; whole for staff only where the provider saw a second factor.
create function account.open_elsewhere(in_token bytea, in_account uuid, in_whole boolean, in_idle interval, in_lasts interval) returns void
language sql security definer set search_path = pg_catalog as $$
  insert into account.session (token_hash, account, second_factor, idle, expires_at)
  values (in_token, in_account, in_whole, in_idle, now() + in_lasts)
$$;
revoke all on function account.depart, account.come_back, account.of_person, account.open_resident, account.open_elsewhere from public;
grant execute on function account.depart to gongzhi_desk, gongzhi_self;
grant execute on function account.depart, account.come_back, account.of_person, account.open_resident, account.open_elsewhere to gongzhi_public;
