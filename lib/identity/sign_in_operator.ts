import { config } from "@/lib/config.ts";
import { asPlatform } from "@/lib/db/as_platform.ts";
import { log } from "@/lib/log.ts";
import { findOperatorCandidate } from "./find_operator_candidate.ts";
import { openSession, sessionTokens } from "./open_session.ts";
import { verifyPassword } from "./password/verify_password.ts";
import { giveBackSignIn, refuseTooManySignIns } from "./sign_in_limits.ts";
import type { SignIn } from "./sign_in_with_password.ts";
import { ownIdentity } from "./verified_identity.ts";
import type { Visitor } from "./visitor.ts";

type Attempt = { email: string; password: string; visitor: Visitor; now: Date };

/** Signs one of our staff in on the base host; what was refused looks the same for everybody. */
export async function signInOperator({ email, password, visitor, now }: Attempt): Promise<SignIn> {
  const tried = { where: "operators", email, visitor, now };
  const refusal = await refuseTooManySignIns(tried);
  if (refusal) return refusal;
  const candidate = await findOperatorCandidate(email);
  const verified = await verifyPassword(password, candidate?.phc, { place: visitor.ip });
  if (!verified.ok && verified.reason === "busy") await giveBackSignIn(tried);
  if (!candidate || !verified.ok) {
    log.warn("operator sign-in refused", { email, ip: visitor.ip });
    return { ok: false, reason: !verified.ok && verified.reason === "busy" ? "busy" : "wrong_credentials" };
  }
  const audience = config.baseUrl.origin;
  const held = await asPlatform(
    `Operator ${email} signs in`,
    (tx) => openSession(tx, ownIdentity(candidate.userId, "pwd"), { audience, visitor, now }),
  );
  return { ok: true, session: await sessionTokens(held, now) };
}
