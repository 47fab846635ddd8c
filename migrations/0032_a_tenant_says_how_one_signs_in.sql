-- What a tenant's admin asks of everybody who signs in. Without a row: every method, 30 days, a week of idling, from anywhere.
create table sign_in_policies (
  tenant_id uuid primary key,
  -- Kinds of methods; null is every one there is, also those that come later.
  allowed_methods text[] check (cardinality(allowed_methods) > 0),
  requires_second_factor boolean not null default false,
  -- Of an app that shows six digits: whether they count for another 30 seconds after their own.
  takes_late_codes boolean not null default true,
  longest_session_minutes integer not null check (longest_session_minutes between 15 and 43200),
  longest_idle_minutes integer not null check (longest_idle_minutes between 5 and 43200),
  -- In CIDR notation; empty is from anywhere.
  allowed_networks text[] not null default '{}',
  changed_by uuid not null,
  changed_at timestamptz not null
);
alter table sign_in_policies enable row level security;
alter table sign_in_policies force row level security;
create policy own_tenant on sign_in_policies to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
create policy operators_read on sign_in_policies for select to rowhouse_platform using (true);
grant select, insert, update on sign_in_policies to rowhouse_app;
grant select on sign_in_policies to rowhouse_platform;

-- Sessions that are open already keep to the new lengths from this moment on.
create function gate.limit_sessions(longest interval, longest_idle interval, at timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update platform.sessions s set expires_at = s.created_at + longest, idle = longest_idle
   where s.tenant_id = platform.entered_tenant() and s.revoked_at is null and s.expires_at > at
$$;
grant execute on function gate.limit_sessions to rowhouse_app;
