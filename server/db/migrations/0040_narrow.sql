-- Masks of identity numbers that were kept show their first and last character from now on: with birth, sex and place beside
-- them, three at the beginning and four at the end left one number.
update registry.person set identity_masked = left(identity_masked, 1) || repeat('*', length(identity_masked) - 2) || right(identity_masked, 1)
  where length(identity_masked) > 5;
update registry.assertion set value = jsonb_set(value, '{masked}', to_jsonb(
    left(value ->> 'masked', 1) || repeat('*', length(value ->> 'masked') - 2) || right(value ->> 'masked', 1)))
  where element = 'person.identity_number' and length(value ->> 'masked') > 5;
update process."case" set data = jsonb_set(data, '{facts}', (
    select jsonb_agg(case when f ->> 'element' = 'person.identity_number' and length(f ->> 'shown') > 5
      then jsonb_set(f, '{shown}', to_jsonb(left(f ->> 'shown', 1) || repeat('*', length(f ->> 'shown') - 2) || right(f ->> 'shown', 1))) else f end order by nth)
    from jsonb_array_elements(data -> 'facts') with ordinality as x(f, nth)))
  where data @> '{"facts": [{"element": "person.identity_number"}]}';

-- A file that became a paper is kept; what became one of nothing is cleared after a month.
alter table kernel.file add column kept_at timestamptz;
update kernel.file f set kept_at = p.added_at from process.paper p where p.file = f.id;
grant update (kept_at) on kernel.file to gongzhi_desk, gongzhi_self;
create policy server on kernel.file to gongzhi_server using (true);
grant select, delete on kernel.file to gongzhi_server;
create index file_loose on kernel.file (at) where kept_at is null;
create index file_actor on kernel.file (actor, at) where person is null;
create index file_digest on kernel.file (digest);

-- prolong: what is counted under a key counts for longer.
create function kernel.prolong(in_key text, in_seconds integer) returns void
language sql security definer set search_path = pg_catalog as $$
  update kernel.throttle set until = greatest(until, now() + make_interval(secs => in_seconds)) where key = in_key
$$;
revoke all on function kernel.prolong from public;
grant execute on function kernel.prolong to gongzhi_login;

-- Doors that nobody goes through any more.
drop function kernel.attempt(text, integer);

-- An item is a rule of its place: open to all, and it stays behind when places merge.
comment on column item.version.place is 'norm: who answers for it';
