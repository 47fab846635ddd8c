-- How one member wants to see the tenant. Without a row, and in null, a member sees what everybody does.
create table member_preferences (
  tenant_id uuid not null,
  user_id uuid not null,
  time_zone text,
  next_steps_hidden_at timestamptz,
  primary key (tenant_id, user_id),
  foreign key (tenant_id, user_id) references members (tenant_id, user_id) on delete cascade
);
alter table member_preferences enable row level security;
alter table member_preferences force row level security;
create policy own_tenant on member_preferences to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
grant select, insert, update on member_preferences to rowhouse_app;
