-- Somebody on the way in. Used once, for a quarter of an hour, by the browser that began it: each host that it touches
-- knows that browser by a cookie, of which only the hash is here.
create table platform.login_transactions (
  id uuid primary key,
  tenant_id uuid not null references platform.tenants on delete cascade,
  -- Of the tenant's host: the one place where it can become a session.
  origin text not null,
  purpose text not null check (purpose in ('sign_in', 'step_up', 'link', 'test')),
  -- How it began, and what is asked for beside that.
  kind text not null,
  second_kind text,
  -- Whoever came was unlike before: one factor was not enough.
  asks_for_more boolean not null default false,
  connection_id uuid,
  state text not null default 'started'
    check (state in ('started', 'needs_second_factor', 'verified', 'redeemed', 'failed')),
  return_path text not null check (return_path ~ '^/(?![/\\])'),
  sealed_notes text,
  -- Of a step-up: what was posted and waits for it.
  sealed_form text,
  -- Cookie on the tenant's host, and on the base host.
  tenant_binding bytea,
  base_binding bytea,
  -- What a provider sends back with its answer.
  answer_hash bytea unique,
  -- Carries the browser from one of the two hosts to the other, once.
  handoff_hash bytea unique,
  handoff_to text check (handoff_to in ('base', 'tenant')),
  handoff_expires_at timestamptz,
  user_id uuid references platform.users on delete cascade,
  -- Of a step-up or a link: the session that it happens in. Of a sign-in: the one that it opened.
  session_id uuid references platform.sessions on delete cascade,
  issuer text,
  subject text,
  recognitions text[] not null default '{}',
  authenticated_at timestamptz,
  -- Of codes that a person types.
  tries integer not null default 0,
  started_at timestamptz not null,
  expires_at timestamptz not null,
  failed_because text,
  check (num_nulls(handoff_hash, handoff_to, handoff_expires_at) in (0, 3)),
  check (purpose not in ('step_up', 'link') or (user_id is not null and session_id is not null)),
  check (state not in ('verified', 'redeemed', 'needs_second_factor') or purpose in ('link', 'test') or user_id is not null),
  check ((state = 'failed') = (failed_because is not null))
);
create index login_transactions_by_end on platform.login_transactions (expires_at);
create index login_transactions_by_tenant on platform.login_transactions (tenant_id);
create index login_transactions_by_user on platform.login_transactions (user_id);
create index login_transactions_by_session on platform.login_transactions (session_id);

-- Whom an identity elsewhere stands for. Without a connection it is one of the central providers', and of no tenant.
create table platform.identity_links (
  id uuid primary key,
  tenant_id uuid references platform.tenants on delete cascade,
  connection_id uuid,
  -- The method by which it comes.
  kind text not null,
  issuer text not null check (issuer <> ''),
  subject text not null check (subject <> ''),
  user_id uuid not null references platform.users on delete cascade,
  -- As the provider said it; for the person to know it by, never to find one.
  email text,
  linked_at timestamptz not null,
  last_used_at timestamptz,
  unique nulls not distinct (connection_id, issuer, subject),
  check ((connection_id is null) = (tenant_id is null))
);
create index identity_links_by_user on platform.identity_links (user_id);
create index identity_links_by_tenant on platform.identity_links (tenant_id);

grant select on platform.login_transactions, platform.identity_links to rowhouse_platform;

-- Who and how a session was recognised last.
alter table platform.sessions add column authenticated_at timestamptz;
update platform.sessions set authenticated_at = created_at;
alter table platform.sessions alter column authenticated_at set not null;
alter table platform.sessions add column idle interval not null default interval '7 days';
