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
  user_id uuid primary key references platform.users on delete cascade,
  reset_in uuid,
  made_at timestamptz not null,
  -- When the person said so.
  kept_at timestamptz
);

create table platform.recovery_codes (
  -- SHA-256; a code has 120 random bits and needs no slow hash.
  code_hash bytea primary key check (length(code_hash) = 32),
  user_id uuid not null references platform.recovery_code_sets on delete cascade,
  used_at timestamptz
);
create index recovery_codes_by_user on platform.recovery_codes (user_id);

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

-- An admin who knows a member's password could otherwise reset, set up a factor as that member, and pass with it at every
-- other door.
create function platform.mark_reset() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from pooled.factor_resets r
              where r.tenant_id = platform.entered_tenant() and r.user_id = new.user_id) then
    new.reset_in := platform.entered_tenant();
  else
    new.reset_in := null;
  end if;
  return new;
end $$;
create trigger mark_reset before insert on platform.authenticators for each row execute function platform.mark_reset();
create trigger mark_reset before insert on platform.passkeys for each row execute function platform.mark_reset();
create trigger mark_reset before insert or update of made_at on platform.recovery_code_sets
  for each row execute function platform.mark_reset();

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
     and not exists (select from platform.authenticators a where a.user_id = person)
     and not exists (select from platform.passkeys p where p.user_id = person)
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
  if (select count(*) from platform.authenticators a where a.user_id = person) >= 5 then return 'too_many'; end if;
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

-- Outcomes: removed, or one of not_found, last_second_factor.
create function gate.remove_authenticator(authenticator uuid, person uuid, keeps_one boolean) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not platform.lock_factors(person)
     or not exists (select from platform.authenticators a where a.id = authenticator and a.user_id = person) then
    return 'not_found';
  end if;
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
  if (select count(*) from platform.passkeys p where p.user_id = person) >= 20 then return 'too_many'; end if;
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

-- Outcomes: removed, or one of not_found, last_second_factor, last_way_in.
create function gate.remove_passkey(passkey uuid, person uuid, keeps_one boolean) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not platform.lock_factors(person)
     or not exists (select from platform.passkeys p where p.id = passkey and p.user_id = person) then
    return 'not_found';
  end if;
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

-- Takes the place of the set that was made then, or of none. False when somebody has made another one in between.
create function gate.make_recovery_codes(person uuid, hashes bytea[], replaced timestamptz, at timestamptz)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not platform.lock_factors(person) then
    raise exception 'Only a member of the entered tenant has factors there' using errcode = '42501';
  end if;
  if replaced is distinct from (
    select s.made_at from platform.recovery_code_sets s
     where s.user_id = person and platform.factor_counts(person, s.made_at, s.reset_in)
  ) then
    return false;
  end if;
  delete from platform.recovery_code_sets s where s.user_id = person;
  insert into platform.recovery_code_sets (user_id, made_at) values (person, at);
  insert into platform.recovery_codes (code_hash, user_id) select hash, person from unnest(hashes) hash;
  return true;
end $$;

create function gate.keep_recovery_codes(person uuid, at timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update platform.recovery_code_sets s set kept_at = at
   where s.user_id = person and s.kept_at is null and platform.factors_count_since(person) is not null
$$;

create function gate.recovery_codes(person uuid)
returns table (made_at timestamptz, kept_at timestamptz, codes_left bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.made_at, s.kept_at,
         (select count(*) from platform.recovery_codes c where c.user_id = s.user_id and c.used_at is null)
    from platform.recovery_code_sets s
   where s.user_id = person and platform.factor_counts(person, s.made_at, s.reset_in)
$$;

-- How many are left after this one; null when it is not one of the person's, or was used.
create function gate.use_recovery_code(person uuid, hash bytea, at timestamptz) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update platform.recovery_codes c set used_at = at from platform.recovery_code_sets s
   where c.code_hash = hash and c.user_id = person and c.used_at is null
     and s.user_id = c.user_id and platform.factor_counts(person, s.made_at, s.reset_in);
  if not found then return null; end if;
  return (select count(*) from platform.recovery_codes c where c.user_id = person and c.used_at is null);
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
          and exists (select from platform.recovery_code_sets s join platform.recovery_codes c on c.user_id = s.user_id
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
