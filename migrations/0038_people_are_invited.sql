-- A way in that waits for somebody: for one address, to which it went by mail, or a link for whoever is given it. A link
-- alone makes nobody a member: it mails an invitation to the address that its holder names.
create table invitations (
  tenant_id uuid not null,
  id uuid not null,
  email text check (length(email) <= 254),
  email_lc text generated always as (lower(email)) stored,
  -- The link that this one was asked by.
  link_id uuid,
  role text not null check (role in ('admin', 'member', 'read_only', 'custom')),
  role_id uuid,
  invited_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  most_uses integer not null check (most_uses between 1 and 100),
  uses integer not null default 0 check (uses between 0 and most_uses),
  revoked_at timestamptz,
  revoked_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, role_id) references roles on delete cascade,
  foreign key (tenant_id, link_id) references invitations on delete cascade,
  constraint custom_role_is_named check ((role = 'custom') = (role_id is not null)),
  constraint an_address_is_used_once check (email is null or most_uses = 1),
  constraint only_an_address_asks_by_a_link check (link_id is null or email is not null),
  check ((revoked_at is null) = (revoked_by is null))
);
create unique index one_open_invitation_of_an_address on invitations (tenant_id, email_lc)
  where email_lc is not null and uses = 0 and revoked_at is null;
create index invitations_by_role on invitations (tenant_id, role_id);
create index invitations_by_link on invitations (tenant_id, link_id);
alter table invitations enable row level security;
alter table invitations force row level security;
create policy own_tenant on invitations to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
create policy gate_reads on invitations for select to rowhouse_owner
  using (tenant_id = (select current_setting('app.tenant_id')::uuid));
grant select, insert, update, delete on invitations to rowhouse_app;

-- Sent again it has another token; the one before is kept so that its holder can be told.
create table invitation_tokens (
  tenant_id uuid not null,
  -- SHA-256; 32 random bytes need no slow hash.
  token_hash bytea not null check (length(token_hash) = 32),
  invitation_id uuid not null,
  issued_at timestamptz not null,
  replaced_at timestamptz,
  primary key (tenant_id, token_hash),
  foreign key (tenant_id, invitation_id) references invitations on delete cascade
);
create unique index one_token_that_works on invitation_tokens (tenant_id, invitation_id) where replaced_at is null;
alter table invitation_tokens enable row level security;
alter table invitation_tokens force row level security;
create policy own_tenant on invitation_tokens to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
create policy gate_reads on invitation_tokens for select to rowhouse_owner
  using (tenant_id = (select current_setting('app.tenant_id')::uuid));
grant select, insert, update, delete on invitation_tokens to rowhouse_app;

-- The invitation behind a token of the entered tenant, while it can be accepted.
create function platform.open_invitation(token bytea, at timestamptz)
returns table (id uuid, email text, email_lc text)
language sql stable set search_path = pg_catalog, pg_temp as $$
  select i.id, i.email, i.email_lc
    from pooled.invitation_tokens t
    join pooled.invitations i on i.tenant_id = t.tenant_id and i.id = t.invitation_id
   where t.tenant_id = platform.entered_tenant() and t.token_hash = token and t.replaced_at is null
     and i.revoked_at is null and i.uses < i.most_uses and i.expires_at > at
$$;

-- The one person who has proven an address, for a password to be checked against: only of the address that is invited,
-- or, by a link, of the address that its holder names.
create function gate.invited_person(token bytea, address text, at timestamptz)
returns table (user_id uuid, name text, email text, phc text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select u.id, u.name, u.email, p.phc
    from platform.open_invitation(token, at) i
    join platform.users u on u.email_lc = lower(address) and u.email_verified_at is not null
    left join platform.passwords p on p.user_id = u.id
   where i.email_lc is null or i.email_lc = lower(address)
$$;

-- Somebody new, whose address is proven by the token: it went there by mail and nowhere else. A link's token proves none.
create function gate.add_invited_user(
  token bytea, person uuid, person_name text, person_phc text, at timestamptz
) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  address text := (select i.email from platform.open_invitation(token, at) i);
begin
  if address is null then
    raise exception 'Only an invitation by mail proves an address' using errcode = '42501';
  end if;
  insert into platform.users (id, email, name, email_verified_at, created_at)
  values (person, address, person_name, at, at);
  insert into platform.passwords (user_id, phc, changed_at) values (person, person_phc, at);
  return address;
end $$;

grant execute on function gate.invited_person, gate.add_invited_user to rowhouse_app;
