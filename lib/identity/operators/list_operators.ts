import { asPlatform } from "@/lib/db/as_platform.ts";
import type { Operator } from "./find_operator.ts";

export type ListedOperator = Operator & { addedAt: Date };

/** All of our staff, the first one first. @param by whose look this is, for the record. */
export function listOperators({ by }: { by: string }): Promise<ListedOperator[]> {
  return asPlatform(`${by} lists operators`, (tx) =>
    tx.rows<ListedOperator>`
      select user_id as "userId", email, name, added_at as "addedAt", has_second_factor as "hasSecondFactor"
        from gate.list_operators()`);
}
