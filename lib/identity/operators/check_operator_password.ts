import { type CheckedPassword, checkPassword } from "../check_password.ts";
import { UNFAMILIAR } from "../defence/familiarity.ts";
import type { Visitor } from "../visitor.ts";
import { findOperatorCandidate } from "./find_operator_candidate.ts";

type Attempt = { email: string; password: string; visitor: Visitor; now: Date };

/** What was refused looks the same for everybody, operator or not. */
export function checkOperatorPassword(
  { email, password, visitor, now }: Attempt,
): Promise<CheckedPassword> {
  return checkPassword({
    where: "operators",
    subject: email,
    password,
    look: async () => ({ candidate: await findOperatorCandidate(email), familiarity: UNFAMILIAR }),
    // Operators have no way in by mail.
    isUnweighed: true,
    visitor,
    now,
  });
}
