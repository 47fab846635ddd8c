import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { refreshDirectory } from "./directory.ts";

type Change = {
  name: string;
  /** One of `TIME_ZONES`. */
  timeZone: string;
  actor: Actor;
};

/** Changes what people see of a tenant; its slug and host stay. The next page of this process shows it. */
export async function renameTenant(tenantId: string, { name, timeZone, actor }: Change): Promise<void> {
  await asTenant(tenantId, async (tx) => {
    await tx.rows`select gate.rename_tenant(${name}, ${timeZone})`;
    await recordAudit(tx, {
      actor,
      action: "tenant.renamed",
      subject: { kind: "tenant", id: tenantId },
      detail: { name, time_zone: timeZone },
    });
  });
  await refreshDirectory();
}
