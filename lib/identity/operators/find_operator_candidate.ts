import { asPlatform } from "@/lib/db/as_platform.ts";

/** The operator who has proven this address, for a password to be checked against; undefined for nobody. */
export function findOperatorCandidate(email: string): Promise<{ userId: string; phc: string } | undefined> {
  return asPlatform("Somebody signs in as an operator", (tx) =>
    tx.row<{ userId: string; phc: string }>`
      select user_id as "userId", phc from gate.operator_candidate(${email})`);
}
