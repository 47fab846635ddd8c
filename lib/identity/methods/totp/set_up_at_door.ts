import { asTenant } from "@/lib/db/as_tenant.ts";
import { addAuthenticator, proveAuthenticator } from "./add_authenticator.ts";

export type SetUpAtDoor =
  | { ok: true }
  /** `has_one`: who has a second factor shows that one. */
  | { ok: false; reason: "stale_proposal" | "malformed_code" | "wrong_code" | "has_one" };

type SettingUp = {
  userId: string;
  /** As `proposeAuthenticator()` sealed it. */
  proposal: string;
  /** As typed. */
  code: string;
  requestId?: string;
  now: Date;
};

/**
 * For whoever has shown a first factor in a tenant that asks everybody for a second one, and has none yet. The recovery
 * codes wait until the person is inside.
 */
export async function setUpAtDoor(
  tenantId: string,
  { userId, proposal, code, requestId, now }: SettingUp,
): Promise<SetUpAtDoor> {
  const proof = proveAuthenticator({ userId, proposal, code, now });
  if (!proof.ok) return proof;
  const adding = {
    userId,
    proven: proof.proven,
    name: "Authenticator app",
    isOnlyFirst: true,
    requestId,
    now,
  };
  const outcome = await asTenant(tenantId, (tx) => addAuthenticator(tx, adding));
  return outcome === "added" ? { ok: true } : { ok: false, reason: "has_one" };
}
