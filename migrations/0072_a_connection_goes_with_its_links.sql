-- Of a connection that is deleted. @returns how many people came in by it.
create function gate.unlink_connection(connection uuid) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  gone integer;
begin
  delete from platform.identity_links l
   where l.connection_id = connection and l.tenant_id = platform.entered_tenant();
  get diagnostics gone = row_count;
  return gone;
end $$;

create function gate.count_connection_links(connection uuid) returns integer
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(*)::integer from platform.identity_links l
   where l.connection_id = connection and l.tenant_id = platform.entered_tenant()
$$;

create function gate.is_linked(connection uuid, person uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from platform.identity_links l
    where l.connection_id = connection and l.tenant_id = platform.entered_tenant() and l.user_id = person)
$$;

grant execute on function gate.unlink_connection, gate.count_connection_links, gate.is_linked to rowhouse_app;

-- A connection's id is known to browsers and providers, and links are found by it: it is one tenant's alone.
create table platform.connection_owners (
  connection_id uuid primary key,
  tenant_id uuid not null references platform.tenants on delete cascade
);
create index connection_owners_by_tenant on platform.connection_owners (tenant_id);

-- False for an id that was taken before, by whomever.
create function gate.claim_connection(connection uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into platform.connection_owners (connection_id, tenant_id)
  values (connection, platform.entered_tenant()) on conflict do nothing;
  return found;
end $$;

-- For an answer that arrives on the base host by itself.
create function gate.owner_of_connection(connection uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select o.tenant_id from platform.connection_owners o where o.connection_id = connection
$$;

grant execute on function gate.claim_connection, gate.owner_of_connection to rowhouse_app;
