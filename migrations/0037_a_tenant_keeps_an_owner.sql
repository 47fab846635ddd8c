-- Who may not come in for now. The row goes when the member may again; the audit log keeps that it was there.
create table member_deactivations (
  tenant_id uuid not null,
  user_id uuid not null,
  -- Null where a directory did it.
  deactivated_by uuid,
  deactivated_at timestamptz not null default now(),
  primary key (tenant_id, user_id),
  foreign key (tenant_id, user_id) references members (tenant_id, user_id) on delete cascade
);
alter table member_deactivations enable row level security;
alter table member_deactivations force row level security;
create policy own_tenant on member_deactivations to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
create policy gate_reads on member_deactivations for select to rowhouse_owner
  using (tenant_id = (select current_setting('app.tenant_id')::uuid));
create policy operators_read on member_deactivations for select to rowhouse_platform using (true);
grant select, insert, delete on member_deactivations to rowhouse_app;
grant select on member_deactivations to rowhouse_platform;

-- Of two owners who leave at once the second waits here, and then sees that the first is gone. Nothing is refused when
-- who leaves was no owner.
create function platform.keep_an_owner() returns trigger
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  gone record;
begin
  if tg_op = 'INSERT' then gone := new; else gone := old; end if;
  perform pg_advisory_xact_lock(hashtextextended('owners of ' || gone.tenant_id, 0));
  if tg_op = 'INSERT' and not exists (
    select from pooled.members m where m.tenant_id = gone.tenant_id and m.user_id = gone.user_id and m.role = 'owner'
  ) then
    return null;
  end if;
  if not exists (
    select from pooled.members m
     where m.tenant_id = gone.tenant_id and m.role = 'owner'
       and not exists (select from pooled.member_deactivations d
                        where d.tenant_id = m.tenant_id and d.user_id = m.user_id)
  ) then
    raise exception 'A tenant keeps an owner' using errcode = '23514', constraint = 'tenant_keeps_an_owner';
  end if;
  return null;
end $$;

create trigger keep_an_owner_in_a_role after update of role on members
  for each row when (old.role = 'owner' and new.role <> 'owner') execute function platform.keep_an_owner();
create trigger keep_an_owner_in_the_house after delete on members
  for each row when (old.role = 'owner') execute function platform.keep_an_owner();
create trigger keep_an_active_owner after insert on member_deactivations
  for each row execute function platform.keep_an_owner();

-- Where each person is a member: what the tenants' own tables cannot be asked across tenants. Kept by the triggers below,
-- in the transaction of the change itself.
create table platform.memberships (
  user_id uuid not null,
  tenant_id uuid not null,
  is_active boolean not null default true,
  primary key (user_id, tenant_id)
);

create function platform.keep_membership() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into platform.memberships (user_id, tenant_id) values (new.user_id, new.tenant_id);
  else
    delete from platform.memberships p where p.user_id = old.user_id and p.tenant_id = old.tenant_id;
  end if;
  return null;
end $$;
create trigger keep_membership after insert or delete on members
  for each row execute function platform.keep_membership();

create function platform.keep_membership_active() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    update platform.memberships p set is_active = false where p.user_id = new.user_id and p.tenant_id = new.tenant_id;
  else
    update platform.memberships p set is_active = true where p.user_id = old.user_id and p.tenant_id = old.tenant_id;
  end if;
  return null;
end $$;
create trigger keep_membership_active after insert or delete on member_deactivations
  for each row execute function platform.keep_membership_active();

-- Those who are members already, of every tenant.
select set_config('app.tenant_id', '00000000-0000-0000-0000-000000000000', true);
create policy moving_in on members for select to rowhouse_owner using (true);
insert into platform.memberships (user_id, tenant_id) select user_id, tenant_id from members;
drop policy moving_in on members;

-- Whatever opens a session comes past here. The share of the row makes who ends a membership wait for a session that is
-- being opened, and so find it.
create function platform.refuse_strangers() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform from platform.memberships p
    where p.user_id = new.user_id and p.tenant_id = new.tenant_id and p.is_active for share;
  if not found then
    raise exception 'Only an active member has a session in a tenant' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger refuse_strangers before insert on platform.sessions
  for each row when (new.tenant_id is not null) execute function platform.refuse_strangers();

create or replace function gate.sign_in_candidates(address text)
returns table (user_id uuid, phc text, is_proven boolean, joined_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select u.id, p.phc, u.email_verified_at is not null, m.joined_at
    from platform.users u
    join platform.passwords p on p.user_id = u.id
    join pooled.members m on m.tenant_id = platform.entered_tenant() and m.user_id = u.id
   where u.email_lc = lower(address)
     and not exists (select from pooled.member_deactivations d where d.tenant_id = m.tenant_id and d.user_id = m.user_id)
$$;

-- As before, but for those who may not come in.
create or replace function gate.members_by_address(address text)
returns table (user_id uuid, name text, email text, is_proven boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select u.id, m.name, u.email, u.email_verified_at is not null
    from platform.users u join pooled.members m on m.tenant_id = platform.entered_tenant() and m.user_id = u.id
   where u.email_lc = lower(address)
     and not exists (select from pooled.member_deactivations d where d.tenant_id = m.tenant_id and d.user_id = m.user_id)
   order by u.email_verified_at is null, m.joined_at
$$;

create or replace function platform.is_member_here(person uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from platform.memberships m
                  where m.user_id = person and m.tenant_id = platform.entered_tenant() and m.is_active)
$$;
