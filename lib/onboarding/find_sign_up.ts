import { atGate } from "@/lib/db/at_gate.ts";
import { sql } from "@/lib/db/sql.ts";

/** What a sign-up has opened. */
export type FinishedSignUp = { tenantId: string; slug: string; userId: string; email: string; phc: string };

export async function findSignUp(signUpId: string): Promise<FinishedSignUp | undefined> {
  const [found] = await atGate<FinishedSignUp>(
    sql`select tenant_id as "tenantId", slug, user_id as "userId", email, phc from gate.find_sign_up(${signUpId})`,
  );
  return found;
}
