import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant, asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import { hashBearerSecret, newBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { EMAIL_CODE_SECONDS, secondsAfter } from "@/lib/identity/lifetimes.ts";
import { take } from "@/lib/limits/take.ts";
import { sendMail } from "@/lib/mail/send_mail.ts";
import type { Tenant } from "../directory.ts";
import type { Member } from "../find_member.ts";
import { tenantOrigin } from "../host.ts";

type House = Pick<Tenant, "id" | "slug" | "name">;
type Wish = { member: Member; newEmail: string; actor: Actor; now: Date };

export type AskedEmailChange =
  | { ok: true }
  | { ok: false; reason: "same_address" | "not_a_member" }
  | { ok: false; reason: "too_many"; retryAfterSeconds: number };

/** A stranger's mailbox is not for us to fill. */
const PER_PERSON = { name: "email_change", rate: 1, periodSeconds: 600, burst: 3 };

/**
 * Sends a link to the new address and tells the old one; nothing changes until the link was used. Whether somebody has
 * the address already is not looked at here, so nothing can be learned.
 */
export async function askEmailChange(
  house: House,
  { member, newEmail, actor, now }: Wish,
): Promise<AskedEmailChange> {
  if (newEmail.toLowerCase() === member.email.toLowerCase()) return { ok: false, reason: "same_address" };
  const { ok, retryAfterSeconds } = await take(PER_PERSON, member.userId, now);
  if (!ok) return { ok: false, reason: "too_many", retryAfterSeconds };
  const code = newBearerSecret();
  const origin = tenantOrigin(house.slug);
  const names = { name: member.name, tenantName: house.name };
  return await asTenant(house.id, async (tx) => {
    const asked = await tx.row<{ isMember: boolean }>`
      select gate.ask_email_change(${hashBearerSecret(code)}, ${member.userId}, ${newEmail}, ${now},
        ${secondsAfter(now, EMAIL_CODE_SECONDS)}) as "isMember"`;
    if (!asked!.isMember) return { ok: false, reason: "not_a_member" };
    const confirmUrl = `${origin}/profile/email?code=${code}`;
    await sendMail(tx, { to: newEmail, template: "confirm_new_email", data: { ...names, confirmUrl } });
    const data = { ...names, newEmail, securityUrl: `${origin}/security` };
    await sendMail(tx, { to: member.email, template: "email_change_asked", data });
    await recordAudit(tx, {
      actor,
      action: "member.email_change_asked",
      subject: { kind: "member", id: member.id },
      detail: { email: newEmail },
    });
    return { ok: true };
  });
}

/** The address that waits to be proven; undefined where none does. */
export async function findEmailChange(
  tenantId: string,
  { userId, now }: { userId: string; now: Date },
): Promise<string | undefined> {
  const [{ email }] = await asTenantRead.one<{ email: string | null }>(
    tenantId,
    sql`select gate.email_change_of(${userId}, ${now}) as email`,
  );
  return email ?? undefined;
}

/** The link that was sent is worth nothing any more. */
export async function withdrawEmailChange(
  tenantId: string,
  { userId, now }: { userId: string; now: Date },
): Promise<void> {
  await asTenant.one(tenantId, sql`select gate.withdraw_email_change(${userId}, ${now})`);
}
