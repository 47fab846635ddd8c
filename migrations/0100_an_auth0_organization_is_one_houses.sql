-- Every tenant's people come from one Auth0 tenant, apart by their organization alone; so an organization stands for one
-- tenant, by one connection. The primary key decides between two who name it at once.
create table platform.auth0_organizations (
  organization text constraint one_house_of_an_organization primary key,
  tenant_id uuid not null references platform.tenants on delete cascade,
  connection_id uuid not null unique
);
create index auth0_organizations_by_tenant on platform.auth0_organizations (tenant_id);

-- In place of the one that the connection named before. Fails on the primary key where it is another connection's.
create function gate.name_organization(connection uuid, named text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from platform.auth0_organizations o
   where o.connection_id = connection and o.tenant_id = platform.entered_tenant();
  insert into platform.auth0_organizations (organization, tenant_id, connection_id)
  values (named, platform.entered_tenant(), connection);
end $$;

-- Of a connection that is deleted.
create function gate.free_organization(connection uuid) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  delete from platform.auth0_organizations o
   where o.connection_id = connection and o.tenant_id = platform.entered_tenant()
$$;

-- For a login that begins at Auth0, which knows the organization alone.
create function gate.find_organization(named text) returns table (slug text, connection_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select t.slug, o.connection_id
    from platform.auth0_organizations o join platform.tenants t on t.id = o.tenant_id
   where o.organization = named
     and not exists (select from platform.tenant_suspensions s where s.tenant_id = t.id and s.lifted_at is null)
$$;

grant execute on function gate.name_organization, gate.free_organization, gate.find_organization to rowhouse_app;
