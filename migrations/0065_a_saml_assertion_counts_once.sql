-- Assertions of identity providers that opened a login, until they have ended.
create table saml_assertions (
  tenant_id uuid not null,
  connection_id uuid not null,
  -- SHA-256 of the id that the provider gave it, which may be as long as it likes.
  assertion_hash bytea not null check (length(assertion_hash) = 32),
  forget_at timestamptz not null,
  primary key (tenant_id, connection_id, assertion_hash)
);
create index saml_assertions_by_end on saml_assertions (tenant_id, forget_at);
alter table saml_assertions enable row level security;
alter table saml_assertions force row level security;
create policy own_tenant on saml_assertions to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
grant select, insert, delete on saml_assertions to rowhouse_app;
