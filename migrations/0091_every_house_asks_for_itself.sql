-- As before, and for whom another house has vouched this house asks itself: what counts as a second factor is each
-- tenant's own to say, and may count here where it does not there.
create or replace function gate.take_handoff(handoff bytea, binding bytea, at_origin text, at timestamptz)
returns setof platform.login_transactions
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update platform.login_transactions l
     set handoff_hash = null, handoff_to = null, handoff_expires_at = null,
         state = case
           when l.state = 'verified' and l.purpose = 'sign_in' and l.connection_id is null
            and not platform.is_strong(l.recognitions) and cardinality(platform.second_factors_of(l.user_id)) > 0
           then 'needs_second_factor' else l.state end
   where l.handoff_hash = handoff and l.handoff_to = 'tenant' and l.handoff_expires_at > at and l.expires_at > at
     and l.tenant_id = platform.entered_tenant() and l.origin = at_origin and l.tenant_binding = binding
     and l.state in ('started', 'needs_second_factor', 'verified')
     -- No other house's word counts for a second factor where this one has reset the person: what they had before does not.
     and not (l.issuer is null and platform.is_strong(l.recognitions) and platform.reset_mark_of(l.user_id) is not null)
  returning l.*
$$;

-- As before, and who is asked for a second factor inside may show one that is asked for on the base host. A connection
-- is none. What another way was asked before counts no more.
create or replace function gate.choose_connection(login uuid, of_connection uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update platform.login_transactions l
     set connection_id = of_connection, answer_hash = null, handoff_hash = null, handoff_to = null, handoff_expires_at = null
   where l.id = login and l.tenant_id = platform.entered_tenant() and l.purpose = 'step_up'
     and (l.state = 'started' or l.state = 'needs_second_factor' and of_connection is null)
     and (of_connection is null or exists (
       select from platform.identity_links i
        where i.user_id = l.user_id and i.connection_id = of_connection and i.tenant_id = l.tenant_id));
  return found;
end $$;

-- As before, of a member of the entered tenant alone.
create or replace function gate.ways_of(person uuid) returns table (kind text, connection_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select it.kind, it.connection_id from (
    select 'password', null::uuid from platform.passwords p where p.user_id = person
    union all select of_factor, null from unnest(platform.second_factors_of(person)) of_factor
    union select l.kind, l.connection_id from platform.identity_links l
     where l.user_id = person and (l.tenant_id is null or l.tenant_id = platform.entered_tenant())
  ) it (kind, connection_id)
  where platform.is_member_here(person)
$$;

-- What somebody set up who never showed that the address is theirs, and the browsers and networks they came from: to the
-- one who reads the mail those are strange.
create or replace function platform.forget_credentials(person uuid) returns void
language sql volatile set search_path = pg_catalog, pg_temp as $$
  delete from platform.passwords p where p.user_id = person;
  delete from platform.identity_links l where l.user_id = person;
  delete from platform.authenticators a where a.user_id = person;
  delete from platform.passkeys p where p.user_id = person;
  delete from platform.recovery_code_sets s where s.user_id = person;
  delete from platform.known_devices d where d.user_id = person;
  delete from platform.known_networks n where n.user_id = person;
$$;

-- As before; a session that has idled for too long is over, and no new length wakes it.
create or replace function gate.limit_sessions(longest interval, longest_idle interval, at timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update platform.sessions s set expires_at = s.created_at + longest, idle = longest_idle
   where s.tenant_id = platform.entered_tenant() and s.revoked_at is null and platform.end_of_session(s) > at
$$;
