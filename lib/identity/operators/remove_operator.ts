import { asPlatform } from "@/lib/db/as_platform.ts";

/** The console is closed to this person from now on, and the address is free for somebody new. @returns false for who is no operator. */
export async function removeOperator(
  { userId, by, now }: { userId: string; by: string; now: Date },
): Promise<boolean> {
  const row = await asPlatform(
    `${by} removes operator ${userId}`,
    (tx) => tx.row<{ isDone: boolean }>`select gate.remove_operator(${userId}, ${now}) as "isDone"`,
  );
  return row!.isDone;
}
