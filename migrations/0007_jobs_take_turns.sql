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
  max_attempts integer not null check (max_attempts > 0),
  lease_id uuid,
  leased_until timestamptz,
  last_error text,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, unique_key)
);
create index jobs_of_a_tenant on jobs (tenant_id, vt) where state = 'ready';
create index dead_jobs on jobs (tenant_id, finished_at) where state = 'dead';
-- The queue is the one reader across tenants: these two indexes do not lead with tenant_id.
create index jobs_in_turn on jobs (vt, id) where state = 'ready';
create index jobs_by_lease on jobs (leased_until) where state = 'leased';

alter table jobs enable row level security;
alter table jobs force row level security;
create policy own_tenant on jobs to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
create policy operators_work on jobs to rowhouse_platform using (true) with check (true);
-- The functions below run as the owner and pass through this policy; no login is the owner at run time.
create policy queue on jobs to rowhouse_owner using (true) with check (true);
grant select, insert on jobs to rowhouse_app;
grant select, update on jobs to rowhouse_platform;

-- How far the queue has come in virtual time: the turn of the job claimed last.
create table platform.job_clock (
  is_only boolean primary key default true check (is_only),
  vt double precision not null default 0
);
insert into platform.job_clock default values;

-- The next free turn of a tenant: after its own waiting jobs, and never before the present of the queue.
create function gate.next_turn(tenant uuid) returns double precision
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  select 1 + greatest(
    (select c.vt from platform.job_clock c),
    (select max(j.vt) from pooled.jobs j where j.tenant_id = tenant and j.state = 'ready'))
$$;
grant execute on function gate.next_turn to rowhouse_platform;

create function gate.place_job() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  new.vt := gate.next_turn(new.tenant_id);
  return new;
end $$;
create trigger place_job before insert on jobs for each row execute function gate.place_job();

-- Leases the jobs whose turn it is. A job whose lease ran out, because its worker was killed or stalled, is due again.
create function gate.claim_jobs(at_most integer, lease_seconds double precision)
returns table (tenant_id uuid, id uuid, kind text, payload jsonb, attempt integer, lease_id uuid)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  -- Materialized, here and below: a plan may run a plain subquery again for each row, and then its limit bounds nothing.
  with lost as materialized (
    select l.tenant_id, l.id from pooled.jobs l
     where l.state = 'leased' and l.leased_until < clock_timestamp()
       for update skip locked)
  update pooled.jobs j
     set state = case when j.attempts < j.max_attempts then 'ready' else 'dead' end,
         finished_at = case when j.attempts < j.max_attempts then null else clock_timestamp() end,
         lease_id = null, leased_until = null, last_error = 'The worker stopped answering'
    from lost
   where j.tenant_id = lost.tenant_id and j.id = lost.id;

  return query
    with due as materialized (
      select r.tenant_id, r.id from pooled.jobs r
       where r.state = 'ready' and r.run_at <= clock_timestamp()
       order by r.vt, r.id limit at_most
         for update skip locked
    ), claimed as (
      update pooled.jobs j
         set state = 'leased', attempts = j.attempts + 1, lease_id = gen_random_uuid(),
             leased_until = clock_timestamp() + lease_seconds * interval '1 second'
        from due
       where j.tenant_id = due.tenant_id and j.id = due.id
      returning j.*
    ), clock as (
      update platform.job_clock c set vt = greatest(c.vt, latest.vt)
        from (select max(vt) as vt from claimed) latest where latest.vt > c.vt
    )
    select c.tenant_id, c.id, c.kind, c.payload, c.attempts, c.lease_id from claimed c order by c.vt, c.id;
end $$;
grant execute on function gate.claim_jobs to rowhouse_platform;
