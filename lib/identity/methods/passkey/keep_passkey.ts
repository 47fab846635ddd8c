import { Buffer } from "node:buffer";
import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import { tellOfFactor } from "../../factors/tell_of_factor.ts";
import type { NewPasskey } from "./verify_new_passkey.ts";

/** `taken`: this very credential is somebody's already. */
export type KeptPasskey = { ok: true } | { ok: false; reason: "taken" | "too_many" };

type Keeping = { userId: string; made: NewPasskey; name: string; requestId?: string; now: Date };

/** A passkey is the person's, for every tenant where the person is a member. */
export async function keepPasskey(
  tx: TenantTx,
  { userId, made, name, requestId, now }: Keeping,
): Promise<KeptPasskey> {
  const row = await tx.row<{ outcome: "added" | "taken" | "too_many" }>`
    select gate.add_passkey(
      ${newId()}, ${userId}, ${Buffer.from(made.credentialId, "base64url")},
      ${
    Buffer.from(made.publicKey, "base64url")
  }, ${made.counter}, ${name}, ${made.transports}, ${made.isSynced},
      ${now}) as outcome`;
  const { outcome } = row!;
  if (outcome !== "added") return { ok: false, reason: outcome };
  await tellOfFactor(tx, { userId, change: "passkey_added", called: name, requestId });
  return { ok: true };
}
