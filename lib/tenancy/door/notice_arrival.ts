import type { TenantTx } from "@/lib/db/as_tenant.ts";
import type { Anomaly } from "@/lib/identity/defence/anomalies.ts";
import { findingOf } from "@/lib/identity/defence/finding_of.ts";
import { recordSecurityEvent } from "@/lib/identity/defence/record_security_event.ts";
import { deviceOf } from "@/lib/identity/device.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";
import { sendMail } from "@/lib/mail/send_mail.ts";

type Noticed = {
  userId: string;
  anomalies: Anomaly[];
  /** Of the tenant's host. */
  origin: string;
  visitor: Visitor;
  now: Date;
};

/** What is odd is shown to the tenant's admins and to operators, and told to the person by mail. */
export async function noticeArrival(tx: TenantTx, noticed: Noticed): Promise<void> {
  const { userId, anomalies, origin, visitor, now } = noticed;
  if (anomalies.length === 0) return;
  const member = await tx.row<{ name: string; email: string; tenantName: string }>`
    select m.name, p.email, h.name as "tenantName"
      from members m cross join gate.house() h cross join gate.person(m.user_id) p
     where m.tenant_id = ${tx.tenantId} and m.user_id = ${userId}`;
  if (!member) return;
  const { browser = "a browser", system = "an unknown system" } = deviceOf(visitor.userAgent ?? null);
  const device = `${browser} on ${system}`;
  await Promise.all([
    ...anomalies.map((kind) =>
      recordSecurityEvent(tx, { kind, userId, ip: visitor.ip, detail: { device }, now })
    ),
    sendMail(tx, {
      to: member.email,
      template: "security_notice",
      data: {
        name: member.name,
        tenantName: member.tenantName,
        findings: anomalies.map(findingOf),
        from: `${device}, from ${visitor.address ?? visitor.ip}`,
        when: `${now.toUTCString().slice(0, -7)} UTC`,
        securityUrl: `${origin}/security`,
      },
    }),
  ]);
}
