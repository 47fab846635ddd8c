-- What a person holds beside the password. It is the person's, not a tenant's, and every function below looks only at
-- people who are members of the tenant that the transaction has entered.
create table platform.authenticators (
  id uuid primary key,
  user_id uuid not null references platform.users on delete cascade,
  name text not null check (length(name) between 1 and 80),
  sealed_secret text not null,
  -- Steps of 30 seconds since 1970. A code is good once: the next one must be of a later step.
  last_step bigint not null,
  -- Made after a tenant's own reset, it counts there alone; null counts everywhere.
  reset_in uuid,
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index authenticators_by_user on platform.authenticators (user_id);

create table platform.passkeys (
  id uuid primary key,
  user_id uuid not null references platform.users on delete cascade,
  credential_id bytea not null unique,
  public_key bytea not null,
  -- Synced passkeys do not count and stay at 0.
  counter bigint not null check (counter >= 0),
  name text not null check (length(name) between 1 and 80),
  transports text[] not null,
  is_synced boolean not null,
  reset_in uuid,
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index passkeys_by_user on platform.passkeys (user_id);

create table platform.recovery_code_sets (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references platform.users on delete cascade,
  reset_in uuid,
  made_at timestamptz not null,
  -- When the person said so.
  kept_at timestamptz,
  -- A set that was made after a house's reset leaves alone what counts in the others.
  unique nulls not distinct (user_id, reset_in)
);

create table platform.recovery_codes (
  -- SHA-256; a code has 120 random bits and needs no slow hash.
  code_hash bytea primary key check (length(code_hash) = 32),
  set_id uuid not null references platform.recovery_code_sets on delete cascade,
  used_at timestamptz
);
create index recovery_codes_by_set on platform.recovery_codes (set_id);

-- An admin gives a member who has lost everything a new start in this tenant alone: what the person had before does not
-- count here any more, and counts elsewhere as it did.
create table factor_resets (
  tenant_id uuid not null,
  user_id uuid not null,
  reset_by uuid not null,
  reset_at timestamptz not null,
  primary key (tenant_id, user_id)
);
alter table factor_resets enable row level security;
alter table factor_resets force row level security;
create policy own_tenant on factor_resets to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
create policy gate_reads on factor_resets for select to rowhouse_owner
  using (tenant_id = (select current_setting('app.tenant_id')::uuid));
grant select, insert, update on factor_resets to rowhouse_app;

-- Since when a factor counts in the entered tenant; null for whoever is no member there.
create function platform.factors_count_since(person uuid) returns timestamptz
language sql stable set search_path = pg_catalog, pg_temp as $$
  select coalesce(r.reset_at, '-infinity')
    from pooled.members m
    left join pooled.factor_resets r on r.tenant_id = m.tenant_id and r.user_id = m.user_id
   where m.tenant_id = platform.entered_tenant() and m.user_id = person
$$;

-- Whether a factor of the person counts in the entered tenant.
create function platform.factor_counts(person uuid, made_at timestamptz, reset_in uuid) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
  select made_at > platform.factors_count_since(person) and (reset_in is null or reset_in = platform.entered_tenant())
$$;

-- Where a factor of the person counts that is made in the entered tenant: there alone once it has reset the person, and
-- else everywhere (null). An admin who knows a member's password could otherwise reset, set up a factor as that member,
-- and pass with it at every other door.
create function platform.reset_mark_of(person uuid) returns uuid
language sql stable set search_path = pg_catalog, pg_temp as $$
  select r.tenant_id from pooled.factor_resets r
   where r.tenant_id = platform.entered_tenant() and r.user_id = person
$$;

-- Whether the entered tenant has reset the person, and something that does not count here stands before another house of
-- theirs: who has shown no more than what counts here changes nothing that is the same in every house.
create function gate.is_guarded_elsewhere(person uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select platform.reset_mark_of(person) is not null
     and exists (select from platform.memberships m
                  where m.user_id = person and m.is_active and m.tenant_id <> platform.entered_tenant())
     and exists (
       select from (
         select a.created_at, a.reset_in from platform.authenticators a where a.user_id = person
         union all select p.created_at, p.reset_in from platform.passkeys p where p.user_id = person
       ) it
       where it.reset_in is null and not platform.factor_counts(person, it.created_at, it.reset_in))
$$;
grant execute on function gate.is_guarded_elsewhere to rowhouse_app;

create function platform.mark_reset() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  new.reset_in := platform.reset_mark_of(new.user_id);
  return new;
end $$;
create trigger mark_reset before insert on platform.authenticators for each row execute function platform.mark_reset();
create trigger mark_reset before insert on platform.passkeys for each row execute function platform.mark_reset();
create trigger mark_reset before insert on platform.recovery_code_sets
  for each row execute function platform.mark_reset();

-- For the same reason nobody removes in one house what counts in another: who has reset a member and knows the password
-- would take away what stands before every other door.
create function platform.is_removable_here(person uuid, made_at timestamptz, reset_in uuid) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
  select platform.factor_counts(person, made_at, reset_in)
      or not exists (select from platform.memberships m
                      where m.user_id = person and m.tenant_id <> platform.entered_tenant())
$$;

-- Takes turns with every other change of what this person holds. False for a stranger to the entered tenant.
create function platform.lock_factors(person uuid) returns boolean
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  perform from platform.users u where u.id = person for update;
  return platform.factors_count_since(person) is not null;
end $$;

create function platform.second_factors_left(person uuid, beside uuid) returns bigint
language sql stable set search_path = pg_catalog, pg_temp as $$
  select count(*) from (
    select a.id, a.created_at, a.reset_in from platform.authenticators a where a.user_id = person
    union all
    select p.id, p.created_at, p.reset_in from platform.passkeys p where p.user_id = person
  ) factors where factors.id is distinct from beside and platform.factor_counts(person, factors.created_at, factors.reset_in)
$$;

-- Without a second factor there is nothing to recover.
create function platform.drop_idle_recovery_codes(person uuid) returns void
language sql volatile set search_path = pg_catalog, pg_temp as $$
  delete from platform.recovery_code_sets s where s.user_id = person
     and not exists (select from platform.authenticators a
                      where a.user_id = person and a.reset_in is not distinct from s.reset_in)
     and not exists (select from platform.passkeys p
                      where p.user_id = person and p.reset_in is not distinct from s.reset_in)
$$;

create function gate.authenticators(person uuid)
returns table (
  id uuid, name text, sealed_secret text, last_step bigint, created_at timestamptz, last_used_at timestamptz,
  does_count boolean
)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id, a.name, a.sealed_secret, a.last_step, a.created_at, a.last_used_at,
         platform.factor_counts(person, a.created_at, a.reset_in)
    from platform.authenticators a
   where a.user_id = person and platform.factors_count_since(person) is not null
   order by a.created_at, a.id
$$;

-- Outcomes: added, or one of added_before, too_many.
create function gate.add_authenticator(
  authenticator uuid, person uuid, called text, sealed text, first_step bigint, at timestamptz
) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not platform.lock_factors(person) then
    raise exception 'Only a member of the entered tenant has factors there' using errcode = '42501';
  end if;
  if exists (select from platform.authenticators a where a.id = authenticator) then return 'added_before'; end if;
  if (select count(*) from platform.authenticators a
       where a.user_id = person and platform.factor_counts(person, a.created_at, a.reset_in)) >= 5 then
    return 'too_many';
  end if;
  insert into platform.authenticators (id, user_id, name, sealed_secret, last_step, created_at)
  values (authenticator, person, called, sealed, first_step, at);
  return 'added';
end $$;

-- False when a code of this step or a later one was accepted before.
create function gate.use_authenticator(authenticator uuid, person uuid, step bigint, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update platform.authenticators a set last_step = step, last_used_at = at
   where a.id = authenticator and a.user_id = person and a.last_step < step
     and platform.factor_counts(person, a.created_at, a.reset_in);
  return found;
end $$;

-- Outcomes: removed, or one of not_found, counts_elsewhere, last_second_factor.
create function gate.remove_authenticator(authenticator uuid, person uuid, keeps_one boolean) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  held platform.authenticators;
begin
  if not platform.lock_factors(person) then return 'not_found'; end if;
  select a.* into held from platform.authenticators a where a.id = authenticator and a.user_id = person;
  if not found then return 'not_found'; end if;
  if not platform.is_removable_here(person, held.created_at, held.reset_in) then return 'counts_elsewhere'; end if;
  if keeps_one and platform.second_factors_left(person, authenticator) = 0 then return 'last_second_factor'; end if;
  delete from platform.authenticators a where a.id = authenticator;
  perform platform.drop_idle_recovery_codes(person);
  return 'removed';
end $$;

create function gate.passkeys(person uuid)
returns table (
  id uuid, credential_id bytea, name text, transports text[], is_synced boolean, created_at timestamptz,
  last_used_at timestamptz, does_count boolean
)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.id, p.credential_id, p.name, p.transports, p.is_synced, p.created_at, p.last_used_at,
         platform.factor_counts(person, p.created_at, p.reset_in)
    from platform.passkeys p
   where p.user_id = person and platform.factors_count_since(person) is not null
   order by p.created_at, p.id
$$;

-- By the credential alone: whose it is, is what it answers. Nothing for a stranger to the entered tenant.
create function gate.passkey_of_credential(credential bytea)
returns table (id uuid, user_id uuid, public_key bytea, name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.id, p.user_id, p.public_key, p.name
    from platform.passkeys p
   where p.credential_id = credential and platform.factor_counts(p.user_id, p.created_at, p.reset_in)
$$;

-- Outcomes: added, or one of taken, too_many.
create function gate.add_passkey(
  passkey uuid, person uuid, credential bytea, key bytea, first_counter bigint, called text, by_transports text[],
  synced boolean, at timestamptz
) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not platform.lock_factors(person) then
    raise exception 'Only a member of the entered tenant has factors there' using errcode = '42501';
  end if;
  if (select count(*) from platform.passkeys p
       where p.user_id = person and platform.factor_counts(person, p.created_at, p.reset_in)) >= 20 then
    return 'too_many';
  end if;
  insert into platform.passkeys
    (id, user_id, credential_id, public_key, counter, name, transports, is_synced, created_at)
  values (passkey, person, credential, key, first_counter, called, by_transports, synced, at)
  on conflict (credential_id) do nothing;
  return case when found then 'added' else 'taken' end;
end $$;

-- False when the passkey has counted this far before: somebody holds a copy of it.
create function gate.use_passkey(passkey uuid, person uuid, counted bigint, synced boolean, at timestamptz)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update platform.passkeys p set counter = counted, is_synced = synced, last_used_at = at
   where p.id = passkey and p.user_id = person and platform.factor_counts(person, p.created_at, p.reset_in)
     and (p.counter < counted or (p.counter = 0 and counted = 0));
  return found;
end $$;

-- Outcomes: removed, or one of not_found, counts_elsewhere, last_second_factor, last_way_in.
create function gate.remove_passkey(passkey uuid, person uuid, keeps_one boolean) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  held platform.passkeys;
begin
  if not platform.lock_factors(person) then return 'not_found'; end if;
  select p.* into held from platform.passkeys p where p.id = passkey and p.user_id = person;
  if not found then return 'not_found'; end if;
  if not platform.is_removable_here(person, held.created_at, held.reset_in) then return 'counts_elsewhere'; end if;
  if keeps_one and platform.second_factors_left(person, passkey) = 0 then return 'last_second_factor'; end if;
  if not exists (select from platform.passwords w where w.user_id = person)
     and not exists (select from platform.passkeys p where p.user_id = person and p.id <> passkey)
     and not exists (select from platform.identity_links l where l.user_id = person) then
    return 'last_way_in';
  end if;
  delete from platform.passkeys p where p.id = passkey;
  perform platform.drop_idle_recovery_codes(person);
  return 'removed';
end $$;

-- The set that counts in the entered tenant; its own before the one that counts everywhere.
create function platform.recovery_code_set_of(person uuid) returns setof platform.recovery_code_sets
language sql stable set search_path = pg_catalog, pg_temp as $$
  select s.* from platform.recovery_code_sets s
   where s.user_id = person and platform.factor_counts(person, s.made_at, s.reset_in)
   order by s.reset_in nulls last limit 1
$$;

-- Takes the place of the set that was made then, or of none. False when somebody has made another one in between.
create function gate.make_recovery_codes(person uuid, hashes bytea[], replaced timestamptz, at timestamptz)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  made uuid;
begin
  if not platform.lock_factors(person) then
    raise exception 'Only a member of the entered tenant has factors there' using errcode = '42501';
  end if;
  if replaced is distinct from (select s.made_at from platform.recovery_code_set_of(person) s) then return false; end if;
  delete from platform.recovery_code_sets s
   where s.user_id = person and s.reset_in is not distinct from platform.reset_mark_of(person);
  insert into platform.recovery_code_sets (user_id, made_at) values (person, at) returning id into made;
  insert into platform.recovery_codes (code_hash, set_id) select hash, made from unnest(hashes) hash;
  return true;
end $$;

create function gate.keep_recovery_codes(person uuid, at timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update platform.recovery_code_sets s set kept_at = at
   where s.id = (select it.id from platform.recovery_code_set_of(person) it) and s.kept_at is null
$$;

create function gate.recovery_codes(person uuid)
returns table (made_at timestamptz, kept_at timestamptz, codes_left bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.made_at, s.kept_at,
         (select count(*) from platform.recovery_codes c where c.set_id = s.id and c.used_at is null)
    from platform.recovery_code_set_of(person) s
$$;

-- How many are left after this one; null when it is not one of the person's, or was used.
create function gate.use_recovery_code(person uuid, hash bytea, at timestamptz) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  used_of uuid;
begin
  update platform.recovery_codes c set used_at = at from platform.recovery_code_sets s
   where c.code_hash = hash and c.used_at is null
     and s.id = c.set_id and s.user_id = person and platform.factor_counts(person, s.made_at, s.reset_in)
  returning s.id into used_of;
  if not found then return null; end if;
  return (select count(*) from platform.recovery_codes c where c.set_id = used_of and c.used_at is null);
end $$;

grant execute on function
  gate.authenticators, gate.add_authenticator, gate.use_authenticator, gate.remove_authenticator,
  gate.passkeys, gate.passkey_of_credential, gate.add_passkey, gate.use_passkey, gate.remove_passkey,
  gate.make_recovery_codes, gate.keep_recovery_codes, gate.recovery_codes, gate.use_recovery_code
to rowhouse_app;

-- What a login may ask for; codes for recovery stand in for a factor, and are none by themselves.
create or replace function platform.second_factors_of(person uuid) returns text[]
language sql stable set search_path = pg_catalog, pg_temp as $$
  select array_remove(array[
    case when exists (select from platform.authenticators a
                       where a.user_id = person and platform.factor_counts(person, a.created_at, a.reset_in)) then 'totp' end,
    case when exists (select from platform.passkeys p
                       where p.user_id = person and platform.factor_counts(person, p.created_at, p.reset_in)) then 'passkey' end,
    case when platform.second_factors_left(person, null) > 0
          and exists (select from platform.recovery_code_sets s join platform.recovery_codes c on c.set_id = s.id
                       where s.user_id = person and c.used_at is null
                         and platform.factor_counts(person, s.made_at, s.reset_in)) then 'recovery_code' end
  ], null)
$$;

-- What somebody set up who never showed that the address is theirs.
create or replace function platform.forget_credentials(person uuid) returns void
language sql volatile set search_path = pg_catalog, pg_temp as $$
  delete from platform.passwords p where p.user_id = person;
  delete from platform.identity_links l where l.user_id = person;
  delete from platform.authenticators a where a.user_id = person;
  delete from platform.passkeys p where p.user_id = person;
  delete from platform.recovery_code_sets s where s.user_id = person;
$$;
