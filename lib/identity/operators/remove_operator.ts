import { asPlatform } from "@/lib/db/as_platform.ts";

/** The console is closed to this person from now on; houses where they are a member are not. */
export async function removeOperator(
  { userId, by, now }: { userId: string; by: string; now: Date },
): Promise<void> {
  await asPlatform(
    `${by} removes operator ${userId}`,
    (tx) => tx.rows`select gate.remove_operator(${userId}, ${now})`,
  );
}
