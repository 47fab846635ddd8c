import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import { newBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { type ReadDomain, readDomain } from "./read_domain.ts";

export type AddedDomain =
  | { ok: true; id: string; domain: string }
  | { ok: false; reason: Extract<ReadDomain, { ok: false }>["reason"] | "added_before" | "too_many_domains" };

export const MOST_DOMAINS = 50;

/** Takes a domain onto the tenant's list, with a token of its own to show by DNS; it counts for nothing until then. */
export async function addDomain(
  tenantId: string,
  { typed, actor, now }: { typed: string; actor: Actor; now: Date },
): Promise<AddedDomain> {
  const read = readDomain(typed);
  if (!read.ok) return read;
  const { domain } = read;
  return await asTenant(tenantId, async (tx): Promise<AddedDomain> => {
    const [{ count }] = await tx.rows<{ count: number }>`
      select count(*)::int as count from sso_domains where tenant_id = ${tx.tenantId}`;
    if (count >= MOST_DOMAINS) return { ok: false, reason: "too_many_domains" };
    const id = newId();
    const added = await tx.count`
      insert into sso_domains (tenant_id, id, domain, token, added_by, added_at)
      values (${tx.tenantId}, ${id}, ${domain}, ${newBearerSecret()}, ${actor.id}, ${now})
      on conflict (tenant_id, domain) do nothing`;
    if (added === 0) return { ok: false, reason: "added_before" };
    await recordAudit(tx, {
      actor,
      action: "domain.added",
      subject: { kind: "domain", id },
      detail: { name: domain },
    });
    return { ok: true, id, domain };
  });
}
