-- The rules of a tenant table, checked at every start: tenant_id leads each key and index, row-level security is
-- forced, and the policy binds the application login to the entered tenant.
create table members (
  tenant_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  role text not null check (role in ('owner', 'admin', 'member', 'read_only')),
  email text not null,
  email_lc text not null generated always as (lower(email)) stored,
  name text not null,
  joined_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, user_id)
);
create index members_by_email on members (tenant_id, email_lc);
alter table members enable row level security;
alter table members force row level security;
create policy own_tenant on members to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
create policy operators_read on members for select to rowhouse_platform using (true);
grant select, insert, update, delete on members to rowhouse_app;
grant select on members to rowhouse_platform;

create table tenant_entitlements (
  tenant_id uuid not null,
  feature text not null,
  -- Units of the meter a period; null is unlimited.
  limit_quantity bigint check (limit_quantity >= 0),
  source text not null check (source in ('trial')),
  granted_at timestamptz not null default now(),
  ends_at timestamptz,
  primary key (tenant_id, feature)
);
alter table tenant_entitlements enable row level security;
alter table tenant_entitlements force row level security;
create policy own_tenant on tenant_entitlements to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
grant select, insert, update, delete on tenant_entitlements to rowhouse_app;
