-- Where the person of a session lives, for that session alone: whoever knows somebody's id learns nothing by it.
create function gate.houses_of(session uuid)
returns table (tenant_id uuid, slug text, name text, is_suspended boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select t.id, t.slug, t.name,
         exists (select from platform.tenant_suspensions x where x.tenant_id = t.id and x.lifted_at is null)
    from platform.sessions s
    join platform.memberships m on m.user_id = s.user_id and m.is_active
    join platform.tenants t on t.id = m.tenant_id
   where s.id = session and s.tenant_id = platform.entered_tenant() and s.revoked_at is null
   order by t.name, t.slug
$$;

grant execute on function gate.houses_of to rowhouse_app;
