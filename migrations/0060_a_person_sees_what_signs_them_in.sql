-- What a provider has proven to be the person's, as of the last time it said so.
create table platform.wallets (
  link_id uuid not null references platform.identity_links on delete cascade,
  chain text not null check (chain <> ''),
  address text not null check (address <> ''),
  told_at timestamptz not null,
  primary key (link_id, chain, address)
);
grant select on platform.wallets to rowhouse_platform;

-- Takes the place of what was told before; of a member of the entered tenant alone.
create function gate.keep_wallets(of_issuer text, of_subject text, person uuid, wallets jsonb, at timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  link uuid;
begin
  select l.id into link from platform.identity_links l
    join pooled.members m on m.tenant_id = platform.entered_tenant() and m.user_id = l.user_id
   where l.connection_id is null and l.issuer = of_issuer and l.subject = of_subject and l.user_id = person for update of l;
  if not found then return; end if;
  delete from platform.wallets w where w.link_id = link;
  insert into platform.wallets (link_id, chain, address, told_at)
  select distinct link, it.chain, it.address, at from jsonb_to_recordset(wallets) as it(chain text, address text);
end $$;

-- Of a member: what is theirs everywhere, and what this tenant's own connections vouch for.
create function gate.identities_of(person uuid)
returns table (id uuid, kind text, connection_id uuid, issuer text, email text, linked_at timestamptz, last_used_at timestamptz, wallets jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.id, l.kind, l.connection_id, l.issuer, l.email, l.linked_at, l.last_used_at,
         coalesce((select jsonb_agg(jsonb_build_object('chain', w.chain, 'address', w.address) order by w.chain, w.address)
                     from platform.wallets w where w.link_id = l.id), '[]')
    from platform.identity_links l
    join pooled.members m on m.tenant_id = platform.entered_tenant() and m.user_id = l.user_id
   where l.user_id = person and (l.tenant_id is null or l.tenant_id = platform.entered_tenant())
   order by l.linked_at, l.id
$$;

-- Whether somebody without this link could still sign in: by a password, a passkey, or another identity.
create function platform.has_way_beside(person uuid, link uuid) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
  select exists (select from platform.passwords p where p.user_id = person)
      or 'passkey' = any (platform.second_factors_of(person))
      or exists (select from platform.identity_links l where l.user_id = person and l.id <> link
                    and (l.tenant_id is null or l.tenant_id = platform.entered_tenant()))
$$;

-- Outcomes: unlinked, last_way, or unknown, also for what a connection vouches for, which is the tenant's to end.
create function gate.unlink_identity(link uuid, person uuid, out outcome text, out kind text, out issuer text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  held platform.identity_links;
begin
  outcome := 'unknown';
  -- One after the other, so that two that go at once do not each count on the other.
  perform from platform.users u
    join pooled.members m on m.tenant_id = platform.entered_tenant() and m.user_id = u.id
   where u.id = person for update of u;
  if not found then return; end if;
  select l.* into held from platform.identity_links l where l.id = link and l.user_id = person and l.connection_id is null;
  if not found then return; end if;
  kind := held.kind;
  issuer := held.issuer;
  if not platform.has_way_beside(person, link) then
    outcome := 'last_way';
    return;
  end if;
  delete from platform.identity_links l where l.id = link;
  outcome := 'unlinked';
end $$;

grant execute on function gate.keep_wallets, gate.identities_of, gate.unlink_identity to rowhouse_app;
