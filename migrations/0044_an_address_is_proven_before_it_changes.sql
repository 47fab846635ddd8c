-- Somebody wants another address. The old one stays until the new one is proven by the code that was sent there.
create table platform.email_changes (
  code_hash bytea primary key,
  user_id uuid not null references platform.users on delete cascade,
  -- Where the person asked; the link leads there.
  tenant_id uuid not null references platform.tenants on delete cascade,
  new_email text not null check (length(new_email) <= 254),
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  -- Used, or replaced by a later wish.
  ended_at timestamptz
);
create unique index one_wish_for_an_address on platform.email_changes (user_id) where ended_at is null;
create index email_changes_by_tenant on platform.email_changes (tenant_id);

-- False for who is no member of the entered tenant.
create function gate.ask_email_change(code bytea, person uuid, address text, at timestamptz, until timestamptz)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not platform.is_member_here(person) then return false; end if;
  perform from platform.users u where u.id = person for update;
  update platform.email_changes c set ended_at = at where c.user_id = person and c.ended_at is null;
  insert into platform.email_changes (code_hash, user_id, tenant_id, new_email, asked_at, expires_at)
  values (code, person, platform.entered_tenant(), address, at, until);
  return true;
end $$;

-- Null where no change waits; the person sees it in every house where they live.
create function gate.email_change_of(person uuid, at timestamptz) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.new_email from platform.email_changes c
   where c.user_id = person and c.ended_at is null and c.expires_at > at and platform.is_member_here(person)
$$;

create function gate.withdraw_email_change(person uuid, at timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update platform.email_changes c set ended_at = at
   where c.user_id = person and c.ended_at is null and platform.is_member_here(person)
$$;

-- Outcomes: changed, or one of invalid_code, email_taken. Links that were sent to the old address are worth nothing any more.
create function gate.change_email(code bytea, person uuid, at timestamptz)
returns table (outcome text, old_email text, new_email text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  wish platform.email_changes;
begin
  select c.* into wish from platform.email_changes c
   where c.code_hash = code and c.user_id = person and c.tenant_id = platform.entered_tenant()
     and c.ended_at is null and c.expires_at > at and platform.is_member_here(person) for update;
  if not found then return query select 'invalid_code', null::text, null::text; return; end if;
  begin
    return query
      with before as materialized (select u.id, u.email from platform.users u where u.id = person for update)
      update platform.users u set email = wish.new_email, email_verified_at = at from before
       where u.id = before.id
      returning 'changed', before.email, u.email;
  exception when unique_violation then
    return query select 'email_taken', null::text, null::text;
    return;
  end;
  update platform.email_changes c set ended_at = at where c.code_hash = code;
  update platform.single_use_codes c set used_at = at
   where c.user_id = person and c.used_at is null;
end $$;

create function gate.rename_person(person uuid, new_name text) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update platform.users u set name = new_name where u.id = person and platform.is_member_here(person)
$$;

-- As the person is called everywhere; nobody, unless a member of the entered tenant.
create function gate.person(person uuid) returns table (name text, email text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select u.name, u.email from platform.users u where u.id = person and platform.is_member_here(person)
$$;

grant execute on function
  gate.ask_email_change, gate.email_change_of, gate.withdraw_email_change, gate.change_email, gate.rename_person, gate.person
to rowhouse_app;
