-- Mail domains that a tenant says are its own, each with the token that its DNS has to show. A proof stays when the
-- record goes away, and says since when it is missing.
create table sso_domains (
  tenant_id uuid not null,
  id uuid not null,
  -- In ASCII and lower case, as DNS has it.
  domain text not null check (domain = lower(domain) and length(domain) between 3 and 253),
  token text not null check (length(token) >= 32),
  added_by uuid not null,
  added_at timestamptz not null,
  proven_at timestamptz,
  last_checked_at timestamptz,
  -- Why the last look did not find the record; null where it did.
  last_refusal text,
  missing_since timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, domain),
  check (missing_since is null or proven_at is not null)
);
alter table sso_domains enable row level security;
alter table sso_domains force row level security;
create policy own_tenant on sso_domains to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
grant select, insert, update, delete on sso_domains to rowhouse_app;

-- A proven domain has one owner among all tenants; the primary key decides between two who prove it at once.
create table platform.proven_domains (
  domain text primary key check (domain = lower(domain)),
  tenant_id uuid not null references platform.tenants on delete cascade,
  proven_at timestamptz not null
);
create index proven_domains_by_tenant on platform.proven_domains (tenant_id);

-- Where an address of a proven domain is led, while its tenant has a connection that is enabled; without one of them
-- that stands out, to the tenant's own door.
create table platform.sso_doors (
  tenant_id uuid primary key references platform.tenants on delete cascade,
  connection_id uuid,
  kind text,
  check ((connection_id is null) = (kind is null))
);

-- False when another tenant has proven it before.
create function gate.claim_domain(name text, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into platform.proven_domains (domain, tenant_id, proven_at)
  values (name, platform.entered_tenant(), at) on conflict (domain) do nothing;
  return exists (select from platform.proven_domains d where d.domain = name and d.tenant_id = platform.entered_tenant());
end $$;

create function gate.release_domain(name text) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  delete from platform.proven_domains d where d.domain = name and d.tenant_id = platform.entered_tenant()
$$;

-- Whether the entered tenant owns the domain; the one question that joining and enforcing ask.
create function gate.owns_domain(name text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from platform.proven_domains d where d.domain = lower(name) and d.tenant_id = platform.entered_tenant())
$$;

create function gate.open_sso_door(connection uuid, of_kind text) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into platform.sso_doors (tenant_id, connection_id, kind) values (platform.entered_tenant(), connection, of_kind)
  on conflict (tenant_id) do update set connection_id = excluded.connection_id, kind = excluded.kind
$$;

create function gate.close_sso_door() returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  delete from platform.sso_doors d where d.tenant_id = platform.entered_tenant()
$$;

-- By the domain alone, whoever asks and whoever lives there.
create function gate.find_sso_door(domain_name text) returns table (slug text, connection_id uuid, kind text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select t.slug, s.connection_id, s.kind
    from platform.proven_domains d
    join platform.sso_doors s on s.tenant_id = d.tenant_id
    join platform.tenants t on t.id = d.tenant_id
   where d.domain = lower(domain_name)
     and not exists (select from platform.tenant_suspensions o where o.tenant_id = t.id and o.lifted_at is null)
$$;

grant execute on function
  gate.claim_domain, gate.release_domain, gate.owns_domain, gate.open_sso_door, gate.close_sso_door, gate.find_sso_door
to rowhouse_app;

-- What a letter to somebody in the entered tenant calls it.
create function gate.own_tenant() returns table (slug text, name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select t.slug, t.name from platform.tenants t where t.id = platform.entered_tenant()
$$;
grant execute on function gate.own_tenant to rowhouse_app;
