-- As before, and a token that is used again later than the grace leaves a job with the end of its session, so that the
-- audit log and the person hear of it whatever becomes of this process. Sessions of operators are nobody's work.
create or replace function gate.rotate_refresh_token(
  token bytea, successor bytea, for_audience text, at timestamptz, grace interval
) returns table (
  outcome text, session uuid, person uuid, tenant uuid, until timestamptz, idle interval, methods text[],
  authenticated timestamptz, started timestamptz
)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  held platform.sessions;
  first_used_at timestamptz;
begin
  -- The lock comes first: what is read after it is what the rotation before this one has left.
  select s.* into held from platform.sessions s
   where s.id = (select r.session_id from platform.refresh_tokens r where r.token_hash = token) for update;
  select r.used_at into first_used_at from platform.refresh_tokens r where r.token_hash = token;
  outcome := case
    when held.id is null or held.audience <> for_audience then 'unknown'
    when held.revoked_at is not null then 'revoked'
    when at >= held.expires_at or at >= held.last_refreshed_at + held.idle then 'expired'
    when first_used_at is null or at < first_used_at + grace then 'rotated'
    else 'reused'
  end;
  if outcome = 'rotated' and first_used_at is null then
    update platform.refresh_tokens r set used_at = at where r.token_hash = token;
    insert into platform.refresh_tokens (token_hash, session_id, created_at) values (successor, held.id, at);
    update platform.sessions s set last_refreshed_at = at where s.id = held.id;
  elsif outcome = 'reused' then
    update platform.sessions s set revoked_at = at, revoked_because = 'refresh_reused' where s.id = held.id;
    insert into pooled.jobs (tenant_id, id, kind, payload, max_attempts)
    values (coalesce(held.tenant_id, '00000000-0000-0000-0000-000000000000'), gen_random_uuid(), 'session.reused',
            jsonb_build_object('sessionId', held.id), 12);
  end if;
  if outcome <> 'unknown' then
    session := held.id;
    person := held.user_id;
    tenant := held.tenant_id;
    until := held.expires_at;
    idle := held.idle;
    methods := held.methods;
    authenticated := held.authenticated_at;
    started := held.created_at;
  end if;
  return next;
end $$;

-- Whom to tell of the end of a session of the entered tenant, and how it is called there.
create function gate.session_to_tell(session uuid)
returns table (member_id uuid, name text, email text, user_agent text, ip text, tenant_name text, slug text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select m.id, u.name, u.email, s.user_agent, s.ip, t.name, t.slug
    from platform.sessions s
    join platform.users u on u.id = s.user_id
    join platform.tenants t on t.id = s.tenant_id
    join pooled.members m on m.tenant_id = s.tenant_id and m.user_id = s.user_id
   where s.id = session and s.tenant_id = platform.entered_tenant()
$$;
grant execute on function gate.session_to_tell to rowhouse_app;
