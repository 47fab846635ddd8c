import { log } from "@/lib/log.ts";
import { type Familiarity } from "./defence/familiarity.ts";
import { raiseAlarm } from "./defence/raise_alarm.ts";
import {
  countTry,
  countWrongBefore,
  type MailFirst,
  noteRight,
  noteWrong,
  type Paused,
  type TooMany,
  type Try,
  type Weighed,
  weighTry,
} from "./defence/weigh_try.ts";
import type { Suspicion } from "./defence/suspicion.ts";
import { verifyPassword } from "./password/verify_password.ts";
import type { Visitor } from "./visitor.ts";

export type Candidate = { userId: string; phc: string };

export type CheckedPassword =
  | { ok: true; userId: string; suspicion: Suspicion }
  | { ok: false; reason: "wrong_credentials" | "busy" }
  | TooMany
  | Paused
  | MailFirst;

type Looked = { candidate?: Candidate; familiarity: Familiarity };

type Attempt = {
  /** Keeps the tries of tenants and of the operators' door apart. */
  where: string;
  /** Whose admins are told when somebody guesses; undefined at the operators' door. */
  tenantId?: string;
  /** Whom the tries are counted against: the address that was typed, or the person where that is known. */
  subject: string;
  password: string;
  /** Who is meant, and what that person has come with before; asked of the database together. */
  look: () => Promise<Looked>;
  /** Where no mail can stand in for the password: only the limits of place and pair hold then. */
  isUnweighed?: true;
  visitor: Visitor;
  now: Date;
};

/**
 * Whatever is wrong, it costs one hash and says no more than `wrong_credentials`: not whether the address is known, nor
 * whether it is a member's.
 */
export async function checkPassword(attempt: Attempt): Promise<CheckedPassword> {
  const { where, tenantId, subject, password, look, isUnweighed, visitor, now } = attempt;
  const claimed = visitor.device === undefined ? undefined : await look();
  const ownDevice = claimed?.familiarity.knowsDevice ? visitor.device : undefined;
  const tried: Try = { where, email: subject, visitor, ownDevice, now };
  const counted = await countTry(tried);
  if (!counted.ok) return counted;
  // There is no hash of nothing, and nobody has that password.
  if (password === "") return { ok: false, reason: "wrong_credentials" };
  const { candidate, familiarity } = claimed ?? await look();
  const weighed: Weighed = ownDevice !== undefined || isUnweighed
    ? { ok: true, asksForMore: false, isSpraying: false }
    : await weighTry(tried);
  if (!weighed.ok) return weighed;
  await new Promise((resolve) => setTimeout(resolve, counted.delayMs));
  const verified = await verifyPassword(password, candidate?.phc, { place: ownDevice ?? visitor.ip });
  if (!verified.ok && verified.reason === "busy") {
    await noteRight(tried);
    return { ok: false, reason: "busy" };
  }
  if (!candidate || !verified.ok) {
    log.info("a password was refused", { where, subject, ip: visitor.ip });
    const felt = await noteWrong(tried, counted);
    if (felt.length > 0) await raiseAlarm(felt, { where, tenantId, userId: candidate?.userId, visitor, now });
    return { ok: false, reason: "wrong_credentials" };
  }
  await noteRight(tried);
  const failuresBefore = await countWrongBefore(tried);
  return { ok: true, userId: candidate.userId, suspicion: { ...weighed, failuresBefore, familiarity } };
}
