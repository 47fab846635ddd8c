import { asTenant } from "@/lib/db/as_tenant.ts";
import { log } from "@/lib/log.ts";
import type { Visitor } from "../visitor.ts";
import { OPERATORS_DOOR } from "./operators_door.ts";
import type { Felt } from "./pressure.ts";
import { recordSecurityEvent } from "./record_security_event.ts";

type Alarm = {
  /** The tenant's id, or the operators' door. */
  where: string;
  /** Whom the last wrong answer was for; undefined where nobody has that address. */
  userId?: string;
  visitor: Visitor;
  now: Date;
};

/** Tells the tenant's admins that somebody guesses; at the operators' door, whoever reads the log. */
export async function raiseAlarm(felt: Felt[], { where, userId, visitor, now }: Alarm): Promise<void> {
  log.warn("somebody guesses at a door", { where, ip: visitor.ip, felt });
  if (where === OPERATORS_DOOR) return;
  await asTenant(where, async (tx) => {
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
