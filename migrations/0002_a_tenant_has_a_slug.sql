create table platform.tenants (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$'),
  name text not null check (length(name) between 1 and 80),
  time_zone text not null default 'UTC',
  version bigint not null default 0,
  created_at timestamptz not null default now()
);
create index tenants_by_version on platform.tenants (version);

create table platform.tenant_suspensions (
  id uuid primary key,
  tenant_id uuid not null references platform.tenants on delete cascade,
  reason text not null check (reason <> ''),
  suspended_by text not null,
  suspended_at timestamptz not null default now(),
  lifted_at timestamptz
);
create unique index one_open_suspension on platform.tenant_suspensions (tenant_id) where lifted_at is null;

-- One row whose lock makes versions appear in commit order: a reader that has seen version n has seen all before it.
create table platform.directory_version (
  is_only boolean primary key default true check (is_only),
  version bigint not null default 0
);
insert into platform.directory_version default values;

create function platform.next_directory_version() returns bigint
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update platform.directory_version set version = version + 1 returning version
$$;

create function platform.stamp_tenant() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  new.version := platform.next_directory_version();
  return new;
end $$;
create trigger stamp_tenant before insert or update on platform.tenants
  for each row execute function platform.stamp_tenant();

create function platform.stamp_suspended_tenant() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update platform.tenants set version = version where id = new.tenant_id;
  return null;
end $$;
create trigger stamp_suspended_tenant after insert or update on platform.tenant_suspensions
  for each row execute function platform.stamp_suspended_tenant();

create function gate.tenants_changed_since(seen bigint)
returns table (id uuid, slug text, name text, time_zone text, epoch integer, is_suspended boolean, version bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select t.id, t.slug, t.name, t.time_zone, p.epoch,
         exists (select from platform.tenant_suspensions s where s.tenant_id = t.id and s.lifted_at is null),
         t.version
    from platform.tenants t join platform.placements p on p.tenant_id = t.id
   where t.version > seen
$$;
grant execute on function gate.tenants_changed_since to rowhouse_app;

grant select on platform.tenants, platform.tenant_suspensions, platform.directory_version to rowhouse_platform;
grant insert, update on platform.tenant_suspensions to rowhouse_platform;
