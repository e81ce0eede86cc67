-- A receiver is tried on purpose, outside of what waits for it: asked for in one transaction, sent by the sweep, answered here.
-- Bodies that are no public ones are told only under an agreement.
alter table integration.subscription
  add column agreement text,
  add column trial_asked_at timestamptz, add column trial_taken_at timestamptz, add column trial jsonb;
create index subscription_trial on integration.subscription (trial_asked_at) where trial_asked_at is not null and trial_taken_at is null;
