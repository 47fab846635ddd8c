import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { sendMail } from "@/lib/mail/send_mail.ts";
import { type CheckedPassword, checkPassword } from "../check_password.ts";
import { UNFAMILIAR } from "../defence/familiarity.ts";
import { endSessionsEverywhere, refuseSessionsEverywhere } from "../end_sessions_everywhere.ts";
import type { Visitor } from "../visitor.ts";
import { findPasswordFault } from "./find_password_fault.ts";
import { findPhc } from "./find_phc.ts";
import { hashPassword } from "./hash_password.ts";
import type { PasswordFault } from "./rules.ts";

export type ChangedPassword =
  | { ok: true }
  | { ok: false; reason: "weak"; fault: PasswordFault }
  | Extract<CheckedPassword, { ok: false }>;

type Change = {
  member: { id: string; userId: string; email: string; name: string };
  house: { name: string; slug: string; origin: string };
  /** Undefined only for somebody who has none yet, and has shown another way who it is. */
  current?: string;
  password: string;
  /** In code points. */
  shortest: number;
  /** All sessions but this one end, wherever the person lives. */
  endOthersThan?: string;
  actor: Actor;
  visitor: Visitor;
  now: Date;
};

/** Needs the one before, and says by mail that it happened. */
export async function changePassword(tenantId: string, change: Change): Promise<ChangedPassword> {
  const { member, house, password, shortest, endOthersThan, actor, visitor, now } = change;
  const { userId } = member;
  const checked = await checkCurrent(tenantId, change);
  if (checked && !checked.ok) return checked;
  const names = [house.name, house.slug, member.name, member.email];
  const fault = await findPasswordFault({ password, shortest, names });
  if (fault) return { ok: false, reason: "weak", fault };
  const hashed = await hashPassword(password, { place: visitor.ip });
  if (!hashed.ok) return hashed;
  if (endOthersThan) await refuseSessionsEverywhere(tenantId, { userId, but: endOthersThan, now });
  await asTenant(tenantId, async (tx) => {
    await tx.rows`select gate.change_password(${userId}, ${hashed.phc}, ${now})`;
    if (endOthersThan) {
      await endSessionsEverywhere(tx, { userId, but: endOthersThan, because: "password_changed", now });
    }
    await recordAudit(tx, {
      actor,
      action: "member.password_changed",
      subject: { kind: "member", id: member.id },
      detail: { ended_other_sessions: endOthersThan !== undefined },
    });
    await sendMail(tx, {
      to: member.email,
      template: "password_changed",
      data: { name: member.name, tenantName: house.name, resetUrl: `${house.origin}/forgot-password` },
    });
  });
  return { ok: true };
}

async function checkCurrent(
  tenantId: string,
  { member: { userId }, current, visitor, now }: Change,
): Promise<CheckedPassword | undefined> {
  const phc = await findPhc(tenantId, userId);
  if (phc === undefined) return undefined;
  return await checkPassword({
    where: tenantId,
    tenantId,
    subject: userId,
    password: current ?? "",
    look: () => Promise.resolve({ candidate: { userId, phc }, familiarity: UNFAMILIAR }),
    // Who is inside has come in by a way that was weighed.
    isUnweighed: true,
    visitor,
    now,
  });
}
