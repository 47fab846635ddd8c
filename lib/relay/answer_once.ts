import { createHash } from "node:crypto";
import type { TenantTx } from "@/lib/db/as_tenant.ts";

type Once<Answer> = { ok: true; answer: Answer; isReplay: boolean } | { ok: false; reason: "key_reused" };

/**
 * The first request with a key makes the answer, in the transaction that keeps it; a repetition gets the same one,
 * and waits for the first when that is still under way. The key with another request is refused. (Source: IETF
 * draft-ietf-httpapi-idempotency-key-header-07.)
 */
export async function answerOnce<Answer extends object>(
  tx: TenantTx,
  { key, request }: { key: string; request: unknown },
  make: () => Promise<Answer>,
): Promise<Once<Answer>> {
  const hash = createHash("sha256").update(JSON.stringify(request)).digest();
  const isFirst = await tx.count`
    insert into idempotent_answers (tenant_id, key, request_hash) values (${tx.tenantId}, ${key}, ${hash})
    on conflict (tenant_id, key) do nothing` === 1;
  if (!isFirst) {
    return await repeat<Answer>(tx, { key, hash }) ?? await answerOnce(tx, { key, request }, make);
  }
  const answer = await make();
  await tx.count`
    update idempotent_answers set answer = ${JSON.stringify(answer)}
     where tenant_id = ${tx.tenantId} and key = ${key}`;
  return { ok: true, answer, isReplay: false };
}

/** Undefined for an answer so old that it was removed just now. */
async function repeat<Answer>(
  tx: TenantTx,
  { key, hash }: { key: string; hash: Uint8Array },
): Promise<Once<Answer> | undefined> {
  const kept = await tx.row<{ answer: Answer; isSame: boolean }>`
    select answer, request_hash = ${hash} as "isSame" from idempotent_answers
     where tenant_id = ${tx.tenantId} and key = ${key}`;
  if (!kept) return undefined;
  return kept.isSame
    ? { ok: true, answer: kept.answer, isReplay: true }
    : { ok: false, reason: "key_reused" };
}
