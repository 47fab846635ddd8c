import pg from "pg";
import { recordAudit } from "@/lib/audit/record.ts";
import { asNewTenant, type TenantTx } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import { newId } from "@/lib/ids.ts";
import { grantTrial } from "./trial.ts";

export type Opening = {
  /** Names this opening once and for all. */
  signUpId: string;
  slug: string;
  company: string;
  owner: { name: string; email: string; phc: string };
  requestId?: string;
  now: Date;
};

export type OpenedTenant = { tenantId: string; owner: { id: string; userId: string } };

export type OpeningOutcome<T> =
  | { ok: true; opened: OpenedTenant; result: T }
  | { ok: false; reason: "slug_taken" | "sign_up_repeated" };

const REASONS: Record<string, "slug_taken" | "sign_up_repeated"> = {
  tenants_slug_key: "slug_taken",
  sign_ups_pkey: "sign_up_repeated",
};

/**
 * Opens a tenant with its owner, placement, trial and audit entry, and does what `within` adds: all of it in one
 * transaction or nothing.
 */
export async function openTenant<T>(
  opening: Opening,
  within: (tx: TenantTx, opened: OpenedTenant) => Promise<T>,
): Promise<OpeningOutcome<T>> {
  const opened = { tenantId: newId(), owner: { id: newId(), userId: newId() } };
  const { signUpId, slug, company, owner, now } = opening;
  try {
    const result = await asNewTenant(
      opened.tenantId,
      sql`select gate.open_tenant(${signUpId}, ${opened.tenantId}, ${slug}, ${company}, ${opened.owner.userId},
            ${owner.name}, ${owner.email}, ${owner.phc}, ${now})`,
      async (tx) => {
        await moveIn(tx, opened, opening);
        return await within(tx, opened);
      },
    );
    return { ok: true, opened, result };
  } catch (error) {
    const reason = error instanceof pg.DatabaseError ? REASONS[error.constraint ?? ""] : undefined;
    if (!reason) throw error;
    return { ok: false, reason };
  }
}

async function moveIn(
  tx: TenantTx,
  { owner }: OpenedTenant,
  { slug, company, owner: person, requestId, now }: Opening,
) {
  await tx.count`
    insert into members (tenant_id, id, user_id, role, email, name, joined_at)
    values (${tx.tenantId}, ${owner.id}, ${owner.userId}, 'owner', ${person.email}, ${person.name}, ${now})`;
  await grantTrial(tx, now);
  await recordAudit(tx, {
    actor: { kind: "member", id: owner.userId, name: person.name, requestId },
    action: "tenant.opened",
    subject: { kind: "tenant", id: tx.tenantId },
    detail: { slug, company },
  });
}
