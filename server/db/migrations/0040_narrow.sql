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
