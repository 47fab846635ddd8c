import { asTenant } from "@/lib/db/as_tenant.ts";
import { prepared, sql } from "@/lib/db/sql.ts";
import { log } from "@/lib/log.ts";
import { openMemberSession } from "./open_member_session.ts";
import { type OpenedSession, sessionTokens } from "./open_session.ts";
import { verifyPassword } from "./password/verify_password.ts";
import { giveBackSignIn, type Paused, refuseTooManySignIns, type TooMany } from "./sign_in_limits.ts";
import { ownIdentity } from "./verified_identity.ts";
import type { Visitor } from "./visitor.ts";

export type SignIn =
  | { ok: true; session: OpenedSession }
  | { ok: false; reason: "wrong_credentials" | "busy" }
  | TooMany
  | Paused;

type Attempt = {
  email: string;
  password: string;
  /** Origin of the tenant's host. */
  audience: string;
  visitor: Visitor;
  now: Date;
};

/**
 * Signs a member in. Whatever is wrong, it costs one hash and says no more than `wrong_credentials`: not whether the
 * address is known, nor whether it is a member's.
 */
export async function signInWithPassword(
  tenantId: string,
  { email, password, audience, visitor, now }: Attempt,
): Promise<SignIn> {
  const tried = { where: tenantId, email, visitor, now };
  const refusal = await refuseTooManySignIns(tried);
  if (refusal) return refusal;
  const candidate = await findCandidate(tenantId, email);
  const verified = await verifyPassword(password, candidate?.phc, { place: visitor.ip });
  if (!verified.ok && verified.reason === "busy") await giveBackSignIn(tried);
  const held = verified.ok &&
    await asTenant(
      tenantId,
      (tx) => openMemberSession(tx, ownIdentity(candidate!.userId, "pwd"), { audience, visitor, now }),
    );
  if (held) return { ok: true, session: await sessionTokens(held, now) };
  log.info("sign-in refused", { email, ip: visitor.ip });
  return { ok: false, reason: !verified.ok && verified.reason === "busy" ? "busy" : "wrong_credentials" };
}

type Candidate = { userId: string; phc: string };

/** Of the people who named this address the one that is a member here, the proven one first. */
async function findCandidate(tenantId: string, email: string): Promise<Candidate | undefined> {
  const [candidate] = await asTenant.one<Candidate>(
    tenantId,
    prepared(
      "sign-in candidate",
      sql`
        select user_id as "userId", phc from gate.sign_in_candidates(${email})
         order by is_proven desc, joined_at limit 1`,
    ),
  );
  return candidate;
}
