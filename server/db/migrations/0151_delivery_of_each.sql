-- What is due is taken up receiver by receiver, so that nobody waits behind another's backlog.
create index delivery_waiting on integration.delivery (subscription, due_at) where done_at is null and given_up_at is null;
drop index integration.delivery_due;
