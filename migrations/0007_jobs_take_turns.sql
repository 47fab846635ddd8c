create table jobs (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null,
  payload jsonb not null,
  -- Two jobs with one key in one tenant are one job.
  unique_key text,
  state text not null default 'ready' check (state in ('ready', 'leased', 'done', 'dead')),
  -- Virtual start time: a tenant's jobs are spaced out, so a thousand of one wait behind one of another.
  vt double precision not null default 0,
  run_at timestamptz not null default now(),
  attempts integer not null default 0,
  max_attempts integer not null default 8 check (max_attempts > 0),
  lease_id uuid,
  leased_until timestamptz,
  last_error text,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, unique_key)
);
create index jobs_of_a_tenant on jobs (tenant_id, vt) where state = 'ready';
-- The queue is the one reader across tenants: these two indexes do not lead with tenant_id.
create index jobs_in_turn on jobs (vt, id) where state = 'ready';
create index jobs_by_lease on jobs (leased_until) where state = 'leased';

alter table jobs enable row level security;
alter table jobs force row level security;
create policy own_tenant on jobs to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
create policy operators_work on jobs to rowhouse_platform using (true) with check (true);
-- The queue functions below run as the owner and pass through this policy; no login is the owner at run time.
create policy queue on jobs to rowhouse_owner using (true) with check (true);
grant select, insert on jobs to rowhouse_app;
grant select, update on jobs to rowhouse_platform;

-- How far the queue has come in virtual time.
create table platform.job_clock (
  is_only boolean primary key default true check (is_only),
  vt double precision not null default 0
);
insert into platform.job_clock default values;

create function gate.place_job() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.vt := 1 + greatest(
    (select c.vt from platform.job_clock c),
    (select max(j.vt) from pooled.jobs j where j.tenant_id = new.tenant_id and j.state = 'ready'));
  return new;
end $$;
create trigger place_job before insert on jobs for each row execute function gate.place_job();
