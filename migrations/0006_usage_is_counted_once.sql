create table usage_events (
  tenant_id uuid not null,
  source text not null,
  event_id text not null,
  meter text not null,
  quantity bigint not null check (quantity > 0),
  occurred_at timestamptz not null,
  -- With the epoch, the cursor of whoever reads the log: ids alone skip rows that commit late.
  xid xid8 not null default pg_current_xact_id(),
  primary key (tenant_id, source, event_id)
);
create index usage_events_by_meter on usage_events (tenant_id, meter, occurred_at) include (quantity);
alter table usage_events enable row level security;
alter table usage_events force row level security;
create policy own_tenant on usage_events to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
create policy operators_read on usage_events for select to rowhouse_platform using (true);
grant select, insert on usage_events to rowhouse_app;
grant select on usage_events to rowhouse_platform;
