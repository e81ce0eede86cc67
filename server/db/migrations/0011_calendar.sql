-- A notice on New Year's Day may name days of the December before.
alter table law.calendar_day add constraint calendar_day_year
  check (date >= make_date(year - 1, 12, 1) and date <= make_date(year, 12, 31));
