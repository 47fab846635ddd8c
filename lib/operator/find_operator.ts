import { atGate } from "@/lib/db/at_gate.ts";
import { sql } from "@/lib/db/sql.ts";

export type Operator = { userId: string; name: string; email: string };

/** The operator behind a person, or undefined. */
export async function findOperator(userId: string): Promise<Operator | undefined> {
  const [row] = await atGate<Operator>(
    sql`select user_id as "userId", name, email from gate.find_operator(${userId})`,
  );
  return row;
}
