-- A member whom the tenant's directory looks after. Whether such a member may come in is no column here: it is the row in
-- member_deactivations, for everybody.
create table scim_users (
  tenant_id uuid not null,
  member_id uuid not null,
  user_name text not null check (length(user_name) between 1 and 254),
  user_name_lc text not null generated always as (lower(user_name)) stored,
  external_id text check (length(external_id) between 1 and 255),
  -- All else that the directory says of the person, as it says it.
  attributes jsonb not null,
  -- Whether the member's role is that of a group, and so the directory's to change.
  role_is_mapped boolean not null default false,
  -- Counts changes; the weak ETag.
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, member_id),
  foreign key (tenant_id, member_id) references members (tenant_id, id) on delete cascade
);
create unique index one_user_of_a_name on scim_users (tenant_id, user_name_lc);
create unique index one_user_of_an_external_id on scim_users (tenant_id, external_id) where external_id is not null;
alter table scim_users enable row level security;
alter table scim_users force row level security;
create policy own_tenant on scim_users to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
grant select, insert, update, delete on scim_users to rowhouse_app;

-- Somebody whom a tenant's directory has brought: no password, and an address that nobody has proven, so there is no way
-- in but the tenant's own sign-in or a proof of the address. Who has proven the address elsewhere stays another person.
create function gate.add_directory_user(person uuid, person_email text, person_name text, at timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into platform.users (id, email, name, created_at) values (person, person_email, person_name, at)
$$;

-- The directory's new word on somebody. It reaches the person only while nobody has proven the address, nobody chose a
-- password for it, and no other tenant has the person as a member: else only the tenant's own row about them changes.
create function gate.change_directory_user(person uuid, person_email text, person_name text) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update platform.users u set email = person_email, name = person_name
   where u.id = person and u.email_verified_at is null
     and not exists (select from platform.passwords p where p.user_id = person)
     and exists (select from platform.memberships m where m.user_id = person and m.tenant_id = platform.entered_tenant())
     and not exists (select from platform.memberships m where m.user_id = person and m.tenant_id <> platform.entered_tenant())
$$;
-- Whom the entered tenant's directory has brought under an address that lies in a domain of the tenant's own, and who has
-- no other way in and no other house: the one whom the tenant's own sign-in may bring in by the address. Null where there
-- is nobody, or more than one.
create function gate.directory_user_of(address text) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select case when count(*) = 1 then min(u.id::text)::uuid end
    from pooled.members m
    join pooled.scim_users s on s.tenant_id = m.tenant_id and s.member_id = m.id
    join platform.users u on u.id = m.user_id
   where m.tenant_id = platform.entered_tenant() and m.email_lc = lower(address)
     and gate.owns_domain(split_part(address, '@', 2))
     and u.email_verified_at is null
     and not exists (select from platform.passwords p where p.user_id = u.id)
     and not exists (select from platform.identity_links l where l.user_id = u.id)
     and not exists (select from platform.memberships o where o.user_id = u.id and o.tenant_id <> m.tenant_id)
$$;
-- The functions above run as the owner, and see of these users those of the entered tenant.
create policy gate_reads on scim_users for select to rowhouse_owner
  using (tenant_id = (select current_setting('app.tenant_id')::uuid));
grant execute on function gate.add_directory_user, gate.change_directory_user, gate.directory_user_of to rowhouse_app;
