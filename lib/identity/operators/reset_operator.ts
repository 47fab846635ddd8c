import { asPlatform } from "@/lib/db/as_platform.ts";

type Reset = {
  userId: string;
  /** Of the new password. */
  phc: string;
  /** Who does it, for the record. */
  by: string;
  now: Date;
};

/** A new start for an operator who has lost the password or the phone: nothing of before counts, and every session ended. @returns false for who is no operator. */
export async function resetOperator({ userId, phc, by, now }: Reset): Promise<boolean> {
  const row = await asPlatform(
    `${by} resets how operator ${userId} signs in`,
    (tx) => tx.row<{ isDone: boolean }>`select gate.reset_operator(${userId}, ${phc}, ${now}) as "isDone"`,
  );
  return row!.isDone;
}
