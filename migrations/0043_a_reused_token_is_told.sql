-- Whom to tell of the end of a session of the entered tenant, and how it is called there.
create function gate.session_to_tell(session uuid)
returns table (member_id uuid, name text, email text, user_agent text, ip text, tenant_name text, slug text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select m.id, u.name, u.email, s.user_agent, s.ip, t.name, t.slug
    from platform.sessions s
    join platform.users u on u.id = s.user_id
    join platform.tenants t on t.id = s.tenant_id
    join pooled.members m on m.tenant_id = s.tenant_id and m.user_id = s.user_id
   where s.id = session and s.tenant_id = platform.entered_tenant()
$$;
grant execute on function gate.session_to_tell to rowhouse_app;
