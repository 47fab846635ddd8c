-- Who has proven to be a member in the browser of this login a moment ago, by a way of our own that the tenant does not
-- let in by, such as the password of somebody who has just accepted an invitation.
create function gate.refused_in_browser_of(login uuid, at timestamptz) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select f.user_id
    from platform.login_transactions l
    join platform.login_transactions f
      on f.tenant_id = l.tenant_id and f.tenant_binding = l.tenant_binding and f.origin = l.origin
   where l.id = login and l.tenant_id = platform.entered_tenant() and l.purpose = 'sign_in'
     and f.purpose = 'sign_in' and f.state = 'failed' and f.connection_id is null and f.user_id is not null
     and f.failed_because in ('method_not_allowed', 'sso_required')
     -- Not one that still waited for its second factor.
     and (f.second_kind is null or cardinality(f.recognitions) > 1) and cardinality(f.recognitions) > 0
     and f.expires_at > at
   order by f.started_at desc limit 1
$$;
grant execute on function gate.refused_in_browser_of to rowhouse_app;
