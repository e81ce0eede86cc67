-- A place that sets one number of a rule from a day says that number alone: what it says of the others meanwhile is not undone on that day.
alter table law.rule add column partial boolean not null default false;
comment on column law.rule.partial is 'true: only these parameters are said anew; the place''s others stay as they are on each day';
