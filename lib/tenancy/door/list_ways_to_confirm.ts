import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { methodOf, METHODS } from "@/lib/identity/methods/methods.ts";
import { mailCode } from "@/lib/identity/methods/mail_code/method.ts";
import type { Method, MethodKind } from "@/lib/identity/methods/port.ts";
import type { LoginRow } from "./login_row.ts";

export type WayToConfirm = { method: Method; connectionId?: string; name: string };

/** What a person has set up by which a waiting login can be answered: any of it for a step-up, the strong ones beside a first. */
export async function listWaysToConfirm(
  tx: TenantTx,
  { userId, state, asksForMore }: Pick<LoginRow, "userId" | "state" | "asksForMore">,
): Promise<WayToConfirm[]> {
  // A connection confirms as long as it is enabled, under the name that the tenant gave it.
  const rows = await tx.rows<{ kind: MethodKind; connectionId: string | null; name: string | null }>`
    select w.kind, w.connection_id as "connectionId", c.name
      from gate.ways_of(${userId}) w
      left join sso_connections c on c.tenant_id = ${tx.tenantId} and c.id = w.connection_id and c.state = 'enabled'
     where w.connection_id is null or c.id is not null`;
  const ways = rows.flatMap(({ kind, connectionId, name }) => {
    const method = methodOf(kind);
    if (!method || method.cannotConfirm || state === "needs_second_factor" && method.factor === "first") {
      return [];
    }
    return [{ method, connectionId: connectionId ?? undefined, name: name ?? method.name }];
  });
  const hasSecond = rows.some(({ kind }) => methodOf(kind)?.factor !== "first");
  // Who has nothing set up was sent a mail.
  return asksForMore && state === "needs_second_factor" && !hasSecond
    ? [{ method: mailCode, name: mailCode.name }]
    : ways.toSorted((left, right) => METHODS.indexOf(left.method) - METHODS.indexOf(right.method));
}
