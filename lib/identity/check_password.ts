import { log } from "@/lib/log.ts";
import { verifyPassword } from "./password/verify_password.ts";
import { giveBackSignIn, type Paused, refuseTooManySignIns, type TooMany } from "./sign_in_limits.ts";
import type { Visitor } from "./visitor.ts";

export type Candidate = { userId: string; phc: string };

export type CheckedPassword =
  | { ok: true; userId: string }
  | { ok: false; reason: "wrong_credentials" | "busy" }
  | TooMany
  | Paused;

type Attempt = {
  /** Keeps the tries of tenants and of the operators' door apart. */
  where: string;
  /** Whom the tries are counted against: the address that was typed, or the person where that is known. */
  subject: string;
  password: string;
  findCandidate: () => Promise<Candidate | undefined>;
  visitor: Visitor;
  now: Date;
};

/**
 * Whatever is wrong, it costs one hash and says no more than `wrong_credentials`: not whether the address is known, nor
 * whether it is a member's.
 */
export async function checkPassword(attempt: Attempt): Promise<CheckedPassword> {
  const { where, subject, password, findCandidate, visitor, now } = attempt;
  const tried = { where, email: subject, visitor, now };
  const refusal = await refuseTooManySignIns(tried);
  if (refusal) return refusal;
  // There is no hash of nothing, and nobody has that password.
  if (password === "") return { ok: false, reason: "wrong_credentials" };
  const candidate = await findCandidate();
  const verified = await verifyPassword(password, candidate?.phc, { place: visitor.ip });
  if (candidate && verified.ok) return { ok: true, userId: candidate.userId };
  if (!verified.ok && verified.reason === "busy") {
    await giveBackSignIn(tried);
    return { ok: false, reason: "busy" };
  }
  log.info("a password was refused", { where, subject, ip: visitor.ip });
  return { ok: false, reason: "wrong_credentials" };
}
