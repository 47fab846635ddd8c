import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant, asTenantRead, type TenantTx } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import { take } from "@/lib/limits/take.ts";
import { tellOwners } from "../tell_owners.ts";
import type { TooMany } from "@/lib/identity/defence/weigh_try.ts";
import type { DomainRefusal } from "./list_domains.ts";
import { type LookUp, lookUpToken } from "./look_up_token.ts";
import { planRecheck } from "./plan_recheck.ts";

export type DomainCheck =
  | { ok: true; domain: string }
  | { ok: false; reason: DomainRefusal; domain: string }
  | { ok: false; reason: "not_found" }
  | TooMany;

type Check = { domainId: string; actor: Actor; now: Date };

/** Each is a question to somebody's DNS server. */
const CHECKS = { name: "domain_checks", rate: 1, periodSeconds: 10, burst: 20 };

/** A check that a person asks for; those of the day are not counted. */
export async function checkDomain(tenantId: string, check: Check): Promise<DomainCheck> {
  const { ok, retryAfterSeconds } = await take(CHECKS, tenantId, check.now);
  if (!ok) return { ok: false, reason: "too_many", retryAfterSeconds };
  return await lookAtDomain(tenantId, check);
}

/**
 * Asks DNS, then keeps what it said. A record that is found proves the domain, unless another tenant has; one that has
 * gone away takes nothing from a domain that was proven, but the owners are told.
 */
export async function lookAtDomain(tenantId: string, { domainId, actor, now }: Check): Promise<DomainCheck> {
  const [asked] = await asTenantRead.one<{ domain: string; token: string }>(
    tenantId,
    sql`select domain, token from sso_domains where tenant_id = ${tenantId} and id = ${domainId}`,
  );
  if (!asked) return { ok: false, reason: "not_found" };
  const found = await lookUpToken(asked);
  return await asTenant(tenantId, (tx) => keep(tx, { found, domainId, actor, now }));
}

type Kept = Check & { found: LookUp };
type Row = { domain: string; isProven: boolean; isMissing: boolean; wasRefused: boolean };

async function keep(tx: TenantTx, { found, ...check }: Kept): Promise<DomainCheck> {
  const row = await tx.row<Row>`
    select domain, proven_at is not null as "isProven", missing_since is not null as "isMissing",
           coalesce(last_refusal <> 'no_answer', false) as "wasRefused"
      from sso_domains where tenant_id = ${tx.tenantId} and id = ${check.domainId} for update`;
  if (!row) return { ok: false, reason: "not_found" };
  const { domain } = row;
  if (!found.ok) {
    await noteRefusal(tx, row, { ...check, reason: found.reason });
    return { ok: false, reason: found.reason, domain };
  }
  if (!row.isProven && !(await claim(tx, domain, check.now))) {
    await noteRefusal(tx, row, { ...check, reason: "taken" });
    return { ok: false, reason: "taken", domain };
  }
  await noteProof(tx, row, check);
  return { ok: true, domain };
}

async function claim(tx: TenantTx, domain: string, now: Date): Promise<boolean> {
  const row = await tx.row<{ claimed: boolean }>`select gate.claim_domain(${domain}, ${now}) as claimed`;
  return row!.claimed;
}

async function noteProof(tx: TenantTx, { domain, isProven, isMissing }: Row, check: Check) {
  const { domainId: id, actor, now } = check;
  await tx.count`
    update sso_domains set proven_at = coalesce(proven_at, ${now}), last_checked_at = ${now}, last_refusal = null,
           missing_since = null
     where tenant_id = ${tx.tenantId} and id = ${id}`;
  if (isProven && !isMissing) return;
  await recordAudit(tx, {
    actor,
    action: isProven ? "domain.record_back" : "domain.proven",
    subject: { kind: "domain", id },
    detail: { name: domain },
  });
  if (!isProven) await planRecheck(tx, { domainId: id, now });
}

async function noteRefusal(
  tx: TenantTx,
  { domain, isProven, isMissing, wasRefused }: Row,
  { domainId: id, actor, now, reason }: Check & { reason: DomainRefusal },
) {
  // A server that does not answer says nothing about the record, and one that fails looks like one without it
  // (Deno 2.9.6: NotFound for both): only the second look in a row counts.
  const isGone = isProven && !isMissing && wasRefused && reason !== "no_answer";
  await tx.count`
    update sso_domains set last_checked_at = ${now}, last_refusal = ${reason},
           missing_since = case when ${isGone} then ${now} else missing_since end
     where tenant_id = ${tx.tenantId} and id = ${id}`;
  if (!isGone) return;
  const subject = { kind: "domain", id } as const;
  await recordAudit(tx, { actor, action: "domain.record_missing", subject, detail: { name: domain } });
  await tellOwners(tx, { template: "domain_record_missing", about: { domain }, page: "/sso/domains" });
}
