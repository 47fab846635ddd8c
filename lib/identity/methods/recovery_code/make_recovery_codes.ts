import type { Actor } from "@/lib/audit/actor.ts";
import { asTenant, type TenantTx } from "@/lib/db/as_tenant.ts";
import { tellOfFactor } from "../../factors/tell_of_factor.ts";
import { hashRecoveryCode, newRecoveryCodes } from "./recovery_codes.ts";

type Person = { userId: string; now: Date };

/** A new set in the place of the one before. @returns the codes, which can be read this once. */
export async function makeRecoveryCodes(
  tenantId: string,
  { userId, actor, now }: Person & { actor: Actor },
): Promise<string[]> {
  return await asTenant(tenantId, async (tx) => {
    const codes = await make(tx, { userId, now });
    await tellOfFactor(tx, { userId, change: "recovery_codes_made", actor });
    return codes;
  });
}

/** The first set of somebody who has just got a second factor; undefined where there is one that counts. */
export async function makeFirstRecoveryCodes(tx: TenantTx, person: Person): Promise<string[] | undefined> {
  const before = await tx.row`select from gate.recovery_codes(${person.userId})`;
  return before ? undefined : await make(tx, person);
}

async function make(tx: TenantTx, { userId, now }: Person): Promise<string[]> {
  const codes = newRecoveryCodes();
  await tx.rows`select gate.make_recovery_codes(${userId}, ${codes.map(hashRecoveryCode)}, ${now})`;
  return codes;
}
