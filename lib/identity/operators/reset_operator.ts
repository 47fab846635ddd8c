import { asPlatform } from "@/lib/db/as_platform.ts";

type Reset = {
  userId: string;
  /** Of the new password. */
  phc: string;
  /** Who does it, for the record. */
  by: string;
  now: Date;
};

/**
 * A new start for an operator who has lost the password or the phone: the authenticator apps and recovery codes are gone,
 * also in the houses where this person is a member, and every session at the console has ended.
 */
export async function resetOperator({ userId, phc, by, now }: Reset): Promise<void> {
  await asPlatform(
    `${by} resets how operator ${userId} signs in`,
    (tx) => tx.rows`select gate.reset_operator(${userId}, ${phc}, ${now})`,
  );
}
