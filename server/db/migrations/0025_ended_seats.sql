-- ended: the offices that the person of this token held last and holds no more, with when and why each ended.
create function account.ended(in_token bytea) returns table (office text, place text, on_day date, reason text)
language sql stable security definer set search_path = pg_catalog as $$
  select m.office, m.place, coalesce((m.revoked_at at time zone 'Asia/Shanghai')::date, m.valid_to), m.revoked_reason
  from account.session s
  join account.account a on a.id = s.account
  join territory.mandate m on m.person = a.person
    and (m.revoked_at is not null or m.valid_to < (now() at time zone 'Asia/Shanghai')::date)
  where s.token_hash = in_token and s.expires_at > now()
  order by 3 desc, m.id limit 5
$$;
revoke all on function account.ended from public;
grant execute on function account.ended to gongzhi_desk, gongzhi_self, gongzhi_public;
