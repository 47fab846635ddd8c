-- A step-up is answered by what the person chooses: a connection of this tenant, too, where it vouches for that person.
-- False for any other one.
create function gate.choose_connection(login uuid, of_connection uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update platform.login_transactions l set connection_id = of_connection
   where l.id = login and l.tenant_id = platform.entered_tenant() and l.purpose = 'step_up' and l.state = 'started'
     and (of_connection is null or exists (
       select from platform.identity_links i
        where i.user_id = l.user_id and i.connection_id = of_connection and i.tenant_id = l.tenant_id));
  return found;
end $$;
grant execute on function gate.choose_connection to rowhouse_app;
