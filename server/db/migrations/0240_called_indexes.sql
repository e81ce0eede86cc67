-- What is asked of requests by the homes they touch, and by the request on the other side.
create index life_called on registry.life using gin (houses) where called_from is not null;
create index life_twin on registry.life (twin) where twin is not null;
