alter table api_keys
  add column scopes text[] not null default '{records.read,records.write,usage.read}'
    check (cardinality(scopes) > 0 and scopes <@ array['records.read', 'records.write', 'usage.read']),
  add column expires_at timestamptz,
  -- Calls; null is as many as any key may make.
  add column per_minute integer check (per_minute between 1 and 30000),
  -- In CIDR notation; empty is from anywhere.
  add column allowed_networks text[] not null default '{}',
  add column last_used_from text,
  -- 1 of the first secret; each rotation adds one, so that a form sent twice rotates once.
  add column secret_number integer not null default 1,
  add column rotated_at timestamptz,
  -- The secret before this one, good until then.
  add column previous_hash bytea check (length(previous_hash) = 32),
  add column previous_hint text,
  add column previous_until timestamptz,
  add check (num_nulls(previous_hash, previous_hint, previous_until) in (0, 3));
create unique index api_keys_by_previous_secret on api_keys (tenant_id, previous_hash) where previous_hash is not null;
