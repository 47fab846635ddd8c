import type { Door } from "../../factors/door.ts";

/** The person says that the codes are in a safe place. */
export async function keepRecoveryCodes(
  door: Door,
  { userId, now }: { userId: string; now: Date },
): Promise<void> {
  await door.enter((tx) => tx.rows`select gate.keep_recovery_codes(${userId}, ${now})`);
}
