-- knock: counts one attempt under each key and says how many there were within its window and how long that still lasts.
-- Keys are taken in order, so that two who knock at once cannot lock each other out.
create function kernel.knock(in_seconds integer, variadic in_keys text[]) returns table (key text, n integer, seconds integer)
language sql security definer set search_path = pg_catalog as $$
  insert into kernel.throttle as t (key, until, n)
  select k, now() + make_interval(secs => in_seconds), 1 from (select distinct unnest(in_keys) collate "C" as k) as keys order by k
  on conflict on constraint throttle_pkey do update set
    n = case when t.until < now() then 1 else t.n + 1 end,
    until = case when t.until < now() then excluded.until else t.until end
  returning t.key, t.n, greatest(1, ceil(extract(epoch from t.until - now())))::integer
$$;
-- relent: an attempt that turned out well is not counted; the others under the key stay.
create function kernel.relent(in_key text) returns void
language sql security definer set search_path = pg_catalog as $$
  update kernel.throttle set n = n - 1 where key = in_key and n > 0
$$;
create function kernel.clear_attempts() returns bigint
language sql security definer set search_path = pg_catalog as $$
  with cleared as (delete from kernel.throttle where until < now() returning 1) select count(*) from cleared
$$;
revoke all on function kernel.knock, kernel.relent, kernel.clear_attempts from public;
grant execute on function kernel.knock to gongzhi_login;
grant execute on function kernel.relent to gongzhi_public;
grant execute on function kernel.clear_attempts to gongzhi_server;

-- migrated: the newest migration that this database has seen, for the question whether a server is ready.
create function kernel.migrated() returns text
language sql stable security definer set search_path = pg_catalog as $$
  select max(name collate "C") from migration.applied
$$;
revoke all on function kernel.migrated from public;
grant execute on function kernel.migrated to gongzhi_login;
