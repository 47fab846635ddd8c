-- What an operator shows beside the password, by the same tables as everybody. An operator lives in no house, so no house,
-- no mailbox and no provider has to do with what opens the console.

create function platform.keep_operators_out() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  -- Takes turns with whoever is made an operator, or a member, at the same time.
  perform from platform.users u where u.id = new.user_id for update;
  if exists (select from platform.operators o where o.user_id = new.user_id)
     and exists (select from platform.memberships m where m.user_id = new.user_id) then
    raise exception 'An operator lives in no house' using errcode = '23514', constraint = 'an_operator_lives_in_no_house';
  end if;
  return null;
end $$;
create trigger keep_operators_out after insert on platform.memberships
  for each row execute function platform.keep_operators_out();
create trigger keep_operators_out after insert on platform.operators
  for each row execute function platform.keep_operators_out();

-- As before, but for operators: a house does not even compare their passwords.
create or replace function gate.invited_person(token bytea, address text, at timestamptz)
returns table (user_id uuid, name text, email text, phc text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select u.id, u.name, u.email, p.phc
    from platform.open_invitation(token, at) i
    join platform.users u on u.email_lc = lower(address) and u.email_verified_at is not null
    left join platform.passwords p on p.user_id = u.id
   where (i.email_lc is null or i.email_lc = lower(address))
     and not exists (select from platform.operators o where o.user_id = u.id)
$$;

-- As before; where no tenant is entered, the platform's login asks about operators.
create or replace function platform.factors_count_since(person uuid) returns timestamptz
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  if platform.entered_tenant() is null and session_user = 'rowhouse_platform' then
    return (select '-infinity'::timestamptz from platform.operators o where o.user_id = person);
  end if;
  return (
    select coalesce(r.reset_at, '-infinity')
      from pooled.members m
      left join pooled.factor_resets r on r.tenant_id = m.tenant_id and r.user_id = m.user_id
     where m.tenant_id = platform.entered_tenant() and m.user_id = person);
end $$;

create or replace function platform.reset_mark_of(person uuid) returns uuid
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  if platform.entered_tenant() is null then return null; end if;
  return (
    select r.tenant_id from pooled.factor_resets r
     where r.tenant_id = platform.entered_tenant() and r.user_id = person);
end $$;

-- What the operators' door asks for.
create function platform.operator_factors_of(person uuid) returns text[]
language sql stable set search_path = pg_catalog, pg_temp as $$
  select case
    when not exists (select from platform.authenticators a where a.user_id = person) then '{}'
    when not exists (select from platform.recovery_code_sets s join platform.recovery_codes c on c.set_id = s.id
                      where s.user_id = person and c.used_at is null) then array['totp']
    else array['totp', 'recovery_code']
  end
$$;

create function gate.operator_factors_of(person uuid) returns text[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select platform.operator_factors_of(person)
$$;

-- As before, and whether a second factor is set up, and whether this session of theirs is still open: the command line
-- ends sessions and cannot tell the web processes.
drop function gate.find_operator;
create function gate.find_operator(person uuid, in_session uuid)
returns table (user_id uuid, name text, email text, has_second_factor boolean, is_signed_in boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select o.user_id, u.name, u.email, cardinality(platform.operator_factors_of(person)) > 0,
         exists (select from platform.sessions s
                  where s.id = in_session and s.user_id = person and s.tenant_id is null and s.revoked_at is null)
    from platform.operators o join platform.users u on u.id = o.user_id
   where o.user_id = person
$$;
grant execute on function gate.find_operator to rowhouse_app;

-- As before; who has set up a second factor has shown it, and the session lasts half a day, and an hour without use.
create or replace function gate.open_operator_session(
  session uuid, person uuid, for_audience text, by_methods text[], from_agent text, from_ip text,
  first_token bytea, at timestamptz, until timestamptz
) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from platform.operators o where o.user_id = person) then
    raise exception 'Only an operator has a session without a tenant' using errcode = '42501';
  end if;
  if cardinality(platform.operator_factors_of(person)) > 0 and not platform.is_strong(by_methods) then
    raise exception 'An operator who has a second factor shows it' using errcode = '42501';
  end if;
  perform platform.add_session(session, person, null, for_audience, by_methods, at, from_agent, from_ip, first_token, at,
                               until, interval '1 hour', null);
end $$;

-- Those that were opened before, too.
update platform.sessions s
   set idle = least(s.idle, interval '1 hour'), expires_at = least(s.expires_at, s.created_at + interval '12 hours')
 where s.tenant_id is null and s.revoked_at is null;

-- The operator has shown again who it is. False for a session that has ended.
create function gate.recognise_operator_session(session uuid, person uuid, recognition text, at timestamptz)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if cardinality(platform.operator_factors_of(person)) > 0 and not platform.is_strong(array[recognition]) then
    raise exception 'An operator who has a second factor shows it' using errcode = '42501';
  end if;
  update platform.sessions s
     set authenticated_at = at, methods = s.methods || case when recognition = any (s.methods) then '{}' else array[recognition] end
   where s.id = session and s.user_id = person and s.tenant_id is null and s.revoked_at is null;
  return found;
end $$;

create function gate.list_operators()
returns table (user_id uuid, email text, name text, added_at timestamptz, has_second_factor boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select o.user_id, u.email, u.name, o.added_at, cardinality(platform.operator_factors_of(o.user_id)) > 0
    from platform.operators o join platform.users u on u.id = o.user_id
   order by o.added_at, o.user_id
$$;

-- False where somebody has proven this address before, as an operator or in a house.
drop function gate.add_operator;
create function gate.add_operator(
  person uuid, person_email text, person_name text, person_phc text, at timestamptz
) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from platform.users u where u.email_lc = lower(person_email) and u.email_verified_at is not null) then
    return false;
  end if;
  perform gate.add_user(person, person_email, person_name, person_phc, at);
  update platform.users set email_verified_at = at where id = person;
  insert into platform.operators (user_id, added_at) values (person, at);
  return true;
end $$;

-- A new start for an operator who has lost the password or the phone; a null hash leaves no way in at all.
create function platform.restart_operator(person uuid, new_phc text, at timestamptz) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  -- What is being added at the same time comes before this, and goes; or after it, with a session that has ended.
  perform from platform.users u where u.id = person for update;
  perform platform.forget_credentials(person);
  if new_phc is not null then
    insert into platform.passwords (user_id, phc, changed_at) values (person, new_phc, at);
  end if;
  perform platform.end_sessions_of(person, null, null, null, 'revoked_by_operator', at);
end $$;

-- False for somebody who is no operator.
create function gate.reset_operator(person uuid, new_phc text, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from platform.operators o where o.user_id = person) then return false; end if;
  perform platform.restart_operator(person, new_phc, at);
  return true;
end $$;

-- The row of the person stays for what names it, and the address is free for somebody new. False as above.
create function gate.remove_operator(person uuid, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from platform.operators o where o.user_id = person;
  if not found then return false; end if;
  perform platform.restart_operator(person, null, at);
  update platform.users u set email_verified_at = null where u.id = person;
  return true;
end $$;

grant execute on function
  gate.operator_factors_of, gate.recognise_operator_session, gate.list_operators, gate.add_operator, gate.reset_operator,
  gate.remove_operator, gate.authenticators, gate.add_authenticator, gate.use_authenticator, gate.remove_authenticator,
  gate.make_recovery_codes, gate.keep_recovery_codes, gate.recovery_codes, gate.use_recovery_code,
  gate.enqueue_for_platform
to rowhouse_platform;
