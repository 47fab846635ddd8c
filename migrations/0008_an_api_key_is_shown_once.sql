create table api_keys (
  tenant_id uuid not null,
  id uuid not null,
  name text not null check (length(name) between 1 and 80),
  -- SHA-256 of the whole key; 32 random bytes need no slow hash.
  key_hash bytea not null check (length(key_hash) = 32),
  -- The last characters, so that a person can tell keys apart.
  hint text not null,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, key_hash)
);
alter table api_keys enable row level security;
alter table api_keys force row level security;
create policy own_tenant on api_keys to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
grant select, insert, update, delete on api_keys to rowhouse_app;

create table api_key_revocations (
  tenant_id uuid not null,
  key_id uuid not null,
  revoked_by uuid not null,
  revoked_at timestamptz not null default now(),
  primary key (tenant_id, key_id),
  foreign key (tenant_id, key_id) references api_keys on delete cascade
);
alter table api_key_revocations enable row level security;
alter table api_key_revocations force row level security;
create policy own_tenant on api_key_revocations to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
grant select, insert on api_key_revocations to rowhouse_app;
