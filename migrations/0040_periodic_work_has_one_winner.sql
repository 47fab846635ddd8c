-- Work that comes back by the clock. Any number of processes look whether it is due; the row lets one of them start it
-- in each period, in the transaction that puts the job into the queue, so a killed process has done both or neither.
create table platform.periodic_work (
  name text primary key,
  job_id uuid not null,
  started_at timestamptz not null,
  leased_until timestamptz not null
);

-- True for the one caller that started it. While the job of the period before still waits or runs, no second one joins.
create function gate.start_periodic_work(
  work text, job uuid, with_payload jsonb, most_attempts integer, every interval, at timestamptz
) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into platform.periodic_work as p (name, job_id, started_at, leased_until) values (work, job, at, at + every)
  on conflict (name) do update set job_id = excluded.job_id, started_at = at, leased_until = at + every
    where p.leased_until <= at
      and not exists (select from pooled.jobs j
                       where j.tenant_id = '00000000-0000-0000-0000-000000000000' and j.id = p.job_id
                         and j.state in ('ready', 'leased'));
  if not found then return false; end if;
  perform gate.enqueue_for_platform(job, work, with_payload, most_attempts);
  return true;
end $$;
grant execute on function gate.start_periodic_work to rowhouse_platform;

-- What nobody needs any more, at most so many rows of each kind. Records of who looked across tenants are kept.
create function gate.purge(at timestamptz, at_most integer) returns table (what text, removed bigint)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query with gone as (
    delete from pooled.jobs j where (j.tenant_id, j.id) in (
      select d.tenant_id, d.id from pooled.jobs d
       where d.state = 'done' and d.finished_at < at - interval '30 days'
       limit at_most for update skip locked)
    returning 1) select 'jobs', count(*) from gone;
  return query with gone as (
    delete from platform.single_use_codes c where c.code_hash in (
      select d.code_hash from platform.single_use_codes d
       where least(d.expires_at, d.used_at) < at - interval '1 day'
       limit at_most for update skip locked)
    returning 1) select 'codes', count(*) from gone;
  return query with gone as (
    delete from platform.login_transactions l where l.id in (
      select d.id from platform.login_transactions d
       where d.expires_at < at - interval '1 day'
       limit at_most for update skip locked)
    returning 1) select 'logins', count(*) from gone;
  return query with gone as (
    delete from platform.refresh_tokens r where r.token_hash in (
      select t.token_hash from platform.refresh_tokens t join platform.sessions s on s.id = t.session_id
       where least(s.expires_at, s.revoked_at) < at - interval '30 days'
       limit at_most for update of t skip locked)
    returning 1) select 'refreshes', count(*) from gone;
end $$;
grant execute on function gate.purge to rowhouse_platform;
