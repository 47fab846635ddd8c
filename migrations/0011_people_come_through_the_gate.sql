-- What the application login may ask and change about tenants and people. Each function answers one question; those
-- that change something do it for the tenant that the transaction has entered.

-- One row a sign-up, so that a repeated form finds what the first one opened.
create table platform.sign_ups (
  id uuid primary key,
  tenant_id uuid not null references platform.tenants on delete cascade,
  user_id uuid not null references platform.users on delete cascade,
  signed_up_at timestamptz not null
);

create function platform.entered_tenant() returns uuid
language sql stable set search_path = pg_catalog, pg_temp as $$
  select nullif(current_setting('app.tenant_id', true), '')::uuid
$$;

create function gate.open_tenant(
  sign_up uuid, tenant uuid, tenant_slug text, tenant_name text,
  owner uuid, owner_name text, owner_email text, owner_phc text, at timestamptz
) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into platform.tenants (id, slug, name, created_at) values (tenant, tenant_slug, tenant_name, at);
  insert into platform.placements (tenant_id) values (tenant);
  insert into platform.users (id, email, name, created_at) values (owner, owner_email, owner_name, at);
  insert into platform.passwords (user_id, phc, changed_at) values (owner, owner_phc, at);
  insert into platform.sign_ups (id, tenant_id, user_id, signed_up_at) values (sign_up, tenant, owner, at);
end $$;

create function gate.find_sign_up(sign_up uuid)
returns table (tenant_id uuid, slug text, user_id uuid, email text, phc text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.tenant_id, t.slug, s.user_id, u.email, p.phc
    from platform.sign_ups s
    join platform.tenants t on t.id = s.tenant_id
    join platform.users u on u.id = s.user_id
    join platform.passwords p on p.user_id = s.user_id
   where s.id = sign_up
$$;

create function gate.rename_tenant(new_name text, new_time_zone text) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update platform.tenants set name = new_name, time_zone = new_time_zone where id = platform.entered_tenant()
$$;

create function gate.add_user(person uuid, person_email text, person_name text, person_phc text, at timestamptz)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into platform.users (id, email, name, created_at) values (person, person_email, person_name, at);
  insert into platform.passwords (user_id, phc, changed_at) values (person, person_phc, at);
end $$;

-- Whoever may use the platform login vouches for the address.
create function gate.add_operator(
  person uuid, person_email text, person_name text, person_phc text, at timestamptz
) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform gate.add_user(person, person_email, person_name, person_phc, at);
  update platform.users set email_verified_at = at where id = person;
  insert into platform.operators (user_id, added_at) values (person, at);
end $$;

-- The functions below run as the owner, and see of the members those of the entered tenant.
create policy gate_reads on members for select to rowhouse_owner
  using (tenant_id = (select current_setting('app.tenant_id')::uuid));

-- Several members may have named one address; at most one of them has proven it.
create function gate.sign_in_candidates(address text)
returns table (user_id uuid, phc text, is_proven boolean, joined_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select u.id, p.phc, u.email_verified_at is not null, m.joined_at
    from platform.users u
    join platform.passwords p on p.user_id = u.id
    join pooled.members m on m.tenant_id = platform.entered_tenant() and m.user_id = u.id
   where u.email_lc = lower(address)
$$;

create function gate.operator_candidate(address text) returns table (user_id uuid, phc text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select u.id, p.phc from platform.users u
    join platform.operators o on o.user_id = u.id
    join platform.passwords p on p.user_id = u.id
   where u.email_lc = lower(address) and u.email_verified_at is not null
$$;

create function gate.is_email_proven(person uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from platform.users u where u.id = person and u.email_verified_at is not null)
$$;

create function platform.add_session(
  session uuid, person uuid, of_tenant uuid, for_audience text, by_methods text[], from_agent text, from_ip text,
  first_token bytea, at timestamptz, until timestamptz
) returns void
language sql volatile set search_path = pg_catalog, pg_temp as $$
  insert into platform.sessions
    (id, user_id, tenant_id, audience, methods, user_agent, ip, created_at, last_refreshed_at, expires_at)
  values (session, person, of_tenant, for_audience, by_methods, from_agent, from_ip, at, at, until);
  insert into platform.refresh_tokens (token_hash, session_id, created_at) values (first_token, session, at);
$$;

create function gate.open_member_session(
  session uuid, person uuid, for_audience text, by_methods text[], from_agent text, from_ip text,
  first_token bytea, at timestamptz, until timestamptz
) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  tenant uuid := platform.entered_tenant();
begin
  if not exists (select from pooled.members m where m.tenant_id = tenant and m.user_id = person) then
    raise exception 'Only a member of the entered tenant has a session there' using errcode = '42501';
  end if;
  perform platform.add_session(session, person, tenant, for_audience, by_methods, from_agent, from_ip, first_token, at, until);
end $$;

create function gate.open_operator_session(
  session uuid, person uuid, for_audience text, by_methods text[], from_agent text, from_ip text,
  first_token bytea, at timestamptz, until timestamptz
) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from platform.operators o where o.user_id = person) then
    raise exception 'Only an operator has a session without a tenant' using errcode = '42501';
  end if;
  perform platform.add_session(session, person, null, for_audience, by_methods, from_agent, from_ip, first_token, at, until);
end $$;

-- Outcomes: rotated, or one of unknown, revoked, expired, reused. A token used again within the grace has the
-- successor it had before; used later it ends the session, for one of its two holders is a thief.
create function gate.rotate_refresh_token(
  token bytea, successor bytea, for_audience text, at timestamptz, idle interval, grace interval
) returns table (outcome text, session uuid, person uuid, tenant uuid, until timestamptz)
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
    when at >= held.expires_at or at >= held.last_refreshed_at + idle then 'expired'
    when first_used_at is null or at < first_used_at + grace then 'rotated'
    else 'reused'
  end;
  if outcome = 'rotated' and first_used_at is null then
    update platform.refresh_tokens r set used_at = at where r.token_hash = token;
    insert into platform.refresh_tokens (token_hash, session_id, created_at) values (successor, held.id, at);
    update platform.sessions s set last_refreshed_at = at where s.id = held.id;
  elsif outcome = 'reused' then
    update platform.sessions s set revoked_at = at, revoked_because = 'refresh_reused' where s.id = held.id;
  end if;
  if outcome <> 'unknown' then
    session := held.id;
    person := held.user_id;
    tenant := held.tenant_id;
    until := held.expires_at;
  end if;
  return next;
end $$;

-- False when there is nothing left to end.
create function gate.end_session(session uuid, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update platform.sessions s set revoked_at = at, revoked_because = 'signed_out'
   where s.id = session and s.tenant_id = platform.entered_tenant() and s.revoked_at is null;
  return found;
end $$;

create function gate.end_operator_session(session uuid, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update platform.sessions s set revoked_at = at, revoked_because = 'signed_out'
   where s.id = session and s.tenant_id is null and s.revoked_at is null;
  return found;
end $$;

create function gate.add_code(code bytea, for_purpose text, person uuid, at timestamptz, until timestamptz)
returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into platform.single_use_codes (code_hash, purpose, user_id, tenant_id, created_at, expires_at)
  values (code, for_purpose, person, platform.entered_tenant(), at, until)
$$;

-- The person whom the code brings in; null when it was used, has run out, or is another tenant's.
create function gate.redeem_handoff(code bytea, at timestamptz) returns uuid
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update platform.single_use_codes c set used_at = at
   where c.code_hash = code and c.purpose = 'handoff' and c.tenant_id = platform.entered_tenant()
     and c.used_at is null and c.expires_at > at
  returning c.user_id
$$;

-- Outcomes: proven, already_proven, or one of invalid_code, email_taken.
create function gate.prove_email(code bytea, person uuid, at timestamptz) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  used timestamptz;
begin
  select c.used_at into used from platform.single_use_codes c
   where c.code_hash = code and c.purpose = 'verify_email' and c.user_id = person
     and c.tenant_id = platform.entered_tenant() and c.expires_at > at
     for update;
  if not found then return 'invalid_code'; end if;
  if gate.is_email_proven(person) then return 'already_proven'; end if;
  if used is not null then return 'invalid_code'; end if;
  update platform.users u set email_verified_at = at where u.id = person;
  update platform.single_use_codes c set used_at = at
   where c.user_id = person and c.purpose = 'verify_email' and c.used_at is null;
  return 'proven';
exception when unique_violation then
  return 'email_taken';
end $$;

create function gate.signing_keys()
returns table (kid text, state text, public_jwk jsonb, sealed_private_jwk text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k.kid, k.state, k.public_jwk, k.sealed_private_jwk from platform.signing_keys k
$$;

-- Of two processes that start together, the second one's key is not kept.
create function gate.add_first_signing_key(key_id text, public_key jsonb, sealed_private_key text) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into platform.signing_keys (kid, state, public_jwk, sealed_private_jwk)
  values (key_id, 'active', public_key, sealed_private_key) on conflict do nothing
$$;

grant execute on function
  gate.open_tenant, gate.find_sign_up, gate.rename_tenant, gate.add_user,
  gate.sign_in_candidates, gate.is_email_proven, gate.open_member_session,
  gate.rotate_refresh_token, gate.end_session, gate.add_code, gate.redeem_handoff, gate.prove_email,
  gate.signing_keys, gate.add_first_signing_key
to rowhouse_app;
-- An operator's session opens on the platform login alone, so no statement on the application login makes one.
grant execute on function
  gate.add_operator, gate.operator_candidate, gate.open_operator_session, gate.end_operator_session
to rowhouse_platform;
