import { asTenant, type TenantTx } from "@/lib/db/as_tenant.ts";
import type { Purpose } from "@/lib/identity/methods/port.ts";
import { methodOf } from "@/lib/identity/methods/methods.ts";
import { findLogin } from "./find_login.ts";
import type { LoginRow } from "./login_row.ts";
import { listWaysToConfirm, type WayToConfirm } from "./list_ways_to_confirm.ts";

export type Waiting = {
  loginId: string;
  purpose: Purpose;
  /** A first method has begun and waits for its answer, or there is one already. */
  state: "started" | "needs_second_factor";
  returnPath: string;
  /** Of a step-up: the session that it is about. */
  sessionId?: string;
  ways: WayToConfirm[];
};

/** A login of this browser that waits on this host for an answer, and what the person can answer with. */
export async function findWaiting(
  tenantId: string,
  { loginId, binding, now }: { loginId: string; binding: string; now: Date },
): Promise<Waiting | undefined> {
  return await asTenant(tenantId, async (tx) => {
    const login = await findLogin(tx, { loginId, binding, now });
    if (!login || login.state === "verified") return undefined;
    const { purpose, state, returnPath } = login;
    const ways = await waysOf(tx, login);
    return { loginId, purpose, state, returnPath, sessionId: login.sessionId ?? undefined, ways };
  });
}

async function waysOf(tx: TenantTx, login: LoginRow): Promise<WayToConfirm[]> {
  const hasBegun = login.state === "started" && login.purpose !== "step_up";
  if (!hasBegun) return await listWaysToConfirm(tx, login);
  const method = methodOf(login.kind);
  return method ? [{ method, name: method.name }] : [];
}
