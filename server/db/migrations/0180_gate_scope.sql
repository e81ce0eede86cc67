-- What was admitted stands with the admission: the words in which it reaches communities, and for what asks about people whose
-- facts, which, and how often. Whatever is sent under its number is compared with that.
alter table gate.admission add content text, add asks jsonb;
update gate.admission a set content = r.asked ->> 'content',
  asks = case when r.asked -> 'report' is null or r.answer is null then null else jsonb_build_object(
    'grain', coalesce(r.asked #>> '{report,grain}', 'person'), 'population', r.asked #> '{report,population}', 'period', r.asked ->> 'period',
    'titles', (select jsonb_agg(c ->> 'title') from jsonb_array_elements(r.answer -> 'columns') c),
    -- What the platform reckoned of itself is an age or a place: its fact is the day of birth.
    'elements', (select coalesce(jsonb_agg(distinct case c ->> 'element' when 'reckoned' then 'person.birth_date' else c ->> 'element' end), '[]')
      from jsonb_array_elements(r.answer -> 'columns') c where c ->> 'element' is not null)) end
from admission.request r where r.number = a.number;
