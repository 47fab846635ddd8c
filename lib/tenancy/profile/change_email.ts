import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import { hashBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { sendMail } from "@/lib/mail/send_mail.ts";
import type { Tenant } from "../directory.ts";
import type { Member } from "../find_member.ts";
import { tenantOrigin } from "../host.ts";
import { followPerson } from "./follow_person.ts";
import { addressHere } from "./address_here.ts";

type Proof = {
  /** From the link in the mail. */
  code: string;
  /** Who is signed in; a code of somebody else is as good as made up. */
  member: Member;
  actor: Actor;
  now: Date;
};

type Outcome = { outcome: "changed" | "invalid_code" | "email_taken"; oldEmail: string; newEmail: string };

export type EmailChange =
  /** `isKeptHere` where this house goes on with the address before. */
  | { ok: true; isKeptHere: boolean }
  | { ok: false; reason: "invalid_code" | "email_taken" };

/**
 * From here on the new address is the person's, proven, in every house but for those that `addressHere()` excepts; the old
 * one is told and is nobody's.
 */
export async function changeEmail(
  house: Pick<Tenant, "id" | "slug" | "name">,
  { code, member, actor, now }: Proof,
): Promise<EmailChange> {
  return await asTenant(house.id, async (tx) => {
    const changed = await tx.row<Outcome>`
      select outcome, old_email as "oldEmail", new_email as "newEmail"
        from gate.change_email(${hashBearerSecret(code)}, ${member.userId}, ${now})`;
    const { outcome, oldEmail, newEmail } = changed!;
    if (outcome !== "changed") return { ok: false, reason: outcome };
    const here = await tx.row<{ email: string }>`
      update members m set email = ${addressHere(sql`${newEmail}::text`)}
       where m.tenant_id = ${tx.tenantId} and m.user_id = ${member.userId}
      returning m.email`;
    const isKeptHere = here !== undefined && here.email !== newEmail;
    await followPerson(tx, member.userId);
    await sendMail(tx, {
      to: oldEmail,
      template: "email_changed",
      data: {
        name: member.name,
        tenantName: house.name,
        newEmail,
        securityUrl: `${tenantOrigin(house.slug)}/security`,
      },
    });
    await recordAudit(tx, {
      actor,
      action: "member.email_changed",
      subject: { kind: "member", id: member.id },
      detail: { email: newEmail, before: oldEmail, ...isKeptHere && { kept_here: "yes" } },
    });
    return { ok: true, isKeptHere };
  });
}
