import { asTenant } from "@/lib/db/as_tenant.ts";
import { hashBearerSecret, newBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { HANDOFF_SECONDS, secondsAfter } from "@/lib/identity/lifetimes.ts";
import { methodOf } from "@/lib/identity/methods/methods.ts";
import { chooseConnection } from "./choose_connection.ts";
import { findLogin } from "./find_login.ts";
import { noteLogin } from "./note_login.ts";
import { type Refusal, refused } from "./refusal.ts";
import { goUrl } from "./start_login.ts";

type Asking = {
  tenant: { id: string };
  loginId: string;
  kind: string;
  /** Of a step-up by the tenant's own provider. */
  connectionId?: string;
  binding: string;
  now: Date;
};

/** A login that waits here for a second factor or a step-up is answered by a central method: the browser goes there. */
export async function askElsewhere(
  { tenant, loginId, kind, connectionId, binding, now }: Asking,
): Promise<{ ok: true; goTo: URL } | Refusal> {
  const method = methodOf(kind);
  if (!method?.isCentral) return refused("method_not_allowed");
  return await asTenant(tenant.id, async (tx) => {
    const login = await findLogin(tx, { loginId, binding, now });
    if (!login || login.state === "verified") return refused("over");
    const isWanted = login.state === "needs_second_factor"
      ? method.factor !== "first"
      : login.purpose === "step_up";
    if (!isWanted) return refused("method_not_allowed");
    if (login.purpose === "step_up" && !await chooseConnection(tx, { loginId, connectionId })) {
      return refused("method_not_allowed");
    }
    const ticket = newBearerSecret();
    const until = secondsAfter(now, HANDOFF_SECONDS);
    await noteLogin(tx, { loginId, kind: method.kind, notes: {} });
    await tx.rows`select gate.issue_handoff(${loginId}, ${hashBearerSecret(ticket)}, 'base', ${until})`;
    return { ok: true, goTo: goUrl(ticket) };
  });
}
