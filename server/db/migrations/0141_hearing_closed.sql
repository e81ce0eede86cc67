-- A hearing ends: what is said after the decision was taken up would be read by nobody.
alter table admission.hearing add closed_at timestamptz;
grant update (closed_at) on admission.hearing to gongzhi_desk;
create policy server on admission.hearing to gongzhi_server using (true);
grant select, update (closed_at) on admission.hearing to gongzhi_server;
