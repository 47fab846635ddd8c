-- An address proven by one person belongs to that person alone; an unproven one belongs to nobody.
create table platform.users (
  id uuid primary key,
  email text not null check (length(email) <= 254),
  email_lc text not null generated always as (lower(email)) stored,
  name text not null check (length(name) <= 80),
  email_verified_at timestamptz,
  created_at timestamptz not null default now()
);
create unique index one_owner_of_a_proven_email on platform.users (email_lc) where email_verified_at is not null;
create index users_by_email on platform.users (email_lc);

create table platform.passwords (
  user_id uuid primary key references platform.users on delete cascade,
  phc text not null,
  changed_at timestamptz not null default now()
);

create table platform.operators (
  user_id uuid primary key references platform.users on delete cascade,
  added_at timestamptz not null default now()
);

create table platform.sessions (
  id uuid primary key,
  user_id uuid not null references platform.users on delete cascade,
  -- Null for an operator's session on the base host.
  tenant_id uuid references platform.tenants on delete cascade,
  audience text not null,
  methods text[] not null,
  user_agent text,
  ip text,
  created_at timestamptz not null,
  last_refreshed_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  revoked_because text check (revoked_because in ('signed_out', 'refresh_reused')),
  check ((revoked_at is null) = (revoked_because is null))
);
create index sessions_by_user on platform.sessions (user_id);

-- A token has exactly one successor, derived from it, so a rotation repeated in parallel gives the same answer.
create table platform.refresh_tokens (
  token_hash bytea primary key,
  session_id uuid not null references platform.sessions on delete cascade,
  created_at timestamptz not null,
  used_at timestamptz
);
create index refresh_tokens_by_session on platform.refresh_tokens (session_id);

-- Codes that work once: proof of an address, or the step from the base host into a tenant's.
create table platform.single_use_codes (
  code_hash bytea primary key,
  purpose text not null check (purpose in ('verify_email', 'handoff')),
  user_id uuid not null references platform.users on delete cascade,
  tenant_id uuid not null references platform.tenants on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index single_use_codes_by_user on platform.single_use_codes (user_id, purpose);

create table platform.signing_keys (
  kid text primary key,
  state text not null check (state in ('pending', 'active', 'retiring')),
  public_jwk jsonb not null,
  sealed_private_jwk text not null,
  created_at timestamptz not null default now()
);
create unique index one_active_signing_key on platform.signing_keys (state) where state = 'active';

grant select on platform.users, platform.operators, platform.sessions to rowhouse_platform;
grant insert on platform.operators to rowhouse_platform;
