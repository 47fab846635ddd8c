import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import type { TenantTx } from "@/lib/db/as_tenant.ts";
import type { FactorChange } from "@/lib/mail/factor_changed.ts";
import { sendMail } from "@/lib/mail/send_mail.ts";
import { tenantOrigin } from "@/lib/origins.ts";

export type ToldOfFactor = {
  /** Whose factor it is. */
  userId: string;
  change: FactorChange;
  /** Undefined where the person does it, who may not be inside yet. */
  actor?: Actor;
  /** What the person calls it. */
  called?: string;
  codesLeft?: number;
  requestId?: string;
};

type Row = { id: string; name: string; email: string; slug: string; tenantName: string };

/** The audit entry, and the mail to the person, of a change in how a member shows who they are. */
export async function tellOfFactor(
  tx: TenantTx,
  { userId, change, called, codesLeft, requestId, ...told }: ToldOfFactor,
): Promise<void> {
  const member = await tx.row<Row>`
    select m.id, m.name, coalesce(p.email, m.email) as email, h.slug, h.name as "tenantName"
      from members m cross join gate.house() h left join gate.person(m.user_id) p on true
     where m.tenant_id = ${tx.tenantId} and m.user_id = ${userId}`;
  if (!member) throw new Error(`Telling of a factor: user "${userId}" is no member of this tenant`);
  const { name, email, slug, tenantName } = member;
  const actor = told.actor ?? { kind: "member" as const, id: userId, name, requestId };
  const securityUrl = `${tenantOrigin(slug)}/security`;
  // Together, so that both travel in one round trip.
  await Promise.all([
    recordAudit(tx, {
      actor,
      action: `member.${change}`,
      subject: { kind: "member", id: member.id },
      detail: { ...(called && { name: called }), ...(codesLeft !== undefined && { codes_left: codesLeft }) },
    }),
    sendMail(tx, {
      to: email,
      template: "factor_changed",
      data: { name, tenantName, change, called, codesLeft, securityUrl },
    }),
  ]);
}
