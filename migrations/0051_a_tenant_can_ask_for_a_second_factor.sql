create policy gate_reads on sign_in_policies for select to rowhouse_owner
  using (tenant_id = (select current_setting('app.tenant_id')::uuid));

-- Outcomes: verified, needs_second_factor, or null when the login is over, or about somebody else. Where the tenant asks
-- everybody for a second factor, it is due also from those who have none yet: they set one up at the door.
create or replace function gate.verify_login(
  login uuid, person uuid, of_issuer text, of_subject text, by_methods text[], authenticated timestamptz, notes text,
  at timestamptz
) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  held platform.login_transactions;
  outcome text;
begin
  select l.* into held from platform.login_transactions l
   where l.id = login and l.tenant_id = platform.entered_tenant() and l.expires_at > at
     and l.state in ('started', 'needs_second_factor') for update;
  if not found or held.user_id is not null and held.user_id is distinct from person then return null; end if;
  if held.state = 'needs_second_factor' and not platform.is_strong(by_methods) then return null; end if;
  outcome := case
    -- What the tenant's own identity provider asks for is between the two.
    when held.purpose = 'sign_in' and held.connection_id is null
     and not platform.is_strong(held.recognitions || by_methods)
     and (cardinality(platform.second_factors_of(person)) > 0
       or exists (select from pooled.sign_in_policies p
                   where p.tenant_id = held.tenant_id and p.requires_second_factor)) then 'needs_second_factor'
    else 'verified'
  end;
  update platform.login_transactions l
     set state = outcome, user_id = person,
         issuer = coalesce(l.issuer, of_issuer), subject = coalesce(l.subject, of_subject),
         recognitions = l.recognitions || by_methods,
         authenticated_at = least(coalesce(authenticated, at), at),
         tries = 0, sealed_notes = notes
   where l.id = login;
  return outcome;
end $$;
