import type pg from "pg";

/** One rule that one object of the database breaks. */
export type Breach = { table: string; rule: string };

/** The process does not start while the catalogue breaks a rule. */
export class CatalogueError extends Error {
  override name = "CatalogueError";
  constructor(readonly breaches: Breach[]) {
    super(
      `Checking the database's walls, found:\n${
        breaches.map((it) => `  ${it.table}: ${it.rule}`).join("\n")
      }`,
    );
  }
}

/** Indexes of tenant tables that serve the queue's one look across tenants. */
const QUEUE_INDEXES = ["jobs_in_turn", "jobs_by_lease"];

/** The one policy that looks across tenants without being an operator's: functions of the queue run as the owner. */
const QUEUE_POLICIES = ["jobs.queue"];

const OWN_TENANT =
  "(tenant_id = ( SELECT (current_setting('app.tenant_id'::text))::uuid AS current_setting))";

/**
 * Every rule that keeps tenants apart, read from the catalogue itself, so that it holds for tables not written yet.
 * Rules are rows: `table_name`, `rule`.
 */
const CHECKS: Record<string, string> = {
  "tenant tables force row-level security": `
    select c.relname as table_name, case when c.relrowsecurity then 'row-level security is not forced'
                                         else 'row-level security is not enabled' end as rule
      from tenant_tables c where not (c.relrowsecurity and c.relforcerowsecurity)`,
  "tenant tables have a tenant": `
    select c.relname, 'tenant_id uuid not null is missing' from tenant_tables c
     where not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id'
                         and a.atttypid = 'uuid'::regtype and a.attnotnull)`,
  "tenant tables have a primary key": `
    select c.relname, 'has no primary key' from tenant_tables c
     where not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'p')`,
  "the application's policy binds it to the entered tenant": `
    select c.relname, 'has no policy for rowhouse_app that covers all commands' from tenant_tables c
     where not exists (select from pg_policies p where p.schemaname = 'pooled' and p.tablename = c.relname
                         and p.roles = '{rowhouse_app}' and p.cmd = 'ALL' and p.permissive = 'PERMISSIVE')
    union all
    select p.tablename, format('policy %I must %s exactly tenant_id = the entered tenant', p.policyname,
                               case when p.qual is distinct from '${
    quoted(OWN_TENANT)
  }' then 'use' else 'check' end)
      from pg_policies p where p.schemaname = 'pooled' and p.roles <> '{rowhouse_platform}'
       and p.tablename || '.' || p.policyname <> all ($1)
       and (p.qual is distinct from '${quoted(OWN_TENANT)}'
         or p.cmd <> 'SELECT' and p.with_check is distinct from '${quoted(OWN_TENANT)}')
    union all
    select p.tablename, format('policy %I is for %s', p.policyname, array_to_string(p.roles, ', '))
      from pg_policies p where p.schemaname = 'pooled'
       and not p.roles <@ '{rowhouse_app,rowhouse_platform,rowhouse_owner}'::name[]`,
  "tenant_id leads every key and index": `
    select c.relname, format('index %I does not lead with tenant_id', i.relname)
      from tenant_tables c join pg_index x on x.indrelid = c.oid join pg_class i on i.oid = x.indexrelid
      left join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
     where a.attname is distinct from 'tenant_id' and (x.indisunique or i.relname <> all ($2))
    union all
    select c.relname, format('foreign key %I does not lead with tenant_id on both sides', k.conname)
      from tenant_tables c join pg_constraint k on k.conrelid = c.oid and k.contype = 'f'
      join pg_attribute near on near.attrelid = k.conrelid and near.attnum = k.conkey[1]
      join pg_attribute far on far.attrelid = k.confrelid and far.attnum = k.confkey[1]
     where near.attname <> 'tenant_id' or far.attname <> 'tenant_id'
    union all
    select c.relname, format('foreign key %I leaves the tenant''s own tables', k.conname)
      from tenant_tables c join pg_constraint k on k.conrelid = c.oid and k.contype = 'f'
      join pg_class t on t.oid = k.confrelid
     where t.relnamespace <> c.relnamespace`,
  "column types keep indexes usable below a policy": `
    select c.relname, format('column %I is %s; its comparison is not leakproof', a.attname, t.typname)
      from tenant_tables c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      join pg_type t on t.oid = a.atttypid
     where t.typtype = 'e' or t.typname = 'numeric'`,
  "views read as their caller": `
    select c.relname, 'view is not security_invoker' from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('pooled', 'gate', 'platform') and c.relkind = 'v'
       and not coalesce(c.reloptions @> '{security_invoker=true}', false)
    union all
    select c.relname, 'materialized view is outside row-level security' from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('pooled', 'gate', 'platform') and c.relkind = 'm'`,
  "the application login has no way around": `
    select r.rolname, 'login may bypass row-level security' from pg_roles r
     where r.rolname in ('rowhouse_app', 'rowhouse_platform') and (r.rolsuper or r.rolbypassrls)
    union all
    select 'rowhouse_app', format('is a member of %I', g.rolname) from pg_auth_members m
      join pg_roles r on r.oid = m.member join pg_roles g on g.oid = m.roleid where r.rolname = 'rowhouse_app'
    union all
    select c.relname, 'rowhouse_app may truncate, reference or trigger' from tenant_tables c
     where has_table_privilege('rowhouse_app', c.oid, 'TRUNCATE') or has_table_privilege('rowhouse_app', c.oid, 'REFERENCES')
        or has_table_privilege('rowhouse_app', c.oid, 'TRIGGER')
    union all
    select c.relname, 'belongs to ' || pg_get_userbyid(c.relowner) from tenant_tables c
     where pg_get_userbyid(c.relowner) in ('rowhouse_app', 'rowhouse_platform')
    union all
    select n.nspname || '.' || c.relname, 'rowhouse_app has a privilege on a platform table' from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'platform' and c.relkind in ('r', 'p', 'v', 'm')
       and (has_any_column_privilege('rowhouse_app', c.oid, 'SELECT, INSERT, UPDATE, REFERENCES')
         or has_table_privilege('rowhouse_app', c.oid, 'DELETE, TRUNCATE, TRIGGER'))
    union all
    select n.nspname, 'rowhouse_app may create objects in this schema' from pg_namespace n
     where n.nspname !~ '^pg_' and has_schema_privilege('rowhouse_app', n.oid, 'CREATE')
    union all
    select current_database(), 'rowhouse_app may create temporary objects, which come before ours in a search path'
     where has_database_privilege('rowhouse_app', current_database(), 'TEMPORARY')
    union all
    select n.nspname || '.' || c.relname, 'rowhouse_app has a privilege on a table outside of pooled' from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
     where n.nspname not in ('pooled', 'platform', 'information_schema') and n.nspname !~ '^pg_'
       and c.relkind in ('r', 'p', 'v', 'm', 'f')
       and (has_any_column_privilege('rowhouse_app', c.oid, 'SELECT, INSERT, UPDATE, REFERENCES')
         or has_table_privilege('rowhouse_app', c.oid, 'DELETE, TRUNCATE, TRIGGER'))`,
  "functions that run as their owner pin their search path": `
    select p.oid::regprocedure::text, 'security definer function does not set search_path = pg_catalog, pg_temp' from pg_proc p
      join pg_namespace n on n.oid = p.pronamespace
     where n.nspname not in ('information_schema') and n.nspname !~ '^pg_' and p.prosecdef
       and not exists (select from unnest(p.proconfig) s where s = 'search_path=pg_catalog, pg_temp')
    union all
    select p.oid::regprocedure::text, 'function may be called by everybody' from pg_proc p
      join pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'gate' and has_function_privilege('public', p.oid, 'EXECUTE')`,
};

/** @returns every breach, in the order of the checks; empty when the walls hold. */
export async function findBreaches(client: pg.ClientBase | pg.Pool): Promise<Breach[]> {
  const union = Object.values(CHECKS).join("\n union all \n");
  const { rows } = await client.query(
    `with tenant_tables as (
       select c.* from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'pooled' and c.relkind in ('r', 'p'))
     select table_name, rule from (${union}) breaches`,
    [QUEUE_POLICIES, QUEUE_INDEXES],
  );
  return rows.map((it) => ({ table: it.table_name, rule: it.rule }));
}

function quoted(text: string): string {
  return text.replaceAll("'", "''");
}
