-- Names in the order of a Chinese list: syllable by syllable, and within one syllable by the character, so that all 陈 stand before all
-- 程 and no 成 among them. A collation of the database does not know how surnames are read (沈, 单, 仇); the letters that are kept do.
alter table registry.person add column sort_key text collate "C" not null default '';
alter table registry.departed add column sort_key text collate "C" not null default '';

-- For those who are registered already: the letters are cut where the initials say.
create function registry.order_of(in_name text, in_pinyin text, in_initials text) returns text
language plpgsql immutable set search_path = pg_catalog as $$
declare
  characters text[] := regexp_split_to_array(regexp_replace(in_name, '[[:space:]·]', '', 'g'), '');
  cut text[];
begin
  if cardinality(characters) <> length(in_initials) then return in_pinyin; end if;
  select regexp_match(in_pinyin, '^' || string_agg('(' || c || case when c ~ '[aeo]' then '[aeiouv]*' else 'h?[aeiouv]+' end || '(?:ng|n|r)?)', '' order by i) || '$')
    into cut from regexp_split_to_table(in_initials, '') with ordinality as x(c, i) where in_initials ~ '^[a-z]+$';
  return coalesce((select string_agg(cut[i] || ' ' || characters[i], ' ' order by i) from generate_subscripts(cut, 1) as i), in_pinyin);
end $$;
update registry.person set sort_key = registry.order_of(name, pinyin, initials);
drop function registry.order_of;
create index person_order on registry.person (sort_key, id, place);
drop index registry.person_pinyin;
