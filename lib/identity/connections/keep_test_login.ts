import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenantRead, type TenantTx } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import { holdConnection } from "./hold_connection.ts";

/** What came of a test login. */
export type TestResult =
  | { ok: true; claims: Record<string, unknown>; outcome?: TestOutcome }
  | { ok: false; reason: string };

/** What the same login would have led to, had it been a sign-in. */
export type TestOutcome = {
  issuer: string;
  subject: string;
  email?: string;
  name?: string;
  groups?: string[];
  /** The member whom it would have brought in, or who would have joined as this. */
  person: { name: string; email: string; isNew: boolean } | null;
  role: string | null;
  /** Why nobody would have come in; undefined where somebody would. */
  refusal?: string;
};

export type TestLogin = {
  /** Of the connection when it was run. */
  revision: number;
  runBy: string | null;
  runAt: Date;
  refusedBecause: string | null;
  claims: Record<string, unknown>;
  outcome: Partial<TestOutcome>;
};

/** The last one; undefined before the first. */
export async function findTestLogin(tenantId: string, connectionId: string): Promise<TestLogin | undefined> {
  const [test] = await asTenantRead.one<TestLogin>(
    tenantId,
    sql`select t.revision, m.name as "runBy", t.run_at as "runAt", t.refused_because as "refusedBecause", t.claims,
               t.outcome
          from sso_test_logins t left join members m on m.tenant_id = t.tenant_id and m.user_id = t.run_by
         where t.tenant_id = ${tenantId} and t.connection_id = ${connectionId}`,
  );
  return test;
}

type Tested = {
  connectionId: string;
  /** Of the connection when the login began. */
  revision: number;
  result: TestResult;
  runBy: Actor;
  now: Date;
};

/**
 * Keeps it in the place of the one before. One that worked makes the connection ready to be enabled, unless that was
 * changed meanwhile.
 */
export async function keepTestLogin(tx: TenantTx, tested: Tested): Promise<void> {
  const { connectionId: id, revision, result, runBy, now } = tested;
  const held = await holdConnection(tx, id);
  if (!held) return;
  const because = result.ok ? null : result.reason;
  const claims = result.ok ? result.claims : {};
  const outcome = result.ok ? result.outcome ?? {} : {};
  await tx.count`
    insert into sso_test_logins (tenant_id, connection_id, revision, run_by, run_at, refused_because, claims, outcome)
    values (${tx.tenantId}, ${id}, ${revision}, ${runBy.id}, ${now}, ${because}, ${claims}, ${outcome})
    on conflict (tenant_id, connection_id) do update
       set revision = excluded.revision, run_by = excluded.run_by, run_at = excluded.run_at,
           refused_because = excluded.refused_because, claims = excluded.claims, outcome = excluded.outcome`;
  if (result.ok) {
    await tx.count`
      update sso_connections
         set tested_revision = revision, state = case when state = 'draft' then 'tested' else state end
       where tenant_id = ${tx.tenantId} and id = ${id} and revision = ${revision}`;
  }
  await recordAudit(tx, {
    actor: runBy,
    action: "connection.tested",
    subject: { kind: "connection", id },
    detail: { name: held.name, worked: result.ok, ...(because && { because }) },
  });
}
