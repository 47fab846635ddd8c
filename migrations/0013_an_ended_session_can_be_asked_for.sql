-- For the time in which the shared state cannot tell. A session that is not there has ended too.
create function gate.has_session_ended(session uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select not exists (select from platform.sessions s where s.id = session and s.revoked_at is null)
$$;

grant execute on function gate.has_session_ended to rowhouse_app;
