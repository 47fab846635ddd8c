-- pending: published, so that whoever keeps our key set knows it before it signs. active: signs. retiring: signs no
-- more, and stays until what it signed has run out. Then it is gone.
alter table platform.signing_keys
  add column activated_at timestamptz,
  add column retired_at timestamptz;
update platform.signing_keys set activated_at = created_at where state = 'active';
create unique index one_pending_signing_key on platform.signing_keys (state) where state = 'pending';

create or replace function gate.add_first_signing_key(key_id text, public_key jsonb, sealed_private_key text) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into platform.signing_keys (kid, state, public_jwk, sealed_private_jwk, activated_at)
  values (key_id, 'active', public_key, sealed_private_key, now()) on conflict do nothing
$$;

-- Whatever step is due, in one transaction under one lock, so that any process may call it at any time. The given key
-- is kept only where one is published: because the active one is old, or because somebody asks (`is_wanted`).
create function gate.step_signing_keys(
  key_id text, public_key jsonb, sealed_private_key text, is_wanted boolean, at timestamptz,
  rotate_after interval, publish_for interval, retire_for interval
) returns table (step text, kid text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  perform pg_advisory_xact_lock(hashtextextended('signing keys', 0));
  return query
    delete from platform.signing_keys k where k.state = 'retiring' and coalesce(k.retired_at, at) + retire_for <= at
    returning 'gone', k.kid;
  if exists (select from platform.signing_keys k where k.state = 'pending' and k.created_at + publish_for <= at) then
    return query update platform.signing_keys k set state = 'retiring', retired_at = at where k.state = 'active'
      returning 'retiring', k.kid;
    return query update platform.signing_keys k set state = 'active', activated_at = at where k.state = 'pending'
      returning 'active', k.kid;
  end if;
  return query
    insert into platform.signing_keys (kid, state, public_jwk, sealed_private_jwk, created_at)
    select key_id, 'pending', public_key, sealed_private_key, at
     where not exists (select from platform.signing_keys k where k.state = 'pending')
       and exists (select from platform.signing_keys k
                    where k.state = 'active' and (is_wanted or k.activated_at + rotate_after <= at))
    returning 'pending', signing_keys.kid;
end $$;

-- For a key that somebody else may have: whatever it signed is refused from the commit on.
create function gate.replace_signing_keys(key_id text, public_key jsonb, sealed_private_key text, at timestamptz)
returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  removed integer;
begin
  perform pg_advisory_xact_lock(hashtextextended('signing keys', 0));
  delete from platform.signing_keys;
  get diagnostics removed = row_count;
  insert into platform.signing_keys (kid, state, public_jwk, sealed_private_jwk, created_at, activated_at)
  values (key_id, 'active', public_key, sealed_private_key, at, at);
  return removed;
end $$;

create function gate.list_signing_keys()
returns table (kid text, state text, created_at timestamptz, activated_at timestamptz, retired_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k.kid, k.state, k.created_at, k.activated_at, k.retired_at from platform.signing_keys k
   order by array_position(array['pending', 'active', 'retiring'], k.state), k.created_at desc
$$;

grant execute on function gate.step_signing_keys, gate.replace_signing_keys, gate.list_signing_keys to rowhouse_platform;
