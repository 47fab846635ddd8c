import { atGate } from "@/lib/db/at_gate.ts";
import { sql } from "@/lib/db/sql.ts";
import type { MethodKind } from "./methods/port.ts";

/** What the person has set up beside a first factor. */
export async function findSecondFactors(userId: string): Promise<MethodKind[]> {
  const [{ kinds }] = await atGate<{ kinds: MethodKind[] }>(
    sql`select gate.second_factors_of(${userId}) as kinds`,
  );
  return kinds;
}
