create table scim_groups (
  tenant_id uuid not null,
  id uuid not null,
  display_name text not null check (length(display_name) between 1 and 255),
  display_name_lc text not null generated always as (lower(display_name)) stored,
  external_id text check (length(external_id) between 1 and 255),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id)
);
create unique index one_group_of_a_name on scim_groups (tenant_id, display_name_lc);
create unique index one_group_of_an_external_id on scim_groups (tenant_id, external_id) where external_id is not null;
alter table scim_groups enable row level security;
alter table scim_groups force row level security;
create policy own_tenant on scim_groups to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
grant select, insert, update, delete on scim_groups to rowhouse_app;

create table scim_group_members (
  tenant_id uuid not null,
  group_id uuid not null,
  member_id uuid not null,
  primary key (tenant_id, group_id, member_id),
  foreign key (tenant_id, group_id) references scim_groups (tenant_id, id) on delete cascade,
  constraint members_of_a_group_are_users foreign key (tenant_id, member_id) references scim_users (tenant_id, member_id) on delete cascade
);
create index scim_group_members_by_member on scim_group_members (tenant_id, member_id);
alter table scim_group_members enable row level security;
alter table scim_group_members force row level security;
create policy own_tenant on scim_group_members to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
grant select, insert, delete on scim_group_members to rowhouse_app;

-- The role that everybody in a group has. Nobody becomes an owner by a group.
create table scim_group_roles (
  tenant_id uuid not null,
  group_id uuid not null,
  role text not null check (role in ('admin', 'member', 'read_only', 'custom')),
  role_id uuid,
  mapped_by uuid not null,
  mapped_at timestamptz not null,
  primary key (tenant_id, group_id),
  foreign key (tenant_id, group_id) references scim_groups (tenant_id, id) on delete cascade,
  -- A role that nobody has can go; a member who has it keeps it.
  foreign key (tenant_id, role_id) references roles (tenant_id, id) on delete cascade,
  constraint custom_role_is_named check ((role = 'custom') = (role_id is not null))
);
create index scim_group_roles_by_role on scim_group_roles (tenant_id, role_id);
alter table scim_group_roles enable row level security;
alter table scim_group_roles force row level security;
create policy own_tenant on scim_group_roles to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
grant select, insert, update, delete on scim_group_roles to rowhouse_app;
