import { atGate } from "@/lib/db/at_gate.ts";
import { sql } from "@/lib/db/sql.ts";

export type Operator = {
  userId: string;
  name: string;
  email: string;
  /** The console opens to nobody then who has shown a password alone. */
  hasSecondFactor: boolean;
};

type Found = Operator & {
  /** False once the session was ended, also where no web process was told. */
  isSignedIn: boolean;
};

/** The operator behind a person, or undefined. @param sessionId of the session that is asked about, where there is one. */
export async function findOperator(userId: string, sessionId?: string): Promise<Found | undefined> {
  const [row] = await atGate<Found>(
    sql`select user_id as "userId", name, email, has_second_factor as "hasSecondFactor", is_signed_in as "isSignedIn"
          from gate.find_operator(${userId}, ${sessionId})`,
  );
  return row;
}
