import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { sendMail } from "@/lib/mail/send_mail.ts";

type Asking = { userId: string; digits: string; origin: string };

/**
 * For a login that waits for more: whoever has no second factor set up gets digits by mail, at the address that is the
 * person's own; the one in the tenant's row is its directory's to change.
 */
export async function askByMail(tx: TenantTx, { userId, digits, origin }: Asking): Promise<void> {
  const person = await tx.row<{ name: string; email: string; tenantName: string; factors: string[] }>`
    select m.name, p.email, h.name as "tenantName", gate.second_factors_of(m.user_id) as factors
      from members m cross join gate.house() h cross join gate.person(m.user_id) p
     where m.tenant_id = ${tx.tenantId} and m.user_id = ${userId}`;
  if (!person || person.factors.length > 0) return;
  const { name, email, tenantName } = person;
  await sendMail(tx, {
    to: email,
    template: "mail_code",
    data: { name, tenantName, digits, securityUrl: `${origin}/forgot-password` },
  });
}
