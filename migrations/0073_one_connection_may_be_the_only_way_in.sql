-- Sessions of these people in the entered tenant for which this connection has not spoken, for the moment in which it
-- becomes the only way in. @returns those that were ended.
create function gate.end_other_sessions(of_connection uuid, people uuid[], at timestamptz) returns setof uuid
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update platform.sessions s set revoked_at = at, revoked_because = 'signed_out'
   where s.tenant_id = platform.entered_tenant() and s.user_id = any (people) and s.revoked_at is null
     and s.connection_id is distinct from of_connection
  returning s.id
$$;
grant execute on function gate.end_other_sessions to rowhouse_app;

-- Hash of the cookie by which the tenant's host knows the browser that began a login.
create function gate.binding_of_login(login uuid) returns bytea
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.tenant_binding from platform.login_transactions l
   where l.id = login and l.tenant_id = platform.entered_tenant()
$$;

-- Somebody new, for whom the entered tenant's own provider vouches: only under an address of a domain that this tenant
-- has proven. The address is the person's alone, unless somebody has proven it before.
create function gate.add_vouched_user(person uuid, person_email text, person_name text, at timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not gate.owns_domain(split_part(person_email, '@', 2)) then
    raise exception 'Only an address in a proven domain of the entered tenant is vouched for' using errcode = '42501';
  end if;
  insert into platform.users (id, email, name, email_verified_at, created_at)
  values (person, person_email, person_name, at, at);
exception when unique_violation then
  insert into platform.users (id, email, name, created_at) values (person, person_email, person_name, at);
end $$;
grant execute on function gate.binding_of_login, gate.add_vouched_user to rowhouse_app;
