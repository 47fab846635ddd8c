create table records (
  tenant_id uuid not null,
  id uuid not null,
  -- What the outside calls it: the sender's own id, or rec_… made from ours. A second record with it is a duplicate.
  key text not null check (length(key) between 1 and 200),
  type text not null check (length(type) between 1 and 100),
  occurred_at timestamptz not null,
  received_at timestamptz not null default now(),
  data jsonb not null,
  -- Length of the data as compact JSON, in bytes of UTF-8.
  size_bytes integer not null check (size_bytes >= 0),
  primary key (tenant_id, id),
  unique (tenant_id, key)
);
create index records_by_type on records (tenant_id, type, id) include (size_bytes);
create index records_by_occurrence on records (tenant_id, occurred_at);
create index records_by_reception on records (tenant_id, received_at);
alter table records enable row level security;
alter table records force row level security;
create policy own_tenant on records to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
grant select, insert, update, delete on records to rowhouse_app;

-- The answer given to a request with an Idempotency-Key, given again to its repetition.
create table idempotent_answers (
  tenant_id uuid not null,
  key text not null check (length(key) between 1 and 255),
  request_hash bytea not null,
  -- Null only inside the transaction that claims the key. json, not jsonb: given again in the order it was given in.
  answer json,
  answered_at timestamptz not null default now(),
  primary key (tenant_id, key)
);
alter table idempotent_answers enable row level security;
alter table idempotent_answers force row level security;
create policy own_tenant on idempotent_answers to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
grant select, insert, delete, update (answer) on idempotent_answers to rowhouse_app;
