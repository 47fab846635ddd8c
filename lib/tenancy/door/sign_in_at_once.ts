import { asTenant } from "@/lib/db/as_tenant.ts";
import { located } from "@/lib/identity/located.ts";
import type { Method } from "@/lib/identity/methods/port.ts";
import { type OpenedSession, sessionTokens } from "@/lib/identity/open_session.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";
import { newId } from "@/lib/ids.ts";
import { tenantOrigin } from "../host.ts";
import { comeIn } from "./come_in.ts";
import { wasLookedAt } from "./note_refused.ts";
import { noteRefusedAddress } from "./note_refused_address.ts";
import type { Refusal } from "./refusal.ts";

export type SignedIn =
  | { ok: true; session: OpenedSession }
  | { ok: false; reason: "needs_second_factor"; loginId: string }
  | Refusal;

type Attempt = {
  tenant: { id: string; slug: string };
  method: Method;
  form: Record<string, string>;
  returnPath: string;
  /** Secret of the cookie on this host. */
  binding: string;
  visitor: Visitor;
  now: Date;
};

/**
 * By a method of ours that needs no start, such as the password. What was refused by it leaves no login; whoever guesses
 * would fill the table.
 */
export async function signInAtOnce(attempt: Attempt): Promise<SignedIn> {
  const { tenant, method, form, returnPath, binding, now } = attempt;
  const visitor = await located(attempt.visitor);
  const { kind } = method;
  const origin = tenantOrigin(tenant.slug);
  const login = { id: newId(), tenantId: tenant.id, purpose: "sign_in", kind, notes: {} } as const;
  const finished = await method.finish(login, { url: new URL(origin), form, state: "", visitor, now });
  if (!finished.ok) {
    const refused = { address: form.email ?? "", kind, because: finished.reason, visitor };
    if (wasLookedAt(finished)) await noteRefusedAddress(tenant.id, refused);
    return finished;
  }
  const { identity, suspicion } = finished;
  const came = await asTenant(
    tenant.id,
    (tx) => comeIn(tx, { kind, identity, suspicion, origin, returnPath, binding, visitor, now }),
  );
  return came.ok ? { ok: true, session: await sessionTokens(came.held, now) } : came;
}
