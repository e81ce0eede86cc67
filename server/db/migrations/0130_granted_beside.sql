-- granted_beside: who decides a case asks whether its person was granted other items anywhere, for two that nobody has together may
-- be decided in two counties. Only of an open case within the range of the seat, and only which topic and when: no number, no place.
create function process.granted_beside(in_number text, in_topics text[]) returns table (topic text, at timestamptz)
language sql stable security definer set search_path = pg_catalog as $$
  select other.topic, max(other.closed_at)
  from process."case" own join process."case" other on other.person = own.person
  where own.county = left(in_number, 6) and own.number = in_number and own.closed_at is null
    and own.place >= nullif(current_setting('seat.low', true), '') and own.place < nullif(current_setting('seat.high', true), '')
    and other.number <> own.number and other.topic = any (in_topics) and other.state = 'granted'
  group by other.topic
$$;
revoke all on function process.granted_beside from public;
grant execute on function process.granted_beside to gongzhi_desk;
