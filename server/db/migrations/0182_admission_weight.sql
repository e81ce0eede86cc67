-- What a request costs one community in a month: the asker's own word, the platform's reckoning, and which of them counts.
alter table admission.request add weight jsonb;
