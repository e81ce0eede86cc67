-- By which name the rated speaks of a grade. The key tells to the millisecond when it was given, and so by whom; this tells nothing.
alter table rating.rating add column ref uuid not null default gen_random_uuid();
create unique index rating_ref on rating.rating (ref);
