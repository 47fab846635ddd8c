import { asTenant } from "@/lib/db/as_tenant.ts";
import { sessionTokens } from "@/lib/identity/open_session.ts";
import { ownIdentity } from "@/lib/identity/verified_identity.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";
import { comeIn } from "../door/come_in.ts";
import type { SignedIn } from "../door/sign_in_at_once.ts";
import { tenantOrigin } from "../host.ts";

type Opening = {
  tenant: { id: string; slug: string };
  userId: string;
  returnPath: string;
  /** Secret of the cookie on this host. */
  binding: string;
  visitor: Visitor;
  now: Date;
};

/**
 * Signs in who has just accepted an invitation with a password, their own or a new one: through the same door as
 * everybody, with a second factor where one is due, and by what the tenant's policy allows.
 */
export async function openFirstSession(
  { tenant, userId, returnPath, binding, visitor, now }: Opening,
): Promise<SignedIn> {
  const identity = { ...ownIdentity(userId, "pwd"), authenticatedAt: now };
  const origin = tenantOrigin(tenant.slug);
  const came = await asTenant(
    tenant.id,
    (tx) => comeIn(tx, { kind: "password", identity, origin, returnPath, binding, visitor, now }),
  );
  return came.ok ? { ok: true, session: await sessionTokens(came.held, now) } : came;
}
