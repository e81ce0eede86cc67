-- What was declared can be taken back, with its reason; it stays to be read and counts no longer.
alter table resource.sent add withdrawn_at timestamptz, add withdrawn_why text;
alter table resource.sent add constraint sent_withdrawn check ((withdrawn_at is null) = (withdrawn_why is null));
grant update (withdrawn_at, withdrawn_why) on resource.sent to gongzhi_desk;
create index clash_answerer on resource.clash (answerer) where answer is null;
