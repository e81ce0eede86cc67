-- What an entry says besides its operation: the step's own name, the person served at a window, and, where a window and
-- the place that handles the matter both keep an entry of one act, of which entry this is the second.
alter table ledger.entry add column deed text, add column person_name text, add column copy_of uuid;

-- called: the name behind an account whose password was right, for the record of the log-in.
create function account.called(in_account uuid) returns text
language sql stable security definer set search_path = pg_catalog as $$
  select name from account.account where id = in_account
$$;
revoke all on function account.called from public;
grant execute on function account.called to gongzhi_public;
