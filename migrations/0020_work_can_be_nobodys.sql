-- Work that is no tenant's, such as looking up where somebody lives, stands in the queue under the nil UUID: it takes
-- fair turns like the work of one tenant, and no tenant can be entered by that name.
alter table platform.placements add constraint nobody_lives_at_nil
  check (tenant_id <> '00000000-0000-0000-0000-000000000000');

create function gate.enqueue_for_platform(job uuid, of_kind text, with_payload jsonb, most_attempts integer) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into pooled.jobs (tenant_id, id, kind, payload, max_attempts)
  values ('00000000-0000-0000-0000-000000000000', job, of_kind, with_payload, most_attempts)
$$;
grant execute on function gate.enqueue_for_platform to rowhouse_app;
