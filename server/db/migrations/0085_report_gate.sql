-- Reports reach communities only under an admission: its table comes before the gate, its policy after it.
select gate.leave('report.sending');
