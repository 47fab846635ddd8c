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

-- From one house into another: a login that began at the other, in the same browser, is verified by a session in the
-- entered tenant. Only what we have seen ourselves counts there: what a tenant's own identity provider says of somebody
-- opens no door but that tenant's. Null where it does not; the door of the other house still has its own questions.
create function gate.vouch_for_login(
  ticket bytea, by_session uuid, of_kind text, code bytea, until timestamptz, at timestamptz
) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  known platform.sessions;
  there text;
begin
  select s.* into known from platform.sessions s
   where s.id = by_session and s.tenant_id = platform.entered_tenant() and s.revoked_at is null and s.expires_at > at
     and s.connection_id is null
     -- What somebody has set up after this house has reset them counts here alone, so it is carried to no other.
     and (platform.reset_mark_of(s.user_id) is null or not platform.is_strong(s.methods));
  if not found then return null; end if;
  update platform.login_transactions l
     set state = case
           when not platform.is_strong(known.methods) and cardinality(platform.second_factors_of(known.user_id)) > 0
           then 'needs_second_factor' else 'verified' end,
         kind = of_kind, user_id = known.user_id, recognitions = known.methods,
         authenticated_at = least(known.authenticated_at, at),
         handoff_hash = code, handoff_to = 'tenant', handoff_expires_at = until
   where l.handoff_hash = ticket and l.handoff_to = 'base' and l.handoff_expires_at > at and l.expires_at > at
     and l.purpose = 'sign_in' and l.state = 'started' and l.user_id is null and l.tenant_binding is not null
     -- For one that began by a connection that connection speaks, and nobody in its place.
     and l.connection_id is null
     and exists (select from platform.memberships m
                  where m.user_id = known.user_id and m.tenant_id = l.tenant_id and m.is_active)
  returning l.origin into there;
  return there;
end $$;

grant execute on function gate.vouch_for_login to rowhouse_app;
