-- Notices outside of the house: what a person wants, and each short message or e-mail with how it went.
-- contact: the telephone that is held of a person now, sealed; only for who delivers.
create function registry.contact(in_person uuid) returns jsonb
language sql stable security definer set search_path = pg_catalog as $$
  select value from registry.assertion where subject = in_person and element = 'person.phone' and ended_at is null order by asserted_at desc limit 1
$$;
revoke all on function registry.contact from public;
grant execute on function registry.contact to gongzhi_server;

-- Without a row: short messages to the telephone that is held, no e-mail.
create table message.preference (
  person uuid primary key,
  sms boolean not null,
  email_sealed text,
  email_masked text,
  changed_at timestamptz not null
);
alter table message.preference enable row level security;
create policy self on message.preference to gongzhi_self using (person = nullif(current_setting('seat.person', true), '')::uuid);
create policy server on message.preference to gongzhi_server using (true);
grant select, insert, update on message.preference to gongzhi_self;
grant select on message.preference to gongzhi_server;

create table message.sending (
  county text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  person uuid not null,
  message uuid not null,
  channel text collate "C" not null check (channel in ('sms', 'email')),
  recipient text not null,
  body text not null,
  at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'dropped')),
  attempts integer not null default 0,
  due_at timestamptz not null,
  claimed_until timestamptz,
  last_error text,
  settled_at timestamptz,
  constraint sending_pkey primary key (county, id),
  constraint sending_once unique (county, message, channel)
);
create index sending_due on message.sending (due_at) where state = 'waiting';
create index sending_place on message.sending (place, at, id);
create index sending_message on message.sending (message);
comment on column message.sending.place is 'record';
comment on column message.sending.recipient is 'masked: the address itself is looked up as it is sent';
select kernel.guard('message.sending', 'person');
create policy server on message.sending to gongzhi_server using (true);
grant usage on schema message to gongzhi_desk;
grant select on message.sending to gongzhi_desk, gongzhi_self;
grant select, insert, update on message.sending to gongzhi_server;
