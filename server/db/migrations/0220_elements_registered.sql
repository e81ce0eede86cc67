-- Elements that are registered while the platform runs, and what departments call an element on their own lists.
alter table registry.element
  add column scope text collate "C",
  add column basis text,
  add column choices jsonb,
  add column registered_at timestamptz,
  add column registered_by text,
  -- The admission by which it was granted, if any.
  add column granted_under text,
  -- What is declared in code comes and goes with it; what was registered says where it holds, on what basis, and who entered it.
  add constraint element_registered check ((scope is null) = (registered_at is null) and (scope is null) = (basis is null)),
  add constraint element_choices check ((choices is not null) = (scope is not null and type = 'choice'));
create unique index element_name on registry.element (scope, object, name) where scope is not null;
grant insert on registry.element to gongzhi_desk;

create table registry.element_alias (
  scope text collate "C" not null,
  organ text not null,
  key text not null,
  name text not null,
  element text not null references registry.element (id),
  named_at timestamptz not null,
  named_by text not null,
  constraint element_alias_pkey primary key (scope, organ, key)
);
create index element_alias_element on registry.element_alias (element);
grant select on registry.element_alias to gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server;
grant insert, delete on registry.element_alias to gongzhi_desk;
