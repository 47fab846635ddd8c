-- What a person does about a password, with proof of the old one or of the mailbox.

alter table platform.sessions drop constraint sessions_revoked_because_check;
alter table platform.sessions add constraint sessions_revoked_because_check check (revoked_because in (
  'signed_out', 'refresh_reused', 'revoked_by_self', 'revoked_by_admin', 'revoked_by_operator', 'password_changed',
  'password_reset', 'address_proven', 'factor_changed', 'email_changed', 'member_deactivated', 'member_left', 'policy_changed', 'suspicious'));

delete from platform.single_use_codes where purpose = 'handoff';
alter table platform.single_use_codes drop constraint single_use_codes_purpose_check;
alter table platform.single_use_codes add constraint single_use_codes_purpose_check check (
  purpose in ('verify_email', 'reset_password'));

-- What somebody set up who never showed that the address is theirs. A migration that brings a credential adds it here.
create function platform.forget_credentials(person uuid) returns void
language sql volatile set search_path = pg_catalog, pg_temp as $$
  delete from platform.passwords p where p.user_id = person;
  delete from platform.identity_links l where l.user_id = person;
$$;

create function gate.house() returns table (slug text, name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select t.slug, t.name from platform.tenants t where t.id = platform.entered_tenant()
$$;

-- Of the entered tenant who has named the address, the one who has proven it first.
create function gate.members_by_address(address text) returns table (user_id uuid, name text, email text, is_proven boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select u.id, m.name, u.email, u.email_verified_at is not null
    from platform.users u join pooled.members m on m.tenant_id = platform.entered_tenant() and m.user_id = u.id
   where u.email_lc = lower(address)
   order by u.email_verified_at is null, m.joined_at
$$;

create function platform.is_member_here(person uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from pooled.members m where m.tenant_id = platform.entered_tenant() and m.user_id = person)
$$;

create function gate.change_password(person uuid, new_phc text, at timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not platform.is_member_here(person) then
    raise exception 'Only of a member of the entered tenant the password is changed there' using errcode = '42501';
  end if;
  insert into platform.passwords (user_id, phc, changed_at) values (person, new_phc, at)
  on conflict (user_id) do update set phc = excluded.phc, changed_at = excluded.changed_at;
  -- A mail that is still on its way would set it again.
  update platform.single_use_codes c set used_at = at
   where c.user_id = person and c.purpose = 'reset_password' and c.used_at is null;
end $$;

-- Wherever the person lives: a password is one for all of them.
create function gate.open_sessions_everywhere(person uuid, but uuid) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.id from platform.sessions s
   where s.user_id = person and s.id is distinct from but and s.revoked_at is null and platform.is_member_here(person)
$$;

create function gate.end_sessions_everywhere(person uuid, but uuid, because text, at timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update platform.sessions s set revoked_at = at, revoked_because = because
   where s.user_id = person and s.id is distinct from but and s.revoked_at is null and platform.is_member_here(person);
  update platform.login_transactions l
     set state = 'failed', failed_because = because, handoff_hash = null, handoff_to = null, handoff_expires_at = null
   where l.user_id = person and (but is null or l.session_id is distinct from but) and l.purpose <> 'test'
     and l.state in ('started', 'needs_second_factor', 'verified') and platform.is_member_here(person);
$$;

-- Whose code it is, while it is good.
create function gate.holder_of_code(code bytea, for_purpose text, at timestamptz)
returns table (user_id uuid, has_second_factor boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.user_id, cardinality(platform.second_factors_of(c.user_id)) > 0 from platform.single_use_codes c
   where c.code_hash = code and c.purpose = for_purpose and c.tenant_id = platform.entered_tenant()
     and c.used_at is null and c.expires_at > at
$$;

-- Who reads what is sent to an address owns it, and owns nothing that somebody else has set up under it before.
-- Outcomes: proven, already_proven, email_taken.
create function gate.prove_by_mail(person uuid, at timestamptz) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not platform.is_member_here(person) then return 'email_taken'; end if;
  if gate.is_email_proven(person) then return 'already_proven'; end if;
  update platform.users u set email_verified_at = at where u.id = person and u.email_verified_at is null;
  if not found then return 'already_proven'; end if;
  perform platform.forget_credentials(person);
  perform gate.end_sessions_everywhere(person, null, 'address_proven', at);
  update platform.single_use_codes c set used_at = at where c.user_id = person and c.used_at is null;
  return 'proven';
exception when unique_violation then
  return 'email_taken';
end $$;

-- Null when the code was used, has run out, is another tenant's, or its address is somebody else's by now.
create function gate.reset_password(code bytea, new_phc text, at timestamptz) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  person uuid;
begin
  update platform.single_use_codes c set used_at = at
   where c.code_hash = code and c.purpose = 'reset_password' and c.tenant_id = platform.entered_tenant()
     and c.used_at is null and c.expires_at > at
  returning c.user_id into person;
  if person is null or gate.prove_by_mail(person, at) = 'email_taken' then return null; end if;
  perform gate.change_password(person, new_phc, at);
  perform gate.end_sessions_everywhere(person, null, 'password_reset', at);
  return person;
end $$;

grant execute on function
  gate.house, gate.members_by_address, gate.change_password, gate.open_sessions_everywhere, gate.end_sessions_everywhere,
  gate.holder_of_code, gate.prove_by_mail, gate.reset_password
to rowhouse_app;
