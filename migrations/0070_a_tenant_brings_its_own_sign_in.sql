-- Identity providers that a tenant brings along. What is secret in one is sealed; what a test has shown counts for the
-- revision that it ran on, so a change asks for another test.
create table sso_connections (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('oidc', 'saml', 'auth0')),
  name text not null check (length(name) between 1 and 80),
  settings jsonb not null,
  -- Only OpenID Connect has one.
  sealed_secret text check ((kind = 'oidc') = (sealed_secret is not null)),
  state text not null default 'draft' check (state in ('draft', 'tested', 'enabled', 'disabled')),
  -- Counts changes of what a login goes by; a new name is none.
  revision integer not null default 1,
  -- Of the last login that worked as a test.
  tested_revision integer check (tested_revision <= revision),
  joins_people boolean not null default true,
  default_role text not null default 'read_only' check (default_role in ('read_only', 'member')),
  applies_groups boolean not null default false,
  created_by uuid not null,
  created_at timestamptz not null,
  changed_by uuid not null,
  changed_at timestamptz not null,
  enforced_by uuid,
  enforced_at timestamptz,
  primary key (tenant_id, id),
  check ((enforced_at is null) = (enforced_by is null)),
  -- What was never tested as it stands lets nobody in.
  check (state in ('draft', 'disabled') or tested_revision is not distinct from revision),
  check (enforced_at is null or state = 'enabled')
);
create unique index sso_connections_enforced on sso_connections (tenant_id) where enforced_at is not null;
alter table sso_connections enable row level security;
alter table sso_connections force row level security;
create policy own_tenant on sso_connections to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
grant select, insert, update, delete on sso_connections to rowhouse_app;

-- The last test login of a connection: what the provider said about the person who ran it, and what came of it.
create table sso_test_logins (
  tenant_id uuid not null,
  connection_id uuid not null,
  login_id uuid not null,
  -- Of the connection when the login began.
  revision integer not null,
  run_by uuid not null,
  run_at timestamptz not null,
  state text not null default 'begun' check (state in ('begun', 'worked', 'refused')),
  refused_because text check ((state = 'refused') = (refused_because is not null)),
  -- What stood where something else was expected.
  refusal_detail text,
  claims jsonb not null default '{}',
  outcome jsonb,
  primary key (tenant_id, connection_id),
  foreign key (tenant_id, connection_id) references sso_connections on delete cascade
);
alter table sso_test_logins enable row level security;
alter table sso_test_logins force row level security;
create policy own_tenant on sso_test_logins to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
grant select, insert, update, delete on sso_test_logins to rowhouse_app;

-- Which role a group of the provider stands for. Nobody becomes an owner by a group.
create table sso_group_roles (
  tenant_id uuid not null,
  connection_id uuid not null,
  group_name text not null check (length(group_name) between 1 and 200),
  role text not null check (role in ('admin', 'member', 'read_only', 'custom')),
  role_id uuid,
  primary key (tenant_id, connection_id, group_name),
  foreign key (tenant_id, connection_id) references sso_connections on delete cascade,
  foreign key (tenant_id, role_id) references roles on delete cascade,
  constraint custom_role_is_named check ((role = 'custom') = (role_id is not null))
);
create index sso_group_roles_by_role on sso_group_roles (tenant_id, role_id);
alter table sso_group_roles enable row level security;
alter table sso_group_roles force row level security;
create policy own_tenant on sso_group_roles to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
grant select, insert, update, delete on sso_group_roles to rowhouse_app;

-- Owners who get in when the enforced connection does not work.
create table sso_break_glass (
  tenant_id uuid not null,
  user_id uuid not null,
  marked_by uuid not null,
  marked_at timestamptz not null,
  primary key (tenant_id, user_id),
  foreign key (tenant_id, user_id) references members (tenant_id, user_id) on delete cascade
);
alter table sso_break_glass enable row level security;
alter table sso_break_glass force row level security;
create policy own_tenant on sso_break_glass to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
grant select, insert, delete on sso_break_glass to rowhouse_app;

-- Somebody whom a connection vouches for under the address of a member who has not connected it. For a quarter of an
-- hour the same browser may show by the member's own way in that the two are one person.
create table sso_awaited_links (
  tenant_id uuid not null,
  id uuid not null,
  connection_id uuid not null,
  issuer text not null,
  subject text not null,
  email_lc text not null check (email_lc = lower(email_lc)),
  binding_hash bytea not null check (length(binding_hash) = 32),
  expires_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, connection_id) references sso_connections on delete cascade
);
create index sso_awaited_links_by_browser on sso_awaited_links (tenant_id, binding_hash);
alter table sso_awaited_links enable row level security;
alter table sso_awaited_links force row level security;
create policy own_tenant on sso_awaited_links to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
grant select, insert, delete on sso_awaited_links to rowhouse_app;
