-- What a tenant's directory (Entra, Okta) shows when it pushes people and groups to us.
create table scim_tokens (
  tenant_id uuid not null,
  id uuid not null,
  name text not null check (length(name) between 1 and 80),
  -- SHA-256 of the whole token; 32 random bytes need no slow hash.
  token_hash bytea not null check (length(token_hash) = 32),
  -- The last characters, so that a person can tell tokens apart.
  hint text not null,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  -- Which text it has: 1 is the first. The one before works on for a while, so that nothing has to change at once.
  rotation integer not null default 1,
  rotated_at timestamptz,
  previous_hash bytea check (length(previous_hash) = 32),
  previous_hint text,
  previous_until timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, token_hash),
  check (num_nulls(rotated_at, previous_hash, previous_hint, previous_until) in (0, 4))
);
create index scim_tokens_by_previous_hash on scim_tokens (tenant_id, previous_hash);
alter table scim_tokens enable row level security;
alter table scim_tokens force row level security;
create policy own_tenant on scim_tokens to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
grant select, insert, update on scim_tokens to rowhouse_app;

create table scim_token_revocations (
  tenant_id uuid not null,
  token_id uuid not null,
  revoked_by uuid not null,
  revoked_at timestamptz not null default now(),
  primary key (tenant_id, token_id),
  foreign key (tenant_id, token_id) references scim_tokens (tenant_id, id) on delete cascade
);
alter table scim_token_revocations enable row level security;
alter table scim_token_revocations force row level security;
create policy own_tenant on scim_token_revocations to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
grant select, insert on scim_token_revocations to rowhouse_app;

-- The last requests of a directory, so that an admin can see why a push failed: fifty that worked and fifty that did not.
create table scim_requests (
  tenant_id uuid not null,
  id uuid not null,
  token_id uuid not null,
  method text not null,
  path text not null check (length(path) <= 300),
  status integer not null,
  has_failed boolean not null generated always as (status >= 400) stored,
  detail text check (length(detail) <= 500),
  requested_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, token_id) references scim_tokens (tenant_id, id) on delete cascade
);
create index scim_requests_by_outcome on scim_requests (tenant_id, has_failed, id);
create index scim_requests_by_token on scim_requests (tenant_id, token_id);
alter table scim_requests enable row level security;
alter table scim_requests force row level security;
create policy own_tenant on scim_requests to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
grant select, insert, update, delete on scim_requests to rowhouse_app;
