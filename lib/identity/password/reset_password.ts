import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import { sendMail } from "@/lib/mail/send_mail.ts";
import { rememberArrival } from "../defence/familiarity.ts";
import { hashBearerSecret } from "../bearer_secret.ts";
import { refuseSessionsEverywhere } from "../end_sessions_everywhere.ts";
import type { Visitor } from "../visitor.ts";
import { findPasswordFault } from "./find_password_fault.ts";
import { hashPassword } from "./hash_password.ts";
import { type PasswordFault, SHORTEST_BESIDE_ANOTHER, SHORTEST_PASSWORD } from "./rules.ts";

export type ResetPassword =
  | { ok: true }
  | { ok: false; reason: "weak"; fault: PasswordFault }
  | { ok: false; reason: "invalid_code" | "busy" };

type Resetting = {
  /** From the link in the mail. */
  code: string;
  password: string;
  house: { name: string; slug: string; origin: string; requiresSecondFactor: boolean };
  visitor: Visitor;
  now: Date;
};

type Member = { id: string; userId: string; name: string; email: string };

/**
 * Sets a new password for whoever reads the mail, ends all of that person's sessions and opens none: a second factor is
 * asked for at the door as ever.
 */
export async function resetPassword(tenantId: string, resetting: Resetting): Promise<ResetPassword> {
  const { code, password, house, visitor, now } = resetting;
  const hash = hashBearerSecret(code);
  const [holder] = await asTenant.one<Member & { hasSecondFactor: boolean }>(
    tenantId,
    sql`select m.id, c.user_id as "userId", m.name, m.email, c.has_second_factor as "hasSecondFactor"
          from gate.holder_of_code(${hash}, 'reset_password', ${now}) c
          join members m on m.tenant_id = ${tenantId} and m.user_id = c.user_id`,
  );
  if (!holder) return { ok: false, reason: "invalid_code" };
  const names = [house.name, house.slug, holder.name, holder.email];
  const shortest = house.requiresSecondFactor && holder.hasSecondFactor
    ? SHORTEST_BESIDE_ANOTHER
    : SHORTEST_PASSWORD;
  const fault = await findPasswordFault({ password, shortest, names });
  if (fault) return { ok: false, reason: "weak", fault };
  const hashed = await hashPassword(password, { place: visitor.ip });
  if (!hashed.ok) return hashed;
  await refuseSessionsEverywhere(tenantId, { userId: holder.userId, now });
  return await consume(tenantId, { hash, phc: hashed.phc, holder, resetting });
}

type Consuming = { hash: Uint8Array; phc: string; holder: Member; resetting: Resetting };

async function consume(
  tenantId: string,
  { hash, phc, holder, resetting: { house, visitor, now } }: Consuming,
): Promise<ResetPassword> {
  return await asTenant(tenantId, async (tx) => {
    const row = await tx.row<{ person: string | null }>`
      select gate.reset_password(${hash}, ${phc}, ${now}) as person`;
    if (row!.person !== holder.userId) return { ok: false, reason: "invalid_code" };
    // Who reads the mail is the person, so that this browser is one of theirs.
    await rememberArrival(tx, { userId: holder.userId, ...visitor, now });
    await recordAudit(tx, {
      actor: { kind: "member", id: holder.userId, name: holder.name, requestId: visitor.requestId },
      action: "member.password_reset",
      subject: { kind: "member", id: holder.id },
    });
    await sendMail(tx, {
      to: holder.email,
      template: "password_changed",
      data: { name: holder.name, tenantName: house.name, resetUrl: `${house.origin}/forgot-password` },
    });
    return { ok: true };
  });
}
