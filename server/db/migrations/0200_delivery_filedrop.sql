-- What delivers events to systems, and what exchanges files with them, are engines: their tables lie in rooms of their own. What a
-- key is stays with integration.
create schema delivery;
create schema filedrop;
grant usage on schema delivery, filedrop to gongzhi_desk, gongzhi_server;
alter table integration.subscription set schema delivery;
alter table integration.delivery set schema delivery;
alter table integration.folder set schema filedrop;
alter table integration.file set schema filedrop;
alter table integration.line set schema filedrop;
