-- What a short message says to do, and which belong together: what is told of one matter within a minute goes out as one.
alter table message.sending add column matter text collate "C", add column brief text not null default '', add column joined text collate "C", add column joined_in uuid;
comment on column message.sending.joined is 'the matter or case by which several are joined; null stands alone';
comment on column message.sending.joined_in is 'went out in the words of this one';
create index sending_waiting on message.sending (person, channel, joined) where state = 'waiting';
