import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { sendMail } from "@/lib/mail/send_mail.ts";
import type { Letter } from "@/lib/mail/templates.ts";
import { tenantOrigin } from "./host.ts";

type News =
  | { template: "domain_record_missing"; about: { domain: string }; page: string }
  | { template: "break_glass_used"; about: { who: string }; page: string };

type Owner = { name: string; email: string; slug: string; tenantName: string };

/** A letter to each owner of the tenant, with a link to one of its pages. */
export async function tellOwners(tx: TenantTx, { template, about, page }: News): Promise<void> {
  const owners = await tx.rows<Owner>`
    select m.name, m.email, t.slug, t.name as "tenantName"
      from members m cross join gate.own_tenant() t
     where m.tenant_id = ${tx.tenantId} and m.role = 'owner' order by m.joined_at`;
  for (const { name, email, slug, tenantName } of owners) {
    const data = { ...about, name, tenantName, url: `${tenantOrigin(slug)}${page}` };
    await sendMail(tx, { to: email, template, data } as { to: string } & Letter);
  }
}
