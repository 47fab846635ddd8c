import { asTenant } from "@/lib/db/as_tenant.ts";
import type { Purpose } from "@/lib/identity/methods/port.ts";
import { findLogin } from "./find_login.ts";
import { listWaysToConfirm, type WayToConfirm } from "./list_ways_to_confirm.ts";

export type Waiting = {
  loginId: string;
  purpose: Purpose;
  returnPath: string;
  /** Of a step-up: the session that it is about. */
  sessionId?: string;
  ways: WayToConfirm[];
};

/** A login of this browser that waits for a second factor or a step-up, and what the person can show. */
export async function findWaiting(
  tenantId: string,
  { loginId, binding, now }: { loginId: string; binding: string; now: Date },
): Promise<Waiting | undefined> {
  return await asTenant(tenantId, async (tx) => {
    const login = await findLogin(tx, { loginId, binding, now });
    const isWaiting = login &&
      (login.state === "needs_second_factor" || login.purpose === "step_up" && login.state === "started");
    if (!isWaiting) return undefined;
    const ways = await listWaysToConfirm(tx, login);
    const { purpose, returnPath } = login;
    return { loginId, purpose, returnPath, sessionId: login.sessionId ?? undefined, ways };
  });
}
