import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenantRead, type TenantTx } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import { holdConnection } from "./hold_connection.ts";

/** What the same login would have led to, had it been a sign-in. */
export type Foreseen = {
  issuer: string;
  subject: string;
  email?: string;
  name?: string;
  groups?: string[];
  /** Whom it would have brought in; null for nobody. */
  person: { name: string; email: string; isNew: boolean } | null;
  /** As what; a role of the tenant's own by its name. */
  role: string | null;
  /** Why nobody would have come in, or what is still to be done; absent where somebody would. */
  refusal?: string;
};

export type TestLogin =
  & { runBy: string | null; runAt: Date; revision: number }
  & (
    | { state: "begun" }
    | { state: "refused"; refusedBecause: string; refusalDetail: string | null }
    | { state: "worked"; claims: Record<string, unknown>; outcome: Foreseen }
  );

/** The last one of a connection; undefined before the first. */
export async function findTestLogin(tenantId: string, connectionId: string): Promise<TestLogin | undefined> {
  const [test] = await asTenantRead.one<TestLogin>(
    tenantId,
    sql`select t.revision, m.name as "runBy", t.run_at as "runAt", t.state, t.claims, t.outcome,
               t.refused_because as "refusedBecause", t.refusal_detail as "refusalDetail"
          from sso_test_logins t left join members m on m.tenant_id = t.tenant_id and m.user_id = t.run_by
         where t.tenant_id = ${tenantId} and t.connection_id = ${connectionId}`,
  );
  return test;
}

type Beginning = {
  connectionId: string;
  loginId: string;
  /** Of the connection now. */
  revision: number;
  runBy: Actor;
  now: Date;
};

/** Takes the place of the one before. */
export async function beginTestLogin(tx: TenantTx, beginning: Beginning): Promise<void> {
  const { connectionId, loginId, revision, runBy, now } = beginning;
  await tx.count`
    insert into sso_test_logins (tenant_id, connection_id, login_id, revision, run_by, run_at)
    values (${tx.tenantId}, ${connectionId}, ${loginId}, ${revision}, ${runBy.id}, ${now})
    on conflict (tenant_id, connection_id) do update
       set login_id = excluded.login_id, revision = excluded.revision, run_by = excluded.run_by,
           run_at = excluded.run_at, state = excluded.state, refused_because = null, refusal_detail = null,
           claims = '{}', outcome = null`;
}

type Refusal = { loginId: string; reason: string; detail?: string; requestId?: string };

/** For a login that came to nothing; the admin is told why. */
export async function refuseTestLogin(
  tx: TenantTx,
  { loginId, reason, detail, requestId }: Refusal,
): Promise<void> {
  const test = await tx.row<{ id: string; name: string; runBy: string; who: string | null }>`
    update sso_test_logins t set state = 'refused', refused_because = ${reason}, refusal_detail = ${detail}
      from sso_connections c
     where t.tenant_id = ${tx.tenantId} and t.login_id = ${loginId} and t.state = 'begun'
       and c.tenant_id = t.tenant_id and c.id = t.connection_id
    returning c.id, c.name, t.run_by as "runBy",
              (select m.name from members m where m.tenant_id = t.tenant_id and m.user_id = t.run_by) as who`;
  if (!test) return;
  const { id, name, runBy, who } = test;
  await recordAudit(tx, {
    actor: who === null
      ? { kind: "system", name: "System", requestId }
      : { kind: "member", id: runBy, name: who, requestId },
    action: "connection.test_failed",
    subject: { kind: "connection", id },
    detail: { name, because: reason },
  });
}

type Passing = { loginId: string; claims: Record<string, unknown>; outcome: Foreseen; runBy: Actor };

/** Makes the connection ready to be enabled, unless it was changed since the login began. */
export async function passTestLogin(
  tx: TenantTx,
  { loginId, claims, outcome, runBy }: Passing,
): Promise<void> {
  const test = await tx.row<{ id: string; revision: number }>`
    update sso_test_logins set state = 'worked', claims = ${claims}, outcome = ${outcome}
     where tenant_id = ${tx.tenantId} and login_id = ${loginId} and state = 'begun'
    returning connection_id as id, revision`;
  const held = test && await holdConnection(tx, test.id);
  if (!held) return;
  await tx.count`
    update sso_connections
       set tested_revision = revision, state = case when state = 'draft' then 'tested' else state end
     where tenant_id = ${tx.tenantId} and id = ${test.id} and revision = ${test.revision}`;
  await recordAudit(tx, {
    actor: runBy,
    action: "connection.tested",
    subject: { kind: "connection", id: test.id },
    detail: { name: held.name },
  });
}
