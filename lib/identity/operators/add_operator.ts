import { asPlatform } from "@/lib/db/as_platform.ts";
import { newId } from "@/lib/ids.ts";

type NewOperator = { email: string; name: string; phc: string; now: Date };

/**
 * One more of our staff. Whoever can call this vouches for the address.
 * @returns the user's id; undefined where somebody has proven this address before.
 */
export async function addOperator({ email, name, phc, now }: NewOperator): Promise<string | undefined> {
  const userId = newId();
  const row = await asPlatform(
    `Adding operator ${email}`,
    (tx) =>
      tx.row<{ isAdded: boolean }>`
        select gate.add_operator(${userId}, ${email}, ${name}, ${phc}, ${now}) as "isAdded"`,
  );
  return row!.isAdded ? userId : undefined;
}
