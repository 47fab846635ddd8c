-- A role that a tenant made for itself, beside the four that every tenant has. Nothing that only an owner may do is in
-- the list, so no such role can hold it.
create table roles (
  tenant_id uuid not null,
  id uuid not null,
  name text not null check (length(name) between 1 and 40),
  name_lc text not null generated always as (lower(name)) stored
    check (name_lc not in ('owner', 'admin', 'member', 'read-only', 'custom')),
  permissions text[] not null check (permissions <@ array[
    'usage.read', 'records.read', 'records.write', 'api_keys.read', 'api_keys.manage', 'members.read', 'members.manage',
    'roles.manage', 'sign_in.manage', 'audit.read', 'security.read', 'settings.manage'
  ]),
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, name_lc)
);
alter table roles enable row level security;
alter table roles force row level security;
create policy own_tenant on roles to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
grant select, insert, update, delete on roles to rowhouse_app;

-- A role that somebody has cannot go: the key refuses it. To add a key is to look at the rows that are there, as some
-- tenant; nobody has such a role yet.
select set_config('app.tenant_id', '00000000-0000-0000-0000-000000000000', true);
alter table members
  add column role_id uuid,
  drop constraint members_role_check,
  add constraint members_role_check check (role in ('owner', 'admin', 'member', 'read_only', 'custom')),
  add constraint custom_role_is_named check ((role = 'custom') = (role_id is not null)),
  add constraint members_role_fkey foreign key (tenant_id, role_id) references roles;
create index members_by_role on members (tenant_id, role_id);
