import { asTenant } from "@/lib/db/as_tenant.ts";
import { log } from "@/lib/log.ts";
import type { Visitor } from "../visitor.ts";
import type { Felt } from "./pressure.ts";
import { recordSecurityEvent } from "./record_security_event.ts";

type Alarm = {
  /** The door. */
  where: string;
  /** Whose it is; undefined for the operators'. */
  tenantId?: string;
  /** Whom the last wrong answer was for; undefined where nobody has that address. */
  userId?: string;
  visitor: Visitor;
  now: Date;
};

/** Tells the tenant's admins that somebody guesses; at the operators' door, whoever reads the log. */
export async function raiseAlarm(
  felt: Felt[],
  { where, tenantId, userId, visitor, now }: Alarm,
): Promise<void> {
  log.warn("somebody guesses at a door", { where, ip: visitor.ip, felt });
  if (tenantId === undefined) return;
  await asTenant(tenantId, async (tx) => {
    for (const { subject, then } of felt) {
      await recordSecurityEvent(tx, {
        kind: subject === "place" ? "spraying_source" : "guessing",
        userId: subject === "person" ? userId : undefined,
        ip: visitor.ip,
        detail: { at: subject === "house" ? "everybody" : subject, followed_by: then.replaceAll("_", " ") },
        now,
      });
    }
  });
}
