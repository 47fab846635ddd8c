-- Sessions of these people in the entered tenant that were not opened in this way, for the moment in which it becomes
-- the only one. @returns those that were ended.
create function gate.end_other_sessions(way text, people uuid[], at timestamptz) returns setof uuid
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update platform.sessions s set revoked_at = at, revoked_because = 'signed_out'
   where s.tenant_id = platform.entered_tenant() and s.user_id = any (people) and s.revoked_at is null
     and not s.methods @> array[way]
  returning s.id
$$;
grant execute on function gate.end_other_sessions to rowhouse_app;
