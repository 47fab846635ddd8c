create table audit_entries (
  tenant_id uuid not null,
  id uuid not null,
  action text not null,
  actor_kind text not null check (actor_kind in ('member', 'api_key', 'operator', 'system')),
  -- The member's user, the key, the operator's user; null for the system.
  actor_id uuid,
  actor_name text not null,
  subject_kind text not null,
  subject_id text not null,
  detail jsonb not null default '{}',
  request_id text,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index audit_entries_by_time on audit_entries (tenant_id, recorded_at desc, id desc);
alter table audit_entries enable row level security;
alter table audit_entries force row level security;
create policy own_tenant on audit_entries to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
create policy operators_record on audit_entries for insert to rowhouse_platform with check (true);
-- Nobody changes or removes an entry.
grant select, insert on audit_entries to rowhouse_app;
grant insert on audit_entries to rowhouse_platform;
