-- What requests to identity providers are signed with, and assertions for us encrypted to. One pair: providers keep its
-- certificate as a setting.
create table platform.saml_keys (
  id uuid primary key,
  certificate text not null,
  sealed_private_key text not null,
  created_at timestamptz not null default now(),
  is_only boolean not null default true unique check (is_only)
);

create function gate.saml_key() returns table (certificate text, sealed_private_key text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k.certificate, k.sealed_private_key from platform.saml_keys k
$$;

-- Of two processes that start together, the second one's pair is not kept.
create function gate.add_first_saml_key(key_id uuid, new_certificate text, sealed text) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into platform.saml_keys (id, certificate, sealed_private_key)
  values (key_id, new_certificate, sealed) on conflict do nothing
$$;

grant execute on function gate.saml_key, gate.add_first_saml_key to rowhouse_app;
