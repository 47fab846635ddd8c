import { asTenant } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import { verifyPassword } from "./password/verify_password.ts";
import { giveBackSignIn, type Paused, refuseTooManySignIns, type TooMany } from "./sign_in_limits.ts";
import type { Visitor } from "./visitor.ts";

export type PasswordConfirmed =
  | { ok: true }
  | { ok: false; reason: "wrong_password" | "busy" }
  | TooMany
  | Paused;

type Confirming = {
  member: { userId: string; email: string };
  password: string;
  visitor: Visitor;
  now: Date;
};

/** Whether it is still the member who sits there: before what cannot be taken back. Counted like signing in. */
export async function confirmPassword(
  tenantId: string,
  { member: { userId, email }, password, visitor, now }: Confirming,
): Promise<PasswordConfirmed> {
  const tried = { where: tenantId, email, visitor, now };
  const refusal = await refuseTooManySignIns(tried);
  if (refusal) return refusal;
  const [candidate] = await asTenant.one<{ phc: string }>(
    tenantId,
    sql`select phc from gate.sign_in_candidates(${email}) where user_id = ${userId}`,
  );
  const verified = await verifyPassword(password, candidate?.phc, { place: visitor.ip });
  if (!verified.ok && verified.reason === "busy") await giveBackSignIn(tried);
  return verified;
}
