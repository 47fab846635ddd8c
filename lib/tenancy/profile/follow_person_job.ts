import { recordAudit } from "@/lib/audit/record.ts";
import { asPlatform } from "@/lib/db/as_platform.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import type { Job } from "@/lib/jobs/kinds.ts";
import { addressHere } from "./address_here.ts";

type Followed = { id: string; name: string; email: string; emailBefore: string };

/** The handler of `person.follow`: rows of members are copies, and this is what keeps them so. */
export async function followPersonJob({ payload: { userId }, signal }: Job<"person.follow">): Promise<void> {
  const houses = await asPlatform(
    "Somebody has another name or address",
    (tx) =>
      tx.rows<{ tenantId: string }>`
      select tenant_id as "tenantId" from members where user_id = ${userId} order by tenant_id`,
  );
  for (const { tenantId } of houses) {
    signal.throwIfAborted();
    await followIn(tenantId, userId);
  }
}

/** What the person is called now, which may be newer than what this job was made for. */
async function followIn(tenantId: string, userId: string) {
  await asTenant(tenantId, async (tx) => {
    const followed = await tx.row<Followed>`
      with before as materialized (
        select id, email from members where tenant_id = ${tx.tenantId} and user_id = ${userId} for update)
      update members m set name = p.name, email = ${addressHere(sql`p.email`)}
        from gate.person(${userId}) p, before
       where m.tenant_id = ${tx.tenantId} and m.id = before.id and (m.name, m.email) is distinct from (p.name, p.email)
      returning m.id, m.name, m.email, before.email as "emailBefore"`;
    if (!followed || followed.email === followed.emailBefore) return;
    await recordAudit(tx, {
      actor: { kind: "member", id: userId, name: followed.name },
      action: "member.email_changed",
      subject: { kind: "member", id: followed.id },
      detail: { email: followed.email, before: followed.emailBefore },
    });
  });
}
