-- When a session came or comes to its end: the database's own word, a time without a refresh, or its last day.
create function platform.end_of_session(s platform.sessions) returns timestamptz
language sql stable set search_path = pg_catalog, pg_temp as $$
  select least(s.revoked_at, s.expires_at, s.last_refreshed_at + s.idle)
$$;

-- Those that are open, and those that ended in the last days. `of_tenant` is null for an operator's.
create function platform.sessions_of(person uuid, of_tenant uuid, at timestamptz)
returns table (
  id uuid, methods text[], user_agent text, ip text, created_at timestamptz, last_refreshed_at timestamptz,
  ends_at timestamptz, ended_because text
)
language sql stable set search_path = pg_catalog, pg_temp as $$
  select s.id, s.methods, s.user_agent, s.ip, s.created_at, s.last_refreshed_at, platform.end_of_session(s), s.revoked_because
    from platform.sessions s
   where s.user_id = person and s.tenant_id is not distinct from of_tenant
     and platform.end_of_session(s) > at - interval '30 days'
   order by s.last_refreshed_at desc, s.id
$$;

-- Ends the person's open sessions: one (`one`), or all but one (`but`). Returns those that it ended.
create function platform.end_sessions_of(
  person uuid, of_tenant uuid, one uuid, but uuid, because text, at timestamptz
) returns setof uuid
language sql volatile set search_path = pg_catalog, pg_temp as $$
  update platform.sessions s set revoked_at = at, revoked_because = because
   where s.user_id = person and s.tenant_id is not distinct from of_tenant and s.revoked_at is null
     and (one is null or s.id = one) and s.id is distinct from but
  returning s.id
$$;

create function gate.member_sessions(person uuid, at timestamptz)
returns table (
  id uuid, methods text[], user_agent text, ip text, created_at timestamptz, last_refreshed_at timestamptz,
  ends_at timestamptz, ended_because text
)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select * from platform.sessions_of(person, platform.entered_tenant(), at) where platform.entered_tenant() is not null
$$;

create function gate.end_member_sessions(person uuid, one uuid, but uuid, because text, at timestamptz) returns setof uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if platform.entered_tenant() is null then
    raise exception 'Sessions of a member end in the tenant that was entered' using errcode = '42501';
  end if;
  return query select platform.end_sessions_of(person, platform.entered_tenant(), one, but, because, at);
end $$;

create function gate.operator_sessions(person uuid, at timestamptz)
returns table (
  id uuid, methods text[], user_agent text, ip text, created_at timestamptz, last_refreshed_at timestamptz,
  ends_at timestamptz, ended_because text
)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select * from platform.sessions_of(person, null, at)
$$;

create function gate.end_operator_sessions(person uuid, one uuid, but uuid, because text, at timestamptz)
returns setof uuid
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  select platform.end_sessions_of(person, null, one, but, because, at)
$$;

grant execute on function gate.member_sessions, gate.end_member_sessions to rowhouse_app;
grant execute on function gate.operator_sessions, gate.end_operator_sessions to rowhouse_platform;
