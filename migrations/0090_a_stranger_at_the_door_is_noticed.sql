-- Browsers and networks from which a person has come in before. What is new is noticed; nobody is kept out for it alone.
create table platform.known_devices (
  user_id uuid not null references platform.users on delete cascade,
  -- SHA-256 of the secret in the browser's cookie.
  device_hash bytea not null check (length(device_hash) = 32),
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  primary key (user_id, device_hash)
);

create table platform.known_networks (
  user_id uuid not null references platform.users on delete cascade,
  -- /24 of IPv4, /48 of IPv6.
  network text not null,
  country text,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  primary key (user_id, network)
);

-- What a person has come with before, named by address or by id. One that is nobody's costs the same look.
create function gate.familiarity(address text, person uuid, device bytea, from_network text, at timestamptz)
returns table (has_been_here boolean, knows_device boolean, knows_network boolean, countries text[], unanswered integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with people as (
    select u.id from platform.users u
      join pooled.members m on m.tenant_id = platform.entered_tenant() and m.user_id = u.id
     where u.id = person or person is null and u.email_lc = lower(address)
  )
  select exists (select from platform.known_devices d where d.user_id in (select id from people)),
         exists (select from platform.known_devices d where d.user_id in (select id from people) and d.device_hash = device),
         exists (select from platform.known_networks n where n.user_id in (select id from people) and n.network = from_network),
         array(select distinct n.country from platform.known_networks n
                where n.user_id in (select id from people) and n.country is not null),
         (select count(*)::integer from platform.login_transactions l
           where l.user_id in (select id from people) and l.tenant_id = platform.entered_tenant()
             and l.purpose = 'sign_in' and l.started_at > at - interval '1 hour'
             and l.state in ('needs_second_factor', 'failed'))
$$;

-- Called where a session opens: from now on the person is known by both.
create function gate.remember_arrival(person uuid, device bytea, from_network text, from_country text, at timestamptz)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from pooled.members m where m.tenant_id = platform.entered_tenant() and m.user_id = person) then
    raise exception 'Only a member of the entered tenant arrives there' using errcode = '42501';
  end if;
  if device is not null then
    insert into platform.known_devices (user_id, device_hash, first_seen_at, last_seen_at)
    values (person, device, at, at)
    on conflict (user_id, device_hash) do update set last_seen_at = excluded.last_seen_at;
  end if;
  insert into platform.known_networks (user_id, network, country, first_seen_at, last_seen_at)
  values (person, from_network, from_country, at, at)
  on conflict (user_id, network) do update set last_seen_at = excluded.last_seen_at, country = excluded.country;
end $$;

-- For whom a provider of everybody's has vouched: only the tenant's own host knows the browser, and may find it odd. What
-- is ours was weighed where it was shown. False where what was shown is enough wherever somebody comes from.
create function gate.ask_for_more(login uuid, notes text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update platform.login_transactions l
     set state = 'needs_second_factor', asks_for_more = true, sealed_notes = notes
   where l.id = login and l.tenant_id = platform.entered_tenant() and l.state = 'verified' and l.purpose = 'sign_in'
     and l.connection_id is null and not platform.is_strong(l.recognitions)
     and not l.recognitions && array['pwd', 'email', 'handoff'];
  return found;
end $$;

grant execute on function gate.familiarity, gate.remember_arrival, gate.ask_for_more to rowhouse_app;

create table security_events (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('new_device', 'new_network', 'new_country', 'spraying_source', 'mfa_fatigue', 'failures_then_success', 'guessing')),
  -- Null where no member is meant, as with one source that tries many names.
  user_id uuid,
  ip text not null,
  detail jsonb not null default '{}',
  recorded_at timestamptz not null,
  primary key (tenant_id, id)
);
create index security_events_by_time on security_events (tenant_id, recorded_at desc, id desc);
alter table security_events enable row level security;
alter table security_events force row level security;
create policy own_tenant on security_events to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
create policy operators_read on security_events for select to rowhouse_platform using (true);
grant select, insert on security_events to rowhouse_app;
grant select on security_events to rowhouse_platform;

create table security_event_reviews (
  tenant_id uuid not null,
  event_id uuid not null,
  reviewed_by uuid not null,
  reviewed_at timestamptz not null,
  primary key (tenant_id, event_id),
  foreign key (tenant_id, event_id) references security_events on delete cascade
);
alter table security_event_reviews enable row level security;
alter table security_event_reviews force row level security;
create policy own_tenant on security_event_reviews to rowhouse_app
  using (tenant_id = (select current_setting('app.tenant_id')::uuid))
  with check (tenant_id = (select current_setting('app.tenant_id')::uuid));
create policy operators_read on security_event_reviews for select to rowhouse_platform using (true);
grant select, insert on security_event_reviews to rowhouse_app;
grant select on security_event_reviews to rowhouse_platform;
