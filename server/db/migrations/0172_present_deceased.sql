-- present: as before, and whether the register says that the one with this name and number has died.
drop function registry.present(text, text);
create function registry.present(in_hash text, in_name text)
returns table (person uuid, county text, place text, name text, identity_masked text, birth_date date, deceased boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select p.id, p.county, p.place, p.name, p.identity_masked, p.birth_date, exists (
    select from registry.assertion a where a.county = p.county and a.subject = p.id and a.element = 'person.alive' and a.value = 'false'::jsonb and a.ended_at is null)
  from registry.identity i join registry.person p on p.county = i.county and p.id = i.person
  where i.hash = in_hash and normalize(p.name, nfkc) = in_name
$$;
revoke all on function registry.present from public;
grant execute on function registry.present to gongzhi_desk;
