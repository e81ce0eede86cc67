-- Who came for another (代办): who they are, what they are to the person, and on what they rest. The number is sealed.
alter table territory.attendance
  add agent_name text,
  add agent_identity text,
  add agent_masked text,
  add agent_relation text,
  add agent_by text check (agent_by in ('letter', 'promise', 'guardian')),
  -- From now on: whoever came before was written down in the note.
  add constraint attendance_agent check (
    num_nonnulls(agent_name, agent_identity, agent_masked, agent_relation, agent_by) = case when manner = 'mandate' then 5 else 0 end) not valid;
