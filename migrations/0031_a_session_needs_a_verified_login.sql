-- The one way to a member's session: a row that was verified, redeemed once by the browser that began it.

-- The kinds of second factor that a person has set up. A migration that brings one replaces this function.
create function platform.second_factors_of(person uuid) returns text[]
language sql stable set search_path = pg_catalog, pg_temp as $$
  select '{}'::text[]
$$;

-- Whether these prove more than what somebody knows or reads.
create function platform.is_strong(recognitions text[]) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select recognitions && array['otp', 'recovery_code', 'passkey', 'mfa']
$$;

create function gate.second_factors_of(person uuid) returns text[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select platform.second_factors_of(person)
$$;

create function gate.begin_login(
  login uuid, at_origin text, for_purpose text, of_kind text, of_connection uuid, to_path text, notes text,
  form text, binding bytea, at_base bytea, person uuid, in_session uuid, handoff bytea, handoff_until timestamptz,
  needs_strong boolean, at timestamptz, until timestamptz
) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  tenant uuid := platform.entered_tenant();
begin
  if in_session is not null and not exists (
    select from platform.sessions s
     where s.id = in_session and s.user_id = person and s.tenant_id = tenant and s.revoked_at is null
  ) then
    raise exception 'A login inside a session is about the person whose session it is' using errcode = '42501';
  end if;
  -- Those of the day before are nobody's; some at a time, so that nobody waits for it.
  delete from platform.login_transactions l where l.id in (
    select o.id from platform.login_transactions o where o.expires_at < at - interval '1 day' limit 20 for update skip locked);
  insert into platform.login_transactions
    (id, tenant_id, origin, purpose, state, kind, connection_id, return_path, sealed_notes, sealed_form, tenant_binding, base_binding,
     user_id, session_id, handoff_hash, handoff_to, handoff_expires_at, started_at, expires_at)
  values (login, tenant, at_origin, for_purpose, case when needs_strong then 'needs_second_factor' else 'started' end, of_kind, of_connection, to_path, notes, form, binding, at_base,
          person, in_session, handoff, case when handoff is not null then 'base' end, handoff_until, at, until);
end $$;

-- On the tenant's host, for the browser that began it.
create function gate.find_login(login uuid, binding bytea, at timestamptz) returns setof platform.login_transactions
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.* from platform.login_transactions l
   where l.id = login and l.tenant_id = platform.entered_tenant() and l.tenant_binding = binding and l.expires_at > at
     and l.state in ('started', 'needs_second_factor', 'verified')
$$;

-- What a method wrote down at its start; the second one is named here.
create function gate.note_login(login uuid, of_kind text, notes text) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update platform.login_transactions l
     set kind = case when l.purpose = 'step_up' then of_kind else l.kind end,
         second_kind = case when l.state = 'needs_second_factor' then of_kind end, sealed_notes = notes
   where l.id = login and l.tenant_id = platform.entered_tenant() and l.state in ('started', 'needs_second_factor')
$$;

-- False once somebody has typed too often; the login has failed then, and nobody but its own browser has to do with it.
create function gate.count_login_try(login uuid, most integer, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  tried integer;
begin
  update platform.login_transactions l
     set tries = l.tries + 1,
         state = case when l.tries >= most then 'failed' else l.state end,
         failed_because = case when l.tries >= most then 'too_many_tries' end
   where l.id = login and l.tenant_id = platform.entered_tenant() and l.expires_at > at
     and l.state in ('started', 'needs_second_factor')
  returning l.tries into tried;
  return coalesce(tried <= most, false);
end $$;

-- The browser has come to the base host: from here on it is known there too.
create function gate.arrive_at_base(handoff bytea, at_base bytea, answer bytea, at timestamptz)
returns setof platform.login_transactions
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update platform.login_transactions l
     set handoff_hash = null, handoff_to = null, handoff_expires_at = null, base_binding = at_base, answer_hash = answer
   where l.handoff_hash = handoff and l.handoff_to = 'base' and l.handoff_expires_at > at and l.expires_at > at
     and l.state in ('started', 'needs_second_factor')
  returning l.*
$$;

-- An answer counts once, and in the browser that left for it.
create function gate.take_answer(answer bytea, at_base bytea, at timestamptz)
returns setof platform.login_transactions
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update platform.login_transactions l set answer_hash = null
   where l.answer_hash = answer and l.base_binding = at_base and l.expires_at > at
     and l.state in ('started', 'needs_second_factor')
  returning l.*
$$;

-- Where an answer comes to a browser that the base host does not know. It may only be told where to begin again.
create function gate.origin_of_answer(answer bytea) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.origin from platform.login_transactions l where l.answer_hash = answer
$$;

-- Outcomes: verified, needs_second_factor, or null when the login is over, about somebody else, or waits for another way.
create function gate.verify_login(
  login uuid, person uuid, of_connection uuid, of_issuer text, of_subject text, by_methods text[],
  authenticated timestamptz, notes text, at timestamptz, more boolean default false
) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  held platform.login_transactions;
  has_second_factor boolean;
  outcome text;
begin
  select l.* into held from platform.login_transactions l
   where l.id = login and l.tenant_id = platform.entered_tenant() and l.expires_at > at
     and l.state in ('started', 'needs_second_factor') for update;
  if not found or held.user_id is not null and held.user_id is distinct from person then return null; end if;
  -- A step-up may have chosen another way while this one was still being asked.
  if held.state = 'started' and held.connection_id is distinct from of_connection then return null; end if;
  has_second_factor := cardinality(platform.second_factors_of(person)) > 0;
  -- Where somebody odd is asked for more and has nothing set up, a mail is the second factor.
  if held.state = 'needs_second_factor' and not platform.is_strong(by_methods)
     and not (held.asks_for_more and not has_second_factor and 'email' = any (by_methods)) then return null; end if;
  outcome := case
    -- What the tenant's own identity provider asks for is between the two.
    when held.purpose = 'sign_in' and held.connection_id is null
     and not platform.is_strong(held.recognitions || by_methods)
     and (has_second_factor or more and not 'email' = any (held.recognitions || by_methods)) then 'needs_second_factor'
    else 'verified'
  end;
  update platform.login_transactions l
     set state = outcome, user_id = person, asks_for_more = l.asks_for_more or more,
         issuer = coalesce(l.issuer, of_issuer), subject = coalesce(l.subject, of_subject),
         recognitions = l.recognitions || by_methods,
         authenticated_at = least(coalesce(authenticated, at), at),
         tries = 0, sealed_notes = notes
   where l.id = login;
  return outcome;
end $$;

create function gate.fail_login(login uuid, because text) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update platform.login_transactions l
     set state = 'failed', failed_because = because,
         handoff_hash = null, handoff_to = null, handoff_expires_at = null, answer_hash = null, sealed_notes = null
   where l.id = login and l.tenant_id = platform.entered_tenant() and l.state in ('started', 'needs_second_factor', 'verified')
$$;

create function gate.issue_handoff(login uuid, handoff bytea, to_host text, until timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update platform.login_transactions l
     set handoff_hash = handoff, handoff_to = to_host, handoff_expires_at = until
   where l.id = login and l.tenant_id = platform.entered_tenant() and l.state in ('started', 'needs_second_factor', 'verified')
$$;

-- Of a login that began on the base host, by the browser that began it: from here on it is the tenant host's too.
create function gate.bring_login(
  login uuid, at_base bytea, binding bytea, handoff bytea, handoff_until timestamptz, at timestamptz
) returns text
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update platform.login_transactions l
     set tenant_binding = binding, handoff_hash = handoff, handoff_to = 'tenant', handoff_expires_at = handoff_until
   where l.id = login and l.base_binding = at_base and l.tenant_binding is null and l.expires_at > at
     and l.state in ('verified', 'needs_second_factor')
  returning l.origin
$$;

-- On the host that it was made for, in the browser that it was made for, once.
create function gate.take_handoff(handoff bytea, binding bytea, at_origin text, at timestamptz)
returns setof platform.login_transactions
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update platform.login_transactions l
     set handoff_hash = null, handoff_to = null, handoff_expires_at = null
   where l.handoff_hash = handoff and l.handoff_to = 'tenant' and l.handoff_expires_at > at and l.expires_at > at
     and l.tenant_id = platform.entered_tenant() and l.origin = at_origin and l.tenant_binding = binding
     and l.state in ('started', 'needs_second_factor', 'verified')
  returning l.*
$$;

-- Which of the tenant's own identity providers has said whose session it is, or has confirmed it last: noted where a login
-- is redeemed, so that no method can forget to say so.
alter table platform.sessions add column connection_id uuid;

drop function platform.add_session;
create function platform.add_session(
  session uuid, person uuid, of_tenant uuid, for_audience text, by_methods text[], authenticated timestamptz,
  from_agent text, from_ip text, first_token bytea, at timestamptz, until timestamptz, idle_for interval,
  of_connection uuid
) returns void
language sql volatile set search_path = pg_catalog, pg_temp as $$
  insert into platform.sessions
    (id, user_id, tenant_id, audience, methods, authenticated_at, user_agent, ip, created_at, last_refreshed_at, expires_at, idle,
     connection_id)
  values (session, person, of_tenant, for_audience, by_methods, authenticated, from_agent, from_ip, at, at, until, idle_for,
          of_connection);
  insert into platform.refresh_tokens (token_hash, session_id, created_at) values (first_token, session, at);
$$;

-- Null, and no session, unless the login is verified, a sign-in, of this tenant and origin, and this browser's.
drop function gate.open_member_session;
create function gate.open_member_session(
  login uuid, binding bytea, session uuid, for_audience text, from_agent text, from_ip text,
  first_token bytea, at timestamptz, until timestamptz, idle_for interval
) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  tenant uuid := platform.entered_tenant();
  held platform.login_transactions;
begin
  select l.* into held from platform.login_transactions l
   where l.id = login and l.tenant_id = tenant and l.origin = for_audience and l.tenant_binding = binding
     and l.purpose = 'sign_in' and l.state = 'verified' and l.expires_at > at for update;
  if not found then return null; end if;
  if not exists (select from pooled.members m where m.tenant_id = tenant and m.user_id = held.user_id) then
    raise exception 'Only a member of the entered tenant has a session there' using errcode = '42501';
  end if;
  perform platform.add_session(session, held.user_id, tenant, for_audience, held.recognitions, held.authenticated_at,
                               from_agent, from_ip, first_token, at, until, idle_for, held.connection_id);
  update platform.login_transactions l
     set state = 'redeemed', session_id = session, handoff_hash = null, handoff_to = null, handoff_expires_at = null
   where l.id = login;
  return held.user_id;
end $$;

create or replace function gate.open_operator_session(
  session uuid, person uuid, for_audience text, by_methods text[], from_agent text, from_ip text,
  first_token bytea, at timestamptz, until timestamptz
) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from platform.operators o where o.user_id = person) then
    raise exception 'Only an operator has a session without a tenant' using errcode = '42501';
  end if;
  perform platform.add_session(session, person, null, for_audience, by_methods, at, from_agent, from_ip, first_token, at,
                               until, interval '7 days', null);
end $$;

-- Of a step-up: the session that it happened in is as good as new, and what waited goes on.
create function gate.confirm_session(login uuid, binding bytea, at timestamptz, out confirmed uuid, out form text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  held platform.login_transactions;
begin
  update platform.login_transactions l set state = 'redeemed'
   where l.id = login and l.tenant_id = platform.entered_tenant() and l.tenant_binding = binding
     and l.purpose = 'step_up' and l.state = 'verified' and l.expires_at > at
  returning l.* into held;
  if not found then return; end if;
  update platform.sessions s
     set authenticated_at = held.authenticated_at,
         methods = (select array_agg(distinct it) from unnest(s.methods || held.recognitions) it),
         connection_id = coalesce(held.connection_id, s.connection_id)
   where s.id = held.session_id and s.user_id = held.user_id and s.tenant_id = held.tenant_id and s.revoked_at is null
  returning s.id into confirmed;
  form := held.sealed_form;
end $$;

-- A second factor that was set up in this session, and proven by that, counts for it. False for one that is not there.
create function gate.recognise_session(session uuid, person uuid, recognition text, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update platform.sessions s
     set authenticated_at = at, methods = s.methods || case when recognition = any (s.methods) then '{}' else array[recognition] end
   where s.id = session and s.user_id = person and s.tenant_id = platform.entered_tenant() and s.revoked_at is null
     and cardinality(platform.second_factors_of(person)) > 0;
  return found;
end $$;

-- Of a link or a test: what was verified is taken once.
create function gate.redeem_login(login uuid, binding bytea, for_purpose text, at timestamptz)
returns setof platform.login_transactions
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update platform.login_transactions l set state = 'redeemed'
   where l.id = login and l.tenant_id = platform.entered_tenant() and l.tenant_binding = binding
     and l.purpose = for_purpose and l.purpose in ('link', 'test') and l.state = 'verified' and l.expires_at > at
  returning l.*
$$;

-- A link is added for a member; an identity that is somebody's already stays theirs.
create function gate.link_identity(
  link uuid, of_kind text, of_connection uuid, of_issuer text, of_subject text, person uuid, said_email text, at timestamptz
) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  tenant uuid := platform.entered_tenant();
begin
  if not exists (select from pooled.members m where m.tenant_id = tenant and m.user_id = person) then
    raise exception 'Only for a member of the entered tenant an identity is linked there' using errcode = '42501';
  end if;
  insert into platform.identity_links (id, tenant_id, connection_id, kind, issuer, subject, user_id, email, linked_at)
  values (link, case when of_connection is not null then tenant end, of_connection, of_kind, of_issuer, of_subject, person, said_email, at)
  on conflict (connection_id, issuer, subject) do nothing;
  return exists (
    select from platform.identity_links l
     where l.connection_id is not distinct from of_connection and l.issuer = of_issuer and l.subject = of_subject
       and l.user_id = person and (of_connection is null or l.tenant_id = tenant));
end $$;

-- Whom the identity stands for; a connection of another tenant stands for nobody here.
create function gate.linked_person(of_connection uuid, of_issuer text, of_subject text, at timestamptz) returns uuid
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update platform.identity_links l set last_used_at = at
   where l.connection_id is not distinct from of_connection and l.issuer = of_issuer and l.subject = of_subject
     and (of_connection is null or l.tenant_id = platform.entered_tenant())
  returning l.user_id
$$;

-- As before, and tells what the next access token says about the session. It knows itself how long it may idle. A token
-- that is used again later than the grace leaves a job with the end of its session, so that the audit log and the person
-- hear of it whatever becomes of this process. Sessions of operators are nobody's work.
drop function gate.rotate_refresh_token;
create function gate.rotate_refresh_token(
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

-- A code from a mail is all that is left of these; the way from host to host is a login's.
drop function gate.redeem_handoff;

-- Of a member, for a password that is typed by somebody whose person is known already.
create function gate.password_of(person uuid) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.phc from platform.passwords p
    join pooled.members m on m.tenant_id = platform.entered_tenant() and m.user_id = p.user_id
   where p.user_id = person
$$;

-- How a member can be asked again: a password, what is set up beside it, and identities elsewhere.
create function gate.ways_of(person uuid) returns table (kind text, connection_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select 'password', null::uuid from platform.passwords p where p.user_id = person
  union all select it, null from unnest(platform.second_factors_of(person)) it
  union select l.kind, l.connection_id from platform.identity_links l
   where l.user_id = person and (l.tenant_id is null or l.tenant_id = platform.entered_tenant())
$$;

grant execute on function
  gate.password_of, gate.ways_of, gate.second_factors_of, gate.begin_login, gate.find_login, gate.note_login, gate.count_login_try,
  gate.arrive_at_base, gate.take_answer, gate.origin_of_answer, gate.verify_login, gate.fail_login, gate.issue_handoff,
  gate.bring_login, gate.take_handoff, gate.open_member_session, gate.confirm_session, gate.recognise_session, gate.redeem_login, gate.link_identity,
  gate.linked_person, gate.rotate_refresh_token
to rowhouse_app;
