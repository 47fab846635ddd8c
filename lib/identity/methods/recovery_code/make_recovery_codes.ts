import type { Actor } from "@/lib/audit/actor.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import type { Door } from "../../factors/door.ts";
import { hashRecoveryCode, newRecoveryCodes } from "./recovery_codes.ts";

/** `made_before`: the form was sent twice, and its codes were shown the first time. */
export type MadeRecoveryCodes = { ok: true; codes: string[] } | { ok: false; reason: "made_before" };

type Making = {
  userId: string;
  /** When the set was made whose place they take; undefined for the first one. */
  replaces?: Date;
  actor: Actor;
  now: Date;
};

/** The codes can be read this once. */
export async function makeRecoveryCodes(
  door: Door,
  { userId, replaces, actor, now }: Making,
): Promise<MadeRecoveryCodes> {
  return await door.enter(async (tx) => {
    const codes = await make(tx, { userId, replaces, now });
    if (!codes) return { ok: false, reason: "made_before" };
    await door.tell(tx, { userId, change: "recovery_codes_made", actor });
    return { ok: true, codes };
  });
}

/** The first set of somebody who has just got a second factor; undefined where there is one that counts. */
export function makeFirstRecoveryCodes(
  tx: Tx,
  { userId, now }: { userId: string; now: Date },
): Promise<string[] | undefined> {
  return make(tx, { userId, now });
}

async function make(
  tx: Tx,
  { userId, replaces, now }: { userId: string; replaces?: Date; now: Date },
): Promise<string[] | undefined> {
  const codes = newRecoveryCodes();
  const row = await tx.row<{ isMade: boolean }>`
    select gate.make_recovery_codes(${userId}, ${
    codes.map(hashRecoveryCode)
  }, ${replaces}, ${now}) as "isMade"`;
  return row!.isMade ? codes : undefined;
}
