-- granted_beside: what was granted and waits for its delivery, or for the check of a promise, is granted: its case is open still,
-- and the grant dates from the step that led there.
create or replace function process.granted_beside(in_number text, in_topics text[]) returns table (topic text, at timestamptz)
language sql stable security definer set search_path = pg_catalog as $$
  select other.topic, max(coalesce(other.closed_at, (select max(a.at) from process.action a where a.county = other.county and a.number = other.number)))
  from process."case" own join process."case" other on other.person = own.person
  where own.county = left(in_number, 6) and own.number = in_number and own.closed_at is null
    and own.place >= nullif(current_setting('seat.low', true), '') and own.place < nullif(current_setting('seat.high', true), '')
    and other.number <> own.number and other.topic = any (in_topics) and other.state in ('granted', 'delivering', 'promised_granted')
  group by other.topic
$$;
