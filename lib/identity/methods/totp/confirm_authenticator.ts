import type { Actor } from "@/lib/audit/actor.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { makeFirstRecoveryCodes } from "../recovery_code/make_recovery_codes.ts";
import { addAuthenticator, proveAuthenticator } from "./add_authenticator.ts";

export type ConfirmedAuthenticator =
  | {
    ok: true;
    /** Ten of them, where this is the person's first second factor. */
    recoveryCodes?: string[];
  }
  | { ok: false; reason: "stale_proposal" | "malformed_code" | "wrong_code" | "added_before" | "too_many" };

type Confirmation = {
  userId: string;
  /** As `proposeAuthenticator()` sealed it. */
  proposal: string;
  name: string;
  /** As typed. */
  code: string;
  actor: Actor;
  now: Date;
};

/** From the first code on an authenticator counts. That code is used up: signing in takes the next one. */
export async function confirmAuthenticator(
  tenantId: string,
  { userId, proposal, name, code, actor, now }: Confirmation,
): Promise<ConfirmedAuthenticator> {
  const proof = proveAuthenticator({ userId, proposal, code, now });
  if (!proof.ok) return proof;
  return await asTenant(tenantId, async (tx) => {
    const adding = { userId, proven: proof.proven, name, isOnlyFirst: false, actor, now };
    const outcome = await addAuthenticator(tx, adding);
    if (outcome === "added_before" || outcome === "too_many") return { ok: false, reason: outcome };
    return { ok: true, recoveryCodes: await makeFirstRecoveryCodes(tx, { userId, now }) };
  });
}
