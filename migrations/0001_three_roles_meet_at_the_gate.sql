-- platform: rows about tenants and people, in the main database only. The application login has no privilege there.
-- pooled:   rows of tenants, behind row-level security.
-- gate:     the functions through which the application login reaches what lies behind.
create schema if not exists platform;
create schema pooled;
create schema gate;

grant usage on schema platform to rowhouse_platform;
grant usage on schema pooled, gate to rowhouse_app, rowhouse_platform;
alter default privileges revoke execute on functions from public;

create table platform.placements (
  tenant_id uuid primary key,
  kind text not null default 'pooled' check (kind in ('pooled')),
  epoch integer not null default 1 check (epoch > 0)
);
grant select on platform.placements to rowhouse_platform;

-- Binds the transaction to one tenant, once. The shared lock is what a move of the tenant waits for.
create function gate.enter(tenant uuid, at_epoch integer) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if coalesce(current_setting('app.tenant_id', true), '') <> '' then
    raise exception 'A tenant is already bound in this transaction' using errcode = '42501';
  end if;
  perform pg_advisory_xact_lock_shared(hashtextextended(tenant::text, 0));
  if not exists (select from platform.placements p where p.tenant_id = tenant and p.epoch = at_epoch) then
    raise exception 'Tenant % is not here at epoch %', tenant, at_epoch using errcode = 'TM001';
  end if;
  perform set_config('app.tenant_id', tenant::text, true);
end $$;
grant execute on function gate.enter to rowhouse_app;

-- Who looked across tenants, and why.
create table platform.platform_accesses (
  id bigint generated always as identity primary key,
  reason text not null check (reason <> ''),
  accessed_at timestamptz not null default now()
);
grant select on platform.platform_accesses to rowhouse_platform;

create function gate.record_platform_access(reason text) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into platform.platform_accesses (reason) values (record_platform_access.reason)
$$;
grant execute on function gate.record_platform_access to rowhouse_platform;
